#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/contingency.hpp>

namespace aftercourse::statistics {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

void expect_near_relative(double actual, double expected, double tolerance = 1e-11) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected));
}

CountTable table(std::vector<std::vector<double>> counts) {
  CountTable out;
  for (std::size_t r = 0; r < counts.size(); ++r) out.rows.push_back("r" + std::to_string(r));
  for (std::size_t c = 0; c < counts[0].size(); ++c) out.columns.push_back("c" + std::to_string(c));
  out.counts = std::move(counts);
  return out;
}

// Agresti (2007), An Introduction to Categorical Data Analysis, p. 38: party by sex; R 4.2.2's chisq.test.
TEST(ChiSquare, AgreesWithAgresti) {
  const ChiSquare test = chi_square(table({{762, 327, 468}, {484, 239, 477}}));
  expect_near_relative(test.statistic, 30.07014909575467);
  EXPECT_EQ(test.df, 2);
  expect_near_relative(test.p_value, 2.953589183211757e-07);
  expect_near_relative(test.estimate, std::sqrt(30.07014909575467 / 2757));
  EXPECT_EQ(test.n, 2757);
  EXPECT_EQ(test.expected_below_5, 0);
  EXPECT_LT(test.low, test.estimate);
  EXPECT_GT(test.low, 0);
}

TEST(ChiSquare, YatesAndResiduals) {
  const CountTable t = table({{12, 5}, {7, 10}});
  const ChiSquare plain = chi_square(t), yates = chi_square(t, true);
  expect_near_relative(plain.statistic, 2.98245614035087758);
  expect_near_relative(plain.cells[0].residual, 1.72697890558943334);
  expect_near_relative(plain.cells[1].residual, -1.72697890558943334);
  expect_near_relative(yates.statistic, 1.9087719298245613);
  expect_near_relative(yates.p_value, 0.1670997385019325);
  EXPECT_EQ(plain.low, 0) << "an interval that does not exclude independence";
  EXPECT_THROW(chi_square(table({{1, 2, 3}, {4, 5, 6}}), true), InvalidArgument);
}

TEST(ChiSquare, GoodnessOfFit) {
  const std::vector<double> counts{89, 37, 30, 28, 2}, shares{40, 20, 20, 15, 5};
  const ChiSquare test = goodness_of_fit(counts, shares, {"a", "b", "c", "d", "e"});
  expect_near_relative(test.statistic, 9.99014336917562673);
  expect_near_relative(test.p_value, 0.04059404334478122);
  EXPECT_EQ(goodness_of_fit(std::vector{5.0, 5.0}, {}, {"a", "b"}).statistic, 0);
  EXPECT_THROW(goodness_of_fit(counts, std::vector{1.0, 1.0, 1.0, 1.0, 0.0}, {"a", "b", "c", "d", "e"}),
               InvalidArgument);
  EXPECT_FALSE(goodness_of_fit(std::vector{5.0}, {}, {"a"}).not_estimable.empty());
}

TEST(ChiSquare, EmptyRowsDoNotCount) {
  const ChiSquare test = chi_square(table({{3, 4, 0}, {0, 0, 0}, {5, 1, 0}}));
  EXPECT_EQ(test.df, 1);
  EXPECT_EQ(test.expected_below_5, 4);
  EXPECT_NE(in_words(test).en.find("fewer than 5"), std::string::npos);
  EXPECT_FALSE(chi_square(table({{3, 4}, {0, 0}})).not_estimable.empty());
  EXPECT_THROW(chi_square(table({{3, -4}, {1, 1}})), InvalidArgument);
}

