#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/cox_regression.hpp>
#include <aftercourse/statistics/log_rank.hpp>

namespace aftercourse::statistics {
namespace {

// Gehan's data in the order of the pairs: control, 6-MP, control …
const std::vector<double> time_of{1,  10, 22, 7,  3,  32, 12, 23, 8, 22, 17, 6,  2,  16,
                                  11, 34, 8,  32, 12, 25, 2,  11, 5, 20, 4,  19, 15, 6,
                                  8,  17, 23, 35, 5,  6,  11, 13, 4, 9,  1,  6,  8,  10};
const std::vector<std::int32_t> event_of{1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0, 1,
                                         0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 0};

struct Gehan {
  std::vector<std::int32_t> arm, pair;
  std::vector<std::string> arms{"control", "6-MP"}, pairs;
  Gehan() {
    for (std::int32_t i = 0; i < 42; ++i) arm.push_back(i % 2), pair.push_back(i / 2);
    for (int i = 1; i <= 21; ++i) pairs.push_back(std::to_string(i));
  }
  SubjectGroups groups() const { return {arm, arms}; }
  SubjectGroups strata() const { return {pair, pairs}; }
};

TEST(LogRank, GivesTheFiguresOfGehansData) {
  const Gehan gehan;
  const LogRank answer = log_rank({time_of, event_of}, gehan.groups());
  EXPECT_NEAR(answer.statistic, 16.79294098921654, 1e-12); // R survival 3.5-3; published 16.79
  EXPECT_EQ(answer.df, 1);
  EXPECT_NEAR(answer.p_value, 4.1688091093394775e-05, 1e-15);
  EXPECT_NEAR(answer.groups[0].expected, 10.75, 0.005);
  EXPECT_NEAR(answer.groups[1].expected, 19.25, 0.005);
  EXPECT_EQ(answer.groups[0].observed, 21);
  EXPECT_EQ(answer.groups[1].n, 21);
}

TEST(LogRank, EarlyDifferencesCanCountMore) {
  const Gehan gehan;
  LogRankOptions options;
  options.rho = 1;
  EXPECT_NEAR(log_rank({time_of, event_of}, gehan.groups(), {}, options).statistic, 14.457150818717125,
              1e-12);
}

TEST(LogRank, StrataAreComparedWithin) {
  const Gehan gehan;
  EXPECT_NEAR(log_rank({time_of, event_of}, gehan.groups(), gehan.strata()).statistic, 10.714285714285715,
              1e-12);
}

TEST(LogRank, PairsAreTestedByThemselvesAndAdjusted) {
  const std::vector<double> time{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const std::vector<std::int32_t> event(9, 1), group{0, 0, 0, 1, 1, 1, 2, 2, 2};
  const std::vector<std::string> labels{"a", "b", "c"};
  LogRankOptions options;
  options.pairwise = true;
  const LogRank answer = log_rank({time, event}, {group, labels}, {}, options);
  ASSERT_EQ(answer.pairs.size(), 3u);
  EXPECT_EQ(answer.df, 2);
  const std::vector<double> ab(time.begin(), time.begin() + 6);
  const LogRank alone = log_rank({ab, {event.data(), 6}}, {{group.data(), 6}, labels});
  EXPECT_NEAR(answer.pairs[0].statistic, alone.statistic, 1e-14);
  EXPECT_EQ(alone.df, 1); // nobody of c
  double least = 1;
  for (const LogRankPair& pair : answer.pairs) least = std::min(least, pair.p_value);
  for (const LogRankPair& pair : answer.pairs) {
    EXPECT_GE(pair.adjusted_p_value, pair.p_value);
    EXPECT_GE(pair.adjusted_p_value, std::min(1.0, 3 * least) - 1e-15);
  }
}

TEST(LogRank, InClustersItIsTheRobustScoreTestOfCox) {
  const Gehan gehan;
  const SurvivalTimes times{time_of, event_of, {}, {}, gehan.pair};
  const LogRank answer = log_rank(times, gehan.groups());
  EXPECT_EQ(answer.clusters, 21);
  const std::vector<double> arm(gehan.arm.begin(), gehan.arm.end());
  const std::vector<CoxCovariate> covariates{{"arm", arm}};
  CoxOptions options;
  options.ties = CoxTies::breslow;
  const CoxRegression cox = cox_regression(times, covariates, {}, {}, options);
  ASSERT_EQ(cox.tests.back().test, "robust score");
  EXPECT_NEAR(answer.statistic, cox.tests.back().statistic, 1e-10);
}

TEST(LogRank, PoorDataSayWhy) {
  const std::vector<double> time{1, 2, 3};
  const std::vector<std::string> labels{"a", "b"};
  const std::vector<std::int32_t> none{0, 0, 0}, all{1, 1, 1}, one{0, 0, 0}, two{0, 1, 1};
  EXPECT_EQ(log_rank({time, none}, {two, labels}).not_estimable.en, "no event was observed");
  EXPECT_FALSE(log_rank({time, all}, {one, labels}).not_estimable.empty());
  EXPECT_TRUE(std::isnan(log_rank({time, all}, {one, labels}).statistic));
  EXPECT_FALSE(log_rank({}, {}).not_estimable.empty());
  const std::vector<std::int32_t> cluster{7, 7, 7};
  EXPECT_FALSE(log_rank({time, all, {}, {}, cluster}, {two, labels}).not_estimable.empty()); // one cluster
  EXPECT_THROW(log_rank({time, all}, {}), InvalidArgument);
  EXPECT_THROW(log_rank({time, all}, {std::vector<std::int32_t>{0, 1, 2}, labels}), InvalidArgument);
}

} // namespace
} // namespace aftercourse::statistics
