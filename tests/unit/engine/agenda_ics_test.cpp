// Agendas and changes as iCalendar: what each property holds, alarms in working days, and revisions.
#include <aftercourse/engine/agenda_ics.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

#include <algorithm>

#include <aftercourse/calendar/icalendar.hpp>
#include <aftercourse/calendar/ics_value.hpp>
#include <gtest/gtest.h>

namespace aftercourse {
namespace {

Stamp at(const char* when) {
  Stamp s;
  s.at = Instant::from_text(when);
  return s;
}

constexpr const char* policy = R"(
policy: visits
title: {en: Visits, zh: 回访}
version: "1"
roles:
  office: {}
rules:
  - id: first-visit
    title: {en: "First follow-up; by telephone, or in person", zh: 首次回访，电话或当面}
    clause: "5(1)1"
    after: programme.ended
    each: enrolment
    window: {from: 1 week, to: 2 weeks}
    do: follow-up
    by: office
    done_by: follow_up
  - id: report
    title: {en: Report, zh: 报告}
    clause: "6"
    after: programme.ended
    each: enrolment
    window: {from: 0 days, to: 0 days}
    do: report
    by: office
    done_by: contact_attempt
  - id: letter
    title: {en: Letter, zh: 信函}
    clause: "7"
    after: programme.ended
    each: enrolment
    window: {from: 0 days, to: 5 working days}
    do: letter
    by: office
    done_by: communication
)";

/// A programme that ends on 17 September 2026, with one learner: the visit is due on 1 October, a day off.
class AgendaAsIcs : public testing::Test {
 protected:
  AgendaAsIcs() {
    engine.adopt(Policy::parse(policy, "visits.yaml"),
                 {.on = Date(2026, 1, 1), .until = {}, .units = {}, .parameters = {}, .source = {}},
                 at("2026-01-01T09:00+08:00"));
    Batch b = engine.batch();
    b.record_all_json(R"({"record": {"person": [{"id": "L1", "name": "李雷"}],
      "programme": [{"id": "P1", "title": "T", "starts": "2026-09-01", "ends": "2026-09-17"}],
      "enrolment": [{"id": "E1", "programme": "P1", "person": "L1"}]}})");
    engine.commit(std::move(b), at("2026-09-01T00:30+08:00"));
  }

  Agenda agenda(Date as_of = Date(2026, 9, 17), const char* rule = "first-visit") {
    AgendaQuery query;
    query.as_of = as_of;
    query.horizon = {4, PeriodUnit::weeks};
    query.filter.rule = rule;
    query.filter.states = {State::upcoming, State::open,   State::done, State::done_late,
                           State::overdue,  State::waived, State::void_};
    return engine.agenda(query);
  }

  void amend_end(const char* day, const char* when) {
    Batch b = engine.batch();
    b.amend("programme", "P1", std::string(R"({"ends": ")") + day + "\"}");
    engine.commit(std::move(b), at(when));
  }

  Engine engine = Engine::open();
};

/// The calendar in the text, which is well formed.
IcsComponent read(const std::string& text) {
  const auto tree = parse_ics(text);
  EXPECT_EQ(tree.size(), 1u);
  EXPECT_EQ(to_ics(tree.at(0)), text) << "canonical form";
  return tree.at(0);
}

IcsComponent only(const std::string& text) {
  const IcsComponent calendar = read(text);
  EXPECT_EQ(calendar.components.size(), 1u);
  return calendar.components.at(0);
}

/// "DUE;VALUE=DATE:20261001", or nothing.
std::string line(const IcsComponent& c, const char* name) {
  const IcsProperty* p = c.find(name);
  if (p == nullptr) return {};
  std::string text = p->name;
  for (const IcsParameter& parameter : p->parameters)
    text += ';' + parameter.name + '=' + parameter.values.at(0);
  return text + ':' + p->value;
}

std::string value(const IcsComponent& c, const char* name) {
  const IcsProperty* p = c.find(name);
  return p == nullptr ? "" : ics_unescape(p->value);
}

