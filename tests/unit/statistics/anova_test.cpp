#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/anova.hpp>

namespace aftercourse::statistics {
namespace {

void expect_near_relative(double actual, double expected, double tolerance = 1e-11) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected));
}

// Dobson (1983), An Introduction to Statistical Modelling, p. 40: dried weights of plants; R's PlantGrowth.
const std::vector<double> weights{4.17, 5.58, 5.18, 6.11, 4.50, 4.61, 5.17, 4.53, 5.33, 5.14,
                                  4.81, 4.17, 4.41, 3.59, 5.87, 3.83, 6.03, 4.89, 4.32, 4.69,
                                  6.31, 5.12, 5.54, 5.50, 5.37, 5.29, 4.92, 6.15, 5.80, 5.26};
const std::vector<std::string> treatments{"ctrl", "trt1", "trt2"};

std::vector<std::int32_t> ten_each() {
  std::vector<std::int32_t> codes;
  for (int i = 0; i < 30; ++i) codes.push_back(i / 10);
  return codes;
}

// Figures of R 4.2.2: aov, oneway.test, bartlett.test, and Levene's from medians (also SciPy's).
TEST(Anova, AgreesWithPlantGrowth) {
  const OneWayAnova a = one_way_anova(weights, ten_each(), treatments);
  expect_near_relative(a.statistic, 4.846087862380135);
  expect_near_relative(a.p_value, 0.015909958325622937);
  expect_near_relative(a.ss_between, 3.7663399999999987);
  expect_near_relative(a.ss_within, 10.492089999999997);
  expect_near_relative(a.estimate, 0.26414829683211977);
  expect_near_relative(a.epsilon_squared, 0.20964076326412862); // R's adjusted R squared
  expect_near_relative(a.welch_statistic, 5.180972408113189);
  expect_near_relative(a.welch_df, 17.12841861664413);
  expect_near_relative(a.welch_p_value, 0.01739282149017);
  expect_near_relative(a.bartlett_statistic, 2.8785737872360935);
  expect_near_relative(a.bartlett_p_value, 0.23709677363455817);
  expect_near_relative(a.levene_statistic, 1.11918569487039);
  expect_near_relative(a.levene_p_value, 0.3412266241254738);
  EXPECT_LT(a.low, a.estimate);
  EXPECT_GT(a.high, a.estimate);
  EXPECT_GT(a.low, 0);
}

TEST(Anova, TukeyAgreesWithPlantGrowth) {
  const Comparisons t = tukey_hsd(weights, ten_each(), treatments);
  ASSERT_EQ(t.comparisons.size(), 3u);
  const struct {
    const char *first, *second;
    double difference, low, high, p;
  } expected[] = {{"ctrl", "trt1", -0.371, -1.062216051410459, 0.320216051410458, 0.3908711442021247},
                  {"ctrl", "trt2", 0.494, -0.197216051410459, 1.185216051410458, 0.1979959912997082},
                  {"trt1", "trt2", 0.865, 0.173783948589542, 1.556216051410459, 0.0120064239794527}};
  for (std::size_t i = 0; i < 3; ++i) {
    const Comparison& c = t.comparisons[i];
    EXPECT_EQ(c.first, expected[i].first);
    EXPECT_EQ(c.second, expected[i].second);
    EXPECT_NEAR(c.difference, expected[i].difference, 1e-13);
    EXPECT_NEAR(c.low, expected[i].low, 2e-10) << "R's qtukey is right to ten digits";
    EXPECT_NEAR(c.high, expected[i].high, 2e-10);
    EXPECT_NEAR(c.p_value, expected[i].p, 2e-12);
  }
  EXPECT_NE(in_words(t).en.find("1 of 3 pairs"), std::string::npos) << in_words(t).en;
}

TEST(Anova, TwoGroupsAreTheTTests) {
  const std::vector<double> values(weights.begin(), weights.begin() + 18);
  std::vector<std::int32_t> codes(18, 0);
  std::fill(codes.begin() + 10, codes.end(), 1);
  const std::vector<std::string> labels{"ctrl", "trt1"};
  const std::span<const double> all(values);
  const TTest student = student_t(all.first(10), all.subspan(10)),
              welch = welch_t(all.first(10), all.subspan(10));
  const OneWayAnova a = one_way_anova(values, codes, labels);
  expect_near_relative(a.statistic, student.statistic * student.statistic);
  expect_near_relative(a.p_value, student.p_value);
  expect_near_relative(a.welch_statistic, welch.statistic * welch.statistic);
  expect_near_relative(a.welch_df, welch.df);
  const Comparison tukey = tukey_hsd(values, codes, labels).comparisons.at(0);
  expect_near_relative(tukey.p_value, student.p_value);
  expect_near_relative(tukey.low, student.low);
  const Comparison howell = games_howell(values, codes, labels).comparisons.at(0);
  expect_near_relative(howell.p_value, welch.p_value);
  expect_near_relative(howell.high, welch.high);
}

