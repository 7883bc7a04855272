// Which version of a policy makes a task: the latest that is in force and covers the unit.
#include <aftercourse/facts/json.hpp>
#include <aftercourse/tasks/derive.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

const char* const header = "policy: p\ntitle: {en: P, zh: 制}\nroles: {office: {}}\nversion: ";
const char* const call =
    "rules: [{id: call, clause: \"1\", after: programme.ended, each: enrolment, window: {to: 1 week}, "
    "do: call, by: office, done_by: follow_up}]\n";
const char* const monthly = "rules: [{id: call, clause: \"1\", after: programme.started, each: enrolment, "
                            "every: 1 month, while: programme, "
                            "window: {to: 1 week}, do: call, by: office, done_by: follow_up}]\n";

Adopted version(const char* name, const char* rules, Date on, std::optional<Date> until = {},
                std::vector<std::string> units = {}) {
  Adopted a{Policy::parse(std::string(header) + "\"" + name + "\"\n" + rules, "p.yaml"), {}};
  a.adoption.on = on;
  a.adoption.until = until;
  a.adoption.units = std::move(units);
  return a;
}

/// A programme from March to the day given, with a learner in each of two departments.
Snapshot company(const char* ends) {
  Journal journal;
  std::vector<Fault> faults;
  auto operations = read_json_batch(
      journal.head(),
      std::string(R"({"record": {"unit": [{"id": "U1", "name": "a"}, {"id": "U2", "name": "b"}],
        "person": [{"id": "L1", "name": "x"}],
        "programme": [{"id": "P1", "title": "t", "starts": "2026-03-01", "ends": ")") +
          ends + R"("}],
        "enrolment": [{"id": "E1", "programme": "P1", "person": "L1", "unit": "U1"},
                      {"id": "E2", "programme": "P1", "person": "L1", "unit": "U2"}]}})",
      faults);
  EXPECT_TRUE(faults.empty());
  Write write;
  write.recorded_at = Instant::from_text("2026-01-01T09:00+08:00");
  journal.publish(journal.prepare(std::move(operations), write));
  return journal.head();
}

/// "E1 v1, E2 v2": the version that made each task.
std::string versions(std::vector<Adopted> adopted, const char* ends, Date as_of) {
  DeriveOptions options;
  options.as_of = options.horizon = as_of;
  const TaskSet tasks = derive(std::move(adopted), company(ends), {}, options);
  std::string text;
  for (TaskIndex i = 0; i < tasks.size(); ++i) {
    const Task t = tasks.task(i);
    text += (text.empty() ? "" : ", ") + t.subject + " " + t.version;
    if (t.occurrence != t.anchor) text += " " + t.occurrence;
  }
  return text;
}

TEST(Governing, a_version_for_some_units_leaves_the_others_to_the_one_before) {
  EXPECT_EQ(
      versions({version("v1", call, Date(2026, 1, 1)), version("v2", call, Date(2026, 7, 1), {}, {"U1"})},
               "2026-08-10", Date(2026, 8, 12)),
      "E2 v1, E1 v2");
}

TEST(Governing, a_trial_that_ended_leaves_the_rest_to_the_one_before) {
  const std::vector<Adopted> both{version("v1", call, Date(2026, 1, 1)),
                                  version("v2", call, Date(2026, 7, 1), Date(2026, 7, 31))};
  EXPECT_EQ(versions(both, "2026-07-31", Date(2026, 8, 12)), "E1 v2, E2 v2");
  EXPECT_EQ(versions(both, "2026-08-01", Date(2026, 8, 12)), "E1 v1, E2 v1");
}

TEST(Governing, units_may_have_versions_from_the_same_day) {
  EXPECT_EQ(versions({version("v1", call, Date(2026, 1, 1), {}, {"U1"}),
                      version("v2", call, Date(2026, 1, 1), {}, {"U2"})},
                     "2026-08-10", Date(2026, 8, 12)),
            "E1 v1, E2 v2");
}

TEST(Governing, of_two_from_the_same_day_the_later_adopted_governs) {
  EXPECT_EQ(
      versions({version("v1", call, Date(2026, 1, 1)), version("v2", call, Date(2026, 1, 1), {}, {"U2"})},
               "2026-08-10", Date(2026, 8, 12)),
      "E1 v1, E2 v2");
}

TEST(Governing, nothing_before_the_adoption_nor_after_its_end) {
  EXPECT_EQ(versions({version("v1", call, Date(2026, 8, 11))}, "2026-08-10", Date(2026, 8, 12)), "");
  EXPECT_EQ(
      versions({version("v1", call, Date(2026, 1, 1), Date(2026, 8, 9))}, "2026-08-10", Date(2026, 8, 12)),
      "");
}

TEST(Governing, a_series_goes_on_under_the_next_version) {
  EXPECT_EQ(versions({version("v1", monthly, Date(2026, 1, 1)), version("v2", monthly, Date(2026, 5, 1))},
                     "2026-06-10", Date(2026, 6, 12)),
            "E1 v1 P1/1, E2 v1 P1/1, E1 v2 P1/2, E2 v2 P1/2, E1 v2 P1/3, E2 v2 P1/3");
}

TEST(Derive, a_date_that_means_for_ever_leaves_the_other_tasks_alone) {
  for (const char* const rules : {call, monthly}) {
    const std::vector<Adopted> adopted{version("v1", rules, Date(2026, 1, 1))};
    DeriveOptions options;
    options.as_of = Date(2026, 4, 12);
    options.horizon = Date(9999, 12, 31);
    options.limits.occurrences = 200'000; // a series to the end of time
    EXPECT_EQ(derive(adopted, company("9999-12-31"), {}, options).size() > 0, true);
  }
}

TEST(Agenda, a_misspelt_rule_or_policy_is_no_empty_agenda) {
  DeriveOptions options;
  options.as_of = options.horizon = Date(2026, 8, 12);
  const TaskSet tasks = derive({version("v1", call, Date(2026, 1, 1))}, company("2026-08-10"), {}, options);
  AgendaFilter filter;
  filter.rule = "call";
  EXPECT_EQ(agenda(tasks, filter).size(), 2u);
  filter.rule = "cal";
  EXPECT_THROW((void)agenda(tasks, filter), NotFound);
  filter.rule.clear();
  filter.policy = "q";
  EXPECT_THROW((void)agenda(tasks, filter), NotFound);
}

} // namespace
} // namespace aftercourse
