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

Date reach_rolled(Date day, Roll roll, const Calendar& calendar) {
  try {
    return calendar.roll(day, roll);
  } catch (const InvalidArgument&) { // no working day is left on that side
    return day;
  }
}

} // namespace aftercourse
