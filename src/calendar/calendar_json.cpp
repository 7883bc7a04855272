#include <algorithm>

#include <boost/json.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>
#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

namespace {

namespace json = boost::json;

[[noreturn]] void refuse(std::vector<Fault> faults) {
  std::string message = to_string(faults.front());
  if (faults.size() > 1) message += " (and " + std::to_string(faults.size() - 1) + " more)";
  DataError error("AC1113", message);
  throw error.with_faults(std::move(faults));
}

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
  refuse({Fault{"calendar", line, column, {}, "not JSON: " + error.message(), "AC1113"}});
}

/// Takes fields out of objects. Every fault is noted with its place, and reading goes on to find the others.
class Reader {
 public:
  std::vector<Fault> faults;

  void fault(std::string place, std::string reason) {
    faults.push_back({"calendar", 0, 0, std::move(place), std::move(reason), "AC1113"});
  }

  const json::object& object(const json::value& v, const std::string& place) {
    static const json::object none;
    if (v.is_object()) return v.get_object();
    fault(place, "expected an object");
    return none;
  }

  const json::array& array(const json::value& v, const std::string& place) {
    static const json::array none;
    if (v.is_array()) return v.get_array();
    fault(place, "expected a list");
    return none;
  }

  std::string text(const json::value& v, const std::string& place) {
    if (v.is_string() && !invalid_utf8(v.get_string())) return std::string(v.get_string());
    fault(place, "expected a text");
    return {};
  }

  Date date(const json::value* v, const std::string& place) {
    if (v == nullptr) return fault(place, "is missing"), Date{};
    if (!v->is_string()) return fault(place, "expected a date such as \"2026-10-01\""), Date{};
    try {
      return Date::from_text(v->get_string());
    } catch (const InvalidArgument& e) {
      return fault(place, e.what()), Date{};
    }
  }

  /// A misspelt key is a fault, as what it says would be lost.
  void check_keys(const json::object& o, const std::vector<std::string>& known, const std::string& prefix) {
    for (const auto& [key, value] : o) {
      if (std::find(known.begin(), known.end(), key) != known.end() || key.starts_with('$')) continue;
      const auto near = nearest(key, known);
      fault(prefix + std::string(key), near ? "is unknown; did you mean '" + *near + "'?" : "is unknown");
    }
  }
};

std::string in_list(const std::string& list, std::size_t i) { return list + '[' + std::to_string(i) + ']'; }

/// "1111100", Monday first.
std::uint8_t read_week(Reader& r, const json::value& v) {
  const std::string_view text = v.is_string() ? std::string_view(v.get_string()) : std::string_view{};
  if (text.size() != 7 || text.find_first_not_of("01") != text.npos)
    r.fault("week", "expected seven digits 0 or 1, Monday first, such as \"1111100\"");
  unsigned week = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(text.size(), 7); ++i)
    week |= (text[i] == '1' ? 1u : 0u) << i;
  return static_cast<std::uint8_t>(week);
}

/// A list of "2026-10-01" or {"date": "2026-10-01", "name": "国庆节"}.
void read_days(Reader& r, const json::object& o, const std::string& key, bool working,
               std::vector<SpecialDay>& days) {
  const json::value* list = o.if_contains(key);
  if (list == nullptr) return;
  std::size_t i = 0;
  for (const json::value& v : r.array(*list, key)) {
    const std::string place = in_list(key, i++);
    if (!v.is_object()) {
      days.push_back({r.date(&v, place), working, {}});
      continue;
    }
    const json::object& day = v.get_object();
    r.check_keys(day, {"date", "name"}, place + '.');
    const json::value* name = day.if_contains("name");
    days.push_back({r.date(day.if_contains("date"), place + ".date"), working,
                    name != nullptr ? r.text(*name, place + ".name") : std::string{}});
  }
}

struct Years {
  Date from = Date::unchecked(Date::min_days), to = Date::unchecked(Date::max_days);
};

