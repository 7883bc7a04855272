// Period: a length of calendar time in one unit ("2 weeks", "5 working days", "3 months"). A month from 31
// January ends on the last day of February, and a month from 28 February ends on 28 March: the day of the
// month is kept and clipped, never snapped to the month's end.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

class Calendar;

enum class PeriodUnit : std::uint8_t { days, working_days, weeks, months, quarters, years };

struct Period {
  std::int32_t count = 0;
  PeriodUnit unit = PeriodUnit::days;

  /// Reads "10 days", "1 working day", "2 weeks", "half a year", "1 quarter", "-3 months"; also 天 日 工作日
  /// 周 月 季度 年 and 半年.
  static std::optional<Period> parse(std::string_view text) noexcept;
  /// As parse, but throws InvalidArgument AC1103 that lists the units.
  static Period from_text(std::string_view text);
  std::string to_string() const;    ///< "2 weeks", "1 working day"
  std::string to_string_zh() const; ///< "2周", "1个工作日"
  Period operator-() const { return {-count, unit}; }
  bool operator==(const Period&) const = default;
};

/// The day `p` after `from`; working days need the calendar. Throws InvalidArgument AC1101 past 1400-9999.
Date add(Date from, Period p, const Calendar& calendar);
/// The same with `count` repeated `times` times from the origin: month ends do not drift (31 Jan, 28 Feb, 31
/// Mar ...).
Date add(Date from, Period p, std::int32_t times, const Calendar& calendar);
/// First and last day of the month, quarter or year that holds `d`.
Date first_of(PeriodUnit months_quarters_or_years, Date d);
Date last_of(PeriodUnit months_quarters_or_years, Date d);
/// The label of that span: "2026-07", "2026-Q3", "2026".
std::string label_of(PeriodUnit months_quarters_or_years, Date d);

/// A month, quarter or year.
struct CalendarSpan {
  PeriodUnit unit = PeriodUnit::months;
  Date first, last;

  /// The one with that label; nothing for another text.
  static std::optional<CalendarSpan> parse(std::string_view label) noexcept;
  /// The one before it. Throws InvalidArgument AC1101 past the year 1400.
  CalendarSpan previous() const;
  std::string label() const { return label_of(unit, first); }
};

} // namespace aftercourse
