#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/linear_regression.hpp>

namespace aftercourse::statistics {
namespace {

/// The relative error, or the absolute one where 0 is expected.
void expect_digits(double actual, double expected, double tolerance, const std::string& what) {
  EXPECT_NEAR(actual, expected, tolerance * (expected == 0 ? 1 : std::abs(expected))) << what;
}

// NIST StRD, Filip: y on the powers of x up to 10; condition number 1.8e15. The certified values have 15
// digits.
const std::vector<double> filip_y{
    0.8116, 0.9072, 0.9052, 0.9039, 0.8053, 0.8377, 0.8667, 0.8809, 0.7975, 0.8162, 0.8515, 0.8766,
    0.8885, 0.8859, 0.8959, 0.8913, 0.8959, 0.8971, 0.9021, 0.909,  0.9139, 0.9199, 0.8692, 0.8872,
    0.89,   0.891,  0.8977, 0.9035, 0.9078, 0.7675, 0.7705, 0.7713, 0.7736, 0.7775, 0.7841, 0.7971,
    0.8329, 0.8641, 0.8804, 0.7668, 0.7633, 0.7678, 0.7697, 0.77,   0.7749, 0.7796, 0.7897, 0.8131,
    0.8498, 0.8741, 0.8061, 0.846,  0.8751, 0.8856, 0.8919, 0.8934, 0.894,  0.8957, 0.9047, 0.9129,
    0.9209, 0.9219, 0.7739, 0.7681, 0.7665, 0.7703, 0.7702, 0.7761, 0.7809, 0.7961, 0.8253, 0.8602,
    0.8809, 0.8301, 0.8664, 0.8834, 0.8898, 0.8964, 0.8963, 0.9074, 0.9119, 0.9228};
const std::vector<double> filip_x{
    -6.860120914, -4.324130045, -4.358625055, -4.358426747, -6.955852379, -6.661145254, -6.355462942,
    -6.118102026, -7.115148017, -6.815308569, -6.519993057, -6.204119983, -5.853871964, -6.109523091,
    -5.79832982,  -5.482672118, -5.171791386, -4.851705903, -4.517126416, -4.143573228, -3.709075441,
    -3.499489089, -6.300769497, -5.953504836, -5.642065153, -5.031376979, -4.680685696, -4.329846955,
    -3.928486195, -8.56735134,  -8.363211311, -8.107682739, -7.823908741, -7.522878745, -7.218819279,
    -6.920818754, -6.628932138, -6.323946875, -5.991399828, -8.781464495, -8.663140179, -8.473531488,
    -8.247337057, -7.971428747, -7.676129393, -7.352812702, -7.072065318, -6.774174009, -6.478861916,
    -6.159517513, -6.835647144, -6.53165267,  -6.224098421, -5.910094889, -5.598599459, -5.290645224,
    -4.974284616, -4.64454848,  -4.290560426, -3.885055584, -3.408378962, -3.13200249,  -8.726767166,
    -8.66695597,  -8.511026475, -8.165388579, -7.886056648, -7.588043762, -7.283412422, -6.995678626,
    -6.691862621, -6.392544977, -6.067374056, -6.684029655, -6.378719832, -6.065855188, -5.752272167,
    -5.132414673, -4.811352704, -4.098269308, -3.66174277,  -3.2644011};
const std::vector<double> filip_b{-1467.4896142298,     -2772.17959193342,    -2316.37108160893,
                                  -1127.97394098372,    -354.478233703349,    -75.1242017393757,
                                  -10.8753180355343,    -1.06221498588947,    -0.0670191154593408,
                                  -0.00246781078275479, -4.02962525080404e-05};
const std::vector<double> filip_se{298.084530995537,     559.77986547495,     466.477572127796,
                                   227.204274477751,     71.6478660875927,    15.28971787474,
                                   2.23691159816033,     0.221624321934227,   0.0142363763154724,
                                   0.000535617408889821, 8.96632837373868e-06};

TEST(LinearRegression, FilipKeepsThirteenDigits) {
  const std::vector<Predictor> predictors{{"x", filip_x, {}, {}}};
  std::vector<std::string> terms{"x"};
  for (int k = 2; k <= 10; ++k) terms.push_back("x^" + std::to_string(k));
  const LinearRegression m =
      linear_regression({.outcome = filip_y}, Design(filip_y.size(), predictors, terms));
  ASSERT_TRUE(m.not_estimable.empty()) << m.not_estimable.en;
  for (std::size_t i = 0; i < 11; ++i) {
    expect_digits(m.coefficients[i].estimate, filip_b[i], 2e-14, m.coefficients[i].name);
    expect_digits(m.coefficients[i].standard_error, filip_se[i], 2e-14, m.coefficients[i].name);
  }
  EXPECT_EQ(m.coefficients[10].name, "x^10");
  expect_digits(m.residual_sd, 0.00334801051324544, 1e-14, "residual sd");
  expect_digits(m.r_squared, 0.99672741618562, 1e-14, "R²");
  expect_digits(m.f, 2162.43954511489, 1e-13, "F");
}

// NIST StRD, Longley.
const std::vector<double> longley_y{60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761,
                                    66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551};
const std::vector<double> longley_1{83.0,  88.5,  88.2,  89.5,  96.2,  98.1,  99.0,  100.0,
                                    101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9};
const std::vector<double> longley_2{234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112,
                                    397469, 419180, 442769, 444546, 482704, 502601, 518173, 554894};
const std::vector<double> longley_3{2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578,
                                    2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007};
const std::vector<double> longley_4{1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350,
                                    3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827};
const std::vector<double> longley_5{107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219,
                                    117388, 118734, 120445, 121950, 123366, 125368, 127852, 130081};
const std::vector<double> longley_6{1947, 1948, 1949, 1950, 1951, 1952, 1953, 1954,
                                    1955, 1956, 1957, 1958, 1959, 1960, 1961, 1962};

TEST(LinearRegression, LongleyKeepsAllCertifiedDigits) {
  const std::vector<Predictor> predictors{{"x1", longley_1, {}, {}}, {"x2", longley_2, {}, {}},
                                          {"x3", longley_3, {}, {}}, {"x4", longley_4, {}, {}},
                                          {"x5", longley_5, {}, {}}, {"x6", longley_6, {}, {}}};
  const LinearRegression m = linear_regression({.outcome = longley_y}, Design(16, predictors));
  const std::vector<double> b{-3482258.63459582, 15.0618722713733,    -0.035819179292591, -2.02022980381683,
                              -1.03322686717359, -0.0511041056535807, 1829.15146461355};
  const std::vector<double> se{890420.383607373,  84.9149257747669, 0.0334910077722432, 0.488399681651699,
                               0.214274163161675, 0.22607320006937, 455.478499142212};
  for (std::size_t i = 0; i < 7; ++i) {
    expect_digits(m.coefficients[i].estimate, b[i], 1e-14, m.coefficients[i].name);
    expect_digits(m.coefficients[i].standard_error, se[i], 1e-14, m.coefficients[i].name);
  }
  expect_digits(m.f, 330.285339234588, 1e-13, "F");
  EXPECT_EQ(m.df_residual, 9);
}

// Duncan (1961): prestige of 45 occupations; figures of R 4.2.2 (lm, car 3.1-1).
const std::vector<double> duncan_income{62, 72, 75, 55, 64, 21, 64, 80, 67, 72, 42, 76, 76, 41, 48,
                                        76, 53, 60, 42, 78, 29, 48, 55, 29, 21, 47, 81, 36, 22, 44,
                                        15, 7,  42, 9,  21, 21, 16, 16, 9,  14, 12, 17, 7,  34, 8};
const std::vector<double> duncan_education{86, 76, 92, 90, 86, 84, 93, 100, 87, 86, 74, 98, 97, 84, 91,
                                           34, 45, 56, 44, 82, 72, 55, 71,  50, 23, 39, 28, 32, 22, 25,
                                           29, 7,  26, 19, 15, 20, 26, 28,  17, 22, 30, 25, 20, 47, 32};
const std::vector<double> duncan_prestige{82, 83, 90, 76, 90, 87, 93, 90, 52, 88, 57, 89, 97, 59, 73,
                                          38, 76, 81, 45, 92, 39, 34, 41, 16, 33, 53, 67, 57, 26, 29,
                                          10, 15, 19, 10, 13, 24, 20, 7,  3,  16, 6,  11, 8,  41, 10};

class Duncan : public testing::Test {
 protected:
  const std::vector<Predictor> predictors{{"income", duncan_income, {}, {}},
                                          {"education", duncan_education, {}, {}}};
  const Design design{45, predictors};
  LinearRegression fit(LinearOptions options = {}) const {
    return linear_regression({.outcome = duncan_prestige}, design, options);
  }
};

TEST_F(Duncan, AgreesWithR) {
  LinearOptions options;
  options.observations = true;
  const LinearRegression m = fit(options);
  expect_digits(m.coefficients[0].statistic, -1.4196503824217106, 1e-12, "t");
  expect_digits(m.coefficients[0].p_value, 0.1630896221751266, 1e-11, "p");
  expect_digits(m.coefficients[0].low, -14.685789241937275, 1e-12, "low");
  expect_digits(m.coefficients[0].high, 2.556463397730634, 1e-12, "high");
  expect_digits(m.coefficients[1].statistic, 5.0033097788857654, 1e-12, "t");
  expect_digits(m.coefficients[1].p_value, 1.0531839714905306e-05, 1e-11, "p");
  expect_digits(m.coefficients[1].low, 0.35723433244840896, 1e-12, "low");
  expect_digits(m.coefficients[1].high, 0.8402313106105809, 1e-12, "high");
  expect_digits(m.coefficients[2].statistic, 5.555412068418321, 1e-12, "t");
  expect_digits(m.coefficients[2].p_value, 1.7271917188637407e-06, 1e-11, "p");
  expect_digits(m.coefficients[2].low, 0.34755205167841685, 1e-12, "low");
  expect_digits(m.coefficients[2].high, 0.744115767123343, 1e-12, "high");
  expect_digits(m.coefficients[2].vif, 2.1049004710947665, 1e-12, "VIF");
  expect_digits(m.terms[1].gvif, 2.1049004710947665, 1e-12, "GVIF of one column");
  expect_digits(m.coefficients[1].standardized, 0.4642946794543511, 1e-12, "standardised");
  double cook = 0, studentized = 0;
  for (const ObservationFit& o : m.observations) {
    cook = std::max(cook, o.cook);
    studentized = std::max(studentized, o.studentized);
  }
  expect_digits(cook, 0.566379739616242, 1e-12, "Cook");
  expect_digits(studentized, 3.1345185838991796, 1e-12, "rstudent");
}

TEST_F(Duncan, HC3AgreesWithCar) {
  LinearOptions options;
  options.covariance = Covariance::hc3;
  const LinearRegression m = fit(options);
  expect_digits(m.coefficients[0].standard_error, 3.1536770681746926, 1e-12, "HC3");
  expect_digits(m.coefficients[1].standard_error, 0.18346773162473975, 1e-12, "HC3");
  expect_digits(m.coefficients[2].standard_error, 0.14946918649417784, 1e-12, "HC3");
}

TEST_F(Duncan, OtherCovariancesAgreeWithStatsmodels) {
  // statsmodels 0.14: OLS(...).fit(cov_type=...): HC0, HC1, HC2; HAC with maxlags 2, use_correction False.
  const std::vector<std::pair<Covariance, std::vector<double>>> cases{
      {Covariance::hc0, {2.968200459404648, 0.15280355687756284, 0.12516042972569782}},
      {Covariance::hc1, {3.0723793653889517, 0.15816670791932502, 0.12955335291928963}},
      {Covariance::hc2, {3.0588091447042167, 0.16724832687043975, 0.13662538221311019}},
      {Covariance::newey_west, {2.71136004508381, 0.14609405008142673, 0.1319104525420967}}};
  for (const auto& [covariance, errors] : cases) {
    LinearOptions options;
    options.covariance = covariance;
    options.lag = 2;
    const LinearRegression m = fit(options);
    for (std::size_t i = 0; i < 3; ++i)
      expect_digits(m.coefficients[i].standard_error, errors[i], 1e-12, std::string(name_of(covariance)));
  }
}

TEST_F(Duncan, ClustersUseTheirNumber) {
  std::vector<std::int32_t> cluster(45);
  for (std::size_t i = 0; i < 45; ++i)
    cluster[i] = static_cast<std::int32_t>(7 - 2 * (i / 5)); // nine of five
  const LinearRegression m = linear_regression({.outcome = duncan_prestige, .cluster = cluster}, design);
  EXPECT_EQ(m.covariance, "CR1");
  EXPECT_EQ(m.clusters, 9);
  EXPECT_EQ(m.df, 8);
  // statsmodels 0.14: cov_type="cluster"
  expect_digits(m.coefficients[0].standard_error, 3.0106769460154545, 1e-12, "CR1");
  expect_digits(m.coefficients[1].standard_error, 0.15654627921133718, 1e-12, "CR1");
  expect_digits(m.coefficients[2].standard_error, 0.12066962009120859, 1e-12, "CR1");
}

TEST_F(Duncan, WeightsAgreeWithR) {
  // R 4.2.2: summary(lm(prestige ~ income + education, weights = rep(c(1, 2, 0), 15)))
  std::vector<double> weights(45);
  for (std::size_t i = 0; i < 45; ++i) weights[i] = i % 3 == 2 ? 0 : static_cast<double>(i % 3 + 1);
  LinearOptions options;
  options.observations = true;
  const LinearRegression m =
      linear_regression({.outcome = duncan_prestige, .weights = weights}, design, options);
  EXPECT_EQ(m.n, 30);
  expect_digits(m.coefficients[1].estimate, 0.78579262850329890, 1e-12, "income");
  expect_digits(m.coefficients[1].standard_error, 0.17186061944516653, 1e-12, "income");
  expect_digits(m.coefficients[2].p_value, 1.1513411897491079e-02, 1e-12, "education");
  expect_digits(m.r_squared, 0.86838082154703988, 1e-13, "R²");
  expect_digits(m.f, 89.068638998341896, 1e-12, "F");
  expect_digits(m.aic, 239.87371204007255, 1e-13, "AIC");
  expect_digits(m.bic, 245.47850156672118, 1e-13, "BIC");
  expect_digits(m.residual_sd, 14.462952604930418, 1e-13, "sigma");
  expect_digits(m.observations[1].studentized, 0.17392101535788354, 1e-12, "rstudent");
  expect_digits(m.observations[0].cook, 0.0021205288821737312, 1e-12, "Cook");
  EXPECT_TRUE(std::isnan(m.observations[2].cook));
}

TEST(LinearRegression, FastAndCarefulWaysAgree) {
  // The same 4,000 rows once as they are (fast), once ill-conditioned by a column that is hardly new
  // (careful).
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  const std::size_t n = 4000, p = 8;
  std::vector<std::vector<double>> x(p, std::vector<double>(n));
  std::vector<double> y(n), w(n);
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < p; ++j) x[j][i] = normal(random) + (j == 0 ? 1e9 : 0.0);
    y[i] = 3e6 + 0.5 * (x[0][i] - 1e9) - 2 * x[1][i] + normal(random);
    w[i] = 0.5 + std::abs(normal(random));
  }
  std::vector<double> near = x[1];
  for (double& v : near) v += 1e-6 * normal(random);
  std::vector<Predictor> predictors;
  for (std::size_t j = 0; j < p; ++j) predictors.push_back({"x" + std::to_string(j), x[j], {}, {}});
  const Design fast(n, predictors);
  const LinearRegression a = linear_regression({.outcome = y, .weights = w}, fast);
  predictors.push_back({"near", near, {}, {}});
  const LinearRegression b = linear_regression({.outcome = y, .weights = w}, Design(n, predictors));
  EXPECT_LT(a.condition_number, 1e10);
  EXPECT_GT(b.coefficients[9].vif, 1e10);
  EXPECT_LE(b.ss_residual, a.ss_residual * (1 + 1e-12));
  const double t = b.coefficients[9].statistic; // what one more column takes off the residual sum
  expect_digits(b.ss_residual, a.ss_residual / (1 + t * t / b.df_residual), 1e-10, "residual sum");
}

