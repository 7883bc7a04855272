#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/target_scores.hpp>

namespace aftercourse::statistics {
namespace {

// Davies and Goldsmith (1972), dyestuff: six targets, five responses each; the classes are made up, two a
// target.
const std::vector<double> outcome{1545, 1440, 1440, 1520, 1580, 1540, 1555, 1490, 1560, 1495,
                                  1595, 1550, 1605, 1510, 1560, 1445, 1440, 1595, 1465, 1545,
                                  1595, 1630, 1515, 1635, 1625, 1520, 1455, 1450, 1480, 1445};

struct Rated {
  std::vector<std::int32_t> target, occasion;
  std::vector<std::string> targets{"A", "B", "C", "D", "E", "F", "nobody"}, occasions;
  std::vector<double> invited;

  explicit Rated(int classes_each) {
    for (int i = 0; i < 30; ++i) {
      target.push_back(i / 5);
      occasion.push_back(i / 5 * classes_each + i % classes_each);
      invited.push_back(i % classes_each == 0 ? 9 - 5.0 * (classes_each - 1) : 6);
    }
    for (int i = 0; i < 6 * classes_each; ++i) occasions.push_back("class " + std::to_string(i));
  }
  RatedTargets columns(bool with_classes) const {
    if (!with_classes) return {target, {}, {}, targets, {}, {}, {}};
    return {target, {}, occasion, targets, {}, occasions, invited};
  }
};

TargetScores scores(const Rated& rated, bool with_classes, const TargetScoreOptions& options = {}) {
  return target_scores({outcome, {}, {}, {}}, Design(30, {}), rated.columns(with_classes), options);
}

// Balanced, so all is known: variances 1764.05 and 2451.25, means drawn to 1527.5 by 5 * 1764.05 / (5 *
// 1764.05 + 2451.25).
TEST(TargetScores, DrawsMeansToTheMeanOfAll) {
  const TargetScores s = scores(Rated(2), false, {.limit = 1510});
  const double shrunk = 5 * 1764.05 / (5 * 1764.05 + 2451.25);
  ASSERT_EQ(s.scores.size(), 6u); // nobody rated "nobody"
  EXPECT_NEAR(s.mean, 1527.5, 1e-6);
  const double raw[] = {1505, 1528, 1564, 1498, 1600, 1470};
  for (std::size_t i = 0; i < 6; ++i) {
    const TargetScore& score = s.scores[i];
    EXPECT_DOUBLE_EQ(score.raw_mean, raw[i]);
    EXPECT_NEAR(score.score, 1527.5 + shrunk * (raw[i] - 1527.5), 1e-4);
    // The variance of mean + effect: a sixth of that of a raw mean, and what shrinking leaves of five sixths.
    const double error = (1764.05 + 2451.25 / 5) / 6 + 1764.05 * (1 - shrunk * 5 / 6) - 2 * 1764.05 / 6;
    EXPECT_NEAR(score.standard_error, std::sqrt(error), 1e-4);
    EXPECT_NEAR(score.probability_below,
                std::erfc((score.score - 1510) / score.standard_error / std::sqrt(2)) / 2, 1e-9);
    EXPECT_EQ(score.responses, 5);
    EXPECT_EQ(score.classes, 0);
    EXPECT_FALSE(score.enough); // without classes nobody has three
    EXPECT_TRUE(std::isnan(score.response_rate));
  }
}

TEST(TargetScores, CountsClassesAndWhoAnswered) {
  const TargetScores s = scores(Rated(2), true);
  EXPECT_EQ(s.left_out, "");
  EXPECT_EQ(s.scores[0].classes, 2);
  EXPECT_DOUBLE_EQ(s.scores[0].response_rate, 5.0 / 10);
  EXPECT_TRUE(std::isnan(s.scores[0].probability_below));
  EXPECT_FALSE(s.scores[0].enough);
  const TargetScores enough = scores(Rated(2), true, {.enough_classes = 2, .enough_reliability = 0.3});
  EXPECT_EQ(enough.enough, 6);
}

// With one class each, class and target are one thing.
TEST(TargetScores, LeavesOutAClassThatIsTheTarget) {
  const TargetScores s = scores(Rated(1), true);
  EXPECT_EQ(s.left_out, "class");
  EXPECT_NEAR(s.scores[0].score, scores(Rated(1), false).scores[0].score, 1e-9);
}

TEST(TargetScores, RefusesNumbersThatContradict) {
  Rated rated(2);
  rated.invited[2] = 5;
  EXPECT_THROW(scores(rated, true), InvalidArgument);
  for (double& invited : rated.invited) invited = 1;
  EXPECT_THROW(scores(rated, true), InvalidArgument);
  EXPECT_THROW(scores(Rated(2), true, {.enough_classes = 0}), InvalidArgument);
}

TEST(TargetScores, KeepsWhatIsCountedWhenNoModelFits) {
  const std::vector<double> equal(30, 4);
  const Rated rated(2);
  const TargetScores s = target_scores({equal, {}, {}, {}}, Design(30, {}), rated.columns(false));
  EXPECT_FALSE(s.not_estimable.empty());
  EXPECT_EQ(s.scores[0].raw_mean, 4);
  EXPECT_TRUE(std::isnan(s.scores[0].score));
}

} // namespace
} // namespace aftercourse::statistics
