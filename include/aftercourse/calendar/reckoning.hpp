// Reckoning: how a day was worked out from another one: a period was added, and a day off was rolled. A plain
// value made in constant time; `stretches` then tells the days between them one by one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/calendar/window.hpp>

namespace aftercourse {

struct Reckoning {
  Date anchor;
  Period period;
  Roll roll = Roll::none;
  Date counted; ///< the anchor plus the period
  Date day;     ///< the result: `counted`, rolled
  /// The days off and make-up days that decided it lie in here: those counted (working days) and those that
  /// the roll looked at. Nothing when the result is the same in every calendar.
  std::optional<Window> rests_on;
  bool provisional = false; ///< some of these days are beyond what was announced

  /// Whether the month was too short for the anchor's day of the month, so that its last day was taken.
  bool clipped() const noexcept;
  bool rolled() const noexcept { return day != counted; }
  bool operator==(const Reckoning&) const = default;
};

/// Works out anchor + period, rolled: the day that add() and Calendar::roll() give. Throws what they throw.
Reckoning reckon(Date anchor, Period period, Roll roll, const Calendar& calendar);

/// Days in a row that a calendar gives the same reason for.
struct Stretch {
  Date from, to; ///< both included
  bool working = false;
  DayNote::Why why = DayNote::Why::pattern;
  std::string name = {}, source = {}; ///< of the special days; empty for the pattern
  bool provisional = false;           ///< beyond what was announced
  std::int32_t days() const noexcept { return to.days() - from.days() + 1; }
  bool operator==(const Stretch&) const = default;
};

/// What the days from `a` to `b` are, both included, a stretch after the other; none when b < a, and at most
/// `most`: an explanation is for people. Takes time with the days it tells. Throws InvalidArgument AC1114
/// beyond what the calendar knows as announced.
std::vector<Stretch> stretches(const Calendar& calendar, Date a, Date b, std::size_t most = 40);

} // namespace aftercourse
