#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/before_after.hpp>

namespace aftercourse::statistics {
namespace {

TEST(BeforeAfter, IsThePairedTest) { // Student (1908): t(9) = 4.0621, mean 1.58
  const std::vector<double> first{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
  const std::vector<double> second{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
  const BeforeAfter a = before_after(first, second);
  EXPECT_NEAR(a.estimate, 1.58, 1e-12);
  EXPECT_NEAR(a.statistic, 4.0621, 5e-5);
  EXPECT_EQ(a.df, 9);
  EXPECT_NEAR(a.correlation, 0.7951702, 5e-8); // R: cor
  EXPECT_NEAR(a.effect_size, 1.58 / 1.2299955, 1e-6);
  EXPECT_TRUE(std::isnan(a.regression_to_mean));
}

TEST(BeforeAfter, RegressionToTheMeanIsToldApart) {
  const std::vector<double> first{40, 42, 44, 46, 48}, second{45, 46, 49, 50, 52};
  const BeforeAfter a = before_after(first, second, {}, {}, 60);
  EXPECT_NEAR(a.regression_to_mean, (1 - a.correlation) * (60 - 44), 1e-12);
  EXPECT_NEAR(a.beyond_regression, a.estimate - a.regression_to_mean, 1e-12);
  EXPECT_NE(in_words(a).en.find("Regression to the mean alone"), std::string::npos);
}

TEST(BeforeAfter, ClustersAndTooLittle) {
  const std::vector<double> first{1, 2, 3, 4, 5, 6}, second{2, 4, 3, 6, 5, 9};
  const std::vector<std::int32_t> classes{0, 0, 1, 1, 2, 2};
  const BeforeAfter a = before_after(first, second, classes);
  EXPECT_EQ(a.clusters, 3);
  EXPECT_EQ(a.df, 2);
  EXPECT_FALSE(before_after(std::span(first).first(1), std::span(second).first(1)).not_estimable.empty());
  EXPECT_THROW(before_after(first, std::span(second).first(1)), InvalidArgument);
}

TEST(Ancova, AgreesWithStatsmodels) { // statsmodels 0.14, OLS of post on pre and group
  const std::vector<double> pre{10, 12, 9, 15, 11, 13, 8, 14, 12, 10},
      post{12, 15, 10, 18, 14, 19, 13, 20, 17, 16};
  const Labels group{{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, {"old", "new"}};
  const Ancova a = ancova({.outcome = post}, pre, group);
  EXPECT_NEAR(a.estimate, 3.2, 1e-12);
  EXPECT_NEAR(a.standard_error, 0.3836423688560313, 1e-12);
  EXPECT_NEAR(a.p_value, 6.97518162809353e-05, 1e-14);
  EXPECT_NEAR(a.slope, 1.2027027027027024, 1e-12);
  EXPECT_NEAR(a.groups[1].adjusted_mean, 16.999999999999986, 1e-10);
  EXPECT_NEAR(a.groups[1].standard_error, 0.2712761205685703, 1e-10);
  EXPECT_NEAR(a.slopes_p_value, 0.3864544278044081, 1e-10);
  EXPECT_NEAR(a.f, a.statistic * a.statistic, 1e-9);
  EXPECT_NEAR(a.groups[0].gain, 13.8 - 11.4, 1e-12);
  const Labels one{std::vector<std::int32_t>(10, 0), {"only"}};
  EXPECT_FALSE(ancova({.outcome = post}, pre, one).not_estimable.empty());
}

} // namespace
} // namespace aftercourse::statistics
