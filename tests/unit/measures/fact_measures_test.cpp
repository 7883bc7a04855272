// Measures of facts, counted by hand.
#include "company.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse {
namespace {

using namespace test;
using Lines = std::vector<std::string>;

const std::string measures = R"yaml(
  - {id: passed, clause: "1", share: {of: assessment_result, success: {assessment_result.passed: true}}}
  - {id: exam, clause: "2", mean: {of: assessment_result.score, where: {assessment_result.component: examination}}}
  - {id: points, clause: "3", sum: {of: assessment_result.score}}
  - {id: of_maximum, clause: "4", ratio: {of: assessment_result.score, to: assessment_result.maximum}}
  - {id: results, clause: "5", count: {of: assessment_result}}
  - {id: examined, clause: "6", count: {of: assessment_result.enrolment, distinct: true}}
  - {id: graded, clause: "7", count: {of: assessment_result.grade, distinct: false}}
  - {id: grades, clause: "8", distribution: {of: assessment_result.grade}}
  - {id: until_result, clause: "9", elapsed: {of: assessment_result.enrolment.programme.ends, to: assessment_result.date}}
  - {id: working_until, clause: "10", elapsed: {of: assessment_result.enrolment.programme.ends, to: assessment_result.date, working: true}}
)yaml";

/// P1 ended on Tuesday 10 March, P2 on Friday 10 April. R6 is dated after the day that is asked about, R5 is
/// of another component and has neither maximum nor grade; R4 does not say whether it passed.
const std::string results = R"yaml(
      person: [{id: L1, name: 李雷}, {id: L2, name: 韩梅梅}, {id: L3, name: 张三}]
      programme:
        - {id: P1, title: Sales, starts: 2026-03-01, ends: 2026-03-10}
        - {id: P2, title: 客服, starts: 2026-04-01, ends: 2026-04-10}
      enrolment: [{id: E1, programme: P1, person: L1}, {id: E2, programme: P1, person: L2}, {id: E3, programme: P2, person: L3}]
      assessment_result:
        - {id: R1, enrolment: E1, date: 2026-03-11, score: 80, maximum: 100, component: examination, passed: true, grade: good}
        - {id: R2, enrolment: E1, date: 2026-03-16, score: 90.5, maximum: 100, component: examination, passed: true, grade: excellent}
        - {id: R3, enrolment: E2, date: 2026-03-11, score: 40, maximum: 50, component: examination, passed: false, grade: good}
        - {id: R4, enrolment: E3, date: 2026-04-13, score: 0.1, maximum: 1, component: examination, grade: fail}
        - {id: R5, enrolment: E3, date: 2026-04-13, score: 0.2, component: homework, passed: true}
        - {id: R6, enrolment: E3, date: 2026-05-13, score: 99, maximum: 100, component: examination, passed: true, grade: good}
)yaml";

TaskSet assessed() { return tasks_of(measures, results, "2026-04-15"); }

TEST(FactMeasures, every_form_as_counted_by_hand) {
  const Frame frame = evaluate(assessed(), query({"passed", "exam", "points", "of_maximum", "results",
                                                  "examined", "graded", "until_result", "working_until"}));
  EXPECT_EQ(rows(frame, {"measure", "numerator", "denominator", "missing", "state", "interval", "clause"}),
            (Lines{"passed | 3 | 4 | 1 | ok | none (full count) | 1",
                   "exam | 210.6 | 4 | 0 | ok | none (full count) | 2",
                   "points | 210.8 | 5 | 0 | ok | none (full count) | 3",
                   "of_maximum | 210.6 | 251 | 1 | ok | none (full count) | 4",
                   "results | 5 | 5 | 0 | ok | none (full count) | 5",
                   "examined | 3 | 5 | 0 | ok | none (full count) | 6",
                   "graded | 4 | 4 | 1 | ok | none (full count) | 7",
                   "until_result | 14 | 5 | 0 | ok | none (full count) | 9",
                   "working_until | 8 | 5 | 0 | ok | none (full count) | 10"}));
  EXPECT_DOUBLE_EQ(real(frame, "value", 0), 0.75);
  EXPECT_DOUBLE_EQ(real(frame, "value", 1), 210.6 / 4);
  EXPECT_DOUBLE_EQ(real(frame, "value", 2), 210.8);
  EXPECT_DOUBLE_EQ(real(frame, "value", 3), 210.6 / 251);
  EXPECT_DOUBLE_EQ(real(frame, "value", 5), 3);
  EXPECT_DOUBLE_EQ(real(frame, "value", 7), 14.0 / 5); // 1 + 6 + 1 + 3 + 3 days
  EXPECT_DOUBLE_EQ(real(frame, "value", 8), 8.0 / 5);  // 1 + 4 + 1 + 1 + 1 working days
}

