// Calendars: how they are made, and their questions of single days.
#include <array>
#include <utility>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

PeriodUnit span_from_text(std::string_view name) {
  constexpr std::array spans{std::pair{"month", PeriodUnit::months},
                             std::pair{"quarter", PeriodUnit::quarters},
                             std::pair{"year", PeriodUnit::years}};
  for (const auto& [known, unit] : spans)
    if (name == known) return unit;
  throw InvalidArgument("AC1104",
                        "'" + std::string(name) + "' is no span; there are month, quarter and year");
}

/// A calendar made of others, handed out.
template <class Make>
int32_t make_calendar(aftercourse_calendar** calendar, const char* name, aftercourse_error** error,
                      Make&& make) noexcept {
  return c::guard(error, [&] {
    auto& out = c::needed(calendar, name);
    out = new aftercourse_calendar{make()};
  });
}

} // namespace

extern "C" {

// --- made
// ---------------------------------------------------------------------------------------------------

int32_t aftercourse_calendar_built_in(const char* name, size_t name_length, aftercourse_calendar** calendar,
                                      aftercourse_error** error) {
  return make_calendar(calendar, "calendar", error,
                       [&] { return Calendar::built_in(c::needed_text(name, name_length, "name")); });
}

int32_t aftercourse_calendar_from_json(const char* json, size_t json_length, aftercourse_calendar** calendar,
                                       aftercourse_error** error) {
  return make_calendar(calendar, "calendar", error,
                       [&] { return Calendar::from_json(c::needed_text(json, json_length, "json")); });
}

int32_t aftercourse_calendar_from_yaml(const char* yaml, size_t yaml_length, aftercourse_calendar** calendar,
                                       aftercourse_error** error) {
  return make_calendar(calendar, "calendar", error,
                       [&] { return Calendar::from_yaml(c::needed_text(yaml, yaml_length, "yaml")); });
}

int32_t aftercourse_calendar_from_ics(const char* ics, size_t ics_length, int32_t announced_from,
                                      int32_t announced_to, aftercourse_calendar** calendar,
                                      aftercourse_error** error) {
  return make_calendar(calendar, "calendar", error, [&] {
    std::optional<std::pair<Date, Date>> announced;
    if (announced_from != AFTERCOURSE_NO_DATE || announced_to != AFTERCOURSE_NO_DATE)
      announced.emplace(Date::from_days(announced_from), Date::from_days(announced_to));
    return Calendar::from_ics(c::needed_text(ics, ics_length, "ics"), announced);
  });
}

int32_t aftercourse_calendar_to_ics(const aftercourse_calendar* calendar, char** ics, size_t* length,
                                    aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(ics, length);
    out.assign(c::needed(calendar, "calendar").value.to_ics());
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
  return make_calendar(assuming, "assuming", error,
                       [&] { return c::needed(calendar, "calendar").value.assuming(); });
}

int32_t aftercourse_calendar_with_notice(const aftercourse_calendar* calendar, const char* json,
                                         size_t json_length, int32_t amend, aftercourse_calendar** extended,
                                         aftercourse_error** error) {
  return make_calendar(extended, "extended", error, [&] {
    const Calendar& known = c::needed(calendar, "calendar").value;
    return known.with_notice(c::needed_text(json, json_length, "json"), amend != 0);
  });
}

int32_t aftercourse_calendar_with_special_days(const aftercourse_calendar* calendar, const int32_t* dates,
                                               const int32_t* are_working, size_t count, const char* name,
                                               size_t name_length, const char* source, size_t source_length,
                                               aftercourse_calendar** changed, aftercourse_error** error) {
  return make_calendar(changed, "changed", error, [&] {
    const Calendar& known = c::needed(calendar, "calendar").value;
    const auto days = c::needed_array(dates, count, "dates");
    const auto working = c::needed_array(are_working, count, "are_working");
    const std::string reason(c::text(name, name_length, "name"));
    const std::string who(c::text(source, source_length, "source"));
    std::vector<SpecialDay> special;
    for (size_t i = 0; i < count; ++i)
      special.push_back({Date::from_days(days[i]), working[i] != 0, reason, who});
    return known.with_special_days(std::move(special));
  });
}

int32_t aftercourse_calendar_both(const aftercourse_calendar* a, const aftercourse_calendar* b,
                                  aftercourse_calendar** both, aftercourse_error** error) {
  return make_calendar(both, "both", error,
                       [&] { return aftercourse::both(c::needed(a, "a").value, c::needed(b, "b").value); });
}

int32_t aftercourse_calendar_either(const aftercourse_calendar* a, const aftercourse_calendar* b,
                                    aftercourse_calendar** either, aftercourse_error** error) {
  return make_calendar(either, "either", error,
                       [&] { return aftercourse::either(c::needed(a, "a").value, c::needed(b, "b").value); });
}

void aftercourse_calendar_free(aftercourse_calendar* calendar) { delete calendar; }

// --- what it knows
// ------------------------------------------------------------------------------------------

const char* aftercourse_calendar_name(const aftercourse_calendar* calendar) {
  return calendar == nullptr ? "" : calendar->value.name().c_str();
}

int32_t aftercourse_calendar_announced(const aftercourse_calendar* calendar, int32_t* first, int32_t* last,
                                       aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int32_t &from = c::needed(first, "first"), &to = c::needed(last, "last");
    from = asked.announced_from().days();
    to = asked.announced_to().days();
  });
}

