#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/logistic_regression.hpp>

namespace aftercourse::statistics {
namespace {

void expect_relative(double actual, double expected, double tolerance, const std::string& what) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected)) << what;
}

// UCLA OARC, "Logit regression, R data analysis examples": admission of 400 graduates.
const std::vector<double> ucla_admit{
    0, 1, 1, 1, 0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1,
    0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0,
    0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0,
    0, 0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0,
    1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0,
    0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 0, 1, 1, 0, 1, 0,
    1, 0, 0, 1, 0, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 0,
    1, 0, 0, 0, 0, 0, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1,
    0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1,
    0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0};
const std::vector<double> ucla_gre{
    380, 660, 800, 640, 520, 760, 560, 400, 540, 700, 800, 440, 760, 700, 700, 480, 780, 360, 800, 540,
    500, 660, 600, 680, 760, 800, 620, 520, 780, 520, 540, 760, 600, 800, 360, 400, 580, 520, 500, 520,
    560, 580, 600, 500, 700, 460, 580, 500, 440, 400, 640, 440, 740, 680, 660, 740, 560, 380, 400, 600,
    620, 560, 640, 680, 580, 600, 740, 620, 580, 800, 640, 300, 480, 580, 720, 720, 560, 800, 540, 620,
    700, 620, 500, 380, 500, 520, 600, 600, 700, 660, 700, 720, 800, 580, 660, 660, 640, 480, 700, 400,
    340, 580, 380, 540, 660, 740, 700, 480, 400, 480, 680, 420, 360, 600, 720, 620, 440, 700, 800, 340,
    520, 480, 520, 500, 720, 540, 600, 740, 540, 460, 620, 640, 580, 500, 560, 500, 560, 700, 620, 600,
    640, 700, 620, 580, 580, 380, 480, 560, 480, 740, 800, 400, 640, 580, 620, 580, 560, 480, 660, 700,
    600, 640, 700, 520, 580, 700, 440, 720, 500, 600, 400, 540, 680, 800, 500, 620, 520, 620, 620, 300,
    620, 500, 700, 540, 500, 800, 560, 580, 560, 500, 640, 800, 640, 380, 600, 560, 660, 400, 600, 580,
    800, 580, 700, 420, 600, 780, 740, 640, 540, 580, 740, 580, 460, 640, 600, 660, 340, 460, 460, 560,
    540, 680, 480, 800, 800, 720, 620, 540, 480, 720, 580, 600, 380, 420, 800, 620, 660, 480, 500, 700,
    440, 520, 680, 620, 540, 800, 680, 440, 680, 640, 660, 620, 520, 540, 740, 640, 520, 620, 520, 640,
    680, 440, 520, 620, 520, 380, 560, 600, 680, 500, 640, 540, 680, 660, 520, 600, 460, 580, 680, 660,
    660, 360, 660, 520, 440, 600, 800, 660, 800, 420, 620, 800, 680, 800, 480, 520, 560, 460, 540, 720,
    640, 660, 400, 680, 220, 580, 540, 580, 540, 440, 560, 660, 660, 520, 540, 300, 340, 780, 480, 540,
    460, 460, 500, 420, 520, 680, 680, 560, 580, 500, 740, 660, 420, 560, 460, 620, 520, 620, 540, 660,
    500, 560, 500, 580, 520, 500, 600, 580, 400, 620, 780, 620, 580, 700, 540, 760, 700, 720, 560, 720,
    520, 540, 680, 460, 560, 480, 460, 620, 580, 800, 540, 680, 680, 620, 560, 560, 620, 800, 640, 540,
    700, 540, 540, 660, 480, 420, 740, 580, 640, 640, 800, 660, 600, 620, 460, 620, 560, 460, 700, 600};
