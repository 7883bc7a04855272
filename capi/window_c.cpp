#include <aftercourse/calendar/window_rule.hpp>

#include "arguments.hpp"
#include "guard.hpp"
#include "handles.hpp"
#include "json.hpp"

using namespace aftercourse;

namespace {

/// The rule in three texts; no text is what WindowRule has anyway.
WindowRule window_rule(std::string_view from, std::string_view to, std::string_view roll) {
  WindowRule rule;
  if (from.data() != nullptr) rule.from = Period::from_text(from);
  if (to.data() != nullptr) rule.to = Period::from_text(to);
  if (roll.data() != nullptr) rule.roll = roll_from_text(roll);
  return rule;
}

} // namespace

extern "C" {

int32_t aftercourse_window_at(const char* from, size_t from_length, const char* to, size_t to_length,
                              const char* roll, size_t roll_length, int32_t anchor,
                              const aftercourse_calendar* calendar, int32_t* first, int32_t* last,
                              aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    int32_t &begins = c::needed(first, "first"), &ends = c::needed(last, "last");
    const WindowRule rule = window_rule(c::text(from, from_length, "from"), c::text(to, to_length, "to"),
                                        c::text(roll, roll_length, "roll"));
    const Window window = rule.at(Date::from_days(anchor), worked);
    begins = window.from.days();
    ends = window.to.days();
  });
}

int32_t aftercourse_window_explain_json(const char* from, size_t from_length, const char* to,
                                        size_t to_length, const char* roll, size_t roll_length,
                                        int32_t anchor, const aftercourse_calendar* calendar, char** json,
                                        size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    const Calendar& worked = c::needed(calendar, "calendar").value;
    c::TextOut out(json, length);
    const WindowRule rule = window_rule(c::text(from, from_length, "from"), c::text(to, to_length, "to"),
                                        c::text(roll, roll_length, "roll"));
    out.assign(c::to_json(rule.explain(Date::from_days(anchor), worked), worked));
  });
}

} // extern "C"
