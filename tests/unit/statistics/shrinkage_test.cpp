#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/shrinkage.hpp>

namespace aftercourse::statistics {
namespace {

// Efron and Morris (1975) JASA 70:311, table 1: hits in the first 45 at-bats of 18 players in 1970.
const std::vector<double> hits{18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7},
    at_bats(18, 45.0);
const std::vector<double> published{0.29,  0.286, 0.281, 0.277, 0.273, 0.273, 0.268, 0.264, 0.259,
                                    0.259, 0.254, 0.254, 0.254, 0.254, 0.254, 0.249, 0.244, 0.239};

TEST(Shrinkage, EfronAndMorrisBaseball) {
  const Shrinkage s = shrink_rates(hits, at_bats, {});
  EXPECT_NEAR(s.chi_square, 18.96, 0.006);
  for (std::size_t i = 0; i < 18; ++i) {
    EXPECT_NEAR(s.groups[i].kept, 0.209, 5.1e-4);
    EXPECT_NEAR(s.groups[i].shrunken, published[i], 5.1e-4);
  }
}

TEST(Shrinkage, EfronAndMorrisInScientificAmerican) { // 1977: c = .212, Clemente .294
  const Shrinkage s = shrink_rates(hits, at_bats, {}, RateScale::direct);
  EXPECT_NEAR(s.mean, 0.265, 5.1e-4);
  EXPECT_NEAR(s.groups[0].kept, 0.212, 5.1e-4);
  EXPECT_NEAR(s.groups[0].shrunken, 0.294, 5.1e-4);
}

TEST(Shrinkage, JamesAndSteinWithEqualErrors) {
  const std::vector<double> y{3, -1, 4, 10, -5, 0}, se(6, 2.0);
  const Shrinkage s = shrink_means(y, se, {});
  double squares = 0, mean = 11.0 / 6;
  for (const double v : y) squares += (v - mean) * (v - mean);
  EXPECT_NEAR(s.groups[0].kept, 1 - 3 * 4 / squares, 1e-14) << "1 - (k - 3) variance / sum of squares";
  EXPECT_NEAR(s.groups[0].shrunken, mean + (1 - 12 / squares) * (3 - mean), 1e-14);
}

TEST(Shrinkage, UnequalErrorsShrinkTheUnsureMore) {
  const std::vector<double> y{10, 12, 8, 15, 5}, se{1, 2, 0.5, 3, 1};
  const Shrinkage s = shrink_means(y, se, std::vector<std::string>{"a", "b", "c", "d", "e"});
  EXPECT_GT(s.groups[2].kept, s.groups[0].kept);
  EXPECT_LT(s.groups[3].kept, s.groups[1].kept);
  // The moment equation that defines the variance between: sum of w ((k/(k-1)) d² - V) = between sum of w.
  double left = 0, weights = 0;
  for (std::size_t i = 0; i < 5; ++i) {
    const double v = se[i] * se[i], w = 1 / (v + s.between), d = y[i] - s.mean;
    left += w * (1.25 * d * d - v);
    weights += w;
  }
  EXPECT_NEAR(left / weights, s.between, 1e-12);
  EXPECT_NE(in_words(s).en.find("5 groups are drawn"), std::string::npos);
}

TEST(Shrinkage, NoScatterBeyondChance) {
  const std::vector<double> y{1, 1.1, 0.9, 1, 1.05}, se(5, 1.0);
  const Shrinkage s = shrink_means(y, se, {});
  EXPECT_EQ(s.between, 0);
  EXPECT_TRUE(s.between_negative);
  EXPECT_NEAR(s.groups[0].kept, 0.5, 1e-15) << "1 - (k - 3) / (k - 1)";
}

TEST(Shrinkage, TooPoorOrWrong) {
  const std::vector<double> three{1, 2, 3}, se{1, 1, 1}, zero{1, 0, 1};
  EXPECT_FALSE(shrink_means(three, se, {}).not_estimable.empty());
  EXPECT_THROW(shrink_means(three, zero, {}), InvalidArgument);
  EXPECT_THROW(shrink_rates(three, se, {}), InvalidArgument);
  const std::vector<double> none(4, 0.0), trials(4, 10.0);
  EXPECT_FALSE(shrink_rates(none, trials, {}, RateScale::direct).not_estimable.empty());
  const Shrinkage angles = shrink_rates(none, trials, {});
  EXPECT_NEAR(angles.groups[0].shrunken, 0, 1e-15);
}

} // namespace
} // namespace aftercourse::statistics