const std::vector<double> ucla_gpa{
    3.61, 3.67, 4,    3.19, 2.93, 3,    2.98, 3.08, 3.39, 3.92, 4,    3.22, 4,    3.08, 4,    3.44, 3.87,
    2.56, 3.75, 3.81, 3.17, 3.63, 2.82, 3.19, 3.35, 3.66, 3.61, 3.74, 3.22, 3.29, 3.78, 3.35, 3.4,  4,
    3.14, 3.05, 3.25, 2.9,  3.13, 2.68, 2.42, 3.32, 3.15, 3.31, 2.94, 3.45, 3.46, 2.97, 2.48, 3.35, 3.86,
    3.13, 3.37, 3.27, 3.34, 4,    3.19, 2.94, 3.65, 2.82, 3.18, 3.32, 3.67, 3.85, 4,    3.59, 3.62, 3.3,
    3.69, 3.73, 4,    2.92, 3.39, 4,    3.45, 4,    3.36, 4,    3.12, 4,    2.9,  3.07, 2.71, 2.91, 3.6,
    2.98, 3.32, 3.48, 3.28, 4,    3.83, 3.64, 3.9,  2.93, 3.44, 3.33, 3.52, 3.57, 2.88, 3.31, 3.15, 3.57,
    3.33, 3.94, 3.95, 2.97, 3.56, 3.13, 2.93, 3.45, 3.08, 3.41, 3,    3.22, 3.84, 3.99, 3.45, 3.72, 3.7,
    2.92, 3.74, 2.67, 2.85, 2.98, 3.88, 3.38, 3.54, 3.74, 3.19, 3.15, 3.17, 2.79, 3.4,  3.08, 2.95, 3.57,
    3.33, 4,    3.4,  3.58, 3.93, 3.52, 3.94, 3.4,  3.4,  3.43, 3.4,  2.71, 2.91, 3.31, 3.74, 3.38, 3.94,
    3.46, 3.69, 2.86, 2.52, 3.58, 3.49, 3.82, 3.13, 3.5,  3.56, 2.73, 3.3,  4,    3.24, 3.77, 4,    3.62,
    3.51, 2.81, 3.48, 3.43, 3.53, 3.37, 2.62, 3.23, 3.33, 3.01, 3.78, 3.88, 4,    3.84, 2.79, 3.6,  3.61,
    2.88, 3.07, 3.35, 2.94, 3.54, 3.76, 3.59, 3.47, 3.59, 3.07, 3.23, 3.63, 3.77, 3.31, 3.2,  4,    3.92,
    3.89, 3.8,  3.54, 3.63, 3.16, 3.5,  3.34, 3.02, 2.87, 3.38, 3.56, 2.91, 2.9,  3.64, 2.98, 3.59, 3.28,
    3.99, 3.02, 3.47, 2.9,  3.5,  3.58, 3.02, 3.43, 3.42, 3.29, 3.28, 3.38, 2.67, 3.53, 3.05, 3.49, 4,
    2.86, 3.45, 2.76, 3.81, 2.96, 3.22, 3.04, 3.91, 3.34, 3.17, 3.64, 3.73, 3.31, 3.21, 4,    3.55, 3.52,
    3.35, 3.3,  3.95, 3.51, 3.81, 3.11, 3.15, 3.19, 3.95, 3.9,  3.34, 3.24, 3.64, 3.46, 2.81, 3.95, 3.33,
    3.67, 3.32, 3.12, 2.98, 3.77, 3.58, 3,    3.14, 3.94, 3.27, 3.45, 3.1,  3.39, 3.31, 3.22, 3.7,  3.15,
    2.26, 3.45, 2.78, 3.7,  3.97, 2.55, 3.25, 3.16, 3.07, 3.5,  3.4,  3.3,  3.6,  3.15, 3.98, 2.83, 3.46,
    3.17, 3.51, 3.13, 2.98, 4,    3.67, 3.77, 3.65, 3.46, 2.84, 3,    3.63, 3.71, 3.28, 3.14, 3.58, 3.01,
    2.69, 2.7,  3.9,  3.31, 3.48, 3.34, 2.93, 4,    3.59, 2.96, 3.43, 3.64, 3.71, 3.15, 3.09, 3.2,  3.47,
    3.23, 2.65, 3.95, 3.06, 3.35, 3.03, 3.35, 3.8,  3.36, 2.85, 4,    3.43, 3.12, 3.52, 3.78, 2.81, 3.27,
    3.31, 3.69, 3.94, 4,    3.49, 3.14, 3.44, 3.36, 2.78, 2.93, 3.63, 4,    3.89, 3.77, 3.76, 2.42, 3.37,
    3.78, 3.49, 3.63, 4,    3.12, 2.7,  3.65, 3.49, 3.51, 4,    2.62, 3.02, 3.86, 3.36, 3.17, 3.51, 3.05,
    3.88, 3.38, 3.75, 3.99, 4,    3.04, 2.63, 3.65, 3.89};
