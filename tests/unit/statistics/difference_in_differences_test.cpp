#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/difference_in_differences.hpp>

namespace aftercourse::statistics {
namespace {

Labels labels_of(std::vector<std::int32_t> codes, std::vector<std::string> names) {
  return {std::move(codes), std::move(names)};
}

class TwoTimes : public testing::Test {
 protected:
  // Four units, two treated, before and after.
  const std::vector<double> outcome{10, 12, 14, 13, 20, 25, 22, 29};
  const Labels group = labels_of({0, 0, 0, 0, 1, 1, 1, 1}, {"control", "treated"});
  const Labels after = labels_of({0, 1, 0, 1, 0, 1, 0, 1}, {"before", "after"});
  const Labels unit = labels_of({0, 0, 1, 1, 2, 2, 3, 3}, {"a", "b", "c", "d"});
};

TEST_F(TwoTimes, IsTheDifferenceOfTheChanges) {
  const DifferenceInDifferences d = difference_in_differences({.outcome = outcome}, group, after, unit);
  EXPECT_DOUBLE_EQ(d.estimate, (27 - 21) - (12.5 - 12));
  EXPECT_EQ(d.clusters, 4);
  EXPECT_EQ(d.df, 3);
  EXPECT_EQ(d.covariance, "CR1");
  EXPECT_EQ(d.cells[3].mean, 27);
  EXPECT_DOUBLE_EQ(d.cells[0].standard_error, 2);
  EXPECT_EQ(d.changes[0].change, 0.5);
  EXPECT_DOUBLE_EQ(d.changes[0].standard_error, 1.5);
  // CR1 by hand: u = change less its group's, over two units: sum of squares (1.5² + 1.5² + 1 + 1) / 4.
  EXPECT_NEAR(d.standard_error, std::sqrt(6.5 / 4 * 4 / 3 * 7 / 4), 1e-12);
}

TEST(Panel, RepeatedCrossSectionsShowNobodyChange) {
  const std::vector<double> outcome{1, 2, 3, 4}, treated{0, 0, 1, 1};
  const Labels unit = labels_of({0, 1, 2, 3}, {"a", "b", "c", "d"});
  const Labels period = labels_of({0, 1, 0, 1}, {"2025", "2026"});
  const auto d = difference_in_differences_panel({.outcome = outcome}, unit, period, treated);
  EXPECT_EQ(d.not_estimable.en, "no unit has rows in two periods, so none is seen to change");
  EXPECT_TRUE(std::isnan(d.estimate));
}

TEST_F(TwoTimes, AnOutcomeThatNeverVariesHasNoTest) {
  const std::vector<double> same(8, 3.0);
  EXPECT_FALSE(difference_in_differences({.outcome = same}, group, after, unit).not_estimable.empty());
}

TEST_F(TwoTimes, WithoutUnitsCellsAreIndependent) {
  DifferenceInDifferencesOptions options;
  options.covariance = Covariance::hc2;
  const DifferenceInDifferences d =
      difference_in_differences({.outcome = outcome}, group, after, {}, {}, options);
  double variance = 0; // HC2 of a saturated model is the sum of s² / n
  for (const DifferenceCell& c : d.cells) variance += c.standard_error * c.standard_error;
  EXPECT_NEAR(d.standard_error, std::sqrt(variance), 1e-12);
  EXPECT_EQ(d.clusters, 0);
}

TEST_F(TwoTimes, BalancedLeavesOutUnitsSeenOnce) {
  std::vector<double> more = outcome;
  Labels g = group, a = after, u = unit;
  more.push_back(100);
  g.codes.push_back(1), a.codes.push_back(1), u.codes.push_back(4);
  u.names.emplace_back("e");
  DifferenceInDifferencesOptions options;
  options.balanced = true;
  EXPECT_EQ(difference_in_differences({.outcome = more}, g, a, u, {}, options).estimate,
            difference_in_differences({.outcome = outcome}, group, after, unit).estimate);
}

// Six units in five periods, half of them treated from the fourth on; figures of statsmodels 0.14, OLS with
// dummies of units, cov_type="cluster", times the factor of CR1.
const std::vector<double> panel_y{1.2,  1.08, 2.55, 3.62, 4.74,  3.41, 3.15, 3.32, 5.25,  6.53,
                                  4.87, 3.77, 4.44, 7.4,  6.4,   4.17, 6.22, 5.54, 7.97,  8.51,
                                  6.49, 8.15, 7.94, 9.31, 10.71, 9.33, 7.26, 9.04, 10.22, 11.43};
const std::vector<double> panel_x{-1.29, 0.02,  -0.04, -0.3, -1.05, -0.4,  -1.09, -1.36, 0.22,  -1.11,
                                  1.17,  0.72,  -2.0,  0.27, -1.1,  0.03,  0.04,  -1.99, -0.23, -0.26,
                                  0.96,  -1.18, 0.74,  -1.1, -0.33, -0.84, 1.45,  0.57,  2.43,  0.64};

struct Panel {
  Labels unit{{}, {"1", "2", "3", "4", "5", "6"}}, period{{}, {"1", "2", "3", "4", "5"}};
  std::vector<double> treated;
  Panel() {
    for (std::int32_t u = 0; u < 6; ++u)
      for (std::int32_t t = 0; t < 5; ++t) {
        unit.codes.push_back(u);
        period.codes.push_back(t);
        treated.push_back(u >= 3 && t >= 3 ? 1 : 0);
      }
  }
};

TEST(DifferenceInDifferencesPanel, AgreesWithDummiesOfUnits) {
  const Panel p;
  const std::vector<Predictor> covariates{{"x", panel_x, {}, {}}};
  const DifferenceInDifferences d =
      difference_in_differences_panel({.outcome = panel_y}, p.unit, p.period, p.treated, covariates);
  ASSERT_TRUE(d.not_estimable.empty()) << d.not_estimable.en;
  EXPECT_NEAR(d.estimate, 0.01804792829044466, 1e-12);
  EXPECT_NEAR(d.standard_error, 0.16985656098085936, 1e-10);
  EXPECT_NEAR(d.coefficients[1].estimate, -0.08659269939210468, 1e-12);
  EXPECT_NEAR(d.coefficients[1].standard_error, 0.19694238407065187, 1e-10);
  EXPECT_EQ(d.df, 5);
  EXPECT_NEAR(d.pretrend, 0.283333333333329, 1e-12);
  EXPECT_NEAR(d.pretrend_p_value, 0.483594562149935, 1e-9);
  EXPECT_FALSE(d.staggered);
  ASSERT_EQ(d.trends.size(), 5U);
  EXPECT_NEAR(d.trends[0].difference, (4.17 + 6.49 + 9.33 - 1.2 - 3.41 - 4.87) / 3, 1e-12);
}

TEST(DifferenceInDifferencesPanel, TwoPeriodsAreTwoByTwo) {
  const std::vector<double> outcome{10, 12, 14, 13, 20, 25, 22, 29}, treated{0, 0, 0, 0, 0, 1, 0, 1};
  const Labels unit{{0, 0, 1, 1, 2, 2, 3, 3}, {"a", "b", "c", "d"}},
      period{{0, 1, 0, 1, 0, 1, 0, 1}, {"0", "1"}};
  const DifferenceInDifferences d =
      difference_in_differences_panel({.outcome = outcome}, unit, period, treated);
  EXPECT_NEAR(d.estimate, 5.5, 1e-12);
  EXPECT_TRUE(std::isnan(d.pretrend)) << "one period before";
}

TEST(DifferenceInDifferencesPanel, NothingToCompareSaysSo) {
  const Panel p;
  std::vector<double> nobody(30, 0.0), all(30, 1.0), together(30), staggered = p.treated;
  for (std::size_t i = 0; i < 30; ++i) together[i] = p.period.codes[i] >= 3 ? 1 : 0;
  for (const auto& treated : {nobody, all, together})
    EXPECT_FALSE(difference_in_differences_panel({.outcome = panel_y}, p.unit, p.period, treated)
                     .not_estimable.empty());
  staggered[17] = 1; // the fourth unit begins a period earlier
  EXPECT_TRUE(difference_in_differences_panel({.outcome = panel_y}, p.unit, p.period, staggered).staggered);
  std::vector<double> half = p.treated;
  half[0] = 0.5;
  EXPECT_THROW(difference_in_differences_panel({.outcome = panel_y}, p.unit, p.period, half),
               InvalidArgument);
  DifferenceInDifferencesOptions options;
  options.covariance = Covariance::classical;
  EXPECT_THROW(
      difference_in_differences_panel({.outcome = panel_y}, p.unit, p.period, p.treated, {}, options),
      InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
