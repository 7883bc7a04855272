// Window: the days within which a duty is to be done, closed at both ends, worked out from an anchor day.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/period.hpp>

namespace aftercourse {

struct Window {
  Date from, to;
  bool contains(Date d) const noexcept { return from <= d && d <= to; }
  bool operator==(const Window&) const = default;
};

/// How a window is made: both bounds as periods from the anchor (negative: before it), and how ends roll off
/// days off.
struct WindowRule {
  Period from{0, PeriodUnit::days};
  Period to{0, PeriodUnit::days};
  Roll roll = Roll::none;
  bool operator==(const WindowRule&) const = default;

  Window at(Date anchor, const Calendar& calendar) const;
};

} // namespace aftercourse
