#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/poisson_regression.hpp>

namespace aftercourse::statistics {
namespace {

void expect_relative(double actual, double expected, double tolerance, const std::string& what) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected)) << what;
}

class Counts : public testing::Test {
 protected:
  Counts() {
    for (const double e : {10, 11, 12, 13, 12, 11, 10, 12, 14}) offset.push_back(std::log(e));
  }
  const std::vector<double> counts{2, 3, 6, 7, 8, 9, 10, 12, 15}, time{1, 2, 3, 4, 5, 6, 7, 8, 9};
  std::vector<double> offset;
  const std::vector<Predictor> predictors{{"time", time, {}, {}}};
  const Design design{9, predictors};
};

TEST_F(Counts, AgreeWithR) { // glm of R 4.2.2, epsilon 1e-15, offset(log(e))
  const PoissonRegression m = poisson_regression({.outcome = counts, .offset = offset}, design);
  expect_relative(m.coefficients[0].estimate, -1.36283797846902965, 1e-13, "intercept");
  expect_relative(m.coefficients[1].estimate, 0.17317746306892168, 1e-13, "time");
  expect_relative(m.coefficients[1].standard_error, 0.048389077400395358, 1e-13, "time");
  expect_relative(m.coefficients[1].p_value, 3.4510364106705023e-04, 1e-11, "p");
  expect_relative(m.deviance, 1.487814321283311, 1e-12, "deviance");
  expect_relative(m.null_deviance, 15.082876542006156, 1e-13, "null deviance");
  expect_relative(m.aic, 39.600917719272339, 1e-13, "AIC");
}

TEST_F(Counts, DispersionScalesTheCovariance) {
  PoissonOptions options;
  options.quasi = true;
  const PoissonRegression m = poisson_regression({.outcome = counts, .offset = offset}, design, options);
  expect_relative(m.dispersion, 0.20446403590655357, 1e-9, "dispersion"); // R stops a step earlier
  expect_relative(m.coefficients[1].standard_error, 0.021880427668554456, 1e-9, "time");
  EXPECT_TRUE(std::isnan(m.aic));
}

TEST_F(Counts, GroupsWithoutEventsAreSeparation) {
  const std::vector<double> some{3, 4, 2, 0, 0, 0}, flag{0, 0, 0, 1, 1, 1};
  const std::vector<Predictor> flags{{"flag", flag, {}, {}}};
  const PoissonRegression m = poisson_regression({.outcome = some}, Design(6, flags));
  EXPECT_EQ(m.separation, "quasi-complete");
  EXPECT_EQ(m.separated_by, std::vector<std::string>{"flag"});
}

TEST_F(Counts, TooPoorOrWrong) {
  const std::vector<double> zero(9, 0.0), negative{1, 2, -1, 0, 1, 2, 3, 4, 5};
  EXPECT_EQ(poisson_regression({.outcome = zero}, design).not_estimable.en, "no observation has an event");
  EXPECT_THROW(poisson_regression({.outcome = negative}, design), InvalidArgument);
  PoissonOptions options;
  options.quasi = options.profile = true;
  EXPECT_THROW(poisson_regression({.outcome = counts}, design, options), InvalidArgument);
}

TEST_F(Counts, ExposureAndRateAreTheSameModel) {
  // A rate weighted by its exposure has the same likelihood as the count with the exposure as offset.
  std::vector<double> rate(9), exposure(9);
  for (std::size_t i = 0; i < 9; ++i) {
    exposure[i] = std::exp(offset[i]);
    rate[i] = counts[i] / exposure[i];
  }
  const PoissonRegression a = poisson_regression({.outcome = counts, .offset = offset}, design);
  const PoissonRegression b = poisson_regression({.outcome = rate, .weights = exposure}, design);
  expect_relative(a.coefficients[1].estimate, b.coefficients[1].estimate, 1e-12, "estimate");
  expect_relative(a.coefficients[1].standard_error, b.coefficients[1].standard_error, 1e-12,
                  "standard error");
}

} // namespace
} // namespace aftercourse::statistics
