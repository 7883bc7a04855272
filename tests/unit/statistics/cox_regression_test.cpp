#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/cox_regression.hpp>

namespace aftercourse::statistics {
namespace {

// Therneau's test data of the vignette "validate" of R's survival: 1, 2 (start and stop) and 3 (weights).
const std::vector<double> time_1{9, 1, 1, 6, 6, 8}, x_1{0, 1, 1, 1, 0, 0};
const std::vector<std::int32_t> event_1{1, 1, 0, 1, 1, 0};
const std::vector<double> start_2{1, 2, 5, 2, 1, 7, 3, 4, 8, 8}, stop_2{2, 3, 6, 7, 8, 9, 9, 9, 14, 17},
    x_2{1, 0, 0, 1, 0, 1, 1, 1, 0, 0};
const std::vector<std::int32_t> event_2{1, 1, 1, 1, 1, 1, 1, 0, 0, 0};
const std::vector<double> time_3{1, 1, 2, 2, 2, 2, 3, 4, 5}, x_3{2, 0, 1, 1, 0, 1, 0, 1, 0},
    weights_3{1, 2, 3, 4, 3, 2, 1, 2, 1};
const std::vector<std::int32_t> event_3{1, 0, 1, 1, 1, 0, 0, 1, 0}, cluster_3{1, 2, 1, 2, 3, 3, 4, 4, 5};

CoxRegression fit(const SurvivalTimes& times, const std::vector<double>& x, CoxTies ties = CoxTies::efron) {
  CoxOptions options;
  options.ties = ties;
  const std::vector<CoxCovariate> covariates{{"x", x}};
  return cox_regression(times, covariates, {}, {}, options);
}

double statistic(const CoxRegression& answer, const std::string& test) {
  for (const CoxTest& t : answer.tests)
    if (t.test == test) return t.statistic;
  return no_value;
}

TEST(CoxRegression, GivesTheClosedFormsOfTestData1) {
  const CoxRegression breslow = fit({time_1, event_1}, x_1, CoxTies::breslow);
  EXPECT_NEAR(breslow.coefficients[0].coefficient, std::log((3 + std::sqrt(33.0)) / 2), 1e-13);
  EXPECT_NEAR(breslow.null_log_likelihood, -4.564348191467836, 1e-13);
  EXPECT_NEAR(breslow.log_likelihood, -3.8247495050028655, 1e-13);
  EXPECT_NEAR(std::pow(breslow.coefficients[0].standard_error, 2), 1.5768688657895649, 1e-12);
  EXPECT_NEAR(statistic(breslow, "score"), 1.6, 1e-13);
  const CoxRegression efron = fit({time_1, event_1}, x_1);
  EXPECT_NEAR(efron.coefficients[0].coefficient, 1.676857, 5e-7);
  EXPECT_NEAR(efron.log_likelihood, -3.3589748402633477, 1e-12);
  EXPECT_NEAR(statistic(efron, "score"), 2.036144578313254, 1e-12);
}

TEST(CoxRegression, TakesRowsOfSpansOfTime) {
  const CoxRegression breslow = fit({stop_2, event_2, start_2}, x_2, CoxTies::breslow);
  EXPECT_NEAR(breslow.coefficients[0].coefficient, -0.0845260806613, 1e-9); // R survival 3.5-3
  EXPECT_NEAR(breslow.coefficients[0].standard_error, 0.793817277486, 1e-9);
  const CoxRegression efron = fit({stop_2, event_2, start_2}, x_2);
  EXPECT_NEAR(efron.coefficients[0].coefficient, -0.0211052096325, 1e-9);
  EXPECT_NEAR(efron.log_likelihood, -9.16916646472, 1e-10);
  EXPECT_NEAR(efron.concordance, 0.526315789474, 1e-12);
  EXPECT_NEAR(efron.concordance_error, 0.12912866505, 1e-11);
  EXPECT_NEAR(efron.proportional_hazards[0].statistic, 0.290997164044, 1e-9);
}

TEST(CoxRegression, TakesWeightsAndClusters) {
  const CoxRegression plain = fit({time_3, event_3, {}, weights_3}, x_3);
  EXPECT_NEAR(plain.coefficients[0].coefficient, 0.872604246383, 1e-9);
  EXPECT_NEAR(plain.coefficients[0].standard_error, 0.71257043649, 1e-9);
  EXPECT_NEAR(plain.null_log_likelihood, -30.2921796059, 1e-9);
  const CoxRegression robust = fit({time_3, event_3, {}, weights_3, cluster_3}, x_3);
  EXPECT_EQ(robust.clusters, 5);
  EXPECT_NEAR(robust.coefficients[0].standard_error, 1.26347252025, 1e-9);
  EXPECT_NEAR(robust.coefficients[0].model_standard_error, 0.71257043649, 1e-9);
  EXPECT_NEAR(statistic(robust, "robust score"), 0.707999933769, 1e-11);
  EXPECT_NEAR(robust.concordance_error, 0.194518636639, 1e-11);
  EXPECT_NEAR(
      fit({time_3, event_3, {}, weights_3, cluster_3}, x_3, CoxTies::breslow).coefficients[0].standard_error,
      1.12709010493, 1e-9);
}

TEST(CoxRegression, ExactTiesAreThoseOfTheDiscreteModel) {
  // Two times, two of four and one of two having the event: the partial likelihood by hand is
  // e^b / (1 + 4 e^b + e^2b) · e^(x b) / (1 + e^b), with one exposed among the first two.
  const std::vector<double> time{1, 1, 2, 2}, x{1, 0, 1, 0};
  const std::vector<std::int32_t> event{1, 1, 1, 0};
  const CoxRegression answer = fit({time, event}, x, CoxTies::exact);
  EXPECT_NEAR(answer.null_log_likelihood, std::log(1.0 / 6) + std::log(0.5), 1e-14);
  const double b = answer.coefficients[0].coefficient, e = std::exp(b);
  EXPECT_NEAR(1 - (4 * e + 2 * e * e) / (1 + 4 * e + e * e) + 1 - e / (1 + e), 0, 1e-12);
  EXPECT_TRUE(answer.proportional_hazards.empty());
}

TEST(CoxRegression, ShiftScaleAndHugeOffsetsChangeNothing) {
  const std::vector<double> time{5, 3, 9, 1, 7, 8, 2, 6, 4, 10}, x{1, 5, 2, 4, 3, 1, 4, 2, 6, 1};
  const std::vector<std::int32_t> event{1, 1, 0, 1, 1, 1, 0, 1, 1, 1};
  std::vector<double> moved, scaled, late, offset(10, 300);
  for (std::size_t i = 0; i < x.size(); ++i)
    moved.push_back(x[i] + 1e9), scaled.push_back(x[i] * 1e-7), late.push_back(time[i] - 1e6);
  const CoxRegression plain = fit({time, event}, x);
  EXPECT_NEAR(fit({time, event}, moved).coefficients[0].coefficient, plain.coefficients[0].coefficient,
              1e-10);
  EXPECT_NEAR(fit({time, event}, scaled).coefficients[0].z, plain.coefficients[0].z, 1e-10);
  EXPECT_NEAR(fit({late, event}, x).log_likelihood, plain.log_likelihood, 1e-12);
  const std::vector<CoxCovariate> covariates{{"x", x}};
  const CoxRegression with_offset = cox_regression({time, event}, covariates, {}, offset);
  EXPECT_NEAR(with_offset.coefficients[0].coefficient, plain.coefficients[0].coefficient, 1e-10);
  for (std::size_t i = 0; i < offset.size(); ++i) offset[i] = i % 2 ? 900 : -900; // e^1800 beyond any double
  EXPECT_TRUE(std::isfinite(cox_regression({time, event}, covariates, {}, offset).null_log_likelihood));
}

TEST(CoxRegression, SeparationNamesTheCovariate) {
  const std::vector<double> time{1, 2, 3, 4, 5, 6}, x{1, 1, 1, 0, 0, 0}, z{1, 2, 1, 3, 2, 1};
  const std::vector<std::int32_t> event{1, 1, 1, 0, 0, 0};
  const std::vector<CoxCovariate> covariates{{"fired", x}, {"z", z}};
  const CoxRegression answer = cox_regression({time, event}, covariates);
  EXPECT_NE(answer.not_estimable.en.find("grows without end with the coefficient of fired"),
            std::string::npos)
      << answer.not_estimable.en;
  EXPECT_NE(answer.not_estimable.zh.find("fired"), std::string::npos);
  EXPECT_TRUE(std::isnan(answer.coefficients[0].coefficient));
  EXPECT_TRUE(std::isnan(answer.log_likelihood));
}

TEST(CoxRegression, RedundantCovariatesAreNamed) {
  const std::vector<double> time{1, 2, 3, 4, 5, 6}, a{1, 0, 1, 0, 0, 1}, b{2, 1, 5, 3, 3, 1};
  std::vector<double> sum, constant(6, 1e9);
  for (std::size_t i = 0; i < 6; ++i) sum.push_back(3 * a[i] - b[i] + 7);
  const std::vector<std::int32_t> event{1, 1, 1, 1, 0, 1};
  const std::vector<CoxCovariate> covariates{{"a", a}, {"b", b}, {"sum", sum}, {"one", constant}};
  const CoxRegression answer = cox_regression({time, event}, covariates);
  EXPECT_EQ(answer.not_estimable.en,
            "one does not vary among those at risk; sum follows from the covariates before");
  const std::vector<std::int32_t> stratum{1, 0, 1, 0, 0, 1};
  const std::vector<std::string> labels{"0", "1"};
  EXPECT_EQ(cox_regression({time, event}, std::span(covariates).first(1), {stratum, labels}).not_estimable.en,
            "a does not vary among those at risk");
}

TEST(CoxRegression, PoorAndWrongInput) {
  const std::vector<double> time{1, 2}, x{0, 1};
  const std::vector<std::int32_t> none{0, 0}, all{1, 1};
  EXPECT_EQ(fit({time, none}, x).not_estimable.en, "no event was observed");
  EXPECT_FALSE(fit({}, {}).not_estimable.empty());
  EXPECT_THROW(cox_regression({time, all}, {}), InvalidArgument);
  EXPECT_THROW(fit({time, all}, {0, INFINITY}), InvalidArgument);
  EXPECT_THROW(fit({time, all}, {0}), InvalidArgument);
  EXPECT_THROW(fit({time, all, {}, {}, all}, x, CoxTies::exact), InvalidArgument);
  EXPECT_THROW(cox_ties_from_text("Efron"), InvalidArgument);
  EXPECT_EQ(cox_time_scale_from_text("log"), CoxTimeScale::log);
}

TEST(CoxRegression, BaselineIsBreslowsAtTheMeansAndResidualsAddUpToNothing) {
  CoxOptions options;
  options.baseline = options.residuals = true;
  const std::vector<CoxCovariate> covariates{{"x", x_2}};
  const CoxRegression answer = cox_regression({stop_2, event_2, start_2}, covariates, {}, {}, options);
  // R survival 3.5-3, basehaz at x = 0.5.
  const double r[] = {0.499972161925, 0.832118643055, 1.03253046548,
                      1.28384249549,  1.5351545255,   1.98555242889};
  ASSERT_EQ(answer.baseline.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(answer.baseline[i].cumulative_hazard, r[i], 1e-9);
  double sum = 0;
  for (const SchoenfeldResidual& row : answer.residuals) sum += row.residual;
  EXPECT_EQ(answer.residuals.size(), 7u);
  EXPECT_NEAR(sum, 0, 1e-12);
}

TEST(CoxRegression, SaysItInWords) {
  const Wording words = in_words(fit({time_3, event_3, {}, weights_3}, x_3));
  EXPECT_EQ(words.en,
            "Over 9 rows with 5 events, one more of x multiplies the rate by 2.393 (95 % interval 0.5921 to "
            "9.672, p = 0.221).");
  EXPECT_FALSE(words.zh.empty());
}

} // namespace
} // namespace aftercourse::statistics