const std::vector<std::int32_t> ucla_rank{
    2, 2, 0, 3, 3, 1, 0, 1, 2, 1, 3, 0, 0, 1, 0, 2, 3, 2, 1, 0, 2, 1, 3, 3, 1, 0, 0, 3, 1, 0, 3, 2, 2, 2,
    0, 1, 0, 2, 1, 2, 1, 1, 1, 2, 1, 2, 1, 3, 3, 2, 2, 3, 3, 1, 2, 2, 2, 2, 1, 3, 1, 3, 2, 2, 2, 1, 3, 0,
    0, 0, 2, 3, 3, 1, 3, 2, 2, 2, 0, 0, 3, 1, 1, 3, 2, 1, 1, 1, 0, 1, 1, 0, 1, 1, 1, 1, 3, 1, 1, 2, 2, 2,
    3, 2, 1, 1, 0, 1, 2, 1, 3, 3, 2, 0, 2, 2, 1, 1, 0, 2, 1, 1, 2, 2, 2, 3, 0, 3, 1, 3, 1, 1, 1, 2, 1, 2,
    3, 2, 1, 0, 1, 3, 3, 2, 3, 2, 1, 2, 0, 0, 0, 1, 1, 2, 2, 3, 1, 0, 1, 2, 1, 1, 1, 1, 1, 0, 3, 2, 2, 2,
    2, 2, 2, 1, 3, 1, 1, 2, 2, 2, 2, 3, 1, 1, 3, 1, 2, 1, 1, 1, 1, 2, 2, 3, 1, 1, 2, 3, 2, 3, 2, 1, 0, 3,
    0, 2, 0, 0, 2, 1, 3, 1, 1, 2, 1, 2, 0, 0, 0, 1, 2, 2, 0, 2, 1, 2, 1, 3, 1, 1, 3, 2, 1, 2, 0, 1, 1, 1,
    3, 2, 1, 0, 2, 1, 0, 2, 1, 1, 2, 2, 3, 3, 1, 3, 3, 2, 1, 2, 1, 1, 1, 1, 2, 2, 2, 2, 3, 2, 1, 2, 1, 2,
    1, 0, 1, 1, 2, 0, 3, 1, 1, 2, 3, 3, 1, 3, 0, 3, 3, 3, 1, 1, 1, 0, 0, 2, 0, 1, 1, 2, 1, 2, 1, 1, 2, 3,
    0, 1, 1, 2, 2, 1, 2, 3, 3, 1, 1, 3, 3, 0, 2, 1, 3, 1, 2, 0, 1, 1, 1, 3, 2, 2, 0, 2, 2, 0, 2, 3, 0, 2,
    3, 2, 3, 1, 2, 2, 1, 1, 1, 1, 1, 2, 2, 1, 1, 0, 1, 0, 2, 2, 0, 0, 1, 1, 0, 2, 2, 2, 0, 1, 1, 2, 0, 0,
    1, 3, 1, 1, 2, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 2, 1, 2, 1, 2, 1, 1, 2};

