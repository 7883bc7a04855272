#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/kaplan_meier.hpp>

namespace aftercourse::statistics {
namespace {

// Remission of leukaemia, weeks (Freireich et al. 1963; Gehan 1965, Biometrika 52:203): 6-MP and control.
const std::vector<double> mercaptopurine{6,  6,  6,  6,  7,  9,  10, 10, 11, 13, 16,
                                         17, 19, 20, 22, 23, 25, 32, 32, 34, 35};
const std::vector<std::int32_t> relapsed{1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0};
const std::vector<double> control{1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23};

// Therneau's test data 3 (survival, vignette "validate"), with weights; clusters are ours.
const std::vector<double> weighted_time{1, 1, 2, 2, 2, 2, 3, 4, 5};
const std::vector<std::int32_t> weighted_event{1, 0, 1, 1, 1, 0, 0, 1, 0};
const std::vector<double> weights{1, 2, 3, 4, 3, 2, 1, 2, 1};
const std::vector<std::int32_t> clusters{1, 2, 1, 2, 3, 3, 4, 4, 5};

double survival_at(const KaplanMeier& answer, double time) {
  for (const SurvivalStep& step : answer.curve)
    if (step.time == time) return step.survival;
  return no_value;
}

TEST(KaplanMeier, GivesThePublishedCurveOfFreireich) {
  const KaplanMeier answer = kaplan_meier({mercaptopurine, relapsed});
  // Kleinbaum and Klein, Survival Analysis, table 2.
  const double published[][3] = {{6, 0.8571, 0.0764},  {7, 0.8067, 0.0869},  {10, 0.7529, 0.0963},
                                 {13, 0.6902, 0.1068}, {16, 0.6275, 0.1141}, {22, 0.5378, 0.1282},
                                 {23, 0.4482, 0.1346}};
  for (const auto& [time, survival, error] : published) {
    EXPECT_NEAR(survival_at(answer, time), survival, 5e-5) << time;
    for (const SurvivalStep& step : answer.curve)
      if (step.time == time) {
        EXPECT_NEAR(step.standard_error, error, 1e-4) << time;
      }
  }
  EXPECT_EQ(answer.groups[0].median, 23);
  EXPECT_EQ(answer.groups[0].events, 9);
  EXPECT_EQ(answer.n, 21);
  // R survival 3.5-3, conf.type = "log-log".
  EXPECT_NEAR(answer.curve[0].low, 0.6197179552659839, 1e-14);
  EXPECT_NEAR(answer.curve[0].high, 0.951551747646997, 1e-14);
}

TEST(KaplanMeier, ACurveThatReachesZeroHasNoErrorThere) {
  const KaplanMeier answer = kaplan_meier({control, std::vector<std::int32_t>(21, 1)});
  EXPECT_EQ(answer.curve.back().survival, 0);
  EXPECT_TRUE(std::isnan(answer.curve.back().standard_error));
  EXPECT_TRUE(std::isnan(answer.curve.back().low));
  EXPECT_EQ(answer.groups[0].median, 8);
  EXPECT_NEAR(answer.groups[0].restricted_mean, 182.0 / 21, 1e-12); // nobody censored: the mean
}

TEST(KaplanMeier, QuantilesHaveTheIntervalOfTheScaleAskedFor) {
  KaplanMeierOptions options;
  options.interval = CurveInterval::log; // as R prints them
  const KaplanMeier answer = kaplan_meier({mercaptopurine, relapsed}, {}, options);
  EXPECT_EQ(answer.groups[0].median_low, 16);
  EXPECT_TRUE(std::isnan(answer.groups[0].median_high));
  options.interval = CurveInterval::plain;
  EXPECT_EQ(kaplan_meier({mercaptopurine, relapsed}, {}, options).curve[0].high, 1);
}

TEST(KaplanMeier, AFlatMedianIsTheMiddleOfTheFlatPart) {
  const KaplanMeier answer =
      kaplan_meier({std::vector<double>{1, 2, 5, 7}, std::vector<std::int32_t>{1, 1, 1, 1}});
  EXPECT_EQ(answer.groups[0].median, 3.5);
  const KaplanMeier open =
      kaplan_meier({std::vector<double>{1, 2, 5, 7}, std::vector<std::int32_t>{1, 1, 0, 0}});
  EXPECT_EQ(open.groups[0].median, 2); // nothing after it
}

TEST(KaplanMeier, WeightsAreRepetitionsAndClustersAreRobust) {
  const KaplanMeier plain = kaplan_meier({weighted_time, weighted_event, {}, weights});
  EXPECT_NEAR(survival_at(plain, 2), 0.355263157895, 1e-12);
  EXPECT_NEAR(plain.curve[1].standard_error, 0.116258826659, 1e-12); // R survival 3.5-3
  EXPECT_NEAR(plain.curve[3].standard_error, 0.104167274139, 1e-12);
  const KaplanMeier robust = kaplan_meier({weighted_time, weighted_event, {}, weights, clusters});
  EXPECT_EQ(robust.clusters, 5);
  EXPECT_NEAR(robust.curve[0].standard_error, 0.0476583117288, 1e-12); // R, cluster =
  EXPECT_NEAR(robust.curve[1].standard_error, 0.167955005632, 1e-12);
  EXPECT_NEAR(robust.curve[3].standard_error, 0.107679708617, 1e-12);
  EXPECT_NEAR(robust.curve[3].low, 0.0073066599329, 1e-12);
  std::vector<double> times, one;
  std::vector<std::int32_t> events;
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (int k = 0; k < weights[i]; ++k)
      times.push_back(weighted_time[i]), events.push_back(weighted_event[i]);
  EXPECT_NEAR(kaplan_meier({times, events}).curve[3].standard_error, plain.curve[3].standard_error, 1e-14);
}

TEST(KaplanMeier, RobustWithoutClustersIsGreenwoodsNumber) {
  KaplanMeierOptions robust;
  robust.robust = true;
  const KaplanMeier a = kaplan_meier({mercaptopurine, relapsed});
  const KaplanMeier b = kaplan_meier({mercaptopurine, relapsed}, {}, robust);
  for (std::size_t i = 0; i < a.curve.size(); ++i)
    EXPECT_NEAR(a.curve[i].standard_error, b.curve[i].standard_error, 1e-14);
  EXPECT_NEAR(a.groups[0].restricted_mean_error, b.groups[0].restricted_mean_error, 1e-12);
}

TEST(KaplanMeier, RobustErrorsAreTheDerivativesOfTheRestrictedMean) {
  const std::vector<double> entry{0, 1, 2, 0, 3, 0, 0, 5, 5, 0, 0, 0, 9, 10, 0, 0, 0, 0, 0, 0, 1};
  std::vector<std::int32_t> cluster;
  for (std::int32_t i = 0; i < 21; ++i) cluster.push_back(i % 5);
  KaplanMeierOptions options;
  options.restricted_to = 30;
  const std::vector<double> ones(21, 1);
  double squares = 0;
  for (std::int32_t c = 0; c < 5; ++c) {
    const auto moved = [&](double by) {
      std::vector<double> w = ones;
      for (std::size_t i = 0; i < w.size(); ++i)
        if (cluster[i] == c) w[i] += by;
      return kaplan_meier({mercaptopurine, relapsed, entry, w, cluster}, {}, options)
          .groups[0]
          .restricted_mean;
    };
    squares += std::pow((moved(1e-5) - moved(-1e-5)) / 2e-5, 2);
  }
  const KaplanMeier answer = kaplan_meier({mercaptopurine, relapsed, entry, ones, cluster}, {}, options);
  EXPECT_NEAR(answer.groups[0].restricted_mean_error, std::sqrt(squares), 1e-8);
  // Clusters that are all of the data have no error to show.
  const std::vector<std::int32_t> one(21, 3);
  const KaplanMeier alone = kaplan_meier({mercaptopurine, relapsed, {}, {}, one});
  EXPECT_TRUE(std::isnan(alone.curve[0].standard_error));
  EXPECT_TRUE(std::isnan(alone.groups[0].restricted_mean_error));
}

TEST(KaplanMeier, AtAndRestrictedMeanKeepToWhatIsKnown) {
  KaplanMeierOptions options;
  options.at = {0, 6.5, 35, 36};
  options.restricted_to = 36;
  const KaplanMeier answer = kaplan_meier({mercaptopurine, relapsed}, {}, options);
  EXPECT_EQ(answer.at[0].survival, 1);
  EXPECT_EQ(answer.at[0].at_risk, 21);
  EXPECT_NEAR(answer.at[1].survival, 6.0 / 7, 1e-15);
  EXPECT_EQ(answer.at[1].at_risk, 17);
  EXPECT_NEAR(answer.at[2].survival, 0.4481792717086834, 1e-15);
  EXPECT_TRUE(std::isnan(answer.at[3].survival)); // beyond the last observation
  EXPECT_TRUE(std::isnan(answer.groups[0].restricted_mean));
}

TEST(KaplanMeier, PoorDataSayWhy) {
  EXPECT_FALSE(kaplan_meier({}).not_estimable.empty());
  const KaplanMeier censored = kaplan_meier({std::vector<double>{4}, std::vector<std::int32_t>{0}});
  EXPECT_EQ(censored.curve[0].survival, 1);
  EXPECT_TRUE(std::isnan(censored.groups[0].median));
  const std::vector<double> nothing{0, 0};
  EXPECT_FALSE(kaplan_meier({std::vector<double>{1, 2}, std::vector<std::int32_t>{1, 1}, {}, nothing})
                   .not_estimable.empty());
}

TEST(KaplanMeier, WrongInputIsRefused) {
  const std::vector<double> one{1};
  const std::vector<std::int32_t> event{1}, two{2};
  const auto code = [](auto&& call) {
    try {
      call();
    } catch (const Error& e) {
      return e.code();
    }
    return std::string();
  };
  EXPECT_EQ(code([&] { kaplan_meier({one, two}); }), "AC5504");
  EXPECT_EQ(code([&] { kaplan_meier({std::vector<double>{-1}, event}); }), "AC5504");
  EXPECT_EQ(code([&] { kaplan_meier({std::vector<double>{no_value}, event}); }), "AC5501");
  EXPECT_EQ(code([&] { kaplan_meier({one, event, one}); }), "AC5504"); // entry not before time
  EXPECT_EQ(code([&] { kaplan_meier({one, event, {}, std::vector<double>{-1}}); }), "AC5504");
  EXPECT_EQ(code([&] { kaplan_meier({one, std::vector<std::int32_t>{}}); }), "AC5502");
  KaplanMeierOptions options;
  options.probabilities = {1};
  EXPECT_EQ(code([&] { kaplan_meier({one, event}, {}, options); }), "AC5504");
  EXPECT_EQ(code([&] { curve_interval_from_text("logit"); }), "AC5504");
}

TEST(KaplanMeier, SaysItInWords) {
  const Wording words = in_words(kaplan_meier({control, std::vector<std::int32_t>(21, 1)}));
  EXPECT_EQ(words.en, "Of 21 observed, 21 had the event; half had it by 8 (95 % interval 4 to 11).");
  EXPECT_EQ(words.zh, "观测 21 人，其中 21 人发生事件；到 8 时有一半发生（95% 置信区间 4 至 11）。");
}

} // namespace
} // namespace aftercourse::statistics
