// Numbers against those of the period before, and numbers that too few people answered.
#include "company.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse {
namespace {

using namespace test;
using Lines = std::vector<std::string>;

const std::string measures = R"yaml(
  - {id: passed, clause: "1", share: {of: assessment_result, success: {assessment_result.passed: true}}}
  - {id: liking, clause: "2", mean: {of: instrument_response.score}}
  - {id: answers, clause: "3", mean: {of: instrument_answer.value}}
)yaml";

/// January: 1 of 2 passed; February: 3 of 4; April: 1 of 1. Six people answered about P1, four about P2, of
/// whom one twice; of one response nobody knows who gave it.
std::string results() {
  std::string text = R"yaml(
      unit: [{id: U1, name: 一}, {id: U2, name: 二}]
      person: [{id: L1, name: a}, {id: L2, name: b}, {id: L3, name: c}, {id: L4, name: d}, {id: L5, name: e}]
      programme:
        - {id: P1, title: A, starts: 2026-01-01, ends: 2026-01-02}
        - {id: P2, title: B, starts: 2026-01-01, ends: 2026-01-02}
      enrolment: [{id: E1, programme: P1, person: L1, unit: U1}, {id: E2, programme: P1, person: L2, unit: U2}]
      assessment_result:
        - {id: R1, enrolment: E1, date: 2026-01-05, score: 80, passed: true}
        - {id: R2, enrolment: E2, date: 2026-01-31, score: 40, passed: false}
        - {id: R3, enrolment: E1, date: 2026-02-01, score: 80, passed: true}
        - {id: R4, enrolment: E1, date: 2026-02-28, score: 80, passed: true}
        - {id: R5, enrolment: E2, date: 2026-02-10, score: 80, passed: true}
        - {id: R6, enrolment: E2, date: 2026-02-11, score: 40, passed: false}
        - {id: R7, enrolment: E2, date: 2026-04-11, score: 90, passed: true}
      instrument_response:
        - {id: A6, instrument: i, programme: P1, date: 2026-01-10, score: 3}
        - {id: B5, instrument: i, programme: P2, date: 2026-01-10, score: 3, person: L1}
)yaml";
  for (int i = 1; i <= 5; ++i)
    text += "        - {id: A" + std::to_string(i) +
            ", instrument: i, programme: P1, date: 2026-01-10, score: 4, person: L" + std::to_string(i) +
            "}\n";
  for (int i = 1; i <= 4; ++i)
    text += "        - {id: B" + std::to_string(i) +
            ", instrument: i, programme: P2, date: 2026-01-10, score: 2, person: L" + std::to_string(i) +
            "}\n";
  text += "      instrument_answer:\n";
  for (int i = 1; i <= 4; ++i)
    for (int item = 1; item <= 2; ++item)
      text += "        - {id: B" + std::to_string(i) + "-" + std::to_string(item) + ", response: B" +
              std::to_string(i) + ", item: q" + std::to_string(item) + ", value: 5}\n";
  return text;
}

TaskSet assessed() { return tasks_of(measures, results(), "2026-04-15"); }

EvaluationQuery versus(std::vector<std::string> by = {}) {
  EvaluationQuery q = query({"passed"});
  q.by = std::move(by);
  q.versus = Versus::previous;
  return q;
}

TEST(Versus, each_month_is_held_against_the_month_before) {
  EXPECT_EQ(rows(evaluate(assessed(), versus({"month"})), {"month", "value", "previous", "change"}),
            (Lines{"2026-01 | 0.5 |  | ", "2026-02 | 0.75 | 0.5 | 0.25", "2026-04 | 1 |  | "}));
}

TEST(Versus, the_first_month_asked_for_has_one_before_it) {
  EvaluationQuery q = versus({"unit", "month"});
  q.from = Date(2026, 2, 1);
  EXPECT_EQ(rows(evaluate(assessed(), q), {"unit", "month", "value", "previous"}),
            (Lines{"U1 | 2026-02 | 1 | 1", "U2 | 2026-02 | 0.5 | 0", "U2 | 2026-04 | 1 | "}));
}

TEST(Versus, a_period_is_held_against_the_one_before) {
  EvaluationQuery q = versus();
  q.period = "2026-02";
  EXPECT_EQ(rows(evaluate(assessed(), q), {"numerator", "denominator", "previous", "change"}),
            (Lines{"3 | 4 | 0.5 | 0.25"}));
  q.period = "2026-Q2";
  EXPECT_EQ(rows(evaluate(assessed(), q), {"numerator", "denominator", "previous"}),
            (Lines{"1 | 1 | 0.6666666666666666"}));
  q.period.clear();
  q.from = Date(2026, 2, 10); // three days against the three before
  q.to = Date(2026, 2, 12);
  EXPECT_EQ(rows(evaluate(assessed(), q), {"numerator", "denominator", "previous"}), (Lines{"1 | 2 | "}));
}

