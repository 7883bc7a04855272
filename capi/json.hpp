// Lists and maps that C hosts give as JSON, and lists that they get. InvalidArgument AC9110 says what was
// expected.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/calendar/month_view.hpp>
#include <aftercourse/calendar/window_rule.hpp>
#include <aftercourse/policy/adoption.hpp>
#include <aftercourse/tasks/policy_test.hpp>

namespace aftercourse::c {

/// ["a", "b"]; nothing for an absent text, here and below. `name` is what the caller knows it by.
std::vector<std::string> texts_from_json(std::string_view json, const char* name);
/// {"a": "b"}
std::map<std::string, std::string> map_from_json(std::string_view json, const char* name);
/// {"a": "b", "c": ["d", "e"]}
std::map<std::string, std::vector<std::string>> lists_from_json(std::string_view json, const char* name);
/// {"phone_share": "20%"} or [{"name", "value", "from", "source"}]
std::vector<Override> overrides_from_json(std::string_view json, const char* name);
/// [{"from": "2026-10-08", "to": "2026-10-20", "text": "Calls", "kind": "open"}]
std::vector<DayMark> marks_from_json(std::string_view json, const char* name);

std::string to_json(const std::vector<std::string>& texts);
std::string to_json(const std::vector<DayNote>& notes);
std::string to_json(const ReckonedWindow& window, const Calendar& calendar);
std::string to_json(const std::vector<Diagnostic>& diagnostics);
std::string to_json(const std::vector<ExampleResult>& results);

} // namespace aftercourse::c