// P-values of R 4.2.2's fisher.test for Agresti's tea taster and others; odds ratios and limits of
// SciPy 1.15's odds_ratio (R's roots have four digits).
TEST(FisherExact, AgreesWithR) {
  const FisherExact tea = fisher_exact(table({{3, 1}, {1, 3}}));
  expect_near_relative(tea.p_value, 0.4857142857142858);
  expect_near_relative(tea.estimate, 6.408319658199675, 1e-9);
  expect_near_relative(tea.low, 0.21173559544657863, 1e-9);
  expect_near_relative(tea.high, 626.24353058881445, 1e-9);
  const FisherExact greater = fisher_exact(table({{12, 5}, {7, 10}}), Alternative::greater);
  expect_near_relative(greater.p_value, 0.08316003288678271);
  expect_near_relative(greater.low, 0.8400540067791703, 1e-9);
  EXPECT_EQ(greater.high, infinite);
  const FisherExact zero = fisher_exact(table({{0, 5}, {7, 10}}));
  expect_near_relative(zero.p_value, 0.1347687400318979);
  EXPECT_EQ(zero.estimate, 0);
  EXPECT_EQ(zero.low, 0);
  expect_near_relative(zero.high, 2.1793195194425756, 1e-4);
  EXPECT_EQ(fisher_exact(table({{5, 0}, {10, 7}})).high, infinite);
}

TEST(FisherExact, LargerTablesByTheNetwork) {
  // Agresti (2002), p. 57: job satisfaction by income; R 4.2.2.
  const FisherExact job = fisher_exact(table({{1, 3, 10, 6}, {2, 3, 10, 7}, {1, 6, 14, 12}, {0, 1, 9, 11}}));
  expect_near_relative(job.p_value, 0.7826849389656388, 1e-9);
  EXPECT_TRUE(std::isnan(job.estimate));
  // R: table(mtcars$cyl, mtcars$gear)
  expect_near_relative(fisher_exact(table({{1, 8, 2}, {2, 4, 1}, {12, 0, 2}})).p_value, 8.259715684619103e-05,
                       1e-9);
  // A 2 × 3 table whose third column is empty is its 2 × 2 table.
  expect_near_relative(fisher_exact(table({{3, 1, 0}, {1, 3, 0}})).p_value, 0.4857142857142858, 1e-9);
  EXPECT_THROW(fisher_exact(table({{1, 2, 3}, {3, 2, 1}}), Alternative::less), InvalidArgument);
  EXPECT_THROW(fisher_exact(table({{1.5, 2}, {3, 2}})), InvalidArgument);
  EXPECT_FALSE(fisher_exact(table({{1, 2}, {0, 0}})).not_estimable.empty());
}

std::vector<std::uint8_t> truths(std::initializer_list<std::pair<int, int>> runs) {
  std::vector<std::uint8_t> out;
  for (const auto& [count, value] : runs)
    out.insert(out.end(), static_cast<std::size_t>(count), static_cast<std::uint8_t>(value));
  return out;
}

// Agresti (1990), p. 350: approval of the prime minister, 794, 150, 86, 570; R 4.2.2.
TEST(McNemar, AgreesWithAgresti) {
  const auto first = truths({{794 + 150, 1}, {86 + 570, 0}});
  const auto second = truths({{794, 1}, {150, 0}, {86, 1}, {570, 0}});
  const McNemar test = mcnemar(first, second);
  expect_near_relative(test.chi_square, 17.35593220338983);
  expect_near_relative(test.chi_square_p_value, 3.099293441045218e-05);
  expect_near_relative(test.corrected_chi_square, 16.81779661016949);
  expect_near_relative(test.corrected_p_value, 4.114562281345944e-05);
  expect_near_relative(test.p_value, 3.71593613957143e-05);
  expect_near_relative(test.estimate, -64.0 / 1600);
  EXPECT_EQ(test.gained, 86);
  EXPECT_EQ(test.lost, 150);
  EXPECT_EQ(mcnemar(first, second, McNemarMethod::corrected).p_value, test.corrected_p_value);
}

TEST(McNemar, SmallAndDegenerate) {
  // Newcombe (1998), Statistics in Medicine 17:2635, table II: 36, 12, 2, 0; method 10.
  const McNemar newcombe = mcnemar(truths({{36 + 2, 1}, {12, 0}}), truths({{36, 1}, {2, 0}, {12, 1}}));
  EXPECT_NEAR(newcombe.estimate, 0.2, 1e-12);
  EXPECT_NEAR(newcombe.low, 0.0569, 5e-5);
  EXPECT_NEAR(newcombe.high, 0.3404, 5e-5);
  // R's binom.test(9, 12): the odds of a gain among those who changed, exact and mid-p.
  const McNemar small = mcnemar(truths({{9, 0}, {3, 1}}), truths({{9, 1}, {3, 0}}));
  expect_near_relative(small.p_value, 0.1459960937500001);
  expect_near_relative(small.mid_p_value, 0.09228515625000017);
  expect_near_relative(small.odds_ratio, 3);
  expect_near_relative(small.odds_ratio_low, 0.7486844501970643);
  expect_near_relative(small.odds_ratio_high, 17.2280031268999707);
  const McNemar same = mcnemar(truths({{4, 1}, {4, 0}}), truths({{4, 1}, {4, 0}}));
  EXPECT_EQ(same.p_value, 1);
  EXPECT_TRUE(std::isnan(same.odds_ratio));
  EXPECT_FALSE(mcnemar({}, {}).not_estimable.empty());
  EXPECT_THROW(mcnemar_method_from_text("yates"), InvalidArgument);
}