TEST(FactMeasures, a_distribution_has_a_row_a_level) {
  const Frame frame = evaluate(assessed(), query({"grades"}, {"programme"}));
  EXPECT_EQ(rows(frame, {"programme", "level", "numerator", "denominator", "missing", "value"}),
            (Lines{"P1 | excellent | 1 | 3 | 0 | " + frame.cell(0, "value"),
                   "P1 | good | 2 | 3 | 0 | " + frame.cell(1, "value"), "P2 | fail | 1 | 1 | 1 | 1"}));
  EXPECT_DOUBLE_EQ(real(frame, "value", 1), 2.0 / 3);
}

TEST(FactMeasures, a_group_s_rate_is_the_ratio_of_its_totals_and_not_a_mean_of_rates) {
  const Frame by = evaluate(assessed(), query({"of_maximum"}, {"enrolment"}));
  EXPECT_EQ(rows(by, {"enrolment", "numerator", "denominator"}),
            (Lines{"E1 | 170.5 | 200", "E2 | 40 | 50", "E3 | 0.1 | 1"}));
  const Frame all = evaluate(assessed(), query({"of_maximum"}));
  EXPECT_NE(real(all, "value"), (170.5 / 200 + 40.0 / 50 + 0.1) / 3);
}

TEST(FactMeasures, distinct_values_are_counted_once_a_group) {
  EXPECT_EQ(rows(evaluate(assessed(), query({"examined"}, {"month"})), {"month", "value"}),
            (Lines{"2026-03 | 2", "2026-04 | 1"}));
  EXPECT_EQ(rows(evaluate(assessed(), query({"examined"}, {"assessment_result.component"})), {"value"}),
            (Lines{"3", "1"})); // E3 stands in both groups, and is one in the total
}

TEST(FactMeasures, nothing_is_no_data_and_not_zero) {
  const TaskSet none = tasks_of(measures, "      person: [{id: L1, name: 李雷}]\n", "2026-04-15");
  const Frame frame = evaluate(none, query({"passed", "exam", "points", "results", "examined", "grades",
                                            "attendance_rate", "response_rate", "accuracy_rate"}));
  ASSERT_EQ(frame.rows(), 9u);
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    EXPECT_EQ(frame.cell(row, "value"), "");
    EXPECT_EQ(frame.cell(row, "denominator"), "0");
    EXPECT_EQ(frame.cell(row, "state"), "no data");
    EXPECT_EQ(frame.cell(row, "low"), "");
  }
}

TEST(FactMeasures, general_rates_of_attendance_and_response) {
  // Three of four present. P1 has a questionnaire: E1 answered, E2 did not; P2 has none, so that E3 is not
  // asked.
  const TaskSet tasks = tasks_of("", R"yaml(
      person: [{id: L1, name: 李雷}, {id: L2, name: 韩梅梅}, {id: L3, name: 张三}]
      programme: [{id: P1, title: Sales, starts: 2026-03-01, ends: 2026-03-10}, {id: P2, title: 客服, starts: 2026-04-01, ends: 2026-04-10}]
      enrolment: [{id: E1, programme: P1, person: L1}, {id: E2, programme: P1, person: L2}, {id: E3, programme: P2, person: L3}]
      attendance: [{id: A1, enrolment: E1, date: 2026-03-01, present: true}, {id: A2, enrolment: E1, date: 2026-03-02, present: true}, {id: A3, enrolment: E2, date: 2026-03-01, present: false}, {id: A4, enrolment: E3, date: 2026-04-01, present: true}]
      questionnaire: [{id: Q1, programme: P1, opens: 2026-03-10, closes: 2026-03-20, instrument: effect}]
      instrument_response: [{id: R1, instrument: effect, date: 2026-03-12, questionnaire: Q1, enrolment: E1, score: 4.5}]
)yaml",
                                 "2026-04-15");
  const Frame frame = evaluate(tasks, query({"attendance_rate", "response_rate"}));
  EXPECT_EQ(rows(frame, {"numerator", "denominator", "value"}), (Lines{"3 | 4 | 0.75", "1 | 2 | 0.5"}));
  EvaluationQuery q = query({"attendance_rate"}, {"programme", "month"});
  q.where = {{"person", {"L1", "L2"}}};
  q.from = Date(2026, 3, 1), q.to = Date(2026, 3, 1);
  EXPECT_EQ(rows(evaluate(tasks, q), {"programme", "month", "numerator", "denominator"}),
            (Lines{"P1 | 2026-03 | 1 | 2"}));
}

