// Calendars over arrays of days.
#include <algorithm>

#include <aftercourse/calendar/columns.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"

using namespace aftercourse;

static_assert(no_day == AFTERCOURSE_NO_DATE);

extern "C" {

int32_t aftercourse_calendar_is_working_day_array(const aftercourse_calendar* calendar, const int32_t* dates,
                                                  size_t count, int32_t* are_working,
                                                  aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    const DaySpan days = c::needed_array(dates, count, "dates");
    const auto out = c::needed_array(are_working, count, "are_working");
    std::vector<int8_t> worked(count);
    is_working_day(asked, days, worked);
    std::copy(worked.begin(), worked.end(), out.begin());
  });
}

int32_t aftercourse_calendar_add_working_days_array(const aftercourse_calendar* calendar,
                                                    const int32_t* dates, const int32_t* days, size_t count,
                                                    int32_t* results, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    const DaySpan from = c::needed_array(dates, count, "dates");
    const DaySpan by = c::needed_array(days, count, "days");
    add_working_days(asked, from, by, c::needed_array(results, count, "results"));
  });
}

int32_t aftercourse_calendar_working_days_between_array(const aftercourse_calendar* calendar,
                                                        const int32_t* from, const int32_t* to, size_t count,
                                                        int32_t* results, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    const DaySpan after = c::needed_array(from, count, "from");
    const DaySpan until = c::needed_array(to, count, "to");
    working_days_between(asked, after, until, c::needed_array(results, count, "results"));
  });
}

int32_t aftercourse_calendar_roll_array(const aftercourse_calendar* calendar, const int32_t* dates,
                                        size_t count, const char* convention, size_t convention_length,
                                        int32_t* results, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    const DaySpan days = c::needed_array(dates, count, "dates");
    const Roll by = roll_from_text(c::needed_text(convention, convention_length, "convention"));
    roll(asked, days, by, c::needed_array(results, count, "results"));
  });
}

} // extern "C"
