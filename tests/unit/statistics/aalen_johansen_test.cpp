#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/aalen_johansen.hpp>
#include <aftercourse/statistics/completion_curve.hpp>
#include <aftercourse/statistics/kaplan_meier.hpp>

namespace aftercourse::statistics {
namespace {

const std::vector<std::string> causes{"done", "void"};
const std::vector<double> time_of{1, 2, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10};
const std::vector<std::int32_t> event_of{1, 2, 0, 1, 1, 2, 0, 1, 2, 1, 0, 0};

TEST(AalenJohansen, GivesTheCurvesOfR) {
  const AalenJohansen answer = aalen_johansen({time_of, event_of}, causes);
  // R survival 3.5-3, survfit(Surv(time, factor(event)) ~ 1, conf.type = "log-log"): time, incidence and
  // error of both.
  const double r[][5] = {{1, 0.0833333333333, 0, 0.079785592313, 0},
                         {2, 0.0833333333333, 0.0833333333333, 0.079785592313, 0.079785592313},
                         {3, 0.1759259259259, 0.0833333333333, 0.113328777579, 0.079785592313},
                         {4, 0.2685185185185, 0.1759259259259, 0.133047604798, 0.113328777579},
                         {8, 0.4907407407407, 0.2870370370370, 0.158818715499, 0.141862878188}};
  for (const auto& [time, done, voided, done_error, void_error] : r)
    for (const IncidenceStep& step : answer.curve) {
      if (step.time != time) continue;
      EXPECT_NEAR(step.incidence, step.cause == "done" ? done : voided, 1e-12) << time;
      EXPECT_NEAR(step.standard_error, step.cause == "done" ? done_error : void_error, 1e-12) << time;
    }
  EXPECT_NEAR(answer.curve[0].low, 0.00505283547899, 1e-13);
  EXPECT_NEAR(answer.groups[1].low, 0.06639214241854, 1e-13);
  EXPECT_NEAR(answer.groups[0].incidence + answer.groups[1].incidence + answer.curve.back().event_free, 1,
              1e-14);
}

TEST(AalenJohansen, WithOneEventItIsKaplanMeier) {
  std::vector<std::int32_t> any;
  for (const std::int32_t e : event_of) any.push_back(e > 0);
  const std::vector<std::int32_t> cluster{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5};
  const std::vector<double> weights{1, 2, 0.5, 1, 1, 3, 2, 1, 1, 1, 1.5, 1},
      entry{0, 0, 1, 0, 2, 0, 0, 3, 1, 0, 0, 8};
  const SurvivalTimes times{time_of, any, entry, weights, cluster};
  const AalenJohansen a = aalen_johansen(times, std::span(causes).first(1));
  const KaplanMeier k = kaplan_meier(times);
  for (std::size_t i = 0; i < k.curve.size(); ++i) {
    EXPECT_NEAR(a.curve[i].incidence, 1 - k.curve[i].survival, 1e-14);
    EXPECT_NEAR(a.curve[i].standard_error, k.curve[i].standard_error, 1e-13);
  }
}

TEST(AalenJohansen, RobustErrorsAreTheDerivativesOfTheCurve) {
  const std::vector<std::int32_t> cluster{0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5};
  const std::vector<double> entry{0, 0, 1, 0, 2, 0, 0, 3, 1, 0, 0, 8};
  std::vector<double> weights{1, 2, 0.5, 1, 1, 3, 2, 1, 1, 1, 1.5, 1};
  const AalenJohansen answer = aalen_johansen({time_of, event_of, entry, weights, cluster}, causes);
  std::vector<double> squares(answer.curve.size(), 0);
  for (std::int32_t c = 0; c < 6; ++c) {
    const auto moved = [&](double by) {
      std::vector<double> w = weights;
      for (std::size_t i = 0; i < w.size(); ++i)
        if (cluster[i] == c) w[i] *= 1 + by;
      return aalen_johansen({time_of, event_of, entry, w, cluster}, causes).curve;
    };
    const auto up = moved(1e-5), down = moved(-1e-5);
    for (std::size_t i = 0; i < squares.size(); ++i)
      squares[i] += std::pow((up[i].incidence - down[i].incidence) / 2e-5, 2);
  }
  for (std::size_t i = 0; i < squares.size(); ++i)
    EXPECT_NEAR(answer.curve[i].standard_error, std::sqrt(squares[i]), 1e-9);
}

TEST(AalenJohansen, WholeWeightsAreRepetitions) {
  const std::vector<double> weights{1, 2, 3, 1, 2, 1, 1, 2, 1, 1, 1, 2};
  std::vector<double> time;
  std::vector<std::int32_t> event;
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (int k = 0; k < weights[i]; ++k) time.push_back(time_of[i]), event.push_back(event_of[i]);
  const AalenJohansen a = aalen_johansen({time_of, event_of, {}, weights}, causes);
  const AalenJohansen b = aalen_johansen({time, event}, causes);
  for (std::size_t i = 0; i < a.curve.size(); ++i)
    EXPECT_NEAR(a.curve[i].standard_error, b.curve[i].standard_error, 1e-14);
}

TEST(AalenJohansen, AsksTheCurvesAtTimes) {
  AalenJohansenOptions options;
  options.at = {0.5, 4.5, 10, 11};
  const AalenJohansen answer = aalen_johansen({time_of, event_of}, causes, {}, options);
  ASSERT_EQ(answer.at.size(), 8u);
  EXPECT_EQ(answer.at[0].incidence, 0);
  EXPECT_NEAR(answer.at[1].incidence, 0.2685185185185, 1e-12);
  EXPECT_EQ(answer.at[1].at_risk, 6);
  EXPECT_TRUE(std::isnan(answer.at[3].incidence));
  EXPECT_NEAR(answer.at[6].incidence, 0.2870370370370, 1e-12);
}

TEST(AalenJohansen, PoorAndWrongInput) {
  EXPECT_FALSE(aalen_johansen({}, causes).not_estimable.empty());
  EXPECT_THROW(aalen_johansen({time_of, event_of}, std::span<const std::string>{}), InvalidArgument);
  EXPECT_THROW(aalen_johansen({time_of, event_of}, std::span(causes).first(1)), InvalidArgument); // event 2
}

TEST(CompletionTimes, CountFromTheOpeningAndCensorWhatIsUndone) {
  const double no = no_value;
  //                                 done  early  undone void  done then void  void after as_of  not open
  const std::vector<double> opened{10, 10, 10, 10, 10, 10, 40};
  const std::vector<double> done{15, 8, no, no, 20, no, no};
  const std::vector<double> voided{no, no, no, 12, 25, 35, no};
  const CompletionTimes times = completion_times(opened, done, voided, 30);
  EXPECT_EQ(times.time, (std::vector<double>{5, 0, 20, 2, 10, 20}));
  EXPECT_EQ(times.event, (std::vector<std::int32_t>{1, 1, 0, 2, 1, 0}));
  EXPECT_EQ(times.row, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5}));
  EXPECT_EQ(times.not_open_yet, 1);
  const AalenJohansen answer = aalen_johansen(times.columns(), completion_causes);
  EXPECT_EQ(answer.groups[0].events, 3);
  EXPECT_THROW(completion_times(opened, done, {}, 30), InvalidArgument);
  EXPECT_THROW(completion_times(done, done, voided, 30), InvalidArgument); // an opening that is missing
  EXPECT_EQ(
      completion_times(std::vector<double>{1}, std::vector<double>{3}, std::vector<double>{3}, 9).event[0],
      1);
}

} // namespace
} // namespace aftercourse::statistics
