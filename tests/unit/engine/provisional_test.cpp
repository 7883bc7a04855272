// Tasks that rest on days not announced yet: marked, explained, and settled when the notice comes.
#include <aftercourse/engine/engine.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

Stamp stamp_at(const char* when) {
  Stamp s;
  s.at = Instant::from_text(when);
  return s;
}

/// Made up: New Year's Day is off, the Saturday after it is worked.
constexpr const char* notice_2027 = R"({"year": 2027, "days": [
  {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
  {"name": "元旦", "date": "2027-01-02", "isOffDay": false}]})";

Engine company(const std::string& rules) {
  Engine engine = Engine::open();
  engine.adopt(Policy::parse(
                   "policy: p\ntitle: {en: P, zh: 制}\nversion: \"1\"\nroles: {office: {}}\nrules:\n" + rules,
                   "p.yaml"),
               {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
               stamp_at("2026-01-01T09:00+08:00"));
  Batch b = engine.batch();
  b.record_all_json(R"({"record": {
    "person": [{"id": "L1", "name": "李雷"}],
    "programme": [
      {"id": "P0", "title": "T", "starts": "2026-12-01", "ends": "2026-12-21"},
      {"id": "P1", "title": "T", "starts": "2026-12-01", "ends": "2026-12-25"},
      {"id": "P2", "title": "T", "starts": "2026-12-01", "ends": "2026-12-28"}],
    "enrolment": [{"id": "E1", "programme": "P1", "person": "L1"}],
    "communication": [{"id": "C1", "enrolment": "E1", "date": "2026-12-29", "channel": "letter"}]}})");
  engine.commit(std::move(b), stamp_at("2026-12-01T09:00+08:00"));
  return engine;
}

const std::string report = R"(
  - {id: report, clause: "1", after: programme.ended, window: {to: 5 working days}, by: office, done_by: report}
)";

/// "P1 2027-01-01?" of each task that is picked, by subject; the question mark says provisional.
std::string told(const TaskSet& set, const std::vector<TaskIndex>& picked) {
  std::vector<std::string> lines;
  for (const TaskIndex i : picked) {
    const Task t = set.task(i);
    lines.push_back(t.subject + " " + t.window.to.to_string() + (t.provisional ? "?" : ""));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) (text += text.empty() ? "" : ", ") += line;
  return text;
}

std::string told(const Engine& engine, Date as_of, KnownAt known_at = {}) {
  const TaskSet set = engine.tasks(as_of, Date(2027, 3, 1), known_at);
  std::vector<TaskIndex> all(set.size());
  for (TaskIndex i = 0; i < set.size(); ++i) all[i] = i;
  return told(set, all);
}

Explanation find(const Explanation& e, const std::string& topic) {
  if (e.topic == topic) return e;
  for (const Explanation& detail : e.details)
    if (Explanation found = find(detail, topic); !found.topic.empty()) return found;
  return {};
}

