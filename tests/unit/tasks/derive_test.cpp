// What the policy examples cannot show: determinism, limits and order.
#include <aftercourse/facts/json.hpp>
#include <aftercourse/tasks/derive.hpp>
#include <aftercourse/tasks/explanation.hpp>

#include <algorithm>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

Policy policy(const std::string& rules) {
  return Policy::parse(
      "policy: p\ntitle: {en: P, zh: 制}\nversion: \"1\"\nroles: {office: {}}\nrules:\n" + rules, "p.yaml");
}

const char* visit = R"(
  - id: visit
    title: {en: Visit, zh: 回访}
    clause: "1"
    after: programme.ended
    each: enrolment
    window: {to: 2 weeks}
    do: visit
    by: office
    done_by: follow_up
)";

Snapshot record(const std::string& json) {
  Journal journal;
  std::vector<Fault> faults;
  auto operations = read_json_batch(journal.head(), json, faults);
  EXPECT_TRUE(faults.empty());
  Write write;
  write.recorded_at = Instant::from_text("2026-01-01T09:00+08:00");
  journal.publish(journal.prepare(std::move(operations), write));
  return journal.head();
}

std::string company(bool reversed) {
  std::vector<std::string> enrolments, calls;
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    enrolments.push_back(R"({"id": "E)" + n + R"(", "programme": "P)" + std::to_string(i % 3) +
                         R"(", "person": "L"})");
    if (i % 2 == 0)
      calls.push_back(R"({"id": "F)" + n + R"(", "enrolment": "E)" + n + R"(", "date": "2026-03-1)" +
                      std::to_string(i % 7) + R"(", "channel": "phone", "reached": true})");
  }
  if (reversed) {
    std::reverse(enrolments.begin(), enrolments.end());
    std::reverse(calls.begin(), calls.end());
  }
  const auto list = [](const std::vector<std::string>& items) {
    std::string text;
    for (const auto& i : items) text += (text.empty() ? "" : ",") + i;
    return "[" + text + "]";
  };
  std::vector<std::string> programmes;
  for (int i = 0; i < 3; ++i)
    programmes.push_back(R"({"id": "P)" + std::to_string(i) +
                         R"(", "title": "T", "starts": "2026-03-01", "ends": "2026-03-10"})");
  if (reversed) std::reverse(programmes.begin(), programmes.end());
  return R"({"record": {"person": [{"id": "L", "name": "李"}], "programme": )" + list(programmes) +
         R"(, "enrolment": )" + list(enrolments) + R"(, "follow_up": )" + list(calls) + "}}";
}

DeriveOptions on(Date day) {
  DeriveOptions o;
  o.as_of = o.horizon = day;
  return o;
}

TEST(Derive, permuting_the_facts_changes_no_byte) {
  const Adopted adopted{policy(visit),
                        {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}};
  const auto a = derive({adopted}, record(company(false)), {}, on(Date(2026, 4, 1)));
  const auto b = derive({adopted}, record(company(true)), {}, on(Date(2026, 4, 1)));
  ASSERT_EQ(a.size(), 40u);
  EXPECT_EQ(a.to_frame().to_json(), b.to_frame().to_json());
}

TEST(Derive, stops_at_the_limit_and_names_the_rule) {
  const Adopted adopted{policy(visit),
                        {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}};
  DeriveOptions options = on(Date(2026, 4, 1));
  options.limits.tasks = 10;
  try {
    (void)derive({adopted}, record(company(false)), {}, options);
    FAIL();
  } catch (const LimitError& e) {
    EXPECT_EQ(e.code(), "AC8004");
    EXPECT_NE(std::string(e.what()).find("visit"), std::string::npos);
  }
}

TEST(Derive, progress_can_stop_it) {
  const Adopted adopted{policy(visit),
                        {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}};
  DeriveOptions options = on(Date(2026, 4, 1));
  options.progress = [](std::uint64_t, std::uint64_t, std::string_view) { return false; };
  EXPECT_THROW((void)derive({adopted}, record(company(false)), {}, options), Cancelled);
}

TEST(Derive, a_version_governs_what_begins_under_it) {
  const Adopted first{policy(visit),
                      {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}};
  Adopted second = first;
  second.adoption.on = Date(2026, 3, 5);
  const auto set = derive({second, first}, record(company(false)), {}, on(Date(2026, 4, 1)));
  ASSERT_EQ(set.size(), 40u); // the anchor, 10 March, lies under the second version: one task each, not two
  for (const TaskGroup& g : set.groups()) EXPECT_EQ(set.policies()[g.adopted].adoption.on, Date(2026, 3, 5));
}

TEST(Agenda, goes_by_due_date_then_depth_policy_rule_occurrence_and_subject) {
  const std::string chain = std::string(visit) + R"(
  - id: report
    title: {en: Report, zh: 报告}
    clause: "2"
    after: {task: visit}
    window: {to: 0 days}
    do: report
    by: office
    done_by: report
)";
  const std::string other = R"(
  - {id: early, clause: "1", after: programme.ended, window: {to: 2 weeks}, by: office, done_by: plan}
)";
  const auto adopted = [](const std::string& name, const std::string& rules) {
    Policy p = Policy::parse("policy: " + name + "\nversion: \"1\"\nroles: {office: {}}\nrules:\n" + rules,
                             "p.yaml");
    return Adopted{std::move(p),
                   {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}};
  };
  const auto facts = record(R"({"record": {
    "person": [{"id": "L", "name": "李"}],
    "programme": [{"id": "P2", "title": "T", "starts": "2026-03-01", "ends": "2026-03-10"},
                  {"id": "P1", "title": "T", "starts": "2026-03-01", "ends": "2026-03-10"}],
    "enrolment": [{"id": "E3", "programme": "P1", "person": "L"}, {"id": "E1", "programme": "P2", "person": "L"},
                  {"id": "E2", "programme": "P1", "person": "L"}, {"id": "E4", "programme": "P2", "person": "L"}],
    "follow_up": [{"id": "F4", "enrolment": "E4", "date": "2026-03-24", "channel": "phone", "reached": true}]}})");
  const TaskSet set = derive({adopted("b", chain), adopted("a", other)}, facts, {}, on(Date(2026, 3, 24)));
  std::vector<std::string> keys;
  for (const TaskIndex t : agenda(set, {})) keys.push_back(set.task(t).key);
  ASSERT_EQ(keys.size(), 6u); // E4's visit is done
  EXPECT_EQ(std::vector(keys.begin(), keys.end() - 1),
            (std::vector<std::string>{"a/early/programme/P1/P1", "a/early/programme/P2/P2",
                                      "b/visit/enrolment/E2/P1", "b/visit/enrolment/E3/P1",
                                      "b/visit/enrolment/E1/P2"}));
  EXPECT_TRUE(keys.back().starts_with("b/report/enrolment/E4/")); // follows a task
}

} // namespace
} // namespace aftercourse
