#include <aftercourse/engine/agenda_ics.hpp>

#include <algorithm>
#include <charconv>
#include <limits>

#include <aftercourse/calendar/icalendar.hpp>
#include <aftercourse/calendar/ics_value.hpp>

#include "records.hpp"

namespace aftercourse {

namespace {

constexpr std::int32_t most_days_before = 366;
using Component = AgendaIcs::Component;

/// What tells a later text of the same task from an earlier one, and the place whose clocks alarms go by.
struct Revision {
  explicit Revision(const TaskSet& set) : zone(zone_in(set.facts())), as_of(set.as_of()) {
    const std::uint64_t write = set.facts().last_write();
    if (write != 0) stamp = set.facts().write(write).recorded_at;
    // as_of counts from 1400, so that it is never negative
    const std::uint64_t both = write + static_cast<std::uint64_t>(as_of.days() - Date::min_days);
    sequence = std::min<std::uint64_t>(both, std::numeric_limits<std::int32_t>::max());
  }

  std::optional<TimeZone> zone;
  Date as_of;
  Instant stamp;
  std::uint64_t sequence = 0;
};

bool is_done(State s) { return s == State::done || s == State::done_late; }
bool is_cancelled(State s) { return s == State::waived || s == State::void_; }
bool may_alarm(State s) {
  return s == State::upcoming || s == State::open || s == State::submitted || s == State::asked;
}

class TaskWriter {
 public:
  TaskWriter(const Revision& revision, const AgendaIcs& options) : revision_(revision), options_(options) {
    for (const TaskAlarm& a : options.alarms)
      if (a.working_days < 0 || a.working_days > most_days_before || a.second_of_day < 0 ||
          a.second_of_day >= LocalTime::day_seconds)
        throw InvalidArgument("AC7026", "an alarm is 0 to 366 working days before, at a second of the day");
    out_.begin("VCALENDAR");
    out_.property("VERSION", "2.0");
    out_.text("PRODID", options.product);
    out_.property("CALSCALE", "GREGORIAN");
  }

  /// `gone`: it was there once.
  void write(const TaskSet& set, TaskIndex index, bool gone) {
    const Task task = set.task(index);
    out_.begin(is_event() ? "VEVENT" : "VTODO");
    out_.text("UID", task.id + '@' + options_.domain);
    out_.property("DTSTAMP", aftercourse::to_ics(revision_.stamp));
    out_.property("SEQUENCE", std::to_string(revision_.sequence));
    write_window(task.window);
    out_.text("SUMMARY", summary(task));
    if (!gone) out_.text("DESCRIPTION", description(explain(set, index)));
    out_.property("CATEGORIES", ics_escape(task.policy) + ',' + ics_escape(task.rule));
    write_state(task, gone);
    if (!gone && may_alarm(task.state)) {
      const Calendar& calendar = set.calendars()[set.groups()[set.group_of(index)].calendar];
      for (const TaskAlarm& alarm : options_.alarms) write_alarm(task, alarm, calendar);
    }
    out_.end();
  }

  std::string take() { return out_.take(); }

 private:
  bool is_event() const { return options_.component == Component::event; }

  void date(const char* name, Date d) {
    out_.property({name, aftercourse::to_ics(d), {{"VALUE", {"DATE"}}}});
  }

  /// An event's end is the day after its last (RFC 5545, 3.6.1). A to-do that begins on the day it is due has
  /// no DTSTART, as DUE must be later than that (3.8.2.3).
  void write_window(const Window& window) {
    if (is_event() || window.from < window.to) date("DTSTART", window.from);
    if (!is_event())
      date("DUE", window.to);
    else if (window.to.days() < Date::max_days)
      date("DTEND", window.to.plus_days(1));
    else
      out_.property("DURATION",
                    aftercourse::to_ics(IcsDuration{window.to.days() - window.from.days() + 1, 0}));
  }

  std::string summary(const Task& t) const {
    const bool zh = options_.language == Language::zh;
    const std::string& title = zh && !t.title_zh.empty() ? t.title_zh : t.title;
    const std::string about = t.subject_kind + ' ' + t.subject;
    return (title.empty() ? t.rule : title) + (zh ? "（" + about + "）" : " (" + about + ")");
  }

  /// The clause, what the task follows, and how its window came about: a sentence a line.
  std::string description(const Explanation& why) const {
    std::string text;
    for (const Explanation& e : why.details) {
      if (e.topic != "clause" && e.topic != "anchor" && e.topic != "window") continue;
      if (!text.empty()) text += '\n';
      text += options_.language == Language::zh ? e.zh : e.en;
    }
    return text;
  }

