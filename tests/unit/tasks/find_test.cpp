// A task is found, and waived, by its id and by its key.
#include <aftercourse/facts/json.hpp>
#include <aftercourse/tasks/derive.hpp>

#include <algorithm>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

TaskSet derived(const std::string& waivers) {
  const Policy policy = Policy::parse(R"(
policy: p
title: {en: P, zh: 制}
version: "1"
roles: {office: {}}
rules:
  - {id: visit, clause: "1", after: programme.ended, each: enrolment, window: {to: 2 weeks}, by: office, done_by: follow_up}
)",
                                      "p.yaml");
  Journal journal;
  std::vector<Fault> faults;
  auto operations = read_json_batch(journal.head(), R"({"record": {
    "person": [{"id": "L", "name": "李雷"}],
    "programme": [{"id": "P/1", "title": "A", "starts": "2026-03-01", "ends": "2026-03-02"},
                  {"id": "P", "title": "B", "starts": "2026-03-01", "ends": "2026-03-02"}],
    "enrolment": [{"id": "E", "programme": "P/1", "person": "L"}, {"id": "E/P", "programme": "P", "person": "L"},
                  {"id": "F", "programme": "P", "person": "L"}],
    "waiver": [)" + waivers + "]}}",
                                    faults);
  EXPECT_TRUE(faults.empty());
  Write write;
  write.recorded_at = Instant::from_text("2026-01-01T09:00+08:00");
  journal.publish(journal.prepare(std::move(operations), write));
  Adoption adoption;
  adoption.on = Date(2026, 1, 1);
  return derive({{policy, adoption}}, journal.head(), {}, {Date(2026, 3, 9), Date(2026, 3, 9), {}, {}});
}

std::string waiver(const std::string& id, const std::string& task, const std::string& date) {
  return R"({"id": ")" + id + R"(", "task": ")" + task + R"(", "date": ")" + date +
         R"(", "approver": "L", "reason": "on leave"})";
}

TEST(Find, by_id_and_by_key_also_where_ids_hold_slashes) {
  const TaskSet tasks = derived("");
  ASSERT_EQ(tasks.size(), 3u);
  for (TaskIndex t = 0; t < tasks.size(); ++t) {
    EXPECT_EQ(tasks.find(tasks.id_of(t)), t);
    EXPECT_EQ(tasks.find(tasks.task(t).key), t) << tasks.task(t).key;
  }
  EXPECT_EQ(tasks.find("p/visit/enrolment/F/P/1"), no_index);
  EXPECT_EQ(tasks.find("p/visit/enrolment/F"), no_index);
  EXPECT_EQ(tasks.find(std::string(32, '0')), no_index);
  EXPECT_EQ(tasks.find(""), no_index);
}

TEST(Waiver, names_a_task_by_key_or_id_and_the_earliest_counts) {
  const TaskSet plain = derived("");
  const TaskIndex by_key = plain.find("p/visit/enrolment/E/P/P"), by_id = plain.find("p/visit/enrolment/F/P");
  ASSERT_NE(by_key, no_index);
  ASSERT_NE(by_id, no_index);
  const TaskSet tasks =
      derived(waiver("W2", plain.task(by_key).key, "2026-03-05") + "," +
              waiver("W1", plain.task(by_key).key, "2026-03-04") + "," +
              waiver("W3", plain.id_of(by_id), "2026-03-09") + "," +
              waiver("W4", plain.id_of(plain.find("p/visit/enrolment/E/P/1")), "2026-03-10"));
  EXPECT_EQ(tasks.states()[by_key], State::waived);
  EXPECT_EQ(tasks.states()[by_id], State::waived);
  EXPECT_EQ(std::count(tasks.states().begin(), tasks.states().end(), State::waived), 2);
  const Outcome& outcome = tasks.outcome(tasks.outcomes()[by_key]);
  EXPECT_EQ(tasks.facts().table("waiver").id(outcome.waiver), "W1");
}

} // namespace
} // namespace aftercourse
