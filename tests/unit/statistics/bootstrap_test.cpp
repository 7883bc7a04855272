#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/bootstrap.hpp>

#include "../../../src/statistics/split_mix.hpp"

namespace aftercourse::statistics {
namespace {

/// Efron & Tibshirani (1993, An Introduction to the Bootstrap), the treated mice of table 2.1.
const std::vector<double> mice{94, 197, 16, 38, 99, 141, 23}, control{52, 104, 146, 10, 51, 30, 40, 27, 46};

TEST(Bootstrap, DrawsTheSameNumbersEverywhere) { // the reference output of SplitMix64 from seed 1234567
  SplitMix64 random(1234567);
  EXPECT_EQ(random.next(), 6457827717110365317U);
  EXPECT_EQ(random.next(), 3203168211198807973U);
  EXPECT_EQ(random.next(), 9817491932198370423U);
  std::array<int, 6> die{};
  SplitMix64 thrown(3);
  for (int i = 0; i < 60000; ++i) ++die[thrown.below(6)];
  for (const int n : die) EXPECT_NEAR(n, 10000, 350); // about 4 standard deviations
  const auto a = bootstrap_mean(mice), b = bootstrap_mean(mice);
  EXPECT_EQ(a.low, b.low);
  EXPECT_NE(a.low, bootstrap_mean(mice, {}, {.seed = 2}).low);
}

TEST(Bootstrap, GivesTheStandardErrorsOfTheBook) {
  // Efron & Tibshirani, table 2.2: with unlimited replicates 23.36 for the mean (√(Σ(x - mean)²)/n); the
  // median's 37.83.
  const auto mean = bootstrap_mean(mice, {}, {.replicates = 200000});
  EXPECT_NEAR(mean.estimate, 86.857142857142861, 1e-13);
  EXPECT_NEAR(mean.standard_error, 23.36, 0.1);
  EXPECT_NEAR(mean.bias, 0, 0.2);
  const auto median = bootstrap_median(mice, {}, {.replicates = 200000});
  EXPECT_EQ(median.estimate, 94);
  EXPECT_NEAR(median.standard_error, 37.83, 0.2);
}

TEST(Bootstrap, AgreesWithScipy) {
  // scipy.stats.bootstrap(n_resamples = 2,000,000, rng 1), which draws other numbers: bounds by BCa and by
  // percentile within their simulation error.
  const BootstrapOptions many{.replicates = 400000};
  BootstrapOptions percentile = many;
  percentile.interval = BootstrapInterval::percentile;
  const auto near = [](const Bootstrap& b, double low, double high, double error) {
    EXPECT_NEAR(b.low, low, error);
    EXPECT_NEAR(b.high, high, error);
  };
  near(bootstrap_mean(mice, {}, many), 46.429, 138.286, 0.5);
  near(bootstrap_mean(mice, {}, percentile), 43.857, 134.429, 0.5);
  std::vector<double> both(control);
  both.insert(both.end(), mice.begin(), mice.end());
  std::vector<std::int32_t> group(9, 0);
  group.resize(16, 1);
  near(bootstrap_difference(both, group, {}, many), -19.302, 85.952, 0.6);
  near(bootstrap_difference(both, group, {}, percentile), -20.984, 84.159, 0.6);
}

TEST(Bootstrap, DrawsWholeClusters) {
  // Values that are the same within a cluster: as many observations as clusters, whatever their number.
  std::vector<double> values;
  std::vector<std::int32_t> clusters;
  for (std::size_t c = 0; c < mice.size(); ++c)
    for (int i = 0; i < 10; ++i)
      values.push_back(mice[c]), clusters.push_back(static_cast<std::int32_t>(7 * c));
  const auto b = bootstrap_mean(values, {.clusters = clusters}), alone = bootstrap_mean(mice);
  EXPECT_EQ(b.clusters, 7);
  EXPECT_EQ(b.n, 70);
  EXPECT_NEAR(b.low, alone.low, 1e-10);
  EXPECT_NEAR(b.high, alone.high, 1e-10);
  const auto median = bootstrap_median(values, {.clusters = clusters});
  EXPECT_EQ(median.low, bootstrap_median(mice).low);
  EXPECT_NEAR(median.acceleration, bootstrap_median(mice).acceleration, 1e-12);
  // A cluster in both groups makes the groups one draw.
  std::vector<std::int32_t> group;
  for (std::size_t i = 0; i < values.size(); ++i) group.push_back(static_cast<std::int32_t>(i % 2));
  const auto within = bootstrap_difference(values, group, {.clusters = clusters});
  EXPECT_EQ(within.estimate, 0);
  EXPECT_FALSE(within.not_estimable.empty()); // each cluster has the same mean in both groups
}

TEST(Bootstrap, RatiosAndWeightsAreThoseOfTheirMeans) {
  std::vector<double> ones(mice.size(), 1), weighted(mice.size(), 3);
  EXPECT_NEAR(bootstrap_ratio(mice, ones).low, bootstrap_mean(mice).low, 1e-10);
  EXPECT_NEAR(bootstrap_mean(mice, {.weights = weighted}).high, bootstrap_mean(mice).high, 1e-10);
}

TEST(Bootstrap, EdgesAreSaid) {
  EXPECT_EQ(bootstrap_mean(std::vector<double>{}).not_estimable.en, "there is no observation");
  EXPECT_FALSE(bootstrap_mean(std::vector<double>{1}).not_estimable.empty());
  EXPECT_FALSE(bootstrap_mean(std::vector<double>{2, 2, 2}).not_estimable.empty());
  EXPECT_FALSE(bootstrap_median(std::vector<double>{2, 2, 2}).not_estimable.empty());
  const std::vector<std::int32_t> together{1, 1, 1}, one{1, 1, 1};
  const std::vector<double> v{1, 2, 3}, zero{0, 0, 0}, negative{1, -1, 1};
  EXPECT_EQ(bootstrap_mean(v, {.clusters = together}).not_estimable.en, "fewer than two clusters");
  EXPECT_FALSE(bootstrap_difference(v, one).not_estimable.empty());
  EXPECT_FALSE(bootstrap_ratio(v, zero).not_estimable.empty());
  EXPECT_FALSE(bootstrap_mean(v, {.weights = zero}).not_estimable.empty());
  EXPECT_THROW(bootstrap_mean(v, {.weights = negative}), InvalidArgument);
  EXPECT_THROW(bootstrap_median(v, {.weights = v}), InvalidArgument);
  EXPECT_THROW(bootstrap_mean(v, {}, {.replicates = 10}), InvalidArgument);
  EXPECT_THROW(bootstrap_interval_from_text("t"), InvalidArgument);
  EXPECT_EQ(in_words(bootstrap_mean(mice, {}, {.replicates = 1000})).en.substr(0, 54),
            "The mean is 86.86, by 1000 bootstrap replicates (95 % ");
}

} // namespace
} // namespace aftercourse::statistics
