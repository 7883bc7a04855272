#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/t_test.hpp>

namespace aftercourse::statistics {
namespace {

// Student (1908), Biometrika 6:1-25: additional hours of sleep under two drugs, ten patients.
const std::vector<double> drug1{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const std::vector<double> drug2{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

void expect_near_relative(double actual, double expected, double tolerance = 1e-12) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected));
}

// The figures of R 4.2.2's t.test, which prints those of ?t.test.
TEST(TTest, AgreesWithStudentsSleepData) {
  const TTest welch = welch_t(drug2, drug1);
  expect_near_relative(welch.statistic, -1.860813467486853);
  expect_near_relative(welch.df, 17.7764735161785);
  expect_near_relative(welch.p_value, 0.07939414018735817);
  expect_near_relative(welch.low, -3.3654832307117104);
  expect_near_relative(welch.high, 0.20548323071171018);
  EXPECT_EQ(welch.n, 20);
  const TTest pooled = student_t(drug2, drug1);
  expect_near_relative(pooled.statistic, -1.8608134674868528);
  EXPECT_EQ(pooled.df, 18);
  expect_near_relative(pooled.p_value, 0.07918671421593818);
  expect_near_relative(pooled.low, -3.3638740322875984);
  expect_near_relative(pooled.high, 0.2038740322875986);
  const TTest paired = paired_t(drug2, drug1);
  expect_near_relative(paired.estimate, -1.58);
  expect_near_relative(paired.statistic, -4.062127683382037);
  EXPECT_EQ(paired.df, 9);
  expect_near_relative(paired.p_value, 0.00283289019738427);
  expect_near_relative(paired.low, -2.4598857632769824);
  expect_near_relative(paired.high, -0.7001142367230175);
  EXPECT_EQ(paired.n, 10) << "pairs";
}

TEST(TTest, OneSidedIntervalsAreOpen) {
  const TTest two = welch_t(drug1, drug2);
  const TTest greater = welch_t(drug1, drug2, {.alternative = Alternative::greater});
  const TTest less = welch_t(drug1, drug2, {.alternative = Alternative::less});
  expect_near_relative(greater.p_value, two.p_value / 2);
  expect_near_relative(less.p_value, 1 - two.p_value / 2);
  EXPECT_EQ(greater.high, std::numeric_limits<double>::infinity());
  EXPECT_EQ(less.low, -std::numeric_limits<double>::infinity());
  EXPECT_GT(greater.low, two.low);
  EXPECT_EQ(greater.alternative, "greater");
  // The bound is where the one-sided p is 5 %.
  EXPECT_NEAR(welch_t(drug1, drug2, {.alternative = Alternative::greater, .null_value = greater.low}).p_value,
              0.05, 1e-12);
}

TEST(TTest, SummariesGiveWhatTheColumnsGive) {
  const TTest columns = welch_t(drug1, drug2);
  const TTest summaries = welch_t(columns.groups[0], columns.groups[1]);
  expect_near_relative(summaries.statistic, columns.statistic);
  expect_near_relative(summaries.p_value, columns.p_value);
  expect_near_relative(student_t(columns.groups[0], columns.groups[1]).low, student_t(drug1, drug2).low);
  expect_near_relative(one_sample_t(columns.groups[0]).p_value, one_sample_t(drug1).p_value);
  EXPECT_THROW(welch_t(GroupSummary{"a", 0, 1, 1}, columns.groups[1]), InvalidArgument);
  EXPECT_THROW(welch_t(GroupSummary{"a", 5, 1, -1}, columns.groups[1]), InvalidArgument);
  EXPECT_THROW(welch_t(GroupSummary{"a", 5, no_value, 1}, columns.groups[1]), InvalidArgument);
}

TEST(TTest, IsExactBesideAHugeOffset) {
  std::vector<double> a, b;
  for (const double x : {1.0, 2.0, 4.0, 7.0}) a.push_back(1e12 + x), b.push_back(1e12 + 2 * x);
  const TTest far = welch_t(a, b),
              near = welch_t(std::vector{1.0, 2.0, 4.0, 7.0}, std::vector{2.0, 4.0, 8.0, 14.0});
  expect_near_relative(far.estimate, 3.5);
  expect_near_relative(far.statistic, near.statistic, 1e-14);
  expect_near_relative(far.p_value, near.p_value, 1e-13);
}

TEST(TTest, SaysWhenThereIsNoNumber) {
  const std::vector<double> none, one{3}, same{2, 2, 2}, some{1, 2, 4};
  const TTest poor[] = {one_sample_t(none),    one_sample_t(one),   one_sample_t(same),
                        paired_t(none, none),  paired_t(one, one),  paired_t(some, some),
                        welch_t(none, some),   welch_t(some, one),  welch_t(same, same),
                        student_t(none, some), student_t(one, one), student_t(one, same)};
  for (const TTest& test : poor) {
    EXPECT_FALSE(test.not_estimable.en.empty());
    EXPECT_FALSE(test.not_estimable.zh.empty());
    for (const double number : {test.estimate, test.statistic, test.p_value, test.low, test.high, test.df})
      EXPECT_TRUE(std::isnan(number));
    EXPECT_NE(in_words(test).en.find(test.not_estimable.en), std::string::npos);
  }
  // Differences that are equal but for rounding.
  EXPECT_FALSE(paired_t(std::vector{0.1, 0.2, 0.3}, std::vector{1.1, 1.2, 1.3}).not_estimable.empty());
  // Numbers whose squares are beyond a double.
  EXPECT_FALSE(one_sample_t(std::vector{1e200, 3e200}).not_estimable.empty());
  EXPECT_FALSE(welch_t(GroupSummary{"a", 3, 0, 1e200}, GroupSummary{"b", 3, 0, 1}).not_estimable.empty());
  // One group may be a single observation if the variance is shared, or constant if it is not.
  EXPECT_TRUE(student_t(one, some).not_estimable.empty());
  const TTest half = welch_t(same, some);
  EXPECT_TRUE(half.not_estimable.empty());
  EXPECT_EQ(half.df, 2);
}

TEST(TTest, RefusesWhatIsWrong) {
  const std::vector<double> bad{1, std::numeric_limits<double>::infinity()}, good{1, 2};
  EXPECT_THROW(welch_t(good, bad), InvalidArgument);
  EXPECT_THROW(paired_t(good, std::vector{1.0}), InvalidArgument);
  EXPECT_THROW(welch_t(good, good, {.level = 1}), InvalidArgument);
  EXPECT_THROW(one_sample_t(good, {.null_value = no_value}), InvalidArgument);
  EXPECT_THROW(alternative_from_text("two.sided"), InvalidArgument);
  EXPECT_EQ(alternative_from_text("less"), Alternative::less);
}

TEST(TTest, ClustersEnterByCR1) {
  const std::vector<double> y{1, 2, 3, 4, 2, 5, 7, 6, 9, 8};
  const std::vector<std::int32_t> g{0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, c{7, 7, 8, 8, 9, 1, 1, 2, 2, 3};
  const TTest test = clustered_t(y, g, c);
  expect_near_relative(test.estimate, 4.6);
  // Cluster scores by hand: residuals of group 0 about 2.4, of group 1 about 7, each divided by 5.
  const double scores =
      ((1.4 + 0.4) * (1.4 + 0.4) + (0.6 + 1.6) * (0.6 + 1.6) + 0.4 * 0.4 + 2 * 2 + 1 + 1) / 25;
  expect_near_relative(test.standard_error, std::sqrt(6.0 / 5 * 9 / 8 * scores));
  EXPECT_EQ(test.df, 5);
  EXPECT_EQ(test.clusters, 6);
  EXPECT_NE(in_words(test).en.find("6 clusters"), std::string::npos);
  EXPECT_NE(in_words(test).zh.find("6 个群"), std::string::npos);
  // A cluster that holds both groups lends its covariance.
  const std::vector<std::int32_t> both{1, 1, 2, 2, 3, 1, 1, 2, 2, 3};
  const double shared = ((1.8 - 2) * (1.8 - 2) + (-2.2 + 1) * (-2.2 + 1) + (0.4 + 1) * (0.4 + 1)) / 25;
  expect_near_relative(clustered_t(y, g, both).standard_error, std::sqrt(3.0 / 2 * 9 / 8 * shared));
  // Clusters that are the groups hold no information about the difference.
  EXPECT_FALSE(clustered_t(y, g, g).not_estimable.empty());
}

TEST(TTest, WeightsAreThoseOfASample) {
  const std::vector<double> y{1, 2, 3, 5, 2, 6, 100}, w{1, 2, 1, 1, 3, 1, 0};
  const std::vector<std::int32_t> g{0, 0, 0, 1, 1, 1, 1};
  const TTest test = clustered_t(y, g, {}, w);
  expect_near_relative(test.estimate, 17.0 / 5 - 2);
  const double scores = (1 + 1) / 16.0 + (1.6 * 1.6 + 9 * 1.4 * 1.4 + 2.6 * 2.6) / 25;
  expect_near_relative(test.standard_error, std::sqrt(6.0 / 4 * scores));
  EXPECT_EQ(test.n, 6);
  EXPECT_EQ(test.df, 4);
  EXPECT_FALSE(clustered_t(y, g, {}, std::vector<double>(7, 0)).not_estimable.empty());
  EXPECT_THROW(clustered_t(y, g, {}, std::vector<double>(7, -1)), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
