// Intervals against published tables, and against figures worked out by other means.
#include "../../../src/measures/interval.hpp"

#include <cmath>

#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// Newcombe (1998), Statistics in Medicine 17:857-872, Table I, method 3 (score), 95 %.
TEST(Wilson, agrees_with_newcombe) {
  struct Case {
    std::int64_t successes, n;
    double low, high;
  };
  for (const Case& c : {Case{81, 263, .2553, .3662}, Case{15, 148, .0624, .1605}, Case{0, 20, .0000, .1611},
                        Case{1, 29, .0061, .1718}}) {
    const Bounds bounds = wilson_interval(c.successes, c.n, 0.95);
    EXPECT_NEAR(*bounds.low, c.low, 0.00005) << c.successes << "/" << c.n;
    EXPECT_NEAR(*bounds.high, c.high, 0.00005) << c.successes << "/" << c.n;
    EXPECT_EQ(bounds.name, "wilson");
  }
  // Full precision: R 4.2.2, prop.test(81, 263, correct = FALSE).
  EXPECT_NEAR(*wilson_interval(81, 263, 0.95).low, 0.2552885198782743, 1e-12);
  EXPECT_NEAR(*wilson_interval(20, 20, 0.95).high, 1, 0); // never beyond
}

/// Lohr, Sampling: Design and Analysis, Example 3.2 (acres of farms by region): of each stratum population,
/// sample, mean and variance are published, and the estimate of the mean with its standard error. The samples
/// here have those moments: half of them lie c below the mean, half c above (an odd one on it).
TEST(StratifiedRatio, agrees_with_lohr) {
  struct Region {
    std::size_t population, drawn;
    double mean, variance;
  };
  std::vector<Stratum> strata;
  for (const Region& r :
       {Region{1054, 103, 300504.16, 29618183543.0}, Region{220, 21, 97629.81, 7647472708.0},
        Region{1382, 135, 211315.04, 53587487856.0}, Region{422, 41, 662295.51, 396185950266.0}}) {
    Stratum& s = strata.emplace_back(Stratum{r.population, r.drawn, {}});
    const double pairs = std::floor(static_cast<double>(r.drawn) / 2);
    const double c = std::sqrt(r.variance * static_cast<double>(r.drawn - 1) / (2 * pairs));
    for (std::size_t i = 0; i < r.drawn / 2; ++i)
      s.clusters.insert(s.clusters.end(), {{r.mean - c, 1}, {r.mean + c, 1}});
    if (r.drawn % 2 == 1) s.clusters.push_back({r.mean, 1});
  }
  const RatioEstimate estimate = stratified_ratio(strata, 0.95, false);
  EXPECT_NEAR(*estimate.value, 295560.77, 0.01);
  const double t = boost::math::quantile(boost::math::students_t(300 - 4), 0.975);
  EXPECT_NEAR((*estimate.bounds.high - *estimate.bounds.low) / 2 / t, 16379.87, 0.01);
  EXPECT_EQ(estimate.bounds.name, "design (4 strata, 300 of 3078 clusters)");
}

/// Worked out apart from the library, in Python, t by table (3 degrees of freedom: 3.182446305284263):
///   w = N/n; z = [w*(y - R*x) for y, x in clusters]; v = sum over strata of
///   (1 - n/N) * n/(n-1) * sum((z - mean(z))**2); se = sqrt(v)/X; logit interval
TEST(StratifiedRatio, weighs_strata_by_what_they_stand_for) {
  const std::vector<Stratum> strata{{10, 3, {{2, 2}, {1, 2}, {2, 2}}}, {4, 2, {{1, 2}, {0, 1}}}};
  const RatioEstimate all = stratified_ratio(strata, 0.95, true);
  EXPECT_NEAR(*all.value, 0.717948717948718, 1e-12);
  EXPECT_NEAR(*all.bounds.low, 0.31678225319859027, 1e-12);
  EXPECT_NEAR(*all.bounds.high, 0.933218760836383, 1e-12);
  // A group within the sample, as of one topic: what lies outside counts in the design alone.
  const std::vector<Stratum> topic{{10, 3, {{1, 1}, {0, 1}, {1, 1}}}, {4, 2, {{0, 1}}}};
  const RatioEstimate part = stratified_ratio(topic, 0.95, true);
  EXPECT_NEAR(*part.value, 0.5555555555555556, 1e-12);
  EXPECT_NEAR(*part.bounds.low, 0.052704602438248815, 1e-12);
  EXPECT_NEAR(*part.bounds.high, 0.9656166770678892, 1e-12);
}

