#include "json.hpp"

#include <array>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>

namespace aftercourse::c {

namespace json = boost::json;

namespace {

[[noreturn]] void refuse(const char* name, const std::string& reason) {
  throw InvalidArgument("AC9110", reason, name);
}

json::value parse(std::string_view text, const char* name) {
  boost::system::error_code error;
  json::value value = json::parse(text, error);
  if (error == json::error::too_deep) throw LimitError("AC8002", "the JSON text is nested too deep", name);
  if (error) refuse(name, "not JSON: " + error.message());
  return value;
}

const json::object& object(const json::value& value, const char* name) {
  if (!value.is_object()) refuse(name, "expected an object");
  return value.get_object();
}

std::string text(const json::value& value, const char* name) {
  if (!value.is_string()) refuse(name, "expected text, found " + json::serialize(value));
  return std::string(value.get_string());
}

std::vector<std::string> texts(const json::value& value, const char* name) {
  if (!value.is_array()) refuse(name, "expected an array of texts");
  std::vector<std::string> result;
  for (const json::value& item : value.get_array()) result.push_back(text(item, name));
  return result;
}

Override override_from(const json::object& members, const char* name) {
  Override result;
  for (const auto& [key, value] : members) {
    if (key == "name")
      result.name = text(value, name);
    else if (key == "value")
      result.value = text(value, name);
    else if (key == "source")
      result.source = text(value, name);
    else if (key == "from")
      result.from = Date::from_text(text(value, name));
    else
      refuse(name, "unknown member `" + std::string(key) + "`; there are name, value, from and source");
  }
  if (result.name.empty() || !members.contains("value")) refuse(name, "each needs a name and a value");
  return result;
}

DayMark mark_from(const json::object& members, const char* name) {
  DayMark result;
  for (const auto& [key, value] : members) {
    if (key == "from")
      result.from = Date::from_text(text(value, name));
    else if (key == "to")
      result.to = Date::from_text(text(value, name));
    else if (key == "text")
      result.text = text(value, name);
    else if (key == "kind")
      result.kind = text(value, name);
    else
      refuse(name, "unknown member `" + std::string(key) + "`; there are from, to, text and kind");
  }
  if (!members.contains("from") || !members.contains("to") || !members.contains("text"))
    refuse(name, "each needs `from`, `to` and `text`");
  return result;
}

/// What a calendar says of a day or of several in a row.
template <class Note>
json::object reasons(json::object days, const Note& n) {
  constexpr std::array why{"pattern", "day_off", "make_up_day"}; // in the order of DayNote::Why
  days["working"] = n.working;
  days["why"] = why[static_cast<std::size_t>(n.why)];
  days["name"] = n.name;
  days["source"] = n.source;
  days["provisional"] = n.provisional;
  return days;
}

json::object bound(const Reckoning& r, const Calendar& calendar) {
  json::array days;
  if (r.rests_on)
    for (const Stretch& s : stretches(calendar, r.rests_on->from, r.rests_on->to))
      days.push_back(reasons({{"from", s.from.to_string()}, {"to", s.to.to_string()}}, s));
  return {{"anchor", r.anchor.to_string()},   {"period", r.period.to_string()}, {"roll", name_of(r.roll)},
          {"counted", r.counted.to_string()}, {"clipped", r.clipped()},         {"day", r.day.to_string()},
          {"days", std::move(days)},          {"provisional", r.provisional}};
}

} // namespace

std::vector<std::string> texts_from_json(std::string_view given, const char* name) {
  if (given.empty()) return {};
  return texts(parse(given, name), name);
}

std::map<std::string, std::string> map_from_json(std::string_view given, const char* name) {
  std::map<std::string, std::string> result;
  if (given.empty()) return result;
  const json::value value = parse(given, name);
  for (const auto& [key, member] : object(value, name)) result[key] = text(member, name);
  return result;
}

std::map<std::string, std::vector<std::string>> lists_from_json(std::string_view given, const char* name) {
  std::map<std::string, std::vector<std::string>> result;
  if (given.empty()) return result;
  const json::value value = parse(given, name);
  for (const auto& [key, member] : object(value, name))
    result[key] = member.is_array() ? texts(member, name) : std::vector{text(member, name)};
  return result;
}

std::vector<Override> overrides_from_json(std::string_view given, const char* name) {
  std::vector<Override> result;
  if (given.empty()) return result;
  const json::value value = parse(given, name);
  if (value.is_array()) {
    for (const json::value& item : value.get_array())
      result.push_back(override_from(object(item, name), name));
    return result;
  }
  for (const auto& [key, member] : object(value, name)) result.push_back({key, text(member, name), {}, {}});
  return result;
}

std::vector<DayMark> marks_from_json(std::string_view given, const char* name) {
  std::vector<DayMark> result;
  if (given.empty()) return result;
  const json::value value = parse(given, name);
  if (!value.is_array()) refuse(name, "expected an array");
  for (const json::value& item : value.get_array()) result.push_back(mark_from(object(item, name), name));
  return result;
}

std::string to_json(const std::vector<std::string>& texts) {
  return json::serialize(json::array(texts.begin(), texts.end()));
}

std::string to_json(const std::vector<DayNote>& notes) {
  std::string result;
  for (const DayNote& n : notes) { // one by one: a list of all years would take gigabytes
    result += result.empty() ? '[' : ',';
    result += json::serialize(reasons({{"date", n.date.to_string()}}, n));
  }
  return notes.empty() ? "[]" : result + ']';
}

std::string to_json(const ReckonedWindow& window, const Calendar& calendar) {
  return json::serialize(json::value{{"from", bound(window.from, calendar)},
                                     {"to", bound(window.to, calendar)},
                                     {"provisional", window.provisional()}});
}

std::string to_json(const std::vector<Diagnostic>& diagnostics) {
  json::array result;
  for (const Diagnostic& d : diagnostics)
    result.push_back({{"severity", d.severity == Diagnostic::Severity::error ? "error" : "warning"},
                      {"code", d.code},
                      {"file", d.at.file},
                      {"line", d.at.line},
                      {"column", d.at.column},
                      {"message", d.message},
                      {"expected", d.expected},
                      {"suggestion", d.suggestion},
                      {"text", d.to_string()}});
  return json::serialize(result);
}

std::string to_json(const std::vector<ExampleResult>& results) {
  json::array array;
  for (const ExampleResult& r : results)
    array.push_back({{"name", r.name},
                     {"file", r.at.file},
                     {"line", r.at.line},
                     {"passed", r.passed},
                     {"difference", r.difference}});
  return json::serialize(array);
}

} // namespace aftercourse::c
