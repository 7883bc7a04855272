// What we write is read by libical, and written by it again, without a change; and the other way round.
#include <cstdlib>
#include <memory>

#include <libical/ical.h>

#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/icalendar.hpp>
#include <aftercourse/engine/agenda_ics.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

struct Free {
  void operator()(icalcomponent* c) const noexcept { icalcomponent_free(c); }
  void operator()(char* text) const noexcept { std::free(text); }
};

/// The text as libical reads and writes it; how many errors it saw, too.
std::string through_libical(const std::string& text) {
  const std::unique_ptr<icalcomponent, Free> read(icalparser_parse_string(text.c_str()));
  if (!read) return "libical reads nothing";
  EXPECT_EQ(icalcomponent_count_errors(read.get()), 0);
  const std::unique_ptr<char, Free> written(icalcomponent_as_ical_string_r(read.get()));
  return written.get();
}

/// libical writes a property CATEGORIES for each of them.
std::vector<IcsProperty> joined(const std::vector<IcsProperty>& properties) {
  std::vector<IcsProperty> all;
  for (const IcsProperty& p : properties)
    if (!all.empty() && p.name == "CATEGORIES" && all.back().name == p.name)
      all.back().value += ',' + p.value;
    else
      all.push_back(p);
  return all;
}

void expect_equal(const IcsComponent& ours, const IcsComponent& theirs) {
  EXPECT_EQ(ours.name, theirs.name);
  const auto properties = joined(theirs.properties);
  ASSERT_EQ(ours.properties.size(), properties.size()) << to_ics(theirs);
  for (std::size_t i = 0; i < properties.size(); ++i) {
    EXPECT_EQ(ours.properties[i].name, properties[i].name);
    EXPECT_EQ(ours.properties[i].value, properties[i].value);
    EXPECT_EQ(ours.properties[i].parameters, properties[i].parameters) << ours.properties[i].name;
  }
  ASSERT_EQ(ours.components.size(), theirs.components.size());
  for (std::size_t i = 0; i < ours.components.size(); ++i)
    expect_equal(ours.components[i], theirs.components[i]);
}

void expect_unchanged(const std::string& text) {
  const auto ours = parse_ics(text), theirs = parse_ics(through_libical(text));
  ASSERT_EQ(ours.size(), 1u);
  ASSERT_EQ(theirs.size(), 1u);
  expect_equal(ours[0], theirs[0]);
}

Stamp at(const char* when) {
  Stamp s;
  s.at = Instant::from_text(when);
  return s;
}

/// A task whose title has all that is escaped, and is folded in the middle of Chinese text.
class Libical : public testing::Test {
 protected:
  Libical() {
    engine.adopt(Policy::parse(R"(
policy: visits
title: {en: Visits, zh: 回访}
version: "1"
roles:
  office: {}
rules:
  - id: visit
    title: {en: "First, \"follow-up\"; by telephone\\in person: now\nor never", zh: 首次回访，电话或当面，由培训专员会同用人部门在培训结束后一至两周内完成；逾期报告培训主管，并在档案中记录原因与补救办法}
    clause: "5(1)1"
    after: programme.ended
    each: enrolment
    window: {from: 1 week, to: 10 working days}
    do: follow-up
    by: office
    done_by: follow_up
)",
                               "visits.yaml"),
                 {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
                 at("2026-01-01T09:00+08:00"));
    Batch b = engine.batch();
    b.record_all_json(R"({"record": {"person": [{"id": "L1", "name": "李雷"}],
      "programme": [{"id": "P1", "title": "T", "starts": "2026-09-01", "ends": "2026-09-17"}],
      "enrolment": [{"id": "报名，一;号", "programme": "P1", "person": "L1"}]}})");
    engine.commit(std::move(b), at("2026-09-01T09:00+08:00"));
  }

  Changes changes(std::string_view cursor = {}) {
    return engine.changes(cursor, Date(2026, 9, 17), {4, PeriodUnit::weeks});
  }

  Engine engine = Engine::open();
};

TEST_F(Libical, ReadsTasksUnchanged) {
  for (const auto component : {AgendaIcs::Component::todo, AgendaIcs::Component::event})
    for (const auto language : {Language::en, Language::zh}) {
      AgendaIcs options;
      options.component = component;
      options.language = language;
      options.alarms = {{2, 9 * 3600}, {0, 17 * 3600 + 1800}};
      const std::string floating = to_ics(changes(), options);
      EXPECT_NE(floating.find("VALARM"), floating.npos);
      expect_unchanged(floating);
      engine.set_time_zone(TimeZone::from_posix("Asia/Shanghai", "CST-8"), at("2026-09-17T09:00+08:00"));
      expect_unchanged(to_ics(changes(), options));
    }
}

TEST_F(Libical, ReadsCancelledTasksUnchanged) {
  const std::string before = changes().cursor;
  Batch b = engine.batch();
  b.retract("enrolment", "报名，一;号");
  engine.commit(std::move(b), at("2026-09-17T09:00+08:00"));
  const std::string text = to_ics(changes(before));
  EXPECT_NE(text.find("STATUS:CANCELLED"), text.npos);
  expect_unchanged(text);
}

TEST_F(Libical, ReadsCalendarsUnchanged) {
  const Calendar cn = Calendar::built_in("cn");
  expect_unchanged(cn.to_ics());
  EXPECT_EQ(Calendar::from_ics(through_libical(cn.to_ics())), cn);
}

} // namespace
} // namespace aftercourse