TEST(LinearRegression, CollinearColumnsAreNamedOrDropped) {
  const std::vector<double> y{1, 3, 2, 5, 4, 6}, a{1, 2, 3, 4, 5, 7}, b{2, 1, 2, 1, 2, 1};
  std::vector<double> c(6);
  for (std::size_t i = 0; i < 6; ++i) c[i] = 0.1 * a[i] + 0.7 * b[i];
  const std::vector<Predictor> predictors{{"a", a, {}, {}}, {"b", b, {}, {}}, {"c", c, {}, {}}};
  const Design design(6, predictors);
  const LinearRegression refused = linear_regression({.outcome = y}, design);
  EXPECT_EQ(refused.not_estimable.en, "c is a linear combination of a, b (collinear)");
  EXPECT_TRUE(std::isnan(refused.r_squared));
  LinearOptions options;
  options.drop_collinear = true;
  const LinearRegression dropped = linear_regression({.outcome = y}, design, options);
  ASSERT_EQ(dropped.coefficients.size(), 3U);
  EXPECT_EQ(dropped.collinear[0].name, "c");
  const Design two(6, std::span(predictors).first(2));
  EXPECT_EQ(dropped.coefficients[2].estimate,
            linear_regression({.outcome = y}, two).coefficients[2].estimate);
}

