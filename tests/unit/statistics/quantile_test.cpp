#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/quantile.hpp>

namespace aftercourse::statistics {
namespace {

const std::vector<double> some{3, 5, 4, 7, 2, 9, 11, 14, 10, 8, 15, 9, 12, 20, 18, 25, 21, 19};
const std::vector<double> asked{0, .1, .25, .5, .71, .75, .9, 1};

TEST(Quantile, AllNineTypesAgreeWithR) { // R 4.2.2 quantile(x, p, type = 1:9)
  const std::vector<std::vector<double>> types{
      {2, 3, 7, 10, 15, 18, 21, 25},
      {2, 3, 7, 10.5, 15, 18, 21, 25},
      {2, 3, 5, 10, 15, 18, 20, 25},
      {2, 2.8, 6, 10, 14.78, 16.5, 20.2, 25},
      {2, 3.3, 7, 10.5, 15.84, 18, 20.7, 25},
      {2, 2.9, 6.5, 10.5, 16.47, 18.25, 21.4, 25},
      {2, 3.7, 7.25, 10.5, 15.21, 17.25, 20.3, 25},
      {2, 3.166666666666667, 6.833333333333334, 10.5, 16.05, 18.083333333333336, 20.833333333333336, 25},
      {2, 3.2, 6.875, 10.5, 15.9975, 18.0625, 20.8, 25}};
  for (int type = 1; type <= 9; ++type) {
    const Quantiles q = quantiles(some, asked, {.type = type});
    for (std::size_t i = 0; i < asked.size(); ++i)
      EXPECT_NEAR(q.quantiles[i].estimate, types[static_cast<std::size_t>(type - 1)][i], 1e-13)
          << "type " << type << ", p = " << asked[i];
  }
}

TEST(Quantile, TheMedianLiesBetweenTheRanksOfTheTables) {
  // n = 18, 95 %: ranks 5 and 14; n = 5: no interval, for 2/2^5 > 0.05; n = 6: the extremes.
  const std::vector<double> half{0.5};
  const auto q = quantiles(some, half).quantiles[0];
  EXPECT_EQ(q.low, 7);
  EXPECT_EQ(q.high, 18);
  const auto five = quantiles(std::vector<double>{1, 2, 3, 4, 5}, half).quantiles[0];
  EXPECT_EQ(five.estimate, 3);
  EXPECT_TRUE(std::isnan(five.low));
  EXPECT_TRUE(std::isnan(five.high));
  const auto six = quantiles(std::vector<double>{1, 2, 3, 4, 5, 6}, half).quantiles[0];
  EXPECT_EQ(six.low, 1);
  EXPECT_EQ(six.high, 6);
}

TEST(Quantile, WeightsAndClustersAgreeWithSurveysInR) { // svyquantile(qrule = "hf7", interval.type = "mean")
  const std::vector<double> w{2, 1.5, 3, 1, 2, 2.5, 1, 1, 2, 4, 3, 2, 1, .5, 1, 2, 2, 3};
  const std::vector<std::int32_t> c{1, 1, 2, 2, 3, 3, 1, 1, 1, 2, 2, 3, 4, 1, 1, 2, 2, 2};
  const std::vector<double> p{.1, .25, .5, .75};
  const auto weighted = quantiles(some, p, {.weights = w}).quantiles;
  EXPECT_NEAR(weighted[0].estimate, 3.625, 1e-13);
  EXPECT_TRUE(std::isnan(weighted[0].low));
  EXPECT_NEAR(weighted[0].high, 7.76734903391895, 1e-12);
  EXPECT_NEAR(weighted[2].estimate, 9.125, 1e-13);
  EXPECT_NEAR(weighted[2].low, 6.09297045435839, 1e-12);
  EXPECT_NEAR(weighted[2].high, 18.09331563749208, 1e-12);
  EXPECT_NEAR(weighted[3].high, 24.37645030808321, 1e-12);
  const auto clustered = quantiles(some, p, {.weights = w, .clusters = c}).quantiles;
  EXPECT_NEAR(clustered[1].low, 2.57526151718556, 1e-12);
  EXPECT_NEAR(clustered[1].high, 9, 1e-12);
  EXPECT_NEAR(clustered[2].low, 4.11037311164269, 1e-12);
  EXPECT_NEAR(clustered[2].high, 19.86064138111093, 1e-12);
  EXPECT_TRUE(std::isnan(clustered[3].high));
}

TEST(Quantile, EdgesAreSaid) {
  const std::vector<double> half{0.5}, two{1, 2}, negative{1, -1}, out{1.5};
  EXPECT_EQ(quantiles(std::vector<double>{}, half).not_estimable.en, "there is no observation");
  EXPECT_EQ(quantiles(std::vector<double>{4}, half).quantiles[0].estimate, 4);
  EXPECT_EQ(quantiles(std::vector<double>{4, 4, 4}, half).quantiles[0].estimate, 4);
  EXPECT_THROW(quantiles(two, half, {.type = 10}), InvalidArgument);
  EXPECT_THROW(quantiles(two, out), InvalidArgument);
  EXPECT_THROW(quantiles(two, half, {.weights = negative}), InvalidArgument);
  EXPECT_THROW(quantiles(two, half, {.type = 6, .weights = two}), InvalidArgument);
  EXPECT_EQ(in_words(quantiles(two, half)).en, "Quantiles: 1.5 at 0.5 (n = 2).");
}

} // namespace
} // namespace aftercourse::statistics