/// What the list says itself, or else the years its days lie in; a bare week holds for ever.
Years read_announced(Reader& r, const json::object& o, const std::vector<SpecialDay>& days) {
  if (const json::value* v = o.if_contains("announced")) {
    const json::object& span = r.object(*v, "announced");
    r.check_keys(span, {"from", "to"}, "announced.");
    const Years years{r.date(span.if_contains("from"), "announced.from"),
                      r.date(span.if_contains("to"), "announced.to")};
    if (years.to < years.from && r.faults.empty()) r.fault("announced", "ends before it begins");
    return years;
  }
  if (days.empty()) return {};
  const auto [first, last] = std::minmax_element(
      days.begin(), days.end(), [](const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; });
  return {Date(first->date.year(), 1, 1), Date(last->date.year(), 12, 31)};
}

Calendar read_calendar(Reader& r, const json::object& o) {
  r.check_keys(o, {"name", "week", "announced", "days_off", "working_days"}, {});
  for (const char* key : {"name", "week"})
    if (!o.contains(key)) r.fault(key, "is missing");
  std::string name = o.contains("name") ? r.text(o.at("name"), "name") : std::string{};
  const std::uint8_t week = o.contains("week") ? read_week(r, o.at("week")) : std::uint8_t{0};
  std::vector<SpecialDay> days;
  read_days(r, o, "days_off", false, days);
  read_days(r, o, "working_days", true, days);
  const Years announced = read_announced(r, o, days);
  if (!r.faults.empty()) refuse(std::move(r.faults));
  return Calendar(std::move(name), week, std::move(days), announced.from, announced.to);
}

SpecialDay read_notice_day(Reader& r, const json::value& v, const std::string& place) {
  const json::object& o = r.object(v, place);
  const json::value *name = o.if_contains("name"), *off = o.if_contains("isOffDay");
  if (off == nullptr || !off->is_bool()) r.fault(place + ".isOffDay", "expected true or false");
  return {r.date(o.if_contains("date"), place + ".date"),
          off != nullptr && off->is_bool() && !off->get_bool(),
          name != nullptr ? r.text(*name, place + ".name") : std::string{}};
}

/// A year's notice as published by others: keys that we do not use are left alone.
Calendar read_notice(Reader& r, const json::object& o) {
  const json::value& year = o.at("year");
  const std::int64_t y = year.is_int64() ? year.get_int64() : 0;
  if (y < 1400 || y > 9999) r.fault("year", "expected a year from 1400 to 9999");
  std::vector<SpecialDay> days;
  for (const json::value& v : r.array(o.at("days"), "days"))
    days.push_back(read_notice_day(r, v, in_list("days", days.size())));
  std::string name = o.contains("name") ? r.text(o.at("name"), "name") : std::to_string(y);
  if (!r.faults.empty()) refuse(std::move(r.faults));
  const int announced = static_cast<int>(y);
  return Calendar(std::move(name), 0b0011111, std::move(days), Date(announced, 1, 1),
                  Date(announced, 12, 31));
}

} // namespace

Calendar Calendar::from_json(std::string_view text) {
  const json::value document = parse(text);
  Reader reader;
  const json::object& o = reader.object(document, {});
  if (!reader.faults.empty()) refuse(std::move(reader.faults));
  const bool notice = o.contains("year") && o.contains("days");
  return notice ? read_notice(reader, o) : read_calendar(reader, o);
}

std::string Calendar::to_json() const {
  std::string pattern;
  for (int i = 0; i < 7; ++i) pattern += (week() >> i & 1) != 0 ? '1' : '0';
  json::array days_off, working_days;
  for (const SpecialDay& day : special_days())
    (day.working ? working_days : days_off).push_back({{"date", day.date.to_string()}, {"name", day.name}});
  return json::serialize(json::object{
      {"name", name()},
      {"week", pattern},
      {"announced", {{"from", announced_from().to_string()}, {"to", announced_to().to_string()}}},
      {"days_off", std::move(days_off)},
      {"working_days", std::move(working_days)},
  });
}

} // namespace aftercourse