TEST(LinearRegression, LabelsAreCodedByTreatment) {
  const std::vector<double> y{1, 2, 4, 6, 9, 11};
  const std::vector<std::int32_t> code{0, 0, 1, 1, 3, 3};
  const std::vector<Predictor> predictors{{"group", {}, code, {"a", "b", "never", "c"}}};
  const LinearRegression m = linear_regression({.outcome = y}, Design(6, predictors));
  ASSERT_EQ(m.coefficients.size(), 3U);
  EXPECT_EQ(m.coefficients[1].name, "group[b]");
  EXPECT_DOUBLE_EQ(m.coefficients[0].estimate, 1.5);
  EXPECT_DOUBLE_EQ(m.coefficients[1].estimate, 3.5);
  EXPECT_DOUBLE_EQ(m.coefficients[2].estimate, 8.5);
  EXPECT_DOUBLE_EQ(m.terms[0].statistic, m.f) << "one term: the analysis of variance";
  EXPECT_EQ(m.terms[0].df, 2);
}

TEST(LinearRegression, ProductsOfTerms) {
  const std::vector<double> y{1, 2, 4, 6, 9, 12, 3, 5}, x{1, 2, 3, 4, 1, 2, 3, 5};
  const std::vector<std::int32_t> code{0, 0, 0, 0, 1, 1, 1, 1};
  const std::vector<Predictor> predictors{{"g", {}, code, {"a", "b"}}, {"x", x, {}, {}}};
  const std::vector<std::string> terms{"g", "x", "g:x"};
  const LinearRegression m = linear_regression({.outcome = y}, Design(8, predictors, terms));
  EXPECT_EQ(m.coefficients[3].name, "g[b]:x");
  // The slope of group b alone is that of x plus the product's.
  const std::vector<double> yb{9, 12, 3, 5}, xb{1, 2, 3, 5};
  const std::vector<Predictor> alone{{"x", xb, {}, {}}};
  EXPECT_NEAR(m.coefficients[2].estimate + m.coefficients[3].estimate,
              linear_regression({.outcome = yb}, Design(4, alone)).coefficients[1].estimate, 1e-12);
}

