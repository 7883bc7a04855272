// SpecialDay: a day that differs from the work pattern of a calendar, with its reason. DayNote: what a
// calendar says of one day, and why. Plain values.
#pragma once

#include <cstdint>
#include <string>

#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

struct SpecialDay {
  Date date;
  bool working = false;    ///< a make-up working day (调休上班), or else a day off
  std::string name = {};   ///< the reason: "国庆节"
  std::string source = {}; ///< who says so: the address or number of a notice, or empty
  bool operator==(const SpecialDay&) const = default;
};

struct DayNote {
  enum class Why : std::uint8_t { pattern, day_off, make_up_day };

  Date date;
  bool working = false;
  Why why = Why::pattern;
  std::string name = {}, source = {}; ///< of the special day; empty for the pattern
  bool provisional = false;           ///< beyond what was announced: the pattern was assumed
  bool operator==(const DayNote&) const = default;
};

} // namespace aftercourse