TEST(Versus, the_interval_of_a_change_is_newcombes) {
  // Newcombe (1998, Statistics in Medicine 17:873), table II, example (a): 56/70 - 48/80, method 10.
  MeasureState state(assessed(), query({"passed"}));
  std::string many = "      person: [";
  for (int i = 0; i < 150; ++i) many += (i ? ", " : "") + ("{id: L" + std::to_string(i)) + ", name: n}";
  many +=
      "]\n      programme: [{id: P1, title: A, starts: 2026-01-01, ends: 2026-01-02}]\n      enrolment:\n";
  for (int i = 0; i < 150; ++i)
    many += "        - {id: E" + std::to_string(i) + ", programme: P1, person: L" + std::to_string(i) + "}\n";
  many += "      assessment_result:\n";
  for (int i = 0; i < 150; ++i)
    many += "        - {id: R" + std::to_string(i) + ", enrolment: E" + std::to_string(i) +
            ", score: 1, date: 2026-0" + (i < 80 ? "1" : "2") +
            "-05, passed: " + (i < 48 || (i >= 80 && i < 136) ? "true" : "false") + "}\n";
  EvaluationQuery q = versus({"month"});
  q.interval = Interval::wilson;
  const Frame frame = evaluate(tasks_of(measures, many, "2026-04-15"), q);
  ASSERT_EQ(frame.rows(), 2u);
  EXPECT_NEAR(real(frame, "change", 1), 0.2, 1e-12);
  EXPECT_NEAR(real(frame, "change_low", 1), 0.0524, 5e-5);
  EXPECT_NEAR(real(frame, "change_high", 1), 0.3339, 5e-5);
}

TEST(Versus, what_has_no_period_before_is_refused) {
  const auto code = [](EvaluationQuery q) -> std::string {
    try {
      evaluate(assessed(), q);
    } catch (const InvalidArgument& e) {
      return e.code();
    }
    return "";
  };
  EXPECT_EQ(code(versus()), "AC5009");
  EXPECT_EQ(code(versus({"unit"})), "AC5009");
  EvaluationQuery q = query({"passed"});
  for (const char* bad : {"2026-13", "2026-Q5", "soon", "2026-1", "26"}) {
    q.period = bad;
    EXPECT_EQ(code(q), "AC5008") << bad;
  }
  q.period = "2026";
  q.from = Date(2026, 1, 1);
  EXPECT_EQ(code(q), "AC5008");
  EXPECT_THROW(MeasureState(assessed(), versus({"month"})), InvalidArgument);
}

TEST(Audience, what_fewer_than_five_answered_is_not_published) {
  EvaluationQuery q = query({"liking"});
  q.by = {"programme"};
  EXPECT_EQ(rows(evaluate(assessed(), q), {"programme", "value", "numerator", "denominator", "state"}),
            (Lines{"P1 | 3.8333333333333335 | 23 | 6 | ok", "P2 |  |  |  | suppressed"}));
  q.audience = Audience::internal;
  EXPECT_EQ(rows(evaluate(assessed(), q), {"programme", "value", "denominator", "state"}),
            (Lines{"P1 | 3.8333333333333335 | 6 | ok", "P2 | 2.2 | 5 | ok"}));
}

TEST(Audience, people_are_counted_and_not_answers) {
  EvaluationQuery q = query({"answers"}); // eight answers of four people
  EXPECT_EQ(rows(evaluate(assessed(), q), {"value", "state"}), (Lines{" | suppressed"}));
  const Explanation why = explain_value(assessed(), q, 0);
  EXPECT_EQ(why.to_text().find("instrument_answer/"), std::string::npos);
  EXPECT_NE(why.to_text().find("fewer than 5"), std::string::npos);
}

TEST(Audience, a_state_keeps_who_answered_apart) {
  EvaluationQuery q = query({"answers"});
  MeasureState state(assessed(), q);
  state.merge(MeasureState(assessed(), q)); // the same four people again
  EXPECT_EQ(rows(MeasureState::deserialize(state.serialize()).finalize(), {"state"}), Lines{"suppressed"});
}

} // namespace
} // namespace aftercourse
