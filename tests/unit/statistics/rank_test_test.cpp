#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/rank_test.hpp>

#include "../../../src/statistics/rank_distributions.hpp"
#include "../../../src/statistics/selection.hpp"

namespace aftercourse::statistics {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

void expect_near_relative(double actual, double expected, double tolerance = 1e-12) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected));
}

// Hollander & Wolfe (1973), p. 69: permeability of the human chorioamnion; figures of R 4.2.2's wilcox.test.
const std::vector<double> at_term{0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
const std::vector<double> early{1.15, 0.88, 0.90, 0.74, 1.21};

TEST(MannWhitney, AgreesWithHollanderAndWolfe) {
  const MannWhitney test = mann_whitney(at_term, early);
  EXPECT_EQ(test.statistic, 15);
  EXPECT_EQ(test.u_first, 35);
  EXPECT_EQ(test.method, "exact");
  expect_near_relative(test.p_value, 0.2544122544122544);
  expect_near_relative(test.shift, -0.305);
  expect_near_relative(test.shift_low, -0.76);
  expect_near_relative(test.shift_high, 0.15);
  expect_near_relative(test.estimate, 15.0 / 50);
  const MannWhitney less = mann_whitney(at_term, early, {.alternative = Alternative::less});
  expect_near_relative(less.p_value, 0.12720612720612720);
  EXPECT_EQ(less.shift_low, -infinite);
  expect_near_relative(less.shift_high, 0.08);
  const MannWhitney normal = mann_whitney(at_term, early, {.method = RankMethod::normal});
  expect_near_relative(normal.p_value, 0.2446236051269834);
  const MannWhitney plain =
      mann_whitney(at_term, early,
                   {.alternative = Alternative::greater, .method = RankMethod::normal, .continuity = false});
  expect_near_relative(plain.p_value, 0.8896643190400766);
}

// All 462 ways to draw 6 of the 11 values, counted one by one elsewhere.
TEST(MannWhitney, IsExactWithTies) {
  const std::vector<double> a{1, 2, 2, 3, 5}, b{2, 3, 4, 5, 5, 6};
  expect_near_relative(mann_whitney(a, b).p_value, 0.13852813852813853);
  expect_near_relative(mann_whitney(a, b, {.alternative = Alternative::greater}).p_value,
                       0.08008658008658008);
  expect_near_relative(mann_whitney(a, b, {.alternative = Alternative::less}).p_value, 0.9632034632034632);
}

// Student's sleep data (R's `sleep`): coin's exact p with ties, R's normal one.
TEST(MannWhitney, AgreesWithStudentsSleepData) {
  const std::vector<double> drug1{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> drug2{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const MannWhitney test = mann_whitney(drug1, drug2);
  EXPECT_EQ(test.u_first, 25.5);
  expect_near_relative(test.p_value, 0.0658165364047717);
  expect_near_relative(mann_whitney(drug1, drug2, {.method = RankMethod::normal}).p_value,
                       0.06932757543362658);
  // From the matrix of all dominances. (effsize 0.8.1 counts what exceeds every value of the other sample
  // once too often in the columns' means and gives 0.798, -0.021.)
  expect_near_relative(2 * test.estimate - 1, 0.49);
  expect_near_relative(2 * test.low - 1, -0.0429417237400943);
  expect_near_relative(2 * test.high - 1, 0.8058538608342821);
}

TEST(MannWhitney, SaysWhenThereIsNoNumber) {
  const std::vector<double> none, one{3}, same{2, 2}, some{1, 2, 4};
  for (const MannWhitney& test :
       {mann_whitney(none, some), mann_whitney(some, none), mann_whitney(same, same)}) {
    EXPECT_FALSE(test.not_estimable.empty());
    EXPECT_TRUE(std::isnan(test.estimate) && std::isnan(test.p_value) && std::isnan(test.shift));
  }
  const MannWhitney lone = mann_whitney(one, some);
  EXPECT_TRUE(lone.not_estimable.empty());
  EXPECT_EQ(lone.p_value, 1);
  EXPECT_TRUE(std::isnan(lone.low)) << "no variance of a single observation";
  EXPECT_EQ(lone.shift, -1);
  std::vector<double> many(800);
  std::iota(many.begin(), many.end(), 0);
  EXPECT_THROW(mann_whitney(many, many, {.method = RankMethod::exact}), InvalidArgument);
  EXPECT_THROW(mann_whitney(std::vector{infinite}, some), InvalidArgument);
}

// With every observation a cluster of its own Obuchowski's variance is DeLong's (1988), here by hand.
TEST(MannWhitney, ClusteredVarianceIsObuchowskis) {
  const std::vector<double> values{1, 4, 2, 3, 5, 6, 2};
  const std::vector<std::int32_t> group{0, 0, 0, 1, 1, 1, 1}, own{0, 1, 2, 3, 4, 5, 6};
  const MannWhitney test = clustered_mann_whitney(values, group, own);
  const double p = (4 + 2 + 3.5) / 12;
  const double v10[] = {1, 0.5, 3.5 / 4}, v01[] = {2.0 / 3, 1, 1, 1.5 / 3};
  double s10 = 0, s01 = 0;
  for (const double v : v10) s10 += (v - p) * (v - p) / 2;
  for (const double v : v01) s01 += (v - p) * (v - p) / 3;
  expect_near_relative(test.estimate, p);
  expect_near_relative(test.standard_error, std::sqrt(s10 / 3 + s01 / 4));
  EXPECT_EQ(test.clusters, 7);
  // Two clusters, each in both groups: sums of the components by hand.
  const std::vector<std::int32_t> both{0, 1, 1, 0, 0, 1, 1};
  const double x[] = {v10[0] - p, v10[1] + v10[2] - 2 * p},
               y[] = {v01[0] + v01[1] - 2 * p, v01[2] + v01[3] - 2 * p};
  const double variance = 2.0 / 3 * (x[0] * x[0] + x[1] * x[1]) / 3 +
                          2.0 / 4 * (y[0] * y[0] + y[1] * y[1]) / 4 +
                          2 * 2.0 * (x[0] * y[0] + x[1] * y[1]) / 12;
  expect_near_relative(clustered_mann_whitney(values, group, both).standard_error, std::sqrt(variance));
  const std::vector<std::int32_t> one{0, 0, 0, 1, 1, 1, 1};
  EXPECT_FALSE(clustered_mann_whitney(values, group, one).not_estimable.empty());
}

// Hollander & Wolfe (1973), p. 29: depression scale before and after; figures of R 4.2.2.
TEST(SignedRank, AgreesWithHollanderAndWolfe) {
  const std::vector<double> before{1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
  const std::vector<double> after{0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
  std::vector<double> change(9);
  std::transform(after.begin(), after.end(), before.begin(), change.begin(), std::minus<>());
  const SignedRank test = signed_rank(change);
  EXPECT_EQ(test.statistic, 5);
  EXPECT_EQ(test.negative_ranks, 40);
  expect_near_relative(test.p_value, 0.0390625);
  expect_near_relative(test.estimate, -0.46);
  expect_near_relative(test.low, -0.786);
  expect_near_relative(test.high, -0.01);
  const SignedRank greater = signed_rank(change, {.alternative = Alternative::greater});
  expect_near_relative(greater.p_value, 0.986328125);
  expect_near_relative(greater.low, -0.726);
  EXPECT_EQ(greater.high, infinite);
  expect_near_relative(signed_rank(change, {.method = RankMethod::normal}).p_value, 0.04401098401295146);
}

TEST(SignedRank, TiesAndZeros) {
  const std::vector<double> d{1, -1, 2, 2, -3, 4, 4, 0, 5};
  const SignedRank test = signed_rank(d);
  EXPECT_EQ(test.statistic, 29.5);
  EXPECT_EQ(test.zeros, 1);
  EXPECT_EQ(test.n, 9);
  expect_near_relative(test.p_value, 0.1328125); // all 256 signs, counted elsewhere
  const SignedRank pratt =
      signed_rank(d, {.method = RankMethod::normal, .continuity = false}, ZeroMethod::pratt);
  EXPECT_EQ(pratt.negative_ranks, 8.5);
  expect_near_relative(pratt.p_value, 0.10818536653045678); // SciPy 1.15
  EXPECT_FALSE(signed_rank(std::vector{0.0, 0.0}).not_estimable.empty());
  EXPECT_FALSE(signed_rank({}).not_estimable.empty());
  const SignedRank one = signed_rank(std::vector{2.0});
  EXPECT_EQ(one.p_value, 1);
  EXPECT_EQ(one.estimate, 2);
}

TEST(SignedRank, ClustersFlipTogether) {
  const std::vector<double> d{1, 2, -3, 4, 5, 6};
  const std::vector<std::int32_t> c{0, 0, 1, 1, 2, 2};
  const SignedRank test = signed_rank(d, {}, ZeroMethod::drop, c);
  expect_near_relative(test.z, (1 + 2 - 3 + 4 + 5 + 6) / std::sqrt(9.0 + 1 + 121));
  EXPECT_EQ(test.clusters, 3);
  EXPECT_FALSE(signed_rank(d, {}, ZeroMethod::drop, std::vector<std::int32_t>(6, 4)).not_estimable.empty());
}

TEST(KruskalWallis, AgreesWithHollanderAndWolfe) {
  // p. 116: mucociliary efficiency; R 4.2.2.
  const std::vector<double> values{2.9, 3.0, 2.5, 2.6, 3.2, 3.8, 2.7, 4.0, 2.4, 2.8, 3.4, 3.7, 2.2, 2.0};
  const std::vector<std::int32_t> group{0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2};
  const KruskalWallis test = kruskal_wallis(values, group, {"normal", "obstructive", "asbestosis"});
  expect_near_relative(test.statistic, 0.7714285714285722);
  expect_near_relative(test.p_value, 0.6799647735788936);
  expect_near_relative(test.estimate, 0.7714285714285722 / 13);
  EXPECT_FALSE(kruskal_wallis(std::vector{1.0, 1.0}, std::vector<std::int32_t>{0, 1}, {"a", "b"})
                   .not_estimable.empty());
  EXPECT_FALSE(kruskal_wallis(values, std::vector<std::int32_t>(14, 1), {"a", "b"}).not_estimable.empty());
}

TEST(Friedman, AgreesWithHollanderAndWolfe) {
  // p. 140: rounding first base, 22 players; R 4.2.2.
  const std::vector<double> out{5.40, 5.85, 5.20, 5.55, 5.90, 5.45, 5.40, 5.45, 5.25, 5.85, 5.25,
                                5.65, 5.60, 5.05, 5.50, 5.45, 5.55, 5.45, 5.50, 5.65, 5.70, 6.30};
  const std::vector<double> narrow{5.50, 5.70, 5.60, 5.50, 5.85, 5.55, 5.40, 5.50, 5.15, 5.80, 5.20,
                                   5.55, 5.35, 5.00, 5.50, 5.55, 5.55, 5.50, 5.45, 5.60, 5.65, 6.30};
  const std::vector<double> wide{5.55, 5.75, 5.50, 5.40, 5.70, 5.60, 5.35, 5.35, 5.00, 5.70, 5.10,
                                 5.45, 5.45, 4.95, 5.40, 5.50, 5.35, 5.55, 5.25, 5.40, 5.55, 6.25};
  const std::vector<std::span<const double>> methods{out, narrow, wide};
  const Friedman test = friedman(methods, {"out", "narrow", "wide"});
  expect_near_relative(test.statistic, 11.14285714285714);
  expect_near_relative(test.p_value, 0.003805040775511363);
  expect_near_relative(test.estimate, 11.14285714285714 / 44);
  const std::vector<double> flat(3, 1);
  const std::vector<std::span<const double>> same{flat, flat};
  EXPECT_FALSE(friedman(same, {"a", "b"}).not_estimable.empty());
  EXPECT_FALSE(friedman({}, {}).not_estimable.empty());
}

// R 4.2.2: pwilcox(30, 12, 9) and psignrank(40, 17).
TEST(RankDistribution, IsThatOfTheTables) {
  std::vector<std::int64_t> ranks(21);
  std::iota(ranks.begin(), ranks.end(), 1);
  expect_near_relative(rank_sum_distribution(ranks, 9).at_most(30 + 45), 0.04772564896403907);
  expect_near_relative(rank_sum_distribution(ranks, 12).at_most(30 + 78), 0.04772564896403907);
  ranks.resize(17);
  const RankDistribution d = signed_rank_distribution(ranks);
  expect_near_relative(d.at_most(40), 0.04432678222656251);
  expect_near_relative(d.at_least(17 * 18 / 2 - 40), 0.04432678222656251);
  expect_near_relative(d.as_far_as(40), 2 * 0.04432678222656251);
  EXPECT_EQ(d.at_most(-1), 0);
  EXPECT_EQ(d.at_least(154), 0);
  EXPECT_EQ(d.quantile(0.04432678222656251), 40);
}

TEST(Selection, FindsWhatSortingAllPairsFinds) {
  std::mt19937_64 random(11);
  for (const int steps : {3, 50, 1 << 30})
    for (const std::size_t n : {1, 2, 7, 60, 400}) {
      std::vector<double> a(n), b(2 * n + 1);
      for (double& v : a) v = static_cast<double>(random() % static_cast<unsigned>(steps)) / 7;
      for (double& v : b) v = static_cast<double>(random() % static_cast<unsigned>(steps)) / 3;
      std::sort(a.begin(), a.end());
      std::sort(b.begin(), b.end());
      std::vector<double> differences, averages;
      for (const double x : a)
        for (const double y : b) differences.push_back(y - x);
      for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i; j < n; ++j) averages.push_back((a[i] + a[j]) / 2);
      std::sort(differences.begin(), differences.end());
      std::sort(averages.begin(), averages.end());
      for (const double share : {0.0, 0.01, 0.3, 0.5, 0.99, 1.0}) {
        const auto at = static_cast<std::size_t>(share * static_cast<double>(differences.size() - 1));
        EXPECT_EQ(select_entry(DifferenceTable{a, b}, static_cast<std::int64_t>(at + 1)), differences[at]);
        const auto walsh = static_cast<std::size_t>(share * static_cast<double>(averages.size() - 1));
        EXPECT_EQ(select_entry(WalshTable{a}, static_cast<std::int64_t>(walsh + 1)), averages[walsh]);
      }
      const std::size_t half = averages.size() / 2;
      const double middle = averages.size() % 2
                                ? averages[half]
                                : averages[half - 1] + (averages[half] - averages[half - 1]) / 2;
      EXPECT_EQ(median_entry(WalshTable{a}, static_cast<std::int64_t>(averages.size())), middle);
    }
}

} // namespace
} // namespace aftercourse::statistics
