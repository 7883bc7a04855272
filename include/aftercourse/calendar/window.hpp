// Window: the days within which a duty is to be done, closed at both ends. A plain value.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

struct Window {
  Date from, to; ///< from <= to

  bool contains(Date d) const noexcept { return from <= d && d <= to; }
  bool contains(const Window& o) const noexcept { return from <= o.from && o.to <= to; }
  /// How many days it has, both ends counted: at least 1.
  std::int32_t days() const noexcept { return to.days() - from.days() + 1; }
  /// How many of them are worked. Throws what the calendar throws about days that it does not know.
  std::int64_t working_days(const Calendar& calendar) const {
    return calendar.working_days_between(from, to) + (calendar.is_working_day(from) ? 1 : 0);
  }
  bool operator==(const Window&) const = default;
};

/// The days that are in both; nothing when they share none.
inline std::optional<Window> intersection(const Window& a, const Window& b) noexcept {
  const Window shared{std::max(a.from, b.from), std::min(a.to, b.to)};
  return shared.from <= shared.to ? std::optional(shared) : std::nullopt;
}

} // namespace aftercourse
