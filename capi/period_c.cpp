#include <aftercourse/calendar/columns.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"

using namespace aftercourse;

static_assert(static_cast<int>(PeriodUnit::days) == AFTERCOURSE_UNIT_DAYS);
static_assert(static_cast<int>(PeriodUnit::working_days) == AFTERCOURSE_UNIT_WORKING_DAYS);
static_assert(static_cast<int>(PeriodUnit::weeks) == AFTERCOURSE_UNIT_WEEKS);
static_assert(static_cast<int>(PeriodUnit::months) == AFTERCOURSE_UNIT_MONTHS);
static_assert(static_cast<int>(PeriodUnit::quarters) == AFTERCOURSE_UNIT_QUARTERS);
static_assert(static_cast<int>(PeriodUnit::years) == AFTERCOURSE_UNIT_YEARS);

namespace {

Period period(const char* text, size_t length) {
  return Period::from_text(c::needed_text(text, length, "period"));
}

/// Any calendar serves a period that has no working days.
const Calendar& calendar_for(Period p, const aftercourse_calendar* calendar) {
  static const Calendar unasked = Calendar::built_in("every-day");
  return p.unit == PeriodUnit::working_days ? c::needed(calendar, "calendar").value : unasked;
}

} // namespace

extern "C" {

int32_t aftercourse_period_parse(const char* text, size_t text_length, int32_t* count, int32_t* unit,
                                 aftercourse_error** error) {
  return c::guard(error, [&] {
    int32_t &many = c::needed(count, "count"), &of = c::needed(unit, "unit");
    const Period read = Period::from_text(c::needed_text(text, text_length, "text"));
    many = read.count;
    of = static_cast<int32_t>(read.unit);
  });
}

int32_t aftercourse_period_add(const char* period, size_t period_length, int32_t date,
                               const aftercourse_calendar* calendar, int32_t* result,
                               aftercourse_error** error) {
  return c::guard(error, [&] {
    int32_t& out = c::needed(result, "result");
    const Period p = ::period(period, period_length);
    out = add(Date::from_days(date), p, calendar_for(p, calendar)).days();
  });
}

int32_t aftercourse_period_add_array(const char* period, size_t period_length, const int32_t* dates,
                                     size_t count, const aftercourse_calendar* calendar, int32_t* results,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    const Period p = ::period(period, period_length);
    const DaySpan days = c::needed_array(dates, count, "dates");
    add(calendar_for(p, calendar), days, p, c::needed_array(results, count, "results"));
  });
}

} // extern "C"
