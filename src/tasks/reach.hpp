// Reach: a day some periods away, or the last day that there is. Facts say "for ever" as 9999-12-31, and one
// such fact must not keep a company from its agenda.
#pragma once

#include <aftercourse/calendar/reckoning.hpp>

namespace aftercourse {

/// add(), held within the years of Date.
Date reach(Date from, Period p, const Calendar& calendar, std::int32_t times = 1);
/// reckon(), held likewise.
Reckoning reach_reckoned(Date from, Period p, Roll roll, const Calendar& calendar);

} // namespace aftercourse
