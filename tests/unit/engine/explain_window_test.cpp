// How the explanation of a task tells its window day by day.
#include <aftercourse/engine/engine.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

using Lines = std::vector<std::string>;

/// The details of a window's explanation: those of its bounds, of the roll, of the letter's date ...
class Told {
 public:
  Told(const std::string& ends, const std::string& rule, Date as_of) {
    Engine engine = Engine::open();
    Stamp stamp;
    stamp.at = Instant::from_text("2026-01-01T09:00+08:00");
    const std::string policy =
        "policy: p\nversion: \"1\"\nroles: {office: {}}\nrules:\n  - {id: r, clause: \"1\", "
        "after: programme.ended, each: enrolment, by: office, done_by: follow_up, " +
        rule + "}\n";
    engine.adopt(Policy::parse(policy, "p.yaml"),
                 {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}, stamp);
    Batch b = engine.batch();
    b.record_all_json(R"({"record": {
      "person": [{"id": "L1", "name": "李雷"}],
      "programme": [{"id": "P1", "title": "T", "starts": "2026-01-05", "ends": ")" +
                      ends + R"("}],
      "enrolment": [{"id": "E1", "programme": "P1", "person": "L1"}],
      "communication": [{"id": "C1", "enrolment": "E1", "date": "2026-09-28", "channel": "letter"}]}})");
    engine.commit(std::move(b), stamp);
    const TaskSet set = engine.tasks(as_of, as_of.plus_days(60));
    for (Explanation& e : explain(set, 0).details)
      if (e.topic == "window") window_ = std::move(e);
  }

  Lines of(const std::string& topic, bool zh = false) const {
    for (const Explanation& e : window_.details) {
      if (e.topic != topic) continue;
      Lines lines{zh ? e.zh : e.en};
      for (const Explanation& day : e.details) lines.push_back(zh ? day.zh : day.en);
      return lines;
    }
    return {};
  }

 private:
  Explanation window_;
};

// By hand: after Tuesday 29 September 2026 come the 30th (1), the holiday of 1 to 7 October, the 8th (2), the
// 9th (3), Saturday the 10th, worked for the holiday (4), Sunday, Monday the 12th (5).
TEST(ExplainWindow, counts_across_the_october_holiday) {
  const Told told("2026-09-29", "window: {to: 5 working days}", Date(2026, 9, 29));
  EXPECT_EQ(told.of("to"),
            (Lines{"closes 2026-10-12 Mon = 2026-09-29 + 5 working days", "2026-09-30 Wed: working day 1",
                   "2026-10-01 Thu to 2026-10-07 Wed: days off (国庆节)",
                   "2026-10-08 Thu to 2026-10-09 Fri: working days 2 to 3",
                   "2026-10-10 Sat: make-up working day 4 (国庆节)", "2026-10-11 Sun: day off",
                   "2026-10-12 Mon: working day 5"}));
  EXPECT_EQ(told.of("to", true),
            (Lines{"截止：2026-10-12 周一 = 2026-09-29 + 5个工作日", "2026-09-30 周三：工作日（第1个）",
                   "2026-10-01 周四 至 2026-10-07 周三：放假（国庆节）",
                   "2026-10-08 周四 至 2026-10-09 周五：工作日（第2至3个）",
                   "2026-10-10 周六：调休上班（第4个）（国庆节）", "2026-10-11 周日：休息日",
                   "2026-10-12 周一：工作日（第5个）"}));
}

TEST(ExplainWindow, counts_backwards_from_the_day_before) {
  const Told told("2026-10-09", "window: {from: -2 working days, to: 0 days}", Date(2026, 10, 9));
  EXPECT_EQ(told.of("from"),
            (Lines{"opens 2026-09-30 Wed = 2026-10-09 - 2 working days", "2026-10-08 Thu: working day 1",
                   "2026-10-01 Thu to 2026-10-07 Wed: days off (国庆节)", "2026-09-30 Wed: working day 2"}));
}

TEST(ExplainWindow, says_why_a_month_ends_early_and_where_its_end_rolls) {
  const Told told("2026-08-31", "window: {to: 1 month, roll: following}", Date(2026, 9, 1));
  EXPECT_EQ(told.of("to"), (Lines{"closes 2026-09-30 Wed = 2026-08-31 + 1 month",
                                  "2026-09 has no day 31, so its last day counts"}));
  EXPECT_EQ(told.of("roll"), Lines{});
  const Told rolled("2026-09-10", "window: {to: 1 month, roll: preceding}", Date(2026, 9, 20));
  EXPECT_EQ(rolled.of("roll"), Lines{}) << "Saturday 10 October is worked";
  const Told earlier("2026-09-11", "window: {to: 1 month, roll: preceding}", Date(2026, 9, 20));
  EXPECT_EQ(earlier.of("roll"),
            (Lines{"2026-10-11 Sun is a day off, so the due date moves to 2026-10-10 Sat",
                   "2026-10-10 Sat: make-up working day (国庆节)", "2026-10-11 Sun: day off"}));
}

TEST(ExplainWindow, tells_the_date_that_a_letter_asked_for) {
  const Told told("2026-09-21", "window: {to: 2 weeks}, channels: [{letter: {reply_within: 5 working days}}]",
                  Date(2026, 9, 30));
  EXPECT_EQ(told.of("reply"),
            (Lines{"the letter of 2026-09-28 Mon asks for a reply within 5 working days, by 2026-10-10 Sat",
                   "2026-09-29 Tue to 2026-09-30 Wed: working days 1 to 2",
                   "2026-10-01 Thu to 2026-10-07 Wed: days off (国庆节)",
                   "2026-10-08 Thu to 2026-10-09 Fri: working days 3 to 4",
                   "2026-10-10 Sat: make-up working day 5 (国庆节)"}));
  EXPECT_EQ(told.of("reply", true).front(), "2026-09-28 周一 的函件要求 5个工作日内回复，即 2026-10-10 周六");
}

TEST(ExplainWindow, stops_after_a_good_half_year) {
  const Lines days = Told("2026-01-30", "window: {to: 200 working days}", Date(2026, 2, 1)).of("to");
  EXPECT_EQ(days.size(), 42u) << "the bound, forty stretches, and so on";
  EXPECT_EQ(days.back(), "and so on");
}

} // namespace
} // namespace aftercourse