TEST(McNemar, ClustersAreCountedAsOne) {
  const auto first = truths({{3, 0}, {2, 1}, {4, 0}}),
             second = truths({{3, 1}, {1, 0}, {1, 1}, {2, 1}, {2, 0}});
  const std::vector<std::int32_t> cluster{0, 0, 0, 1, 1, 2, 2, 2, 2};
  const McNemar test = mcnemar(first, second, McNemarMethod::exact, 0.95, cluster);
  EXPECT_EQ(test.clusters, 3);
  expect_near_relative(test.chi_square, 16 / (1.5 * (9 + 1 + 4))); // gains less losses: 3, -1, 2
  EXPECT_FALSE(mcnemar(first, second, McNemarMethod::exact, 0.95, std::vector<std::int32_t>(9, 1))
                   .not_estimable.empty());
}

// Altman's example of Woolf's and Katz's intervals worked by hand: 10 of 25 against 4 of 30.
TEST(Risks, RatiosHaveTheIntervalOfTheirLogarithm) {
  const auto yes = truths({{4, 1}, {26, 0}, {10, 1}, {15, 0}});
  std::vector<std::int32_t> group(55, 0);
  std::fill(group.begin() + 30, group.end(), 1);
  const RiskComparison odds = compare_risks(RiskMeasure::odds_ratio, yes, group);
  const double se = std::sqrt(1.0 / 4 + 1.0 / 26 + 1.0 / 10 + 1.0 / 15), z = 1.959963984540054;
  expect_near_relative(odds.estimate, 10.0 * 26 / (4 * 15));
  expect_near_relative(odds.standard_error, se);
  expect_near_relative(odds.low, odds.estimate * std::exp(-z * se));
  const RiskComparison risk = compare_risks(RiskMeasure::risk_ratio, yes, group);
  expect_near_relative(risk.estimate, 3);
  expect_near_relative(risk.standard_error, std::sqrt(1.0 / 4 - 1.0 / 30 + 1.0 / 10 - 1.0 / 25));
  EXPECT_FALSE(compare_risks(RiskMeasure::odds_ratio, truths({{3, 1}, {3, 0}}),
                             std::vector<std::int32_t>{0, 0, 0, 1, 1, 1})
                   .not_estimable.empty());
}

// Newcombe (1998), Statistics in Medicine 17:873, table II: 56/70 against 48/80, method 10.
TEST(Risks, DifferenceHasNewcombesInterval) {
  const auto yes = truths({{48, 1}, {32, 0}, {56, 1}, {14, 0}});
  std::vector<std::int32_t> group(150, 0);
  std::fill(group.begin() + 80, group.end(), 1);
  const RiskComparison difference = compare_risks(RiskMeasure::risk_difference, yes, group);
  EXPECT_NEAR(difference.estimate, 0.2, 1e-12);
  EXPECT_NEAR(difference.low, 0.0524, 5e-5);
  EXPECT_NEAR(difference.high, 0.3339, 5e-5);
  // Each observation its own cluster: the plain variance but for the factor N / (N - 2).
  std::vector<std::int32_t> own(150);
  for (std::size_t i = 0; i < 150; ++i) own[i] = static_cast<std::int32_t>(i);
  const RiskComparison clustered = compare_risks(RiskMeasure::risk_difference, yes, group, own);
  expect_near_relative(clustered.standard_error, difference.standard_error * std::sqrt(150.0 / 148));
  EXPECT_EQ(clustered.clusters, 150);
}

} // namespace
} // namespace aftercourse::statistics
