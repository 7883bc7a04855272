// Rates of tasks, counted by hand: see company.hpp.
#include "company.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse {
namespace {

using namespace test;

const std::vector<std::string> counts{"numerator", "denominator", "on_time", "late",  "early",
                                      "open",      "missing",     "void",    "waived"};

const std::string measures = R"yaml(
  - {id: visits, clause: "8(1)", completion: {rules: [visit]}}
  - {id: visits_in_time, clause: "8(2)", on_time: {rules: [visit]}}
  - {id: visits_overdue, clause: "8(3)", overdue: {rules: [visit]}}
  - {id: learners, clause: "8(4)", completion: {rules: [visit, second-visit], count: subject}}
  - {id: of_t1, clause: "8(5)", completion: {rules: [visit], where: {programme.lecturer.id: T1}}}
  - {id: plans, clause: "8(6)", completion: {rules: [plan]}, by: [programme]}
)yaml";

using Lines = std::vector<std::string>;

TaskSet on(const std::string& as_of) { return tasks_of(measures, company(), as_of); }

TEST(TaskMeasures, every_column_of_a_completion_rate) {
  const Frame frame = evaluate(on("2026-04-15"), query({"visits", "visits_in_time", "visits_overdue"}));
  EXPECT_EQ(rows(frame, counts),
            (Lines{"2 | 3 | 1 | 1 | 1 | 1 | 0 | 1 | 1", "1 | 3 | 1 | 1 | 1 | 1 | 0 | 1 | 1",
                   "1 | 3 | 1 | 1 | 1 | 1 | 0 | 1 | 1"}));
  EXPECT_DOUBLE_EQ(real(frame, "value", 0), 2.0 / 3);
  EXPECT_DOUBLE_EQ(real(frame, "value", 1), 1.0 / 3);
  EXPECT_DOUBLE_EQ(real(frame, "value", 2), 1);
  EXPECT_EQ(rows(frame, {"measure", "state", "interval", "low", "high", "clause"}),
            (Lines{"visits | ok | none (full count) |  |  | 8(1)",
                   "visits_in_time | ok | none (full count) |  |  | 8(2)",
                   "visits_overdue | ok | none (full count) |  |  | 8(3)"}));
}

TEST(TaskMeasures, the_columns_of_the_table_are_fixed) {
  std::vector<std::string> names;
  const Frame frame = evaluate(on("2026-04-15"), query({"visits"}, {"unit", "month"}));
  for (const Column& c : frame.columns()) names.push_back(c.name);
  EXPECT_EQ(names, (Lines{"measure", "unit", "month", "level", "value", "numerator", "denominator", "on_time",
                          "late", "early", "open", "missing", "void", "waived", "low", "high", "interval",
                          "state", "clause"}));
}

TEST(TaskMeasures, what_is_due_today_is_open_and_no_rate_is_zero) {
  const Frame due_today = evaluate(on("2026-03-20"), query({"visits", "visits_overdue"}, {"programme"}));
  // E1 is done, though not due before today; E2 and E3 are open, and so is all of P2.
  EXPECT_EQ(rows(due_today, {"programme", "value", "numerator", "denominator", "early", "open", "state"}),
            (Lines{"P1 |  | 0 | 0 | 1 | 2 | open", "P2 |  | 0 | 0 | 0 | 2 | open",
                   "P1 |  | 0 | 0 | 1 | 2 | open", "P2 |  | 0 | 0 | 0 | 2 | open"}));
  const Frame none = evaluate(on("2020-01-01"), query({"visits", "visits_overdue"}));
  EXPECT_EQ(rows(none, {"value", "denominator", "state", "interval"}),
            (Lines{" | 0 | no data | none (full count)", " | 0 | no data | none (full count)"}));
  EXPECT_EQ(evaluate(on("2020-01-01"), query({"visits"}, {"unit"})).rows(), 0u); // no group, no row
}

TEST(TaskMeasures, a_subject_counts_when_all_its_tasks_that_were_due_are_done) {
  // On 15 April both visits of P1 are over: nobody had a second one. E1 and E2 are overdue with it, E3 with
  // both; E4's first is waived, its second overdue. E6: the first is done, the second open.
  EXPECT_EQ(rows(evaluate(on("2026-04-15"), query({"learners"})), counts),
            (Lines{"0 | 4 | 0 | 0 | 0 | 2 | 0 | 1 | 0"}));
  // On 1 April only the first was due: E1 in time, E2 late, E3 not. E4, E6 and E7 are open.
  EXPECT_EQ(rows(evaluate(on("2026-04-01"), query({"learners"})), counts),
            (Lines{"2 | 3 | 1 | 1 | 0 | 3 | 0 | 1 | 0"}));
}

