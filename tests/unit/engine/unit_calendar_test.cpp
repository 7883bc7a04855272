// Units with calendars of their own: the unit of a task's anchor decides, and what it has not, it has from
// the units above it.
#include <aftercourse/engine/engine.hpp>

#include <gtest/gtest.h>

namespace aftercourse {
namespace {

/// Head office over a plant with a line in it, and a shop. The plant does not work on Friday 11 September
/// 2026, the shop not on Friday and Monday; every programme ends on Thursday the 10th.
class UnitCalendar : public ::testing::Test {
 protected:
  void SetUp() override {
    adopt(R"(  - {id: call, clause: "1", after: programme.ended, each: enrolment, window: {to: 1 working day},
     by: office, done_by: follow_up})");
    record(R"({"record": {
      "unit": [{"id": "head", "name": "总部"}, {"id": "plant", "name": "工厂", "parent": "head"},
               {"id": "line", "name": "产线", "parent": "plant"}, {"id": "shop", "name": "门店", "parent": "head"}],
      "person": [{"id": "L1", "name": "李雷"}]}})");
    const Calendar cn = Calendar::built_in("cn");
    engine.set_calendar(cn.with_days_off({Date(2026, 9, 11)}), "plant", next());
    engine.set_calendar(cn.with_days_off({Date(2026, 9, 11), Date(2026, 9, 14)}), "shop", next());
  }

  void adopt(const std::string& rules) {
    engine.adopt(
        Policy::parse("policy: p\ntitle: {en: P, zh: 制}\nversion: \"1\"\nroles: {office: {}}\nrules:\n" +
                          rules,
                      "p.yaml"),
        {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}}, next());
  }

  void record(const std::string& json) {
    Batch b = engine.batch();
    b.record_all_json(json);
    engine.commit(std::move(b), next());
  }

  /// A programme of a unit (empty: of none) with one learner of a unit.
  void enrol(const std::string& programme_unit, const std::string& learner_unit) {
    const auto unit = [](const std::string& id) { return id.empty() ? "" : R"(, "unit": ")" + id + '"'; };
    record(
        R"({"record": {"programme": [{"id": "P1", "title": "T", "starts": "2026-09-01", "ends": "2026-09-10")" +
        unit(programme_unit) + R"(}], "enrolment": [{"id": "E1", "programme": "P1", "person": "L1")" +
        unit(learner_unit) + "}]}}");
  }

  /// An hour after the write before.
  Stamp next() {
    Stamp stamp;
    stamp.at = Instant(Instant::from_text("2026-09-01T09:00+08:00").microseconds() +
                           3'600'000'000 * std::int64_t{writes_++},
                       8 * 60);
    return stamp;
  }

  Date due(KnownAt known_at = {}) {
    const TaskSet set = engine.tasks(Date(2026, 9, 10), Date(2026, 9, 10), known_at);
    EXPECT_EQ(set.size(), 1u);
    return set.task(0).window.to;
  }

  Engine engine = Engine::open();
  int writes_ = 0;
  const Date everyones{2026, 9, 11}, plants{2026, 9, 14}, shops{2026, 9, 15};
};

TEST_F(UnitCalendar, is_the_units_own) {
  enrol("plant", "");
  EXPECT_EQ(due(), plants);
}

TEST_F(UnitCalendar, is_inherited_from_the_unit_above) {
  enrol("line", "");
  EXPECT_EQ(due(), plants);
}

TEST_F(UnitCalendar, can_be_asked_for) {
  const auto off = [&](std::string_view unit) {
    return !engine.calendar(unit).is_working_day(everyones) + !engine.calendar(unit).is_working_day(plants);
  };
  EXPECT_EQ(off(""), 0);
  EXPECT_EQ(off("head"), 0);
  EXPECT_EQ(off("plant"), 1);
  EXPECT_EQ(off("line"), 1) << "as the plant";
  EXPECT_EQ(off("shop"), 2);
  EXPECT_THROW(engine.calendar("moon"), NotFound);
}

TEST_F(UnitCalendar, own_goes_before_inherited) {
  engine.set_calendar(Calendar::built_in("weekdays"), "line", next());
  enrol("line", "");
  EXPECT_EQ(due(), everyones);
}

TEST_F(UnitCalendar, is_everyones_where_no_unit_above_has_one) {
  enrol("head", "");
  EXPECT_EQ(due(), everyones);
}

TEST_F(UnitCalendar, goes_by_the_anchor_also_when_everyones_is_its) {
  enrol("head", "plant");
  EXPECT_EQ(due(), everyones) << "the learner's plant has a calendar, but head office runs the programme";
}

TEST_F(UnitCalendar, goes_by_the_subject_when_the_anchor_has_no_unit) {
  enrol("", "line");
  EXPECT_EQ(due(), plants);
}

TEST_F(UnitCalendar, is_everyones_when_there_is_no_unit) {
  enrol("", "");
  EXPECT_EQ(due(), everyones);
}

TEST_F(UnitCalendar, moves_with_the_unit) {
  enrol("line", "");
  const std::uint64_t before = engine.last_write();
  const std::string cursor = engine.changes("", Date(2026, 9, 10), {0, PeriodUnit::days}).cursor;
  Batch b = engine.batch();
  b.amend("unit", "line", R"({"parent": "shop"})");
  engine.commit(std::move(b), next());
  EXPECT_EQ(due(), shops);
  EXPECT_EQ(engine.changes(cursor, Date(2026, 9, 10), {0, PeriodUnit::days}).moved.size(), 1u);
  EXPECT_EQ(due(KnownAt{before}), plants);
}

TEST_F(UnitCalendar, is_the_one_known_then) {
  enrol("line", "");
  const std::uint64_t before = engine.last_write();
  const Instant then = *next().at;
  engine.set_calendar(Calendar::built_in("cn"), "plant", next());
  EXPECT_EQ(due(), everyones);
  EXPECT_EQ(due(KnownAt{before}), plants);
  EXPECT_EQ(due(KnownAt{then}), plants);
}

TEST_F(UnitCalendar, counts_a_series_and_explains_it) {
  adopt(R"(  - {id: talk, clause: "1", after: programme.ended, every: 1 working day, window: {to: 0 days},
     until: {of: programme.ended, plus: 1 working day}, by: office, done_by: meeting})");
  enrol("line", "");
  const TaskSet set = engine.tasks(Date(2026, 9, 10), Date(2026, 9, 30));
  ASSERT_EQ(set.size(), 1u) << "the second would lie after the end";
  EXPECT_EQ(set.task(0).window.to, plants);
}

} // namespace
} // namespace aftercourse