// --- accuracy: a sample of follow-ups, drawn by stratum, audited item by item

const std::string audits = R"yaml(
      person: [{id: L1, name: 李雷}]
      programme: [{id: P1, title: Sales, starts: 2026-03-01, ends: 2026-03-10}]
      enrolment: [{id: E1, programme: P1, person: L1}]
      follow_up: [{id: F1, enrolment: E1, date: 2026-03-11, channel: phone, reached: true}, {id: F2, enrolment: E1, date: 2026-03-11, channel: phone, reached: true}, {id: F3, enrolment: E1, date: 2026-03-11, channel: phone, reached: true}, {id: F4, enrolment: E1, date: 2026-03-11, channel: visit, reached: true}, {id: F5, enrolment: E1, date: 2026-03-11, channel: visit, reached: true}]
      follow_up_audit:
        - {id: A1, follow_up: F1, date: 2026-04-01, item: grasp, result: right}
        - {id: A2, follow_up: F1, date: 2026-04-01, item: mode, result: right}
        - {id: A3, follow_up: F2, date: 2026-04-01, item: grasp, result: wrong}
        - {id: A4, follow_up: F2, date: 2026-04-01, item: mode, result: right}
        - {id: A5, follow_up: F3, date: 2026-04-01, item: grasp, result: right}
        - {id: A6, follow_up: F3, date: 2026-04-01, item: mode, result: right}
        - {id: A7, follow_up: F4, date: 2026-04-01, item: grasp, result: wrong}
        - {id: A8, follow_up: F4, date: 2026-04-01, item: mode, result: right}
        - {id: A9, follow_up: F5, date: 2026-04-01, item: mode, result: wrong}
        - {id: A10, follow_up: F5, date: 2026-04-01, item: grasp, result: could_not_be_verified}
)yaml";
const std::string draws = R"yaml(
      draw:
        - {id: D1, policy: p, rule: audit, occurrence: 2026-03, date: 2026-03-31, seed: s, population: 10, members: [follow_up/F1, follow_up/F2, follow_up/F3], stratum: phone}
        - {id: D2, policy: p, rule: audit, occurrence: 2026-03, date: 2026-03-31, seed: s, population: 4, members: [follow_up/F4, follow_up/F5], stratum: visit}
)yaml";

TEST(Accuracy, is_estimated_by_the_design_of_the_sample) {
  // As in interval_test.cpp: phone 5 of 6 items right for 10 follow-ups, visit 1 of 3 for 4.
  const Frame frame = evaluate(tasks_of("", audits + draws, "2026-04-15"), query({"accuracy_rate"}));
  EXPECT_EQ(rows(frame, {"numerator", "denominator", "missing", "interval", "state"}),
            (Lines{"6 | 9 | 1 | design (2 strata, 5 of 14 clusters) | ok"}));
  EXPECT_NEAR(real(frame, "value"), 0.717948717948718, 1e-12);
  EXPECT_NEAR(real(frame, "low"), 0.31678225319859027, 1e-12);
  EXPECT_NEAR(real(frame, "high"), 0.933218760836383, 1e-12);
}

TEST(Accuracy, is_explained_as_an_estimate) {
  const Explanation why =
      explain_value(tasks_of("", audits + draws, "2026-04-15"), query({"accuracy_rate"}), 0);
  EXPECT_NE(why.en.find("71.79 %, estimated from a sample by its design; of the sample itself 6 / 9"),
            std::string::npos)
      << why.en; // 6 / 9 alone is 66.66 %
}

TEST(Accuracy, of_one_item_keeps_the_design_of_the_whole_sample) {
  const Frame frame =
      evaluate(tasks_of("", audits + draws, "2026-04-15"), query({"accuracy_rate"}, {"item"}));
  EXPECT_EQ(rows(frame, {"item", "numerator", "denominator", "missing"}),
            (Lines{"grasp | 2 | 4 | 1", "mode | 4 | 5 | 0"}));
  EXPECT_EQ(rows(evaluate(tasks_of("", audits + draws, "2026-04-15"), query({"accuracy_rate"}, {"topic"})),
                 {"topic", "denominator"}),
            (Lines{"grasp | 4", "mode | 5"}));
  EXPECT_NEAR(real(frame, "value"), 0.5555555555555556, 1e-12);
  EXPECT_NEAR(real(frame, "low"), 0.052704602438248815, 1e-12);
  EXPECT_NEAR(real(frame, "high"), 0.9656166770678892, 1e-12);
}

