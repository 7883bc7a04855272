// Tasks as iCalendar (RFC 5545), for calendars and to-do lists of people: each task a VTODO or VEVENT with
// its window, its state and alarms in working days. The text is a function of what is known and of the
// options alone. docs/time.md says what each property holds.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/engine/engine.hpp>

namespace aftercourse {

/// So many working days before the due date, by the calendar of the task, at a time of day. 0: on the due
/// date itself, or on the working day before it when it is a day off.
struct TaskAlarm {
  std::int32_t working_days = 0;
  std::int32_t second_of_day = 0;

  /// Reads "2 working days 09:00", "0 working days 17:30". Throws InvalidArgument AC7026.
  static TaskAlarm from_text(std::string_view text);
  bool operator==(const TaskAlarm&) const = default;
};

struct AgendaIcs {
  enum class Component : std::uint8_t {
    todo, ///< VTODO: a line of a to-do list, due on the last day of the window
    event ///< VEVENT: the days of the window in a calendar, which do not make anybody busy
  };
  Component component = Component::todo;
  Language language = Language::en;
  /// Of tasks that are upcoming, open, submitted or asked; those before as_of are left out. In the time zone
  /// of the organisation; where none was set, in that of whoever shows them.
  std::vector<TaskAlarm> alarms{};
  std::string domain = "aftercourse"; ///< a UID is the task's id, @ and this: the host's own name
  std::string product = "-//aftercourse//agenda//EN"; ///< PRODID
};

/// Tasks of an agenda. SEQUENCE is the number of the last write known plus the day asked about: both only
/// rise, so that what is known later wins, without any state. Throws InvalidArgument AC1152 for options or
/// texts that iCalendar cannot hold, AC7026 for an alarm of no time of day or of more than 366 days before.
std::string to_ics(const Agenda& agenda, const AgendaIcs& options = {}, const Progress& progress = {});

/// What a calendar must show, change or take out since the cursor: tasks that were added or changed, and
/// those that are gone, as they were, with STATUS:CANCELLED.
std::string to_ics(const Changes& changes, const AgendaIcs& options = {}, const Progress& progress = {});

} // namespace aftercourse
