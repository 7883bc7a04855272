// Calendar::Data: what a calendar is made of, and which results it lets rest on which days.
#pragma once

#include <algorithm>

#include "working_days.hpp"
#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

inline constexpr std::uint8_t monday_to_friday = 0b0011111;

struct Calendar::Data {
  std::string name;
  WorkPattern pattern;
  std::vector<SpecialDay> special; ///< ascending, each day once
  Date from, to;                   ///< announced
  bool assume = false;
  WorkingDays worked;

  Data(std::string name, WorkPattern pattern, std::vector<SpecialDay> days, Date from, Date to, bool assume);

  bool announced(std::int32_t first, std::int32_t last) const noexcept {
    return from.days() <= first && last <= to.days();
  }
  /// Whether a result may rest on the days from `first` to `last`.
  bool allows(std::int32_t first, std::int32_t last) const noexcept {
    return assume || announced(first, last);
  }
  /// Throws AC1114 when it may not.
  void require(std::int32_t first, std::int32_t last) const {
    if (!allows(first, last)) refuse(first);
  }

 private:
  [[noreturn]] void refuse(std::int32_t first) const;
};

} // namespace aftercourse