TEST(LinearRegression, TooPoorDataSaySo) {
  const std::vector<double> none, one{1}, x{5};
  const std::vector<Predictor> empty{{"x", none, {}, {}}}, single{{"x", x, {}, {}}};
  EXPECT_EQ(linear_regression({.outcome = none}, Design(0, empty)).not_estimable.en,
            "there are no observations");
  EXPECT_EQ(linear_regression({.outcome = one}, Design(1, single)).not_estimable.en,
            "2 parameters need more than 2 observations; there are 1");
  const std::vector<double> y{1, 2, 3, 5}, zero(4, 0.0), constant(4, 7.0);
  EXPECT_EQ(linear_regression({.outcome = y, .weights = zero}, Design(4, {})).n, 0);
  const std::vector<Predictor> flat{{"flat", constant, {}, {}}}, nought{{"zero", zero, {}, {}}};
  EXPECT_EQ(linear_regression({.outcome = y}, Design(4, flat)).not_estimable.en,
            "flat is a linear combination of intercept (collinear)");
  EXPECT_EQ(linear_regression({.outcome = y}, Design(4, nought)).not_estimable.en, "zero is always 0");
  const std::vector<std::int32_t> cluster{4, 4, 4, 4};
  EXPECT_EQ(linear_regression({.outcome = y, .cluster = cluster}, Design(4, {})).not_estimable.en,
            "all observations are in one cluster");
  const std::vector<double> first{1, 0, 0, 0};
  const std::vector<Predictor> alone{{"first", first, {}, {}}};
  LinearOptions options;
  options.covariance = Covariance::hc3;
  EXPECT_FALSE(linear_regression({.outcome = y}, Design(4, alone), options).not_estimable.empty());
}