TEST_F(AgendaAsIcs, ATaskIsAToDo) {
  const Agenda tasks = agenda();
  ASSERT_EQ(tasks.size(), 1u);
  const IcsComponent todo = only(to_ics(tasks));
  EXPECT_EQ(todo.name, "VTODO");
  EXPECT_EQ(value(todo, "UID"), tasks.task(0).id + "@aftercourse");
  EXPECT_EQ(line(todo, "DTSTAMP"), "DTSTAMP:20260831T163000Z") << "when the last write was recorded";
  EXPECT_EQ(line(todo, "DTSTART"), "DTSTART;VALUE=DATE:20260924");
  EXPECT_EQ(line(todo, "DUE"), "DUE;VALUE=DATE:20261001");
  EXPECT_EQ(value(todo, "SUMMARY"), "First follow-up; by telephone, or in person (enrolment E1)");
  EXPECT_EQ(line(todo, "CATEGORIES"), "CATEGORIES:visits,first-visit");
  EXPECT_EQ(line(todo, "STATUS"), "STATUS:NEEDS-ACTION");
  EXPECT_EQ(line(todo, "X-AFTERCOURSE-STATE"), "X-AFTERCOURSE-STATE:upcoming");
  EXPECT_EQ(line(todo, "PERCENT-COMPLETE"), "");
  EXPECT_EQ(line(todo, "X-AFTERCOURSE-PROVISIONAL"), "");
  const std::string why = value(todo, "DESCRIPTION");
  EXPECT_NE(why.find("Clause 5(1)1 of visits 1"), why.npos) << why;
  EXPECT_NE(why.find("\n"), why.npos) << why;
  EXPECT_NE(why.find("2026-09-17"), why.npos) << why;
  EXPECT_EQ(to_ics(tasks), to_ics(agenda())) << "the same question, the same text";
}

TEST_F(AgendaAsIcs, ATaskIsAnEvent) {
  AgendaIcs options;
  options.component = AgendaIcs::Component::event;
  options.language = Language::zh;
  options.domain = "hr.example.org";
  options.product = "-//Example//HR//ZH";
  const IcsComponent calendar = read(to_ics(agenda(), options));
  EXPECT_EQ(value(calendar, "PRODID"), "-//Example//HR//ZH");
  const IcsComponent& event = calendar.components.at(0);
  EXPECT_EQ(event.name, "VEVENT");
  EXPECT_TRUE(value(event, "UID").ends_with("@hr.example.org"));
  EXPECT_EQ(line(event, "DTSTART"), "DTSTART;VALUE=DATE:20260924");
  EXPECT_EQ(line(event, "DTEND"), "DTEND;VALUE=DATE:20261002") << "the day after the last";
  EXPECT_EQ(value(event, "SUMMARY"), "首次回访，电话或当面（enrolment E1）");
  EXPECT_EQ(line(event, "STATUS"), "STATUS:CONFIRMED");
  EXPECT_EQ(line(event, "TRANSP"), "TRANSP:TRANSPARENT");
  EXPECT_NE(value(event, "DESCRIPTION").find("第 5(1)1 条"), std::string::npos);
}

TEST_F(AgendaAsIcs, AWindowOfOneDayHasNoDtstartInAToDo) {
  const IcsComponent todo = only(to_ics(agenda(Date(2026, 9, 17), "report")));
  EXPECT_EQ(line(todo, "DTSTART"), "");
  EXPECT_EQ(line(todo, "DUE"), "DUE;VALUE=DATE:20260917");
  AgendaIcs options;
  options.component = AgendaIcs::Component::event;
  const IcsComponent event = only(to_ics(agenda(Date(2026, 9, 17), "report"), options));
  EXPECT_EQ(line(event, "DTSTART"), "DTSTART;VALUE=DATE:20260917");
  EXPECT_EQ(line(event, "DTEND"), "DTEND;VALUE=DATE:20260918");
}

