#include <algorithm>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"

using namespace aftercourse;

namespace {

/// Computes every result before the first is assigned: one bad day changes nothing, and arrays may overlap.
template <class Each>
void map_array(size_t count, int32_t* results, Each&& each) {
  if (count == 0) return;
  c::needed(results, "the array of results");
  std::vector<int32_t> computed(count);
  for (size_t i = 0; i < count; ++i) computed[i] = each(i);
  std::copy(computed.begin(), computed.end(), results);
}

void needed_array(const int32_t* array, size_t count, const char* name) {
  if (count > 0) c::needed(array, name);
}

} // namespace

extern "C" {

int32_t aftercourse_calendar_built_in(const char* name, size_t name_length, aftercourse_calendar** calendar,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(calendar, "calendar");
    out = new aftercourse_calendar{Calendar::built_in(c::needed_text(name, name_length, "name"))};
  });
}

int32_t aftercourse_calendar_from_json(const char* json, size_t json_length, aftercourse_calendar** calendar,
                                       aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(calendar, "calendar");
    out = new aftercourse_calendar{Calendar::from_json(c::needed_text(json, json_length, "json"))};
  });
}

int32_t aftercourse_calendar_to_json(const aftercourse_calendar* calendar, char** json, size_t* length,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(c::needed(calendar, "calendar").value.to_json());
  });
}

int32_t aftercourse_calendar_assuming(const aftercourse_calendar* calendar, aftercourse_calendar** assuming,
                                      aftercourse_error** error) {
  return c::guard(error, [&] {
    auto& out = c::needed(assuming, "assuming");
    out = new aftercourse_calendar{c::needed(calendar, "calendar").value.assuming()};
  });
}

void aftercourse_calendar_free(aftercourse_calendar* calendar) { delete calendar; }

int32_t aftercourse_calendar_is_working_day(const aftercourse_calendar* calendar, int32_t date,
                                            int32_t* is_working, aftercourse_error** error) {
  return aftercourse_calendar_is_working_day_array(calendar, &date, 1, is_working, error);
}

int32_t aftercourse_calendar_add_working_days(const aftercourse_calendar* calendar, int32_t date,
                                              int64_t days, int32_t* result, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    int32_t& out = c::needed(result, "result");
    out = worked.add_working_days(Date::from_days(date), days).days();
  });
}

int32_t aftercourse_calendar_working_days_between(const aftercourse_calendar* calendar, int32_t from,
                                                  int32_t to, int64_t* result, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    int64_t& out = c::needed(result, "result");
    out = worked.working_days_between(Date::from_days(from), Date::from_days(to));
  });
}

int32_t aftercourse_calendar_is_working_day_array(const aftercourse_calendar* calendar, const int32_t* dates,
                                                  size_t count, int32_t* are_working,
                                                  aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    needed_array(dates, count, "dates");
    map_array(count, are_working,
              [&](size_t i) { return worked.is_working_day(Date::from_days(dates[i])) ? 1 : 0; });
  });
}

int32_t aftercourse_calendar_add_working_days_array(const aftercourse_calendar* calendar,
                                                    const int32_t* dates, const int32_t* days, size_t count,
                                                    int32_t* results, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    needed_array(dates, count, "dates");
    needed_array(days, count, "days");
    map_array(count, results,
              [&](size_t i) { return worked.add_working_days(Date::from_days(dates[i]), days[i]).days(); });
  });
}

int32_t aftercourse_calendar_working_days_between_array(const aftercourse_calendar* calendar,
                                                        const int32_t* from, const int32_t* to, size_t count,
                                                        int32_t* results, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    needed_array(from, count, "from");
    needed_array(to, count, "to");
    map_array(count, results, [&](size_t i) {
      // At most the days from 1400 to 9999, which 32 bits hold.
      return static_cast<int32_t>(
          worked.working_days_between(Date::from_days(from[i]), Date::from_days(to[i])));
    });
  });
}

} // extern "C"