int32_t aftercourse_calendar_assumes(const aftercourse_calendar* calendar, int32_t* assumes,
                                     aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    c::needed(assumes, "assumes") = asked.assumes() ? 1 : 0;
  });
}

int32_t aftercourse_calendar_is_provisional(const aftercourse_calendar* calendar, int32_t from, int32_t to,
                                            int32_t* is_provisional, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int32_t& out = c::needed(is_provisional, "is_provisional");
    out = asked.is_provisional(Date::from_days(from), Date::from_days(to)) ? 1 : 0;
  });
}

// --- asked of single days
// -----------------------------------------------------------------------------------

int32_t aftercourse_calendar_is_working_day(const aftercourse_calendar* calendar, int32_t date,
                                            int32_t* is_working, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int32_t& out = c::needed(is_working, "is_working");
    out = asked.is_working_day(Date::from_days(date)) ? 1 : 0;
  });
}

int32_t aftercourse_calendar_add_working_days(const aftercourse_calendar* calendar, int32_t date,
                                              int64_t days, int32_t* result, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int32_t& out = c::needed(result, "result");
    out = asked.add_working_days(Date::from_days(date), days).days();
  });
}

int32_t aftercourse_calendar_working_days_between(const aftercourse_calendar* calendar, int32_t from,
                                                  int32_t to, int64_t* result, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int64_t& out = c::needed(result, "result");
    out = asked.working_days_between(Date::from_days(from), Date::from_days(to));
  });
}

int32_t aftercourse_calendar_nth_working_day(const aftercourse_calendar* calendar, const char* span,
                                             size_t span_length, int32_t date, int64_t n, int32_t* result,
                                             aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int32_t& out = c::needed(result, "result");
    const PeriodUnit unit = span_from_text(c::needed_text(span, span_length, "span"));
    out = asked.nth_working_day(unit, Date::from_days(date), n).days();
  });
}

int32_t aftercourse_calendar_roll(const aftercourse_calendar* calendar, int32_t date, const char* convention,
                                  size_t convention_length, int32_t* result, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& asked = c::needed(calendar, "calendar").value;
    int32_t& out = c::needed(result, "result");
    const Roll by = roll_from_text(c::needed_text(convention, convention_length, "convention"));
    out = asked.roll(Date::from_days(date), by).days();
  });
}

int32_t aftercourse_calendar_explain_json(const aftercourse_calendar* calendar, int32_t from, int32_t to,
                                          char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const Calendar& asked = c::needed(calendar, "calendar").value;
    out.assign(c::to_json(asked.explain(Date::from_days(from), Date::from_days(to))));
  });
}

} // extern "C"