TEST_F(AgendaAsIcs, AlarmsSkipDaysOff) {
  AgendaIcs options;
  options.alarms = {TaskAlarm::from_text("2 working days 09:00"),
                    TaskAlarm::from_text("0 working days 17:30")};
  const auto triggers = [&](const std::string& text) {
    std::vector<std::string> all;
    for (const IcsComponent& alarm : only(text).components) {
      EXPECT_EQ(alarm.name, "VALARM");
      EXPECT_EQ(line(alarm, "ACTION"), "ACTION:DISPLAY");
      EXPECT_EQ(value(alarm, "DESCRIPTION"), value(only(text), "SUMMARY"));
      all.push_back(line(alarm, "TRIGGER"));
    }
    return all;
  };
  using Lines = std::vector<std::string>;
  // Due on Thursday 1 October, a day off, after Wednesday 30 and Tuesday 29 September.
  EXPECT_EQ(triggers(to_ics(agenda(), options)),
            (Lines{"TRIGGER;RELATED=END:-P1DT15H", "TRIGGER;RELATED=END:-PT6H30M"}));
  AgendaIcs event = options;
  event.component = AgendaIcs::Component::event;
  EXPECT_EQ(triggers(to_ics(agenda(), event)),
            (Lines{"TRIGGER;RELATED=START:P5DT9H", "TRIGGER;RELATED=START:P6DT17H30M"}));
  EXPECT_EQ(triggers(to_ics(agenda(Date(2026, 9, 30)), options)), (Lines{"TRIGGER;RELATED=END:-PT6H30M"}))
      << "the other is over";
  EXPECT_EQ(triggers(to_ics(agenda(Date(2026, 10, 2)), options)), Lines{}) << "overdue";

  engine.set_time_zone(TimeZone::from_posix("Asia/Shanghai", "CST-8"), at("2026-09-17T09:00+08:00"));
  EXPECT_EQ(triggers(to_ics(agenda(), options)),
            (Lines{"TRIGGER;VALUE=DATE-TIME:20260929T010000Z", "TRIGGER;VALUE=DATE-TIME:20260930T093000Z"}));
  engine.set_calendar(Calendar::built_in("cn").with_days_off({Date(2026, 9, 29)}), {},
                      at("2026-09-17T10:00+08:00"));
  EXPECT_EQ(triggers(to_ics(agenda(), options)).at(0), "TRIGGER;VALUE=DATE-TIME:20260928T010000Z");
}

TEST_F(AgendaAsIcs, AlarmsThatAreNoneAreRefused) {
  EXPECT_EQ(TaskAlarm::from_text("10个工作日 08:05"), (TaskAlarm{10, 29100}));
  for (const char* bad :
       {"", "09:00", "2 days 09:00", "-1 working days 09:00", "367 working days 09:00", "2 working days",
        "2 working days 24:00", "2 working days 9", "2 working days 20260101"})
    EXPECT_THROW(TaskAlarm::from_text(bad), InvalidArgument) << bad;
  for (const TaskAlarm bad : {TaskAlarm{-1, 0}, TaskAlarm{367, 0}, TaskAlarm{0, -1}, TaskAlarm{0, 86400}}) {
    AgendaIcs options;
    options.alarms = {bad};
    EXPECT_THROW(to_ics(agenda(), options), InvalidArgument);
  }
}

TEST_F(AgendaAsIcs, StatesAreStatuses) {
  Batch b = engine.batch();
  b.record_json(
      "follow_up",
      R"([{"id": "F1", "enrolment": "E1", "date": "2026-09-28", "channel": "phone", "reached": true}])");
  engine.commit(std::move(b), at("2026-09-28T09:00+08:00"));
  const IcsComponent done = only(to_ics(agenda(Date(2026, 9, 28))));
  EXPECT_EQ(line(done, "STATUS"), "STATUS:COMPLETED");
  EXPECT_EQ(line(done, "PERCENT-COMPLETE"), "PERCENT-COMPLETE:100");
  EXPECT_EQ(line(done, "X-AFTERCOURSE-DONE-ON"), "X-AFTERCOURSE-DONE-ON;VALUE=DATE:20260928");
  EXPECT_EQ(line(only(to_ics(agenda(Date(2026, 9, 20)))), "STATUS"), "STATUS:NEEDS-ACTION") << "not yet";
}