// Certified by NIST's Statistical Reference Datasets; the values of 13 digits are rounded to a double, which
// leaves the last sets four digits and no method more.
TEST(Anova, GetsTheDigitsNistCertifies) {
  const struct {
    const char* name;
    double f, r_squared, residual_sd, tolerance;
  } sets[] = {{"SmLs01", 2.10000000000000E+01, 4.82758620689655E-01, 1e-1, 1e-12},
              {"SmLs03", 2.00100000000000E+03, 4.70712773465067E-01, 1e-1, 1e-12},
              {"SmLs06", 2.00100000000000E+03, 4.70712773465067E-01, 1e-1, 1e-8},
              {"SmLs09", 2.00100000000000E+03, 4.70712773465067E-01, 1e-1, 1e-3},
              {"AtmWtAg", 1.59467335677930E+01, 2.57426544538321E-01, 1.51048314446410E-05, 1e-9},
              {"SiRstv", 1.18046237440255E+00, 1.90999039051129E-01, 1.04076068334656E-01, 1e-12}};
  for (const auto& set : sets) {
    std::ifstream file(std::string(AFTERCOURSE_SHARED) + "/truth/nist_strd/" + set.name + "/data.csv");
    if (!file) GTEST_SKIP() << "the reference sets are not beside this checkout";
    std::vector<double> values;
    std::vector<std::int32_t> codes;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      codes.push_back(std::stoi(line) - 1);
      values.push_back(std::stod(line.substr(line.find(',') + 1)));
    }
    const OneWayAnova a = one_way_anova(values, codes, {"1", "2", "3", "4", "5", "6", "7", "8", "9"});
    EXPECT_NEAR(a.statistic, set.f, set.tolerance * set.f) << set.name;
    EXPECT_NEAR(a.estimate, set.r_squared, set.tolerance * set.r_squared) << set.name;
    EXPECT_NEAR(a.residual_sd, set.residual_sd, set.tolerance * set.residual_sd) << set.name;
  }
}

TEST(Anova, SaysWhenThereIsNoNumber) {
  const std::vector<std::string> ab{"a", "b"};
  const std::vector<double> three{1, 2, 3}, same{5, 5, 7, 7};
  const std::vector<std::int32_t> one_group{0, 0, 0}, singles{0, 1, 2}, pairs{0, 0, 1, 1};
  for (const OneWayAnova& a :
       {one_way_anova({}, {}, ab), one_way_anova(three, one_group, ab),
        one_way_anova(three, singles, {"a", "b", "c"}), one_way_anova(same, pairs, ab)}) {
    EXPECT_FALSE(a.not_estimable.empty());
    EXPECT_TRUE(std::isnan(a.statistic) && std::isnan(a.p_value) && std::isnan(a.estimate));
    EXPECT_NE(in_words(a).zh.find(a.not_estimable.zh), std::string::npos);
  }
  EXPECT_TRUE(tukey_hsd(three, singles, {"a", "b", "c"}).comparisons.empty());
  EXPECT_THROW(one_way_anova(three, singles, ab), InvalidArgument);
  EXPECT_THROW(one_way_anova(three, pairs, ab), InvalidArgument);
  // A group of one: no variance of its own, yet one for all.
  const std::vector<std::int32_t> lone{0, 0, 1};
  const OneWayAnova a = one_way_anova(three, lone, ab);
  EXPECT_TRUE(a.not_estimable.empty());
  EXPECT_TRUE(std::isnan(a.welch_p_value) && std::isnan(a.bartlett_p_value));
  EXPECT_TRUE(std::isnan(games_howell(three, lone, ab).comparisons.at(0).p_value));
  EXPECT_FALSE(std::isnan(tukey_hsd(three, lone, ab).comparisons.at(0).p_value));
}

} // namespace
} // namespace aftercourse::statistics
