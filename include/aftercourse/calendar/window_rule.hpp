// WindowRule: how a window is made: both bounds as periods from an anchor day, and how its end rolls off days
// off. A plain value.
#pragma once

#include <aftercourse/calendar/reckoning.hpp>

namespace aftercourse {

/// A window together with how each of its bounds was worked out.
struct ReckonedWindow {
  Reckoning from, to;
  Window window() const noexcept { return {from.day, to.day}; }
  /// Whether it may move when a notice is published.
  bool provisional() const noexcept { return from.provisional || to.provisional; }
  bool operator==(const ReckonedWindow&) const = default;
};

struct WindowRule {
  Period from{0, PeriodUnit::days}; ///< from the anchor; negative: before it
  Period to{0, PeriodUnit::days};
  Roll roll = Roll::none; ///< of the end; a window opens on a day off as on any other
  bool operator==(const WindowRule&) const = default;

  /// Throws InvalidArgument AC1120 when it would end before it begins, AC1101 past the years 1400-9999,
  /// AC1114 beyond what the calendar knows as announced.
  Window at(Date anchor, const Calendar& calendar) const { return explain(anchor, calendar).window(); }
  ReckonedWindow explain(Date anchor, const Calendar& calendar) const;
};

} // namespace aftercourse
