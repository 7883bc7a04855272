// Intraclass correlation, Kendall's W, alpha and omega against published tables and R.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/cronbach_alpha.hpp>
#include <aftercourse/statistics/intraclass_correlation.hpp>
#include <aftercourse/statistics/kendall_w.hpp>
#include <aftercourse/statistics/mcdonald_omega.hpp>

namespace aftercourse::statistics {
namespace {

using Columns = std::vector<std::vector<double>>;

std::vector<std::span<const double>> spans(const Columns& columns) {
  return {columns.begin(), columns.end()};
}

// Shrout and Fleiss (1979), table 2: 4 judges, 6 targets.
const Columns judges{{9, 6, 8, 7, 10, 6}, {2, 1, 4, 1, 5, 2}, {5, 3, 6, 2, 6, 4}, {8, 2, 8, 6, 9, 7}};
// R's irr, data(anxiety).
const Columns anxiety{{3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3},
                      {3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4},
                      {2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2}};

TEST(IntraclassCorrelation, GivesTheSixOfShroutAndFleiss) {
  const IntraclassCorrelation icc = intraclass_correlation(spans(judges));
  const std::vector<double> printed{0.17, 0.29, 0.71, 0.44, 0.62, 0.91}; // table 4
  ASSERT_EQ(icc.forms.size(), 6u);
  for (std::size_t i = 0; i < 6; ++i)
    EXPECT_NEAR(icc.forms[i].estimate, printed[i], 0.005) << icc.forms[i].form;
  EXPECT_NEAR(icc.between_units, 11.24, 0.005); // table 3
  EXPECT_NEAR(icc.between_raters, 32.49, 0.005);
  EXPECT_NEAR(icc.residual, 1.02, 0.005);
  EXPECT_NEAR(icc.within_units, 6.26, 0.005);
  EXPECT_EQ(icc.estimator, "ICC(2,1)");
  EXPECT_DOUBLE_EQ(icc.estimate, icc.forms[1].estimate);
  // Their intervals, p. 424: ICC(2,1) from .02 to .76.
  EXPECT_NEAR(icc.low, 0.02, 0.005);
  EXPECT_NEAR(icc.high, 0.76, 0.005);
  const IntraclassCorrelation mean =
      intraclass_correlation(spans(judges), {.form = IntraclassForm::icc_2_k, .spearman_brown = true});
  EXPECT_NEAR(mean.low, 0.07, 0.005); // psych 2.2.9 ICC: .071 to .93
  EXPECT_NEAR(mean.high, 0.93, 0.005);
}

TEST(IntraclassCorrelation, AgreesWithIrr) { // irr 0.84.1 icc(anxiety, ...)
  const IntraclassCorrelation icc = intraclass_correlation(spans(anxiety));
  struct Row {
    double icc, low, high, f, p;
  };
  const std::vector<Row> rows{
      {0.17502238137869292, -0.07744657486545467, 0.4843360938188201, 1.6364622897449808, 0.0939307271289246},
      {0.19799825935596163, -0.03891062609316026, 0.49357394597212273, 1.8267716535433067,
       0.054265681317842845},
      {0.21604938271604932, -0.04625788532363314, 0.522259078395644, 1.8267716535433067, 0.05620127354749757},
      {0.38892572944297077, -0.27492348987868764, 0.7380651235795817, 1.6364622897449808, 0.0939307271289246},
      {0.42549875311720686, -0.1373080905024109, 0.7463257235705164, 1.8267716535433067, 0.05677821870800247},
      {0.4525862068965516, -0.15292128665407234, 0.7663308002340594, 1.8267716535433067,
       0.05620127354749757}};
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(icc.forms[i].estimate, rows[i].icc, 1e-12) << icc.forms[i].form;
    EXPECT_NEAR(icc.forms[i].low, rows[i].low, 1e-10);
    EXPECT_NEAR(icc.forms[i].high, rows[i].high, 1e-10);
    EXPECT_NEAR(icc.forms[i].f, rows[i].f, 1e-12);
    EXPECT_NEAR(icc.forms[i].p_value, rows[i].p, 1e-10);
  }
}

TEST(IntraclassCorrelation, SurvivesOffsetsAndSaysWhatItCannot) {
  Columns shifted = anxiety;
  for (auto& column : shifted)
    for (double& v : column) v += 1e12;
  EXPECT_NEAR(intraclass_correlation(spans(shifted)).estimate, 0.19799825935596163, 1e-12);
  EXPECT_EQ(intraclass_correlation(spans({{1, 1}, {1, 1}})).not_estimable.en, "all marks are equal");
  EXPECT_FALSE(intraclass_correlation(spans({{1}, {2}})).not_estimable.empty());
  EXPECT_FALSE(intraclass_correlation(spans({{1, 2, 3}})).not_estimable.empty());
  const IntraclassCorrelation same = intraclass_correlation(spans({{1, 2, 5}, {1, 2, 5}}));
  for (const IntraclassRow& row : same.forms) EXPECT_DOUBLE_EQ(row.estimate, 1) << row.form;
  EXPECT_DOUBLE_EQ(same.low, 1);
  EXPECT_EQ(intraclass_correlation(spans({{1e308, -1e308}, {1, 2}})).not_estimable.en,
            "the numbers are too far apart to be squared");
  EXPECT_THROW(intraclass_correlation({}), InvalidArgument);
  EXPECT_THROW(intraclass_correlation(spans({{1, 2}, {1}})), InvalidArgument);
  EXPECT_THROW(intraclass_correlation(spans({{1, 2}, {1, no_value}})), InvalidArgument);
}

TEST(KendallW, AgreesWithIrr) { // irr 0.84.1 kendall(anxiety, correct=TRUE), meanrho(anxiety)
  const KendallW w = kendall_w(spans(anxiety));
  EXPECT_NEAR(w.estimate, 0.5396568759543698, 1e-14);
  EXPECT_NEAR(w.chi_square, 30.760441929399082, 1e-12);
  EXPECT_NEAR(w.p_value, 0.04288347312694789, 1e-12);
  EXPECT_NEAR(w.mean_rank_correlation_z, 0.3137504866764938, 1e-14);
  EXPECT_LT(w.mean_rank_correlation, w.mean_rank_correlation_z);
  EXPECT_DOUBLE_EQ(kendall_w(spans({{1, 2, 3}, {10, 20, 30}})).estimate, 1);
  EXPECT_DOUBLE_EQ(kendall_w(spans({{1, 2, 3}, {3, 2, 1}})).estimate, 0);
  EXPECT_FALSE(kendall_w(spans({{1, 1}, {2, 2}})).not_estimable.empty());
  EXPECT_TRUE(std::isnan(kendall_w(spans({{1, 1}, {1, 2}})).mean_rank_correlation));
}

// Thurstone and Thurstone (1941) by Bechtoldt (1961), n = 213, as R's psych has them.
const Columns thurstone{{1, 0.828, 0.776, 0.439, 0.432, 0.447, 0.447, 0.541, 0.38},
                        {0.828, 1, 0.779, 0.493, 0.464, 0.489, 0.432, 0.537, 0.358},
                        {0.776, 0.779, 1, 0.46, 0.425, 0.443, 0.401, 0.534, 0.359},
                        {0.439, 0.493, 0.46, 1, 0.674, 0.59, 0.381, 0.35, 0.424},
                        {0.432, 0.464, 0.425, 0.674, 1, 0.541, 0.402, 0.367, 0.446},
                        {0.447, 0.489, 0.443, 0.59, 0.541, 1, 0.288, 0.32, 0.325},
                        {0.447, 0.432, 0.401, 0.381, 0.402, 0.288, 1, 0.555, 0.598},
                        {0.541, 0.537, 0.534, 0.35, 0.367, 0.32, 0.555, 1, 0.452},
                        {0.38, 0.358, 0.359, 0.424, 0.446, 0.325, 0.598, 0.452, 1}};

TEST(CronbachAlpha, AgreesWithPsychOnThurstone) {
  const CronbachAlpha alpha = cronbach_alpha(ItemCovariance::of_matrix(spans(thurstone), 213));
  EXPECT_NEAR(alpha.standardised, 0.89, 0.005);
  EXPECT_NEAR(alpha.guttman_lambda6, 0.91, 0.005);
  EXPECT_DOUBLE_EQ(alpha.estimate, alpha.standardised);
}

TEST(CronbachAlpha, MayBeNegative) { // by hand: three items of variance 1/3, a sum (2, 2, 1) of variance 1/3
  const Columns marks{{1, 0, 1}, {0, 1, 0}, {1, 1, 0}};
  const CronbachAlpha alpha = cronbach_alpha(ItemCovariance::of_items(spans(marks)));
  EXPECT_NEAR(alpha.estimate, 1.5 * (1 - 1.0 / (1.0 / 3)), 1e-14);
  EXPECT_LT(alpha.low, alpha.high);
}

TEST(CronbachAlpha, SaysWhatItCannot) {
  EXPECT_FALSE(cronbach_alpha(ItemCovariance::of_items(spans({{1, 2, 3}}))).not_estimable.empty());
  EXPECT_FALSE(cronbach_alpha(ItemCovariance::of_items(spans({{1}, {2}}))).not_estimable.empty());
  EXPECT_FALSE(cronbach_alpha(ItemCovariance::of_items(spans({{1, 1}, {2, 2}}))).not_estimable.empty());
  EXPECT_FALSE(cronbach_alpha(ItemCovariance::of_items(spans({{1, 2, 3}, {3, 2, 1}}))).not_estimable.empty());
  const CronbachAlpha constant_item =
      cronbach_alpha(ItemCovariance::of_items(spans({{1, 2, 3}, {1, 2, 4}, {7, 7, 7}})));
  EXPECT_TRUE(std::isfinite(constant_item.estimate));
  EXPECT_TRUE(std::isnan(constant_item.standardised));
  EXPECT_THROW(ItemCovariance::of_matrix(spans({{1, 0.5}, {0.4, 1}}), 10), InvalidArgument);
  EXPECT_THROW(ItemCovariance::of_matrix(spans({{1, 0.5}, {0.5, 1}}), 0), InvalidArgument);
}

TEST(McDonaldOmega, AgreesWithPsychAndFactanal) {
  const McDonaldOmega omega = mcdonald_omega(ItemCovariance::of_matrix(spans(thurstone), 213));
  const std::vector<double> loadings{0.8827542635, 0.8956677107, 0.8479516801, 0.5898853237, 0.5701291595,
                                     0.5651715059, 0.5428738602, 0.6323525555, 0.4869467801}; // psych 2.2.9
  for (std::size_t j = 0; j < 9; ++j) EXPECT_NEAR(omega.per_item[j].loading, loadings[j], 5e-6);
  EXPECT_NEAR(omega.estimate, 0.8833576964, 2e-6);
  EXPECT_DOUBLE_EQ(omega.estimate, omega.standardised);
  // R 4.2.2, factanal(covmat = list(cov = R, n.obs = 213), factors = 1): STATISTIC, dof
  EXPECT_NEAR(omega.chi_square, 228.585426, 1e-3);
  EXPECT_EQ(omega.df, 27);
  EXPECT_GT(omega.standard_error, 0.005);
  EXPECT_LT(omega.standard_error, 0.03);
}

TEST(McDonaldOmega, SaysHeywoodCasesAndPoorData) {
  const McDonaldOmega heywood =
      mcdonald_omega(ItemCovariance::of_matrix(spans({{1, 0.8, 0.8}, {0.8, 1, 0.55}, {0.8, 0.55, 1}}), 100));
  EXPECT_NE(heywood.not_estimable.en.find("Heywood"), std::string::npos);
  EXPECT_TRUE(std::isnan(heywood.estimate));
  EXPECT_FALSE(
      mcdonald_omega(ItemCovariance::of_matrix(spans({{1, 0.5}, {0.5, 1}}), 100)).not_estimable.empty());
  EXPECT_FALSE(mcdonald_omega(ItemCovariance::of_items(spans({{1, 2, 3}, {1, 2, 4}, {7, 7, 7}})))
                   .not_estimable.empty());
  const McDonaldOmega exact = mcdonald_omega(
      ItemCovariance::of_matrix(spans({{1, 0.56, 0.48}, {0.56, 1, 0.42}, {0.48, 0.42, 1}}), 100));
  EXPECT_NEAR(exact.per_item[0].loading, 0.8, 1e-9); // .8 .7 .6 by construction
  EXPECT_NEAR(exact.per_item[2].loading, 0.6, 1e-9);
  EXPECT_TRUE(std::isnan(exact.p_value)); // three items fit exactly
}

} // namespace
} // namespace aftercourse::statistics
