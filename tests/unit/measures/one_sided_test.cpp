// One-sided bounds and p-values, against published tables and against figures worked out by other means.
#include "../../../src/measures/one_sided.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

using Side = OneSided::Side;

RatioSample sample(const std::vector<std::pair<double, double>>& clusters) {
  RatioSample s;
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    s.strata[""].clusters["c" + std::to_string(i)] = {clusters[i].first, clusters[i].second};
    s.n += std::llround(clusters[i].second);
  }
  return s;
}

/// x of n, each observation by itself.
RatioSample independent(int x, int n) {
  std::vector<std::pair<double, double>> clusters;
  for (int i = 0; i < n; ++i) clusters.emplace_back(i < x ? 1 : 0, 1);
  return sample(clusters);
}

TEST(OneSided, shares_of_independent_observations_are_exact) {
  // Clopper and Pearson: each end of their two-sided interval of 90 % is a one-sided bound of 95 %.
  const OneSided share(independent(3, 12), true);
  EXPECT_EQ(share.method().en, "exact");
  EXPECT_NEAR(share.bound(Side::below, 0.05), 0.52733, 5e-6);
  EXPECT_NEAR(share.p_value(Side::below, 0.6), 910 * std::pow(0.4, 12), 1e-12);
  EXPECT_NEAR(share.p_value(Side::below, share.bound(Side::below, 0.05)), 0.05, 1e-9);
  EXPECT_NEAR(share.p_value(Side::above, share.bound(Side::above, 0.01)), 0.01, 1e-9);
  // None of n: at most 1 - 0.05^(1/n); one is never more than all.
  EXPECT_NEAR(OneSided(independent(0, 10), true).bound(Side::below, 0.05), 1 - std::pow(0.05, 0.1), 1e-12);
  EXPECT_EQ(OneSided(independent(0, 10), true).bound(Side::above, 0.05), 0);
  EXPECT_EQ(OneSided(independent(10, 10), true).bound(Side::below, 0.05), 1);
}

TEST(OneSided, limits_that_no_share_can_pass) {
  const OneSided share(independent(3, 12), true);
  EXPECT_EQ(share.p_value(Side::below, 0), 1);
  EXPECT_EQ(share.p_value(Side::below, 1), 0); // three of twelve cannot come of certainty
  EXPECT_EQ(share.p_value(Side::above, 1), 1);
}

TEST(OneSided, clusters_that_agree_count_once_each) {
  const OneSided share(sample({{0, 5}, {0, 8}, {0, 3}}), true);
  EXPECT_EQ(share.method().en, "exact over 3 clusters that agree");
  EXPECT_NEAR(share.bound(Side::below, 0.05), 1 - std::cbrt(0.05), 1e-12); // 0 of 3, not of 16
  EXPECT_EQ(OneSided(sample({{5, 5}, {8, 8}}), true).value(), 1);
}

TEST(OneSided, a_mean_of_independent_observations_is_students_t) {
  // 2 2 3 3 3 3 3 3 4 4: mean 3, standard error √(4/9/10).
  const OneSided mean(
      sample({{2, 1}, {2, 1}, {3, 1}, {3, 1}, {3, 1}, {3, 1}, {3, 1}, {3, 1}, {4, 1}, {4, 1}}), false);
  EXPECT_EQ(mean.method().en, "t over 10 clusters");
  EXPECT_NEAR(mean.bound(Side::below, 0.05), 3 + 1.8331129 * std::sqrt(4 / 90.0), 1e-6);
  EXPECT_NEAR(mean.p_value(Side::below, 3.5), 0.0208959, 1e-6);
  EXPECT_NEAR(mean.p_value(Side::below, 3.5) + mean.p_value(Side::above, 3.5), 1, 1e-12);
}

TEST(OneSided, clusters_widen_the_bound) {
  // The same 20 of 40, in clusters that differ.
  const double alone = OneSided(independent(20, 40), true).bound(Side::below, 0.05);
  const OneSided together(sample({{9, 10}, {8, 10}, {2, 10}, {1, 10}}), true);
  EXPECT_GT(together.bound(Side::below, 0.05), alone + 0.1);
  EXPECT_NEAR(together.p_value(Side::below, together.bound(Side::below, 0.05)), 0.05, 1e-9);
}

TEST(OneSided, what_chance_is_cannot_always_be_told) {
  EXPECT_EQ(OneSided(sample({{3, 12}}), true).not_estimable().en, "fewer than two clusters");
  EXPECT_EQ(OneSided(sample({{6, 2}, {9, 3}}), false).not_estimable().en, "no variation between clusters");
  EXPECT_EQ(OneSided(sample({{1, 2}, {2, 4}}), true).not_estimable().en, "no variation between clusters");
  EXPECT_FALSE(
      OneSided(sample({{0, 12}}), true).not_estimable().empty()); // one cluster that agrees with itself
  EXPECT_FALSE(OneSided(sample({}), true).not_estimable().empty());
}

TEST(OneSidedDifference, is_made_of_the_bounds_of_both) {
  const OneSided first(independent(18, 20), true), second(independent(2, 24), true);
  const OneSidedDifference difference(first, second);
  EXPECT_NEAR(difference.value(), 0.9 - 1.0 / 12, 1e-15);
  EXPECT_NEAR(difference.bound(Side::above, 0.05), 0.576185, 5e-7);
  EXPECT_NEAR(difference.p_value(Side::above, 0.576185), 0.05, 1e-5);
  EXPECT_EQ(difference.p_value(Side::above, 0.99), 1);
  EXPECT_LT(difference.p_value(Side::above, -0.9), 1e-9);
}

TEST(OneSidedDifference, of_equal_groups_is_nothing) {
  const OneSided group(independent(5, 20), true);
  EXPECT_EQ(OneSidedDifference(group, group).value(), 0);
  EXPECT_GE(OneSidedDifference(group, group).p_value(Side::above, 0), 0.5);
}

TEST(RatioSample, clusters_that_lie_in_several_groups_are_one_in_their_sum) {
  RatioSample sum = sample({{1, 2}, {3, 4}});
  sum += sample({{5, 6}});
  EXPECT_EQ(sum.n, 12);
  const auto drawn = sum.drawn();
  ASSERT_EQ(drawn.size(), 1u);
  ASSERT_EQ(drawn[0].clusters.size(), 2u);
  EXPECT_EQ(drawn[0].clusters[0].y, 6);
  EXPECT_EQ(drawn[0].clusters[0].x, 8);
}

} // namespace
} // namespace aftercourse
