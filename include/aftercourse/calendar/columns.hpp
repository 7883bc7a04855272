// Calendars over columns: the questions of Calendar asked of spans of days since 1970, as Arrow's date32
// holds them. A missing day (no_day) gives a missing answer. Columns of unequal length are refused with
// InvalidArgument AC1004; what the scalar question refuses is refused with its error and the first such row,
// counted from 0 ("row 17: ..."). Nothing is written unless every row has an answer. The column that is
// written may be one that is read, and must not overlap one otherwise.
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

using DaySpan = std::span<const std::int32_t>;

/// 1: worked, 0: a day off, -1: missing.
void is_working_day(const Calendar& calendar, DaySpan days, std::span<std::int8_t> worked);

/// The n-th working day after each day, as Calendar::add_working_days; a missing n is no_day as well.
void add_working_days(const Calendar& calendar, DaySpan days, DaySpan n, std::span<std::int32_t> result);
void add_working_days(const Calendar& calendar, DaySpan days, std::int64_t n, std::span<std::int32_t> result);

/// The working days x with after < x <= until; no_day where either is missing.
void working_days_between(const Calendar& calendar, DaySpan after, DaySpan until,
                          std::span<std::int32_t> counts);

void roll(const Calendar& calendar, DaySpan days, Roll convention, std::span<std::int32_t> result);

/// The day `p` after each day, as the scalar `add`; only working days ask the calendar.
void add(const Calendar& calendar, DaySpan days, Period p, std::span<std::int32_t> result);

/// 1: beyond what was announced, 0: announced, -1: missing.
void is_provisional(const Calendar& calendar, DaySpan days, std::span<std::int8_t> provisional);

} // namespace aftercourse