TEST(LogisticRegression, AgreesWithTheUclaExample) {
  const std::vector<Predictor> predictors{
      {"gre", ucla_gre, {}, {}}, {"gpa", ucla_gpa, {}, {}}, {"rank", {}, ucla_rank, {"1", "2", "3", "4"}}};
  GeneralizedOptions options;
  options.profile = true;
  const LogisticRegression m = logistic_regression({.outcome = ucla_admit}, Design(400, predictors), options);
  ASSERT_TRUE(m.not_estimable.empty()) << m.not_estimable.en;
  const std::vector<std::vector<double>> published{
      // estimate, se, z, p
      {-3.989979, 1.139951, -3.5, 0.000465},   {0.002264, 0.001094, 2.07, 0.038465},
      {0.804038, 0.331819, 2.423, 0.015388},   {-0.675443, 0.31649, -2.134, 0.032829},
      {-1.340204, 0.345306, -3.881, 0.000104}, {-1.551464, 0.417832, -3.713, 0.000205}};
  const std::vector<std::vector<double>> profile{
      {-6.2716202334, -1.79254708},  {0.0001375921, 0.004435874},   {0.1602959439, 1.464142727},
      {-1.3008888002, -0.056745722}, {-2.0276713127, -0.670372346}, {-2.4000265384, -0.753542605}};
  const std::vector<std::vector<double>> wald{
      {-6.224241851446485, -1.7557162952155858},  {0.00012022981579783718, 0.004408621756560484},
      {0.15368367595472543, 1.4543914226057173},  {-1.2957512649655283, -0.05513459096159312},
      {-2.0169920597279902, -0.6634157732077836}, {-2.3703986293810706, -0.7325287244550728}};
  for (std::size_t j = 0; j < 6; ++j) {
    const RatioCoefficient& c = m.coefficients[j];
    EXPECT_NEAR(c.estimate, published[j][0], 5.005e-7) << c.name;
    EXPECT_NEAR(c.standard_error, published[j][1], 5.005e-7) << c.name;
    EXPECT_NEAR(c.statistic, published[j][2], 5.005e-4) << c.name;
    EXPECT_NEAR(c.p_value, published[j][3], 5.005e-7) << c.name;
    expect_relative(c.profile_low, profile[j][0], 1e-4, c.name);
    expect_relative(c.profile_high, profile[j][1], 1e-4, c.name);
    expect_relative(c.low, wald[j][0], 1e-6, c.name);
    expect_relative(c.high, wald[j][1], 1e-6, c.name);
    EXPECT_EQ(c.ratio, std::exp(c.estimate));
  }
  EXPECT_NEAR(m.null_deviance, 499.98, 0.005);
  EXPECT_NEAR(m.deviance, 458.52, 0.005);
  EXPECT_NEAR(m.aic, 470.52, 0.005);
  EXPECT_NEAR(m.log_likelihood, -229.2587, 5e-5);
  EXPECT_NEAR(m.likelihood_ratio, 41.46, 0.005); // the same page: with(mylogit, null.deviance - deviance)
  EXPECT_NEAR(m.likelihood_ratio_p_value, 7.578194e-08, 5e-14); // the same page
  EXPECT_NEAR(m.terms[2].statistic, 20.9, 0.05);                // the same page: wald.test of rank
  EXPECT_NEAR(m.terms[2].p_value, 0.00011, 5e-6);
  EXPECT_EQ(m.events, 127);
}

class TwelveRows : public testing::Test {
 protected:
  const std::vector<double> x{-2.1, -1.4, -0.9, -0.3, 0.2, 0.4, 0.8, 1.1, 1.7, 2.3, -1.1, 0.6};
  const std::vector<double> z{1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1}, y{0, 0, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1};
  const std::vector<Predictor> predictors{{"x", x, {}, {}}, {"z", z, {}, {}}};
  const Design design{12, predictors};
};

TEST_F(TwelveRows, AgreeWithR) { // glm of R 4.2.2, epsilon 1e-15
  const LogisticRegression m = logistic_regression({.outcome = y}, design);
  expect_relative(m.coefficients[0].estimate, -0.130338549300964279, 1e-13, "intercept");
  expect_relative(m.coefficients[1].estimate, 1.385441953488329547, 1e-13, "x");
  expect_relative(m.coefficients[2].standard_error, 1.47777155877375921, 1e-13, "z");
  expect_relative(m.deviance, 11.4788740566234821, 1e-14, "deviance");
  expect_relative(m.null_deviance, 16.6355323334386860, 1e-14, "null deviance");
  expect_relative(m.bic, 18.9335940059874837, 1e-14, "BIC");
}

TEST_F(TwelveRows, WeightsAndSharesAgreeWithR) {
  const std::vector<double> w{1, 2, 1, 1, 3, 1, 1, 2, 1, 1, 1, 1};
  const LogisticRegression m = logistic_regression({.outcome = y, .weights = w}, design);
  expect_relative(m.coefficients[1].estimate, 1.724620924789795451, 1e-13, "x");
  expect_relative(m.coefficients[2].standard_error, 1.38934425701770703, 1e-9, "z");
  expect_relative(m.aic, 20.166760301530807, 1e-13, "AIC");
  const std::vector<double> share{0.3, 0.5, 0.75, 14.0 / 15}, trials{10, 12, 8, 15}, dose{1, 2, 3, 4};
  const std::vector<Predictor> doses{{"dose", dose, {}, {}}};
  const LogisticRegression s = logistic_regression({.outcome = share, .weights = trials}, Design(4, doses));
  expect_relative(s.coefficients[1].estimate, 1.1283351132463957, 1e-13, "dose");
  expect_relative(s.coefficients[1].standard_error, 0.36299184928652023, 1e-13, "dose");
  expect_relative(s.deviance, 0.19848932088483109, 1e-12, "deviance");
  expect_relative(s.log_likelihood, -5.04182688087954833, 1e-13, "log-likelihood with the number of ways");
}

