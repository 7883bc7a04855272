#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/effect_size.hpp>

namespace aftercourse::statistics {
namespace {

void expect_near_relative(double actual, double expected, double tolerance = 1e-11) {
  EXPECT_NEAR(actual, expected, tolerance * std::abs(expected));
}

const std::vector<double> drug1{0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
const std::vector<double> drug2{1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};

// Borenstein, Hedges, Higgins & Rothstein (2009), Introduction to Meta-Analysis, chapter 4.
TEST(EffectSize, AgreesWithBorenstein) {
  const GroupSummary control{"control", 50, 100, 4.5}, treated{"treated", 50, 103, 5.5};
  const EffectSize d = effect_size(control, treated);
  EXPECT_NEAR(d.standardizer, 5.0249, 5e-5);
  EXPECT_NEAR(d.estimate, 0.5970, 5e-5);
  EXPECT_NEAR(d.variance, 0.0418, 5e-5);
  EXPECT_NEAR(d.standard_error, 0.2044, 5e-5);
  const EffectSize g = effect_size(control, treated, {.hedges = true});
  EXPECT_NEAR(g.correction, 0.9923, 5e-5);
  EXPECT_NEAR(g.estimate, 0.5924, 5e-5);
  EXPECT_NEAR(g.standard_error, 0.2028, 5e-5);
  const PairSummary pairs{50, 100, 103, 5.5, 0.7};
  const EffectSize paired = paired_effect_size(pairs);
  EXPECT_NEAR(paired.standardizer, 7.1005, 5e-5);
  EXPECT_NEAR(paired.estimate, 0.4225, 5e-5);
  EXPECT_NEAR(paired.variance, 0.0131, 5e-5);
  const EffectSize paired_g = paired_effect_size(pairs, {.hedges = true});
  EXPECT_NEAR(paired_g.correction, 0.9846, 5e-5);
  EXPECT_NEAR(paired_g.estimate, 0.4160, 5e-5);
  EXPECT_NEAR(paired_g.variance, 0.0127, 5e-5);
}

// effsize 0.8.1's d with its t interval; g with the exact gamma function by hand.
TEST(EffectSize, AgreesWithStudentsSleepData) {
  const EffectSize d = effect_size(drug2, drug1, {.symmetric = true});
  expect_near_relative(d.estimate, -0.8321810813495396);
  expect_near_relative(d.low, -1.8115649003570322);
  expect_near_relative(d.high, 0.1472027376579529);
  const EffectSize g = effect_size(drug2, drug1, {.hedges = true});
  expect_near_relative(g.estimate, -0.7969352391911189);
  EXPECT_LT(g.low, g.estimate);
  EXPECT_GT(g.high, 0);
  expect_near_relative(paired_effect_size(drug2, drug1, {.standardizer = Standardizer::difference}).estimate,
                       -1.2845575625910546);
  // Both variances are the same size of sample here, so that average and pooled agree.
  expect_near_relative(effect_size(drug2, drug1, {.standardizer = Standardizer::average}).estimate,
                       d.estimate);
  const EffectSize glass = effect_size(drug1, drug2, {.standardizer = Standardizer::first});
  expect_near_relative(glass.estimate, 1.58 / 1.7890096577591626);
  EXPECT_EQ(glass.df, 9);
}

// At the limits of the noncentral interval the t seen lies at the 2.5 % points: R 4.2.2, uniroot over
// pt(ncp).
TEST(EffectSize, NoncentralIntervalIsExact) {
  const EffectSize d = effect_size(GroupSummary{"a", 10, 0, 1}, GroupSummary{"b", 10, 1, 1});
  expect_near_relative(d.low, 0.0532452584863, 1e-9);
  expect_near_relative(d.high, 1.9224405731961, 1e-9);
}

TEST(EffectSize, SaysWhenThereIsNoNumber) {
  const std::vector<double> none, one{1}, same{2, 2}, some{1, 2, 4};
  for (const EffectSize& e : {effect_size(none, some), effect_size(one, one), effect_size(same, same),
                              paired_effect_size(some, some), paired_effect_size(one, one),
                              effect_size(same, some, {.standardizer = Standardizer::first}),
                              effect_size(one, std::vector{1.0, 2.0}, {.hedges = true})}) {
    EXPECT_FALSE(e.not_estimable.empty());
    EXPECT_TRUE(std::isnan(e.estimate) && std::isnan(e.low));
    EXPECT_FALSE(in_words(e).en.empty() || in_words(e).zh.empty());
  }
  EXPECT_THROW(effect_size(some, some, {.standardizer = Standardizer::difference}), InvalidArgument);
  EXPECT_THROW(paired_effect_size(PairSummary{50, 1, 2, 3, 1}), InvalidArgument);
  EXPECT_THROW(standardizer_from_text("sd"), InvalidArgument);
}

// The example of effsize's tests, which prints the interval for the unbiased variance.
TEST(CliffsDelta, AgreesWithEffsize) {
  const std::vector<double> treatment{10, 10, 20, 20, 20, 30, 30, 30, 40, 50},
      control{10, 20, 30, 40, 40, 50};
  const CliffsDelta delta = cliffs_delta(control, treatment);
  expect_near_relative(delta.estimate, -0.25);
  expect_near_relative(delta.variance, 0.09805555555555556);
  EXPECT_NEAR(delta.low, -0.7265846, 5e-8);
  EXPECT_NEAR(delta.high, 0.3890062, 5e-8);
  EXPECT_EQ(delta.magnitude, "small");
  const CliffsDelta consistent = cliffs_delta(control, treatment, true);
  expect_near_relative(consistent.low, -0.7125350951153084);
  expect_near_relative(consistent.high, 0.363999895035978);
}

TEST(CliffsDelta, StaysWithinItsBounds) {
  const std::vector<double> low{1, 2, 3}, high{4, 5, 6, 7}, one{1};
  const CliffsDelta apart = cliffs_delta(low, high);
  EXPECT_EQ(apart.estimate, 1);
  EXPECT_EQ(apart.high, 1);
  EXPECT_LT(apart.low, 1);
  EXPECT_EQ(cliffs_delta(high, low).high, -apart.low);
  EXPECT_EQ(cliffs_delta(low, low).estimate, 0);
  EXPECT_TRUE(std::isnan(cliffs_delta(one, low).low));
  EXPECT_FALSE(cliffs_delta({}, low).not_estimable.empty());
  const std::vector<double> values{1, 4, 2, 3, 5, 6, 2};
  const std::vector<std::int32_t> group{0, 0, 0, 1, 1, 1, 1}, cluster{0, 1, 1, 0, 0, 1, 1};
  const MannWhitney test = clustered_mann_whitney(values, group, cluster);
  const CliffsDelta delta = clustered_cliffs_delta(values, group, cluster);
  EXPECT_EQ(delta.estimate, 2 * test.estimate - 1);
  EXPECT_EQ(delta.clusters, 2);
}

} // namespace
} // namespace aftercourse::statistics