TEST(Accuracy, without_a_recorded_draw_all_follow_ups_weigh_the_same) {
  const Frame frame = evaluate(tasks_of("", audits, "2026-04-15"), query({"accuracy_rate"}));
  EXPECT_NEAR(real(frame, "value"), 6.0 / 9, 1e-15);
  EXPECT_NEAR(real(frame, "low"), 0.2239773665067907, 1e-12);
  EXPECT_EQ(frame.cell(0, "interval"), "design (5 clusters, no draw recorded)");
}

TEST(Accuracy, of_what_nobody_drew_stands_for_itself) {
  const std::string visits_alone =
      draws.substr(0, draws.find("        - {id: D1")) + draws.substr(draws.find("        - {id: D2"));
  const Frame frame = evaluate(tasks_of("", audits + visits_alone, "2026-04-15"), query({"accuracy_rate"}));
  // Visits weigh 4/2: (5 + 2 * 1) / (6 + 2 * 3).
  EXPECT_NEAR(real(frame, "value"), 7.0 / 12, 1e-15);
  EXPECT_EQ(frame.cell(0, "interval"), "design (2 strata, 5 of 7 clusters)");
}

// --- intervals as the query asks for them

TEST(Intervals, are_labelled_and_given_only_where_they_hold) {
  const TaskSet tasks = tasks_of("", company(), "2026-05-15");
  const auto interval = [&](const char* measure, Interval wanted) {
    EvaluationQuery q = query({measure});
    q.interval = wanted;
    return evaluate(tasks, q).cell(0, "interval");
  };
  EXPECT_EQ(interval("completion_rate", Interval::automatic), "none (full count)");
  EXPECT_EQ(interval("completion_rate", Interval::design), "design: only for audited samples");
  // E1 and E6 are the same person.
  EXPECT_EQ(interval("completion_rate", Interval::wilson),
            "wilson: not given, repeated learners are not independent");
  EXPECT_EQ(interval("completion_rate", Interval::process), "process (2 clusters)");
  EXPECT_EQ(interval("overdue", Interval::process), "process: only for shares, means and ratios");
  EXPECT_EQ(interval("overdue", Interval::wilson), "wilson: only for shares");
}

TEST(Intervals, wilson_of_independent_learners) {
  // 15 of 148 present, each once: Newcombe (1998), Table I.
  std::string people = "      person: [", enrolments = "      enrolment: [",
              attendance = "      attendance: [";
  for (int i = 0; i < 148; ++i) {
    const std::string n = std::to_string(i), comma = i > 0 ? ", " : "";
    people += comma + "{id: L" + n + ", name: 学员}";
    enrolments += comma + "{id: E" + n + ", programme: P1, person: L" + n + "}";
    attendance += comma + "{id: A" + n + ", enrolment: E" + n +
                  ", date: 2026-03-01, present: " + (i < 15 ? "true" : "false") + "}";
  }
  const std::string programme =
      "      programme: [{id: P1, title: Sales, starts: 2026-03-01, ends: 2026-03-10}]\n";
  const TaskSet tasks =
      tasks_of("", programme + people + "]\n" + enrolments + "]\n" + attendance + "]\n", "2026-03-05");
  EvaluationQuery q = query({"attendance_rate"});
  q.interval = Interval::wilson;
  const Frame frame = evaluate(tasks, q);
  EXPECT_NEAR(real(frame, "low"), 0.0624, 0.00005);
  EXPECT_NEAR(real(frame, "high"), 0.1605, 0.00005);
  EXPECT_EQ(frame.cell(0, "interval"), "wilson");
}

TEST(FactMeasures, a_number_is_explained_by_the_facts_in_it) {
  const std::string text =
      explain_value(assessed(), query({"passed"}, {"programme"}), 1).to_text(Language::en);
  for (const char* part : {"programme = P2", "100 % = 1 / 1", "1 counted", "assessment_result/R5",
                           "1 without a value", "assessment_result/R4"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
  EXPECT_EQ(text.find("R6"), std::string::npos) << text; // dated later
}

} // namespace
} // namespace aftercourse