TEST_F(TwelveRows, RobustCovariancesAgreeWithStatsmodels) { // statsmodels 0.14, GLM
  std::vector<std::int32_t> pairs(12);
  for (std::size_t i = 0; i < 12; ++i) pairs[i] = static_cast<std::int32_t>(i / 2);
  const LogisticRegression m = logistic_regression({.outcome = y, .cluster = pairs}, design);
  EXPECT_EQ(m.clusters, 6);
  EXPECT_EQ(m.df, 5);
  expect_relative(m.coefficients[0].standard_error, 0.8071804332260067, 1e-10, "CR1");
  expect_relative(m.coefficients[2].standard_error, 2.4381691540901356, 1e-10, "CR1");
  EXPECT_TRUE(std::isnan(m.likelihood_ratio));
  GeneralizedOptions options;
  options.covariance = Covariance::hc0;
  const LogisticRegression h = logistic_regression({.outcome = y}, design, options);
  expect_relative(h.coefficients[1].standard_error, 0.7275311963291, 1e-10, "HC0");
}

TEST_F(TwelveRows, SeparationIsFoundAndNamed) {
  std::vector<double> apart(12), touching(12);
  for (std::size_t i = 0; i < 12; ++i) {
    apart[i] = x[i] > 0.3 ? 1 : 0;
    touching[i] = z[i] == 1 ? 1 : y[i]; // z = 1 always has the event, z = 0 sometimes
  }
  const LogisticRegression complete = logistic_regression({.outcome = apart}, design);
  EXPECT_EQ(complete.separation, "complete");
  EXPECT_NE(complete.not_estimable.en.find("x"), std::string::npos);
  EXPECT_TRUE(complete.coefficients.empty());
  const std::vector<Predictor> only_z{{"z", z, {}, {}}};
  const LogisticRegression quasi = logistic_regression({.outcome = touching}, Design(12, only_z));
  EXPECT_EQ(quasi.separation, "quasi-complete");
  EXPECT_EQ(quasi.separated_by, std::vector<std::string>{"z"});
  EXPECT_NE(in_words(quasi).zh.find("分离"), std::string::npos);
}

TEST_F(TwelveRows, RareEventsAreNotSeparation) {
  // One event in 200,000 rows: the coefficient is far out, but finite.
  std::vector<double> outcome(200000);
  outcome[7] = 1;
  const LogisticRegression m = logistic_regression({.outcome = outcome}, Design(200000, {}));
  ASSERT_TRUE(m.not_estimable.empty()) << m.not_estimable.en;
  expect_relative(m.coefficients[0].estimate, -std::log(199999.0), 1e-12, "log odds");
}

TEST_F(TwelveRows, TooPoorDataSaySo) {
  const std::vector<double> all(12, 1.0), none(12, 0.0), nothing;
  EXPECT_EQ(logistic_regression({.outcome = all}, design).not_estimable.en,
            "every observation has the event");
  EXPECT_EQ(logistic_regression({.outcome = none}, design).not_estimable.en, "no observation has an event");
  EXPECT_EQ(logistic_regression({.outcome = nothing}, Design(0, {})).not_estimable.en,
            "there are no observations");
  EXPECT_EQ(logistic_regression({.outcome = y, .weights = none}, design).not_estimable.en,
            "there are no observations");
  const std::vector<Predictor> twice{{"x", x, {}, {}}, {"again", x, {}, {}}};
  EXPECT_EQ(logistic_regression({.outcome = y}, Design(12, twice)).not_estimable.en,
            "again is a linear combination of x (collinear)");
  GeneralizedOptions options;
  options.drop_collinear = true;
  EXPECT_EQ(logistic_regression({.outcome = y}, Design(12, twice), options).coefficients.size(), 2U);
}

TEST_F(TwelveRows, WrongArgumentsAreErrors) {
  const auto code_of = [&](std::span<const double> outcome,
                           const GeneralizedOptions& options) -> std::string {
    try {
      logistic_regression({.outcome = outcome}, design, options);
    } catch (const Error& e) {
      return e.code();
    }
    return "none";
  };
  std::vector<double> two = y;
  two[3] = 2;
  EXPECT_EQ(code_of(two, {}), "AC5504");
  GeneralizedOptions options;
  options.covariance = Covariance::newey_west;
  EXPECT_EQ(code_of(y, options), "AC5504");
  options.covariance = Covariance::hc0;
  options.profile = true;
  EXPECT_EQ(code_of(y, options), "AC5504");
  options = {};
  options.level = 1;
  EXPECT_EQ(code_of(y, options), "AC5503");
}

} // namespace
} // namespace aftercourse::statistics
