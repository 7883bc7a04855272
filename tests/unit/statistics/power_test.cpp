#include <gtest/gtest.h>

#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/power.hpp>

namespace aftercourse::statistics {
namespace {

TEST(Power, OfMeansAgreesWithR) { // power.t.test(..., strict = TRUE) of R 4.2.2; one-sided without strict
  EXPECT_NEAR(power_two_means({.n = 20, .effect = 1}).power, 0.868953027724586, 1e-12);
  const Power n = power_two_means({.effect = 1, .power = 0.9});
  EXPECT_EQ(n.solved_for, "n");
  EXPECT_NEAR(n.n_first, 22.0210884263736, 1e-9);
  EXPECT_EQ(n.total, 46);
  EXPECT_NEAR(power_two_means({.n = 20, .power = 0.9}).effect, 1.05199294827702, 1e-9);
  EXPECT_NEAR(power_two_means({.effect = 1, .power = 0.9}, {.one_sided = true}).n_first, 17.8471206265367,
              1e-9);
  EXPECT_NEAR(power_one_mean({.n = 15, .effect = .6}).power, 0.580427108883242, 1e-12);
  EXPECT_NEAR(power_one_mean({.effect = .5, .power = .8}).n_first, 33.3671289533192, 1e-9);
  EXPECT_EQ(in_words(n).en,
            "46 observations in all find an effect of 1 standard deviations with probability 0.9 "
            "(alpha 0.05).");
}

TEST(Power, OfUnequalGroupsAgreesWithStatsmodels) { // TTestIndPower(ratio = 2)
  EXPECT_NEAR(power_two_means({.n = 40, .effect = .5}, {.ratio = 2}).power, 0.7260699199774924, 1e-10);
  const Power n = power_two_means({.effect = .5, .power = .8}, {.ratio = 2});
  EXPECT_NEAR(n.n_first, 47.741920646056975, 1e-6);
  EXPECT_EQ(n.total, 48 + 96);
}

TEST(Power, OfProportionsAgreesWithR) { // power.prop.test of R 4.2.2
  EXPECT_NEAR(power_two_proportions(.5, {.n = 50, .effect = .75}).power, 0.740165901331388, 1e-12);
  EXPECT_NEAR(power_two_proportions(.5, {.effect = .75, .power = .9}).n_first, 76.7069284517774, 1e-8);
  EXPECT_NEAR(power_two_proportions(.5, {.n = 50, .power = .9}).effect, 0.802630581703895, 1e-9);
  // A fall is found as a rise of the failures is.
  EXPECT_NEAR(power_two_proportions(.5, {.n = 50, .effect = .25}).power, 0.740165901331388, 1e-12);
}

TEST(Power, WhatIsSolvedForGivesBackWhatWasAsked) {
  for (const double effect : {0.05, 0.3, 2.0})
    for (const double power : {0.1, 0.8, 0.999}) {
      const Power n = power_two_means({.effect = effect, .power = power}, {.ratio = 1.5});
      const double found = power_two_means({.n = n.n_first, .effect = effect}, {.ratio = 1.5}).power;
      if (n.n_first == 3 / 2.5)
        EXPECT_GT(found, power); // fewer than three in all are no t test
      else
        EXPECT_NEAR(found, power, 1e-9);
    }
}

TEST(Power, ClustersCostWhatTheirDesignEffectSays) {
  const Power plain = power_two_means({.effect = .4, .power = .8});
  const Power clustered =
      power_two_means({.effect = .4, .power = .8}, {.cluster_size = 20, .correlation = .05});
  EXPECT_NEAR(clustered.design_effect, 1.95, 1e-15);
  EXPECT_NEAR(clustered.n_first, plain.n_first * 1.95, 1e-6);
}

TEST(Power, OfAnIntervalFollowsCochran) {
  // Cochran (1977), section 4.4: p = 0.5, d = 0.05, z about 2: 384 or 385; of N = 1000: 278.
  EXPECT_EQ(precision_of_proportion(.5, .05).total, 385);
  EXPECT_EQ(precision_of_proportion(.5, .05, .95, 1000).total, 278);
  EXPECT_NEAR(precision_of_proportion(.5, .05).n_first, 1.959963984540054 * 1.959963984540054 * 100, 1e-9);
}

TEST(Power, EdgesAreSaid) {
  EXPECT_THROW(power_two_means({.n = 20}), InvalidArgument);
  EXPECT_THROW(power_two_means({.n = 20, .effect = 1, .power = .9}), InvalidArgument);
  EXPECT_THROW(power_two_means({.effect = 0, .power = .9}), InvalidArgument);
  EXPECT_THROW(power_two_means({.effect = 1, .power = 1}), InvalidArgument);
  EXPECT_THROW(power_two_means({.n = -3, .effect = 1}), InvalidArgument);
  EXPECT_THROW(power_two_means({.n = 3, .effect = 1}, {.alpha = 0}), InvalidArgument);
  EXPECT_THROW(power_two_proportions(.5, {.n = 3, .effect = .5}), InvalidArgument);
  EXPECT_THROW(power_two_proportions(0, {.n = 3, .effect = .5}), InvalidArgument);
  EXPECT_THROW(precision_of_proportion(.5, 0), InvalidArgument);
  EXPECT_FALSE(power_two_means({.n = 1, .effect = 1}).not_estimable.empty());
  const Power none = power_two_proportions(.9, {.n = 2, .power = .99});
  EXPECT_TRUE(std::isnan(none.effect));
  EXPECT_FALSE(none.not_estimable.empty());
}

} // namespace
} // namespace aftercourse::statistics