TEST(LinearRegression, ConstantAndExactOutcomes) {
  const std::vector<double> x{1, 2, 3, 4, 5}, flat(5, 3.0), line{3, 5, 7, 9, 11};
  const std::vector<Predictor> predictors{{"x", x, {}, {}}};
  const Design design(5, predictors);
  const LinearRegression constant = linear_regression({.outcome = flat}, design);
  EXPECT_EQ(constant.coefficients[0].estimate, 3);
  EXPECT_EQ(constant.coefficients[1].estimate, 0);
  EXPECT_TRUE(std::isnan(constant.r_squared));
  const LinearRegression exact = linear_regression({.outcome = line}, design);
  EXPECT_EQ(exact.coefficients[1].estimate, 2);
  EXPECT_EQ(exact.ss_residual, 0);
  EXPECT_EQ(exact.r_squared, 1);
  EXPECT_EQ(exact.coefficients[1].p_value, 0);
}

TEST(LinearRegression, BadColumnsAreErrors) {
  const std::vector<double> y{1, 2, 3}, bad{1, std::numeric_limits<double>::infinity(), 3}, minus{1, -1, 1},
      x{1, 2, 4};
  const std::vector<Predictor> infinite{{"x", bad, {}, {}}}, fine{{"x", x, {}, {}}},
      coded{{"g", {}, {}, {"a"}}};
  const auto code_of = [&](auto&& call) -> std::string {
    try {
      call();
    } catch (const Error& e) {
      return e.code();
    }
    return "none";
  };
  EXPECT_EQ(code_of([&] { linear_regression({.outcome = y}, Design(3, infinite)); }), "AC5501");
  EXPECT_EQ(code_of([&] { Design(3, coded); }), "AC5502");
  EXPECT_EQ(code_of([&] { Design(3, fine, std::vector<std::string>{"z"}); }), "AC5505");
  EXPECT_EQ(code_of([&] { Design(3, fine, std::vector<std::string>{"x", "x"}); }), "AC5504");
  EXPECT_EQ(code_of([&] { Design(3, fine, std::vector<std::string>{"x^21"}); }), "AC5504");
  EXPECT_EQ(code_of([&] { linear_regression({.outcome = y, .weights = minus}, Design(3, fine)); }), "AC5504");
  LinearOptions options;
  options.covariance = Covariance::cr1;
  EXPECT_EQ(code_of([&] { linear_regression({.outcome = y}, Design(3, fine), options); }), "AC5504");
  options.covariance = Covariance::newey_west;
  options.lag = 3;
  EXPECT_EQ(code_of([&] { linear_regression({.outcome = y}, Design(3, fine), options); }), "AC5504");
  EXPECT_EQ(code_of([&] { covariance_named("HC9"); }), "AC5504");
  EXPECT_EQ(covariance_named("newey_west"), Covariance::newey_west);
}

TEST(LinearRegression, SaysItInWords) {
  const std::vector<double> y{1, 3, 2, 5, 4}, x{1, 2, 3, 4, 5};
  const std::vector<Predictor> predictors{{"x", x, {}, {}}};
  const Wording words = in_words(linear_regression({.outcome = y}, Design(5, predictors)));
  EXPECT_EQ(words.en,
            "Linear regression explains 64 % of the variance (R² = 0.64; F(1, 3) = 5.333, p = 0.104); x: 0.8 "
            "(95 % interval -0.3024 to 1.902); n = 5, classical covariance.");
  EXPECT_NE(words.zh.find("线性回归"), std::string::npos);
}

} // namespace
} // namespace aftercourse::statistics
