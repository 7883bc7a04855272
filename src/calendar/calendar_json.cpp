#include <algorithm>

#include "calendar_reader.hpp"

namespace aftercourse {

namespace {

namespace json = boost::json;

/// Parses, or says in which line and column the text stops being JSON.
json::value parse(std::string_view text) {
  json::parser parser;
  boost::system::error_code error;
  const std::size_t end = parser.write_some(text.data(), text.size(), error);
  const std::string_view read = text.substr(0, end);
  if (!error && text.find_first_not_of(" \t\r\n", end) != text.npos) error = json::error::extra_data;
  if (!error) return parser.release();
  if (error == json::error::too_deep)
    throw LimitError("AC8002", "the JSON text is nested too deep", "calendar");

  const auto line = std::count(read.begin(), read.end(), '\n') + 1;
  const auto column = static_cast<std::int64_t>(end - (read.rfind('\n') + 1)) + 1; // npos + 1 is 0
  refuse_calendar({Fault{"calendar", line, column, {}, "not JSON: " + error.message(), "AC1113"}});
}

std::string said(const SpecialDay& day) {
  std::string text = day.working ? "worked" : "off";
  if (!day.name.empty()) text += " (" + day.name + ")";
  return day.source.empty() ? text : text + " by " + day.source;
}

/// Special days only: a plant's own week takes a notice like a country's, and the first days of a year are
/// often bridged to the last of the year before.
void check_agrees(const Calendar& known, const YearlyNotice& notice) {
  for (const SpecialDay& day : notice.days) {
    const SpecialDay* before = known.special(day.date);
    if (before == nullptr || before->working == day.working) continue;
    throw Conflict("AC1117", day.date.to_string() + " is " + said(day) + " in the notice of " +
                                 std::to_string(notice.year) + " and " + said(*before) + " in calendar '" +
                                 known.name() + "'");
  }
}

/// What is announced stays one span of days.
void check_adjoins(const Calendar& known, int year) {
  const std::int32_t first = Date(year, 1, 1).days(), last = Date(year, 12, 31).days();
  const std::int32_t from = known.announced_from().days(), to = known.announced_to().days();
  if (first <= to + 1 && from - 1 <= last) return;
  const Date missing = Date::unchecked(to < first ? to + 1 : last + 1),
             until = Date::unchecked(to < first ? first - 1 : from - 1);
  throw InvalidArgument("AC1116", "the notice of " + std::to_string(year) + " would leave " +
                                      missing.to_string() + " to " + until.to_string() +
                                      " without one in calendar '" + known.name() + "'; load that first");
}

json::array days_of(const Calendar& calendar, bool working) {
  json::array list;
  for (const SpecialDay& day : calendar.special_days()) {
    if (day.working != working) continue;
    json::object o{{"date", day.date.to_string()}, {"name", day.name}};
    if (!day.source.empty()) o["source"] = day.source;
    list.push_back(std::move(o));
  }
  return list;
}

} // namespace

Calendar Calendar::from_json(std::string_view text) { return CalendarReader().read(parse(text)); }

Calendar Calendar::with_notice(std::string_view text, bool amend) const {
  YearlyNotice notice = CalendarReader().read_notice(parse(text));
  check_adjoins(*this, notice.year);
  if (!amend) check_agrees(*this, notice);
  const Date from = std::min(announced_from(), Date(notice.year, 1, 1));
  const Date to = std::max(announced_to(), Date(notice.year, 12, 31));
  const Calendar laid = with_special_days(std::move(notice.days));
  const Calendar extended(name(), pattern(), laid.special_days(), from, to);
  return assumes() ? extended.assuming() : extended;
}

std::string Calendar::to_json() const {
  json::object o{{"name", name()}};
  if (pattern().week()) {
    o["week"] = pattern().days();
  } else {
    o["cycle"] = pattern().to_string();
    o["from"] = pattern().from().to_string();
  }
  o["announced"] = {{"from", announced_from().to_string()}, {"to", announced_to().to_string()}};
  if (assumes()) o["assume"] = true;
  o["days_off"] = days_of(*this, false);
  o["working_days"] = days_of(*this, true);
  return json::serialize(o);
}

} // namespace aftercourse