  void write_state(const Task& t, bool gone) {
    out_.property("STATUS", gone || is_cancelled(t.state) ? "CANCELLED"
                            : is_event()                  ? event_status(t)
                                                          : todo_status(t));
    if (!is_event() && !gone && (is_done(t.state) || t.parts_done > 0))
      out_.property("PERCENT-COMPLETE",
                    std::to_string(is_done(t.state) ? 100 : 100 * t.parts_done / t.parts));
    if (is_event()) out_.property("TRANSP", "TRANSPARENT");
    if (gone) return;
    out_.text("X-AFTERCOURSE-STATE", name_of(t.state));
    if (t.done_on && is_done(t.state)) date("X-AFTERCOURSE-DONE-ON", *t.done_on);
    if (t.provisional) out_.property("X-AFTERCOURSE-PROVISIONAL", "TRUE");
  }

  static const char* event_status(const Task& t) { return t.provisional ? "TENTATIVE" : "CONFIRMED"; }
  static const char* todo_status(const Task& t) {
    if (is_done(t.state)) return "COMPLETED";
    return t.state == State::submitted || t.parts_done > 0 ? "IN-PROCESS" : "NEEDS-ACTION";
  }

  void write_alarm(const Task& t, const TaskAlarm& alarm, const Calendar& calendar) {
    const Date due = t.window.to;
    const Date day = alarm.working_days == 0 ? calendar.roll(due, Roll::preceding)
                                             : calendar.add_working_days(due, -alarm.working_days);
    if (day < revision_.as_of) return;
    out_.begin("VALARM");
    out_.property("ACTION", "DISPLAY");
    out_.text("DESCRIPTION", summary(t));
    if (revision_.zone)
      out_.property({"TRIGGER",
                     aftercourse::to_ics(revision_.zone->local(day, alarm.second_of_day).instant),
                     {{"VALUE", {"DATE-TIME"}}}});
    else
      write_floating(day, is_event() ? t.window.from : due, alarm.second_of_day);
    out_.end();
  }

  /// Counted from the midnight that begins `base`, DTSTART of an event and DUE of a to-do, wherever it is
  /// shown.
  void write_floating(Date day, Date base, std::int32_t second_of_day) {
    const std::int64_t seconds =
        std::int64_t{day.days() - base.days()} * LocalTime::day_seconds + second_of_day;
    const IcsDuration before{seconds / LocalTime::day_seconds, seconds % LocalTime::day_seconds};
    out_.property({"TRIGGER", aftercourse::to_ics(before), {{"RELATED", {is_event() ? "START" : "END"}}}});
  }

  const Revision& revision_;
  const AgendaIcs& options_;
  IcsWriter out_;
};

} // namespace

TaskAlarm TaskAlarm::from_text(std::string_view text) {
  const auto refuse = [&]() -> TaskAlarm {
    throw InvalidArgument("AC7026",
                          "'" + std::string(text) + "' is no alarm; write such as `2 working days 09:00`");
  };
  const std::size_t space = text.rfind(' ');
  if (space == text.npos) return refuse();
  const auto before = Period::parse(text.substr(0, space));
  const auto at = LocalTime::parse("1970-01-01 " + std::string(text.substr(space + 1)));
  if (!before || before->unit != PeriodUnit::working_days || !at || !at->has_time()) return refuse();
  if (before->count < 0 || before->count > most_days_before) return refuse();
  return {before->count, at->second_of_day()};
}

std::string to_ics(const Agenda& agenda, const AgendaIcs& options, const Progress& progress) {
  const Revision revision(agenda.set);
  TaskWriter writer(revision, options);
  for (std::size_t i = 0; i < agenda.size(); ++i) {
    if (i % 1024 == 0) report(progress, i, agenda.size(), "writing");
    writer.write(agenda.set, agenda.picked[i], false);
  }
  return writer.take();
}

std::string to_ics(const Changes& changes, const AgendaIcs& options, const Progress& progress) {
  const Revision revision(changes.set);
  TaskWriter writer(revision, options);
  const std::size_t all = changes.added.size() + changes.changed.size() + changes.gone.size();
  std::size_t done = 0;
  const auto write = [&](const TaskSet& set, const std::vector<TaskIndex>& tasks, bool gone) {
    for (const TaskIndex i : tasks) {
      if (done++ % 1024 == 0) report(progress, done, all, "writing");
      writer.write(set, i, gone);
    }
  };
  write(changes.set, changes.added, false);
  write(changes.set, changes.changed, false);
  write(changes.before, changes.gone, true);
  return writer.take();
}

} // namespace aftercourse
