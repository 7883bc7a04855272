#include "reach.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse {

Date reach(Date from, Period p, const Calendar& calendar, std::int32_t times) {
  try {
    return add(from, p, times, calendar);
  } catch (const InvalidArgument&) { // beyond the years 1400-9999
    return Date::unchecked((p.count < 0) != (times < 0) ? Date::min_days : Date::max_days);
  }
}

Reckoning reach_reckoned(Date from, Period p, Roll roll, const Calendar& calendar) {
  try {
    return reckon(from, p, roll, calendar);
  } catch (const InvalidArgument&) { // beyond those years, or no working day is left on that side
    const Date day = reach(from, p, calendar);
    return {from, p, roll, day, day, std::nullopt, false};
  }
}

} // namespace aftercourse