/// The same clusters without a recorded draw, t with 4 degrees of freedom: 2.7764451051977987.
TEST(StratifiedRatio, takes_an_unknown_population_to_be_large) {
  const RatioEstimate estimate =
      stratified_ratio({{0, 5, {{2, 2}, {1, 2}, {2, 2}, {1, 2}, {0, 1}}}}, 0.95, true);
  EXPECT_NEAR(*estimate.value, 0.6666666666666666, 1e-12);
  EXPECT_NEAR(*estimate.bounds.low, 0.2239773665067907, 1e-12);
  EXPECT_NEAR(*estimate.bounds.high, 0.9327004817195851, 1e-12);
  EXPECT_EQ(estimate.bounds.name, "design (5 clusters, no draw recorded)");
}

TEST(StratifiedRatio, what_was_drawn_completely_adds_no_error) {
  const RatioEstimate whole = stratified_ratio({{2, 2, {{1, 2}, {2, 2}}}}, 0.95, true);
  EXPECT_EQ(*whole.value, 0.75);
  EXPECT_FALSE(whole.bounds.low);
  EXPECT_EQ(whole.bounds.name, "design: everything was drawn");
  const std::vector<Stratum> sampled{{30, 3, {{2, 2}, {1, 2}, {2, 2}}}};
  std::vector<Stratum> both = sampled;
  both.push_back({1, 1, {{0, 0}}});
  EXPECT_EQ(*stratified_ratio(both, 0.95, true).bounds.low,
            *stratified_ratio(sampled, 0.95, true).bounds.low);
  EXPECT_FALSE(stratified_ratio({{9, 1, {{0, 0}}}}, 0.95, true).value); // nothing could be verified
}

/// Cochran (1977), Sampling Techniques, 3rd ed., section 6.4; the figures are worked out apart from the
/// library, as above, with t of 4 degrees of freedom.
TEST(ClusterInterval, is_that_of_a_ratio_of_totals_over_clusters) {
  const std::vector<ClusterTotals> programmes{{8, 10}, {5, 10}, {9, 12}, {3, 8}, {10, 10}};
  const Bounds bounds = cluster_interval(programmes, 0.95, true);
  EXPECT_NEAR(*bounds.low, 0.37488088561349103, 1e-12);
  EXPECT_NEAR(*bounds.high, 0.900780728446618, 1e-12);
  EXPECT_EQ(bounds.name, "process (5 clusters)");
  // On its own scale it is 0.7 +- t * 0.10276186062932104.
  const Bounds mean = cluster_interval(programmes, 0.95, false);
  EXPECT_NEAR(*mean.low, 0.7 - 2.7764451051977987 * 0.10276186062932104, 1e-12);
  EXPECT_NEAR(*mean.high, 0.7 + 2.7764451051977987 * 0.10276186062932104, 1e-12);
  // The same rows in fewer, larger clusters tell less; a Wilson interval would claim far more.
  EXPECT_LT(*bounds.low, *wilson_interval(35, 50, 0.95).low);
}

TEST(ClusterInterval, says_why_it_is_not_given) {
  const auto name = [](std::vector<ClusterTotals> clusters) {
    const Bounds bounds = cluster_interval(clusters, 0.95, true);
    EXPECT_FALSE(bounds.low || bounds.high);
    return bounds.name;
  };
  EXPECT_EQ(name({}), "process: not estimable, fewer than two clusters");
  EXPECT_EQ(name({{1, 2}, {0, 0}}), "process: not estimable, fewer than two clusters"); // one that is empty
  EXPECT_EQ(name({{2, 2}, {1, 1}}), "process: not estimable, the share is 0 or 1");
  EXPECT_EQ(name({{1, 2}, {1, 2}}), "process: not estimable, no variation between clusters");
}

} // namespace
} // namespace aftercourse