TEST(TaskMeasures, a_measure_s_own_where_and_a_query_s_where) {
  EXPECT_EQ(rows(evaluate(on("2026-04-15"), query({"of_t1"})), counts),
            (Lines{"2 | 3 | 1 | 1 | 0 | 0 | 0 | 1 | 1"}));
  EvaluationQuery q = query({"visits"});
  q.where = {{"unit", {"U11", "U2"}}};
  EXPECT_EQ(rows(evaluate(on("2026-04-15"), q), counts), (Lines{"1 | 2 | 0 | 1 | 0 | 0 | 0 | 0 | 1"}));
  q.where = {{"unit", {""}}}; // without a unit: E7
  EXPECT_EQ(rows(evaluate(on("2026-04-15"), q), counts), (Lines{"0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0"}));
  q.where = {};
  q.from = Date(2026, 4, 1), q.to = Date(2026, 4, 20); // due, both ends included
  EXPECT_EQ(rows(evaluate(on("2026-04-15"), q), counts), (Lines{"0 | 0 | 0 | 0 | 1 | 1 | 0 | 0 | 0"}));
  q.to = Date(2026, 4, 19);
  EXPECT_EQ(rows(evaluate(on("2026-04-15"), q), {"state"}), (Lines{"no data"}));
}

TEST(TaskMeasures, groups_by_what_can_be_reached) {
  const TaskSet tasks = on("2026-04-15");
  const auto by = [&](const char* name) {
    return rows(evaluate(tasks, query({"visits"}, {name})), {name, "numerator", "denominator", "open"});
  };
  EXPECT_EQ(by("programme"), (Lines{"P1 | 2 | 3 | 0", "P2 | 0 | 0 | 1"}));
  EXPECT_EQ(by("lecturer"), (Lines{"T1 | 2 | 3 | 0", "T2 | 0 | 0 | 1"}));
  EXPECT_EQ(by("programme.lecturer"), by("lecturer"));
  EXPECT_EQ(by("month"), (Lines{"2026-03 | 2 | 3 | 0", "2026-04 | 0 | 0 | 1"})); // of the due day
  EXPECT_EQ(by("quarter"), (Lines{"2026-Q1 | 2 | 3 | 0", "2026-Q2 | 0 | 0 | 1"}));
  EXPECT_EQ(by("year"), (Lines{"2026 | 2 | 3 | 1"}));
  EXPECT_EQ(by("rule"), (Lines{"visit | 2 | 3 | 1"}));
  EXPECT_EQ(by("policy"), (Lines{"p | 2 | 3 | 1"}));
  EXPECT_EQ(by("channel"), (Lines{"email | 0 | 1 | 0", "phone | 2 | 2 | 1"})); // E3 was not reached
  // The unit at the anchor: E5 is U12's (left out: void), whose employee that was on 10 March; E7's is
  // unknown.
  EXPECT_EQ(by("unit"), (Lines{"U1 | 1 | 1 | 0", "U11 | 1 | 2 | 0", "U12 | 0 | 0 | 0", "U2 | 0 | 0 | 0",
                               " | 0 | 0 | 1"}));
  EXPECT_EQ(by("unit.name").front(), "一组 | 1 | 2 | 0");
  EXPECT_THROW(by("colour"), InvalidArgument);
}

TEST(TaskMeasures, a_unit_includes_its_descendants_by_level) {
  const TaskSet tasks = on("2026-04-15");
  const auto by = [&](const char* name) {
    return rows(evaluate(tasks, query({"visits"}, {name})),
                {name, "numerator", "denominator", "void", "waived"});
  };
  EXPECT_EQ(by("unit.level_1"), (Lines{"U1 | 2 | 3 | 1 | 0", "U2 | 0 | 0 | 0 | 1", " | 0 | 0 | 0 | 0"}));
  // U1's own tasks belong to no unit of the second level.
  EXPECT_EQ(by("unit.level_2"), (Lines{"U11 | 1 | 2 | 0 | 0", "U12 | 0 | 0 | 1 | 0", " | 1 | 1 | 0 | 1"}));
  EXPECT_EQ(by("unit.parent"), (Lines{"U1 | 1 | 2 | 1 | 0", " | 1 | 1 | 0 | 1"}));
  EXPECT_THROW(by("programme.level_1"), InvalidArgument); // programmes form no tree
  EXPECT_THROW(by("unit.level_0"), InvalidArgument);
}