constexpr Date today = Date::unchecked(20'807); // 2026-12-20

TEST(Provisional, a_notice_settles_the_tasks_and_changes_tells_which_moved) {
  ASSERT_EQ(today, Date(2026, 12, 20));
  Engine engine = company(report);
  // After the 21st: 22, 23, 24, 25, 28. After the 25th: 28 to 31 and, as far as is known, Friday 1 January.
  EXPECT_EQ(told(engine, today), "P0 2026-12-28, P1 2027-01-01?, P2 2027-01-04?");
  const std::string cursor = engine.changes("", today, {4, PeriodUnit::weeks}).cursor;
  const std::uint64_t before = engine.last_write();

  engine.set_calendar(engine.calendars().everyone.with_notice(notice_2027), {},
                      stamp_at("2026-12-20T09:00+08:00"));
  EXPECT_EQ(told(engine, today), "P0 2026-12-28, P1 2027-01-02, P2 2027-01-04");
  const Changes settled = engine.changes(cursor, today, {4, PeriodUnit::weeks});
  EXPECT_EQ(told(settled.set, settled.changed), "P1 2027-01-02, P2 2027-01-04");
  EXPECT_EQ(told(settled.set, settled.moved), "P1 2027-01-02");
  EXPECT_EQ(told(settled.set, settled.confirmed), "P2 2027-01-04");
  EXPECT_TRUE(settled.added.empty());
  EXPECT_TRUE(settled.removed.empty());

  EXPECT_EQ(told(engine, today, KnownAt{before}), "P0 2026-12-28, P1 2027-01-01?, P2 2027-01-04?");
  const Changes quiet = engine.changes(settled.cursor, today, {4, PeriodUnit::weeks});
  EXPECT_TRUE(quiet.changed.empty() && quiet.moved.empty() && quiet.confirmed.empty());
}

TEST(Provisional, calendar_time_rests_on_no_notice_until_it_rolls) {
  const auto due = [](const char* window) {
    return told(company("  - {id: r, clause: \"1\", after: programme.ended, window: {" + std::string(window) +
                        "}, by: office, done_by: report}\n"),
                today);
  };
  EXPECT_EQ(due("to: 2 weeks"), "P0 2027-01-04, P1 2027-01-08, P2 2027-01-11");
  EXPECT_EQ(due("to: 1 week, roll: following"), "P0 2026-12-28, P1 2027-01-01?, P2 2027-01-04?");
  EXPECT_EQ(due("from: 1 week, to: 1 week, roll: preceding"),
            "P0 2026-12-28, P1 2027-01-01?, P2 2027-01-04?");
  EXPECT_EQ(due("from: 5 working days, to: 1 month"), "P0 2027-01-21, P1 2027-01-25?, P2 2027-01-28?")
      << "the day it opens counts too";
}

TEST(Provisional, changes_tells_of_another_anchor_day_though_the_window_stays) {
  Engine engine = company(R"(
  - {id: report, clause: "1", after: programme.ended, window: {from: 1 working day, to: 5 working days}, by: office,
     done_by: report}
)");
  const Changes first = engine.changes("", today, {4, PeriodUnit::weeks});
  Batch b = engine.batch();
  b.amend("programme", "P1", R"({"ends": "2026-12-26"})"); // Friday to Saturday
  engine.commit(std::move(b), stamp_at("2026-12-02T09:00+08:00"));
  const Changes then = engine.changes(first.cursor, today, {4, PeriodUnit::weeks});
  EXPECT_EQ(told(then.set, then.changed), "P1 2027-01-01?");
  EXPECT_TRUE(then.moved.empty() && then.confirmed.empty());
}

TEST(Provisional, what_follows_a_provisional_day_is_provisional) {
  const std::string missed = report + R"(
  - {id: explain, clause: "2", after: {missed: report}, window: {to: 1 week}, by: office, done_by: meeting}
)";
  EXPECT_EQ(told(company(missed), Date(2027, 1, 4)),
            "P0 2026-12-28, P0 2027-01-04, P1 2027-01-01?, P1 2027-01-08?, P2 2027-01-04?");
  const std::string series = R"(
  - {id: talk, clause: "1", after: programme.ended, every: 5 working days, until: {of: programme.ended, plus: 3 weeks},
     window: {to: 0 days}, by: office, done_by: meeting}
)";
  EXPECT_EQ(told(company(series), today),
            "P0 2026-12-28, P0 2027-01-04?, P0 2027-01-11?, P1 2027-01-01?, P1 2027-01-08?, P1 2027-01-15?, "
            "P2 2027-01-04?, P2 2027-01-11?, P2 2027-01-18?");
}

TEST(Provisional, a_reply_asked_for_in_working_days_is_too) {
  const std::string letter = R"(
  - {id: ask, clause: "1", after: programme.ended, each: enrolment, window: {to: 1 week}, by: office,
     channels: [{letter: {reply_within: 5 working days}}], done_by: follow_up}
)";
  EXPECT_EQ(told(company(letter), Date(2026, 12, 28)), "E1 2027-01-01");
  EXPECT_EQ(told(company(letter), Date(2026, 12, 29)), "E1 2027-01-05?")
      << "30, 31 December, 1, 4, 5 January";
}

TEST(Provisional, the_explanation_names_the_notice_that_is_not_there) {
  Engine engine = company(report);
  const TaskSet set = engine.tasks(today, Date(2027, 3, 1));
  ASSERT_EQ(set.task(1).subject, "P1");
  const Explanation window = find(explain(set, 1), "window");
  const Explanation mark = find(window, "provisional");
  EXPECT_EQ(mark.en, "provisional: the notice for 2027 is not loaded");
  EXPECT_EQ(mark.zh, "暂定：2027年的放假通知尚未载入");
  const Explanation& closes = window.details.at(1);
  ASSERT_EQ(closes.details.size(), 3u);
  EXPECT_EQ(closes.details[0].en, "2026-12-26 Sat to 2026-12-27 Sun: days off");
  EXPECT_EQ(closes.details[1].en, "2026-12-28 Mon to 2026-12-31 Thu: working days 1 to 4");
  EXPECT_EQ(closes.details[2].en, "2027-01-01 Fri: working day 5, not announced yet");
  EXPECT_EQ(closes.details[2].zh, "2027-01-01 周五：工作日（第5个），尚未公布");
  EXPECT_EQ(find(explain(set, 0), "provisional").topic, "") << "P0 rests on 2026 alone";
}

TEST(Provisional, the_explanation_names_every_year_that_is_missing_or_what_was_before) {
  const auto mark = [](const char* window) {
    Engine engine = company("  - {id: r, clause: \"1\", after: programme.ended, window: {" +
                            std::string(window) + "}, by: office, done_by: report}\n");
    return find(explain(engine.tasks(today, today.plus_days(10)), 0), "provisional").en;
  };
  EXPECT_EQ(mark("to: 400 working days"), "provisional: the notices for 2027 to 2028 are not loaded");
  EXPECT_EQ(mark("from: -6000 working days, to: 0 days"),
            "provisional: the days off before 2007-01-01 are not known");
}

} // namespace
} // namespace aftercourse
