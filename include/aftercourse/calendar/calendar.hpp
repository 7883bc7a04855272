// Calendar: which days are worked. An immutable value (cheap to copy, shared inside, safe from many threads):
// a work pattern, named days off and make-up working days. Every question is answered in constant time.
//
// Days off are announced for some years only. A result that rests on a day beyond them is refused with
// InvalidArgument AC1114, which names that day, unless the calendar is told to assume the pattern there
// (`assuming`): then `is_provisional` tells which days rest on that. `weekdays` and `every-day` hold for
// ever.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <aftercourse/calendar/date.hpp>
#include <aftercourse/calendar/period.hpp>
#include <aftercourse/calendar/roll.hpp>
#include <aftercourse/calendar/special_day.hpp>
#include <aftercourse/calendar/work_pattern.hpp>

namespace aftercourse {

class Calendar {
 public:
  /// Special days may come in any order. Throws InvalidArgument AC1110 when nothing is worked, AC1111 when a
  /// day is both off and working, AC1116 when what is announced ends before it begins.
  Calendar(std::string name, WorkPattern pattern, std::vector<SpecialDay> days, Date announced_from,
           Date announced_to);
  /// `week` is a mask: bit 0 = Monday ... bit 6 = Sunday.
  Calendar(std::string name, std::uint8_t week, std::vector<SpecialDay> days, Date announced_from,
           Date announced_to);
  /// "cn" (mainland China, 2007-2026 as announced), "weekdays" (Monday to Friday) or "every-day". Throws
  /// NotFound AC1112.
  static Calendar built_in(std::string_view name);
  static std::vector<std::string> built_in_names();
  /// Reads {"name": ..., "week": "1111100", "days_off": [...], "working_days": [...]} (docs/time.md), or a
  /// yearly notice {"year": 2026, "days": [{"name", "date", "isOffDay"}]} laid over the Monday-to-Friday
  /// week. Throws DataError AC1113 with the place of every fault.
  static Calendar from_json(std::string_view json);
  /// The same forms in YAML; faults tell line and column.
  static Calendar from_yaml(std::string_view yaml);
  /// The whole-day events of a holiday feed in iCalendar: days off, and make-up working days as published
  /// feeds mark them (docs/time.md), over the Monday-to-Friday week. `announced` says which days the feed
  /// speaks for; else X-AFTERCOURSE-ANNOUNCED does, else the whole years in which its events lie. Throws
  /// DataError AC1150, AC1151 with the line of every fault, LimitError AC8007.
  static Calendar from_ics(std::string_view ics, std::optional<std::pair<Date, Date>> announced = {});
  std::string to_json() const; ///< full text; from_json gives an equal calendar
  /// An event for each run of special days; from_ics gives an equal calendar, but that control characters in
  /// names are spaces. Throws InvalidArgument AC1152
  /// for a name that iCalendar cannot hold: no UTF-8, or more than a mebibyte.
  std::string to_ics() const;

  const std::string& name() const noexcept;
  const WorkPattern& pattern() const noexcept;
  const std::vector<SpecialDay>& special_days() const noexcept; ///< ascending
  /// The special day at `d`, if it is one: its name explains a window.
  const SpecialDay* special(Date d) const noexcept;

  /// The first and last day for which days off are announced.
  Date announced_from() const noexcept;
  Date announced_to() const noexcept;
  bool is_provisional(Date d) const noexcept; ///< beyond what was announced
  /// Whether any day from `a` to `b`, in either order and both included, is beyond what was announced.
  bool is_provisional(Date a, Date b) const noexcept;
  /// A copy that assumes the pattern beyond what was announced instead of refusing.
  Calendar assuming() const;
  bool assumes() const noexcept;

  bool is_working_day(Date d) const;
  /// n > 0: the n-th working day after `d`; n < 0: before it; 0: `d` itself, not rolled. Throws AC1101 out of
  /// range.
  Date add_working_days(Date d, std::int64_t n) const;
  /// The working days x with a < x <= b; the negative of that with the ends exchanged when b < a.
  std::int64_t working_days_between(Date a, Date b) const;
  /// The first working day after `d`, the last before it.
  Date next_working_day(Date d) const { return add_working_days(d, 1); }
  Date previous_working_day(Date d) const { return add_working_days(d, -1); }
  /// The n-th working day of the month, quarter or year that holds `in`; n < 0 counts from its end, -1 being
  /// the last. Throws InvalidArgument AC1104 for another unit, AC1106 when there is no such day.
  Date nth_working_day(PeriodUnit months_quarters_or_years, Date in, std::int64_t n) const;
  Date last_working_day(PeriodUnit months_quarters_or_years, Date in) const {
    return nth_working_day(months_quarters_or_years, in, -1);
  }
  /// Throws AC1101 when no working day is left on the side that the convention takes.
  Date roll(Date d, Roll convention) const;
  /// What each day from `a` to `b` is, both included, and why; none when b < a.
  std::vector<DayNote> explain(Date a, Date b) const;

  /// Copies with further days off or working days, which win over what was there. `name` is the reason shown,
  /// `source` who says so.
  Calendar with_days_off(const std::vector<Date>& days, const std::string& name = {},
                         const std::string& source = {}) const;
  Calendar with_working_days(const std::vector<Date>& days, const std::string& name = {},
                             const std::string& source = {}) const;
  Calendar with_special_days(std::vector<SpecialDay> days) const;
  /// A copy that knows one more year as announced: a yearly notice in JSON, as from_json reads it, laid over
  /// this calendar. Days within a fortnight of the year belong to it as well, and nothing further. Throws
  /// DataError AC1113 with the place of every fault, InvalidArgument AC1116 when it leaves a gap to the years
  /// known already, Conflict AC1117 when a day known as special is given differently; with `amend` the notice
  /// wins then, as a second notice of the same year does.
  Calendar with_notice(std::string_view json, bool amend = false) const;
  bool operator==(const Calendar& o) const noexcept;

  struct Data;
  /// For the sources of this floor only.
  const Data& data() const noexcept { return *data_; }

 private:
  explicit Calendar(Data data);
  std::shared_ptr<const Data> data_;
};

/// The days on which both calendars work, or either of them: a calendar of its own, announced where both are.
/// It assumes when both do. Throws InvalidArgument AC1115 when the cycles meet again after more than 366 days
/// only, AC1116 when no day is announced in both, AC1110 when nothing is left to work.
Calendar both(const Calendar& a, const Calendar& b);
Calendar either(const Calendar& a, const Calendar& b);

} // namespace aftercourse
