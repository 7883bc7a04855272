// RecurrenceRule: how often something comes again, the RECUR value of RFC 5545 (section 3.3.10) as a plain
// struct: "FREQ=MONTHLY;BYDAY=-1FR". It says nothing of when it starts; Recurrence expands it.
//
// Two parts of our own rest on a working-day calendar. RFC 5545 knows no such thing, so they bear the prefix
// X-, which iCalendar keeps for private names and which a strict reader refuses rather than misreads:
//   X-BYWORKDAY=-1    the n-th working day of the period of FREQ (week, month, year; with BYMONTH, of each of
//                     those months), counted from its end when n < 0
//   X-ROLL=FOLLOWING  every occurrence that falls on a day off is moved as the roll convention says
// Lists are sorted and free of repetitions after parse; equality compares what the rules mean to the letter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/local_time.hpp>

namespace aftercourse {

enum class Frequency : std::uint8_t { yearly, monthly, weekly, daily, hourly, minutely, secondly };

/// "MO" (ordinal 0: every Monday), "2MO" (the second of the period), "-1FR" (the last Friday).
struct WeekdayRule {
  int ordinal = 0; ///< -53 to 53
  int weekday = 1; ///< 1 = Monday ... 7 = Sunday
  auto operator<=>(const WeekdayRule&) const = default;
};

struct RecurrenceRule {
  Frequency frequency = Frequency::yearly;
  std::int32_t interval = 1;         ///< every n-th period, from 1
  std::optional<std::int32_t> count; ///< how many occurrences, from 1; not together with `until`
  /// The last moment that may be an occurrence; a bare date includes its whole day.
  std::optional<LocalTime> until;
  /// `until` was written with Z. Recurrence has no zone and reads it as the clock of its start; whoever knows
  /// the zone replaces `until` by the local time and clears this.
  bool until_utc = false;

  std::vector<int> by_second; ///< 0 to 59
  std::vector<int> by_minute; ///< 0 to 59
  std::vector<int> by_hour;   ///< 0 to 23
  std::vector<WeekdayRule> by_day;
  std::vector<int> by_month_day; ///< 1 to 31, or -1 (the last day) to -31
  std::vector<int> by_year_day;  ///< 1 to 366, or -1 to -366
  std::vector<int> by_week_no;   ///< 1 to 53, or -1 to -53: ISO 8601 weeks that begin on `week_start`
  std::vector<int> by_month;     ///< 1 to 12
  std::vector<int> by_set_pos;   ///< 1 to 366, or -1 to -366: which of the period's set
  int week_start = 1;            ///< 1 = Monday ... 7 = Sunday

  std::vector<int> by_work_day; ///< X-BYWORKDAY: 1 to 366, or -1 to -366
  Roll roll = Roll::none;       ///< X-ROLL

  /// Reads an RRULE's value, in any letter case. BYWEEKNO, BYYEARDAY and BYMONTHDAY are taken as limits with
  /// every FREQ, also where RFC 5545 forbids them, since their meaning is plain and writers use them. Throws
  /// InvalidArgument AC1140 that names the part and the character at which it stands.
  static RecurrenceRule parse(std::string_view text);
  /// The value as parse reads it, in one order of parts, without defaults.
  std::string to_string() const;
  /// What parse checks, for a rule filled in by a program: ranges, COUNT with UNTIL, BYDAY ordinals other
  /// than with MONTHLY and YEARLY or together with BYWEEKNO, BYSETPOS alone, X- parts with a FREQ that has no
  /// such days. Throws InvalidArgument AC1140 that names the part.
  void check() const;
  bool needs_calendar() const noexcept { return !by_work_day.empty() || roll != Roll::none; }
  bool operator==(const RecurrenceRule&) const = default;
};

} // namespace aftercourse