TEST_F(AgendaAsIcs, WhatIsProvisionalSaysSo) {
  AgendaIcs event;
  event.component = AgendaIcs::Component::event;
  const IcsComponent known = only(to_ics(agenda(Date(2026, 9, 17), "letter"), event));
  EXPECT_EQ(line(known, "STATUS"), "STATUS:CONFIRMED");
  EXPECT_EQ(line(known, "X-AFTERCOURSE-PROVISIONAL"), "");
  amend_end("2027-09-17", "2026-09-02T09:00+08:00"); // nothing is announced for 2027
  const IcsComponent assumed = only(to_ics(agenda(Date(2027, 9, 17), "letter"), event));
  EXPECT_EQ(line(assumed, "STATUS"), "STATUS:TENTATIVE");
  EXPECT_EQ(line(assumed, "X-AFTERCOURSE-PROVISIONAL"), "X-AFTERCOURSE-PROVISIONAL:TRUE");
  const IcsComponent todo = only(to_ics(agenda(Date(2027, 9, 17), "letter")));
  EXPECT_EQ(line(todo, "STATUS"), "STATUS:NEEDS-ACTION");
  EXPECT_EQ(line(todo, "X-AFTERCOURSE-PROVISIONAL"), "X-AFTERCOURSE-PROVISIONAL:TRUE");
}

TEST_F(AgendaAsIcs, AMovedTaskKeepsItsUidAndRaisesItsSequence) {
  const Changes first = engine.changes("", Date(2026, 9, 17), {4, PeriodUnit::weeks});
  const std::size_t all = read(to_ics(first)).components.size();
  EXPECT_EQ(all, 3u);
  const IcsComponent before = only(to_ics(agenda()));
  amend_end("2026-09-18", "2026-09-17T09:00+08:00");
  const Changes moved = engine.changes(first.cursor, Date(2026, 9, 17), {4, PeriodUnit::weeks});
  const IcsComponent calendar = read(to_ics(moved));
  ASSERT_EQ(calendar.components.size(), 3u);
  const IcsComponent after = only(to_ics(agenda()));
  EXPECT_EQ(std::count(calendar.components.begin(), calendar.components.end(), after), 1);
  EXPECT_EQ(value(after, "UID"), value(before, "UID"));
  EXPECT_EQ(line(after, "DUE"), "DUE;VALUE=DATE:20261002");
  EXPECT_EQ(std::stoi(value(after, "SEQUENCE")), std::stoi(value(before, "SEQUENCE")) + 1);
  EXPECT_EQ(line(after, "DTSTAMP"), "DTSTAMP:20260917T010000Z");
  const Changes none = engine.changes(moved.cursor, Date(2026, 9, 17), {4, PeriodUnit::weeks});
  EXPECT_TRUE(read(to_ics(none)).components.empty());
  EXPECT_GT(std::stoi(value(only(to_ics(agenda(Date(2026, 9, 18)))), "SEQUENCE")),
            std::stoi(value(after, "SEQUENCE")))
      << "the next day";
}

TEST_F(AgendaAsIcs, ATaskThatGoesIsCancelled) {
  AgendaIcs event;
  event.component = AgendaIcs::Component::event;
  event.alarms = {{1, 32400}};
  const Changes first = engine.changes("", Date(2026, 9, 17), {4, PeriodUnit::weeks});
  const IcsComponent before = only(to_ics(agenda(), event));
  Batch b = engine.batch();
  b.retract("enrolment", "E1");
  engine.commit(std::move(b), at("2026-09-17T09:00+08:00"));
  const Changes gone = engine.changes(first.cursor, Date(2026, 9, 17), {4, PeriodUnit::weeks});
  EXPECT_EQ(gone.removed.size(), 3u);
  ASSERT_EQ(gone.gone.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(gone.before.id_of(gone.gone[i]), gone.removed[i]);
  const IcsComponent calendar = read(to_ics(gone, event));
  ASSERT_EQ(calendar.components.size(), 3u);
  for (const IcsComponent& c : calendar.components) {
    EXPECT_EQ(line(c, "STATUS"), "STATUS:CANCELLED");
    EXPECT_GT(std::stoi(value(c, "SEQUENCE")), std::stoi(value(before, "SEQUENCE")));
    EXPECT_TRUE(c.components.empty()) << "no alarms";
    if (value(c, "UID") != value(before, "UID")) continue;
    for (const char* as_it_was : {"DTSTART", "DTEND", "SUMMARY", "CATEGORIES"})
      EXPECT_EQ(line(c, as_it_was), line(before, as_it_was));
  }
}

TEST_F(AgendaAsIcs, CanBeStopped) {
  EXPECT_THROW(to_ics(agenda(), {}, [](auto, auto, auto) { return false; }), Cancelled);
}

} // namespace
} // namespace aftercourse