TEST(TaskMeasures, submitted_evidence_that_waits_past_the_due_day_counts_as_not_done_and_only_once) {
  const std::string plan = "      plan: [{id: PL1, date: 2026-03-15, programme: P1}]\n";
  const Frame waiting = evaluate(tasks_of(measures, company() + plan, "2026-04-15"), query({"plans"}));
  EXPECT_EQ(rows(waiting, {"programme", "numerator", "denominator", "open", "value"}),
            (Lines{"P1 | 0 | 1 | 0 | 0", "P2 | 0 | 0 | 1 | ", "P3 | 0 | 0 | 1 | "}));
  const std::string accepted =
      "      decision: [{id: D1, concerning: plan/PL1, date: 2026-04-01, outcome: accepted}]\n";
  EXPECT_EQ(rows(evaluate(tasks_of(measures, company() + plan + accepted, "2026-04-15"), query({"plans"})),
                 {"programme", "on_time", "denominator"}),
            (Lines{"P1 | 1 | 1", "P2 | 0 | 0", "P3 | 0 | 0"})); // the day of submission decides
}

TEST(TaskMeasures, totals_of_groups_equal_the_total_and_nothing_is_counted_twice) {
  const TaskSet tasks = on("2026-04-15");
  const Frame total = evaluate(tasks, query({"completion_rate"}));
  const std::vector<std::string> parts{"denominator", "early", "open", "missing", "void", "waived"};
  const auto sum = [&](const Frame& frame, const std::string& column) {
    double n = 0;
    for (std::size_t row = 0; row < frame.rows(); ++row) n += std::stod(frame.cell(row, column));
    return n;
  };
  double all = 0;
  for (const std::string& column : parts) all += sum(total, column);
  EXPECT_EQ(all, static_cast<double>(tasks.size()));
  for (const std::vector<std::string>& by :
       std::vector<std::vector<std::string>>{{"programme"},
                                             {"unit"},
                                             {"unit.level_1"},
                                             {"channel"},
                                             {"unit", "month"},
                                             {"programme", "lecturer", "rule"}}) {
    const Frame groups = evaluate(tasks, query({"completion_rate"}, by));
    EXPECT_GT(groups.rows(), 1u) << by.front();
    for (const std::string& column : counts) EXPECT_EQ(sum(groups, column), sum(total, column)) << column;
  }
}

TEST(TaskMeasures, measures_with_groupings_of_their_own_share_a_table) {
  const Frame frame = evaluate(on("2026-04-15"), query({"visits", "plans"}));
  EXPECT_EQ(rows(frame, {"measure", "programme", "denominator"}),
            (Lines{"visits |  | 3", "plans | P1 | 1", "plans | P2 | 0", "plans | P3 | 0"}));
}

TEST(TaskMeasures, a_rate_is_explained_by_the_tasks_in_it) {
  const TaskSet tasks = on("2026-04-15");
  const std::string text = explain_value(tasks, query({"visits"}, {"programme"}), 0).to_text(Language::en);
  for (const char* part :
       {"66.67 % = 2 / 3", "8(1)", "1 done in time", "visit E1 (2026-03-20)", "1 done late", "1 overdue",
        "visit E3", "1 waived: not in the denominator", "visit E4", "1 void"})
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in\n" << text;
  EXPECT_EQ(text.find("E7"), std::string::npos) << text; // of the other programme
  EXPECT_THROW((void)explain_value(tasks, query({"visits"}), 1), NotFound);
}

TEST(TaskMeasures, what_cannot_be_asked) {
  const TaskSet tasks = on("2026-04-15");
  EXPECT_THROW((void)evaluate(tasks, query({"vists"})), NotFound);
  EXPECT_THROW((void)evaluate(tasks, query({})), InvalidArgument);
  EvaluationQuery q = query({"visits"});
  q.level = 1;
  EXPECT_THROW((void)evaluate(tasks, q), InvalidArgument);
  q.level = 0.95;
  q.by = {"programme", "month", "programme"};
  EXPECT_THROW((void)evaluate(tasks, q), InvalidArgument);
  q.by = {};
  q.from = Date(2026, 4, 2);
  q.to = Date(2026, 4, 1);
  EXPECT_THROW((void)evaluate(tasks, q), InvalidArgument);
  q.from = q.to = {};
  q.progress = [](std::uint64_t, std::uint64_t, std::string_view) { return false; };
  EXPECT_THROW((void)evaluate(tasks, q), Cancelled);
}

} // namespace
} // namespace aftercourse
