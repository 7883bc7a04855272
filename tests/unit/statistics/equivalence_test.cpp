#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/equivalence.hpp>

namespace aftercourse::statistics {
namespace {

const std::vector<double> a{3, 5, 4, 7, 2, 9, 11, 14, 10}, b{8, 15, 9, 12, 2, 7, 5, 9, 6, 4};

TEST(Equivalence, OfMeansAgreesWithStatsmodels) { // ttost_ind(b, a, low, upp, usevar), weightstats
  const auto welch = equivalence_of_means(welch_t(a, b), -4, 4.5);
  EXPECT_NEAR(welch.p_value, 0.020523723316998164, 1e-12);
  EXPECT_NEAR(welch.p_low, 0.01244733797465824, 1e-12);
  EXPECT_NEAR(welch.p_high, 0.020523723316998164, 1e-12);
  const auto pooled = equivalence_of_means(student_t(a, b), -4, 4.5);
  EXPECT_NEAR(pooled.p_value, 0.020038051140598083, 1e-12);
  EXPECT_NEAR(welch.level, 0.9, 1e-15);
  // Equivalent exactly when the 90 % interval lies within the margins.
  EXPECT_TRUE(equivalence_of_means(welch_t(a, b), welch.low - 1e-6, welch.high + 1e-6).equivalent);
  EXPECT_FALSE(equivalence_of_means(welch_t(a, b), welch.low + 1e-6, welch.high + 1).equivalent);
  EXPECT_FALSE(equivalence_of_means(welch_t(a, b), welch.low - 1, welch.high - 1e-6).equivalent);
}

TEST(Equivalence, OfProportionsAgreesWithItsIntervals) {
  const ProportionGroup first{"old", 81, 100, no_value}, second{"new", 84, 105, no_value};
  for (const auto method : {DifferenceMethod::miettinen_nurminen, DifferenceMethod::wald}) {
    const auto e = equivalence_of_proportions(first, second, -.1, .1, method);
    const auto d = proportion_difference(first, second, {.method = method, .level = 0.9});
    EXPECT_NEAR(e.low, d.low, 1e-12);
    EXPECT_NEAR(e.high, d.high, 1e-12);
    EXPECT_TRUE(equivalence_of_proportions(first, second, d.low - 1e-6, d.high + 1e-6, method).equivalent);
    EXPECT_FALSE(equivalence_of_proportions(first, second, d.low + 1e-6, d.high + .1, method).equivalent);
    EXPECT_FALSE(equivalence_of_proportions(first, second, d.low - .1, d.high - 1e-6, method).equivalent);
  }
  // statsmodels' tost_proportions_2indep(84, 105, 81, 100, -0.1, 0.1, method="wald")
  const auto wald = equivalence_of_proportions(first, second, -.1, .1, DifferenceMethod::wald);
  EXPECT_NEAR(wald.p_value, 0.05195015065846492, 1e-12);
}

TEST(Equivalence, EdgesAreSaid) {
  EXPECT_THROW(equivalence_of_means(welch_t(a, b), 1, -1), InvalidArgument);
  EXPECT_THROW(equivalence_of_means(welch_t(a, b), -1, 1, 0.5), InvalidArgument);
  const ProportionGroup none{"a", 0, 0, no_value}, some{"b", 1, 2, no_value};
  EXPECT_FALSE(equivalence_of_proportions(none, some, -.1, .1).not_estimable.empty());
  EXPECT_THROW(equivalence_of_proportions(some, some, -1, .1), InvalidArgument);
  EXPECT_THROW(equivalence_of_proportions(some, some, -.1, .1, DifferenceMethod::newcombe), InvalidArgument);
  const std::vector<double> equal{2, 2, 2};
  const auto flat = equivalence_of_means(welch_t(equal, equal), -1, 1);
  EXPECT_FALSE(flat.not_estimable.empty());
  EXPECT_FALSE(flat.equivalent);
}

} // namespace
} // namespace aftercourse::statistics
