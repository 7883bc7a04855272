#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/propensity_match.hpp>

namespace aftercourse::statistics {
namespace {

/// Twenty persons with one covariate; the propensity rises with it, so logits are ordered as x is.
class Twenty : public testing::Test {
 protected:
  const std::vector<double> x{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const std::vector<double> treated{0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0};
  const std::vector<double> outcome{1, 2, 4, 4, 7, 6, 9, 10, 12, 13, 1, 3, 3, 6, 5, 7, 9, 8, 11, 10};
  const std::vector<Predictor> predictors{{"x", x, {}, {}}};
  const Design design{20, predictors};
};

TEST_F(Twenty, PairsAreTheNearestInDescendingOrder) {
  MatchOptions wide;
  wide.caliper = 100;
  const PropensityMatch m = propensity_match(outcome, treated, design, {}, wide);
  ASSERT_EQ(m.matched, 9);
  // x = 10 (row 10) takes x = 10 (row 20); x = 9: rows 9 then 19; 8 is row 18, then 6: rows 6 and 16, ties by
  // id.
  EXPECT_EQ(m.pairs[0].treated, "10");
  EXPECT_EQ(m.pairs[0].untreated, "20");
  EXPECT_EQ(m.pairs[1].treated, "9");
  EXPECT_EQ(m.pairs[1].untreated, "18");
  EXPECT_EQ(m.pairs[2].treated, "19");
  EXPECT_EQ(m.pairs[2].untreated, "6");
  EXPECT_EQ(m.pairs[3].treated, "8");
  EXPECT_EQ(m.pairs[3].untreated, "16");
  EXPECT_EQ(m.pairs[4].untreated, "15") << "x = 7 finds 5, both 6 being taken";
  double sum = 0;
  for (const MatchedPair& p : m.pairs) sum += p.difference;
  EXPECT_NEAR(m.estimate, sum / 9, 1e-12);
  EXPECT_EQ(m.df, 8);
}

TEST_F(Twenty, TheCaliperLeavesOutTheFar) {
  const PropensityMatch m = propensity_match(outcome, treated, design);
  EXPECT_LT(m.matched, 9);
  for (const MatchedPair& p : m.pairs) EXPECT_LE(p.distance, m.caliper);
  EXPECT_LT(m.worst_difference_after, m.worst_difference_before);
  EXPECT_EQ(m.balance[1].covariate, "x");
  EXPECT_NEAR(m.balance[1].treated, (3 + 5 + 7 + 8 + 9 + 10 + 4 + 7 + 9) / 9.0, 1e-12);
  EXPECT_NE(in_words(m).en.find("matched pairs"), std::string::npos);
}

TEST_F(Twenty, IdsDecideTies) {
  Labels ids;
  for (std::int32_t i = 0; i < 20; ++i) {
    ids.codes.push_back(19 - i);
    ids.names.push_back("p" + std::to_string(i));
  }
  MatchOptions wide;
  wide.caliper = 100;
  const PropensityMatch m = propensity_match(outcome, treated, design, ids, wide);
  EXPECT_EQ(m.pairs[1].treated, "p1") << "row 19 now stands before row 9";
}

TEST_F(Twenty, SeparationAndTooFewSaySo) {
  std::vector<double> apart(20), nobody(20), half(20, 0.5);
  for (std::size_t i = 0; i < 20; ++i) apart[i] = x[i] > 5 ? 1 : 0;
  EXPECT_NE(propensity_match(outcome, apart, design).not_estimable.en.find("no common support"),
            std::string::npos);
  EXPECT_FALSE(propensity_match(outcome, nobody, design).not_estimable.empty());
  EXPECT_THROW(propensity_match(outcome, half, design), InvalidArgument);
  MatchOptions options;
  options.caliper = 0;
  EXPECT_THROW(propensity_match(outcome, treated, design, {}, options), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
