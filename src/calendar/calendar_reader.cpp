#include "calendar_reader.hpp"
#include "calendar_data.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <aftercourse/base/utf8.hpp>

namespace aftercourse {

namespace {

std::string in_list(const std::string& list, std::size_t i) { return list + '[' + std::to_string(i) + ']'; }

bool is_notice(const boost::json::object& o) { return o.contains("year") && o.contains("days"); }

} // namespace

void refuse_calendar(std::vector<Fault> faults) {
  std::string message = to_string(faults.front());
  if (faults.size() > 1) message += " (and " + std::to_string(faults.size() - 1) + " more)";
  DataError error("AC1113", message);
  throw error.with_faults(std::move(faults));
}

void CalendarReader::fault(std::string place, std::string reason) {
  const auto [line, column] = locate_ ? locate_(place) : std::pair<std::int64_t, std::int64_t>{};
  faults_.push_back({"calendar", line, column, std::move(place), std::move(reason), "AC1113"});
}

void CalendarReader::check() {
  if (!faults_.empty()) refuse_calendar(std::move(faults_));
}

// --- values ------------------------------------------------------------------------------------------------

const boost::json::object& CalendarReader::object(const Value& v, const std::string& place) {
  static const Object none;
  if (v.is_object()) return v.get_object();
  fault(place, "expected an object");
  return none;
}

const boost::json::array& CalendarReader::array(const Value& v, const std::string& place) {
  static const boost::json::array none;
  if (v.is_array()) return v.get_array();
  fault(place, "expected a list");
  return none;
}

std::string CalendarReader::text(const Value* v, const std::string& place) {
  if (v == nullptr) return {};
  if (v->is_string() && !invalid_utf8(v->get_string())) return std::string(v->get_string());
  fault(place, "expected a text");
  return {};
}

Date CalendarReader::date(const Value* v, const std::string& place) {
  if (v == nullptr) return fault(place, "is missing"), Date{};
  if (!v->is_string()) return fault(place, "expected a date such as \"2026-10-01\""), Date{};
  try {
    return Date::from_text(v->get_string());
  } catch (const InvalidArgument& e) {
    return fault(place, e.what()), Date{};
  }
}

bool CalendarReader::truth(const Value* v, const std::string& place) {
  if (v != nullptr && v->is_bool()) return v->get_bool();
  if (words_ && v != nullptr && (*v == "true" || *v == "false")) return *v == "true";
  fault(place, "expected true or false");
  return false;
}

/// -1 for what is no whole number.
std::int64_t CalendarReader::number(const Value& v) {
  if (v.is_int64()) return v.get_int64();
  if (!words_ || !v.is_string()) return -1;
  const std::string_view digits = v.get_string();
  std::int64_t n = -1;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  return error == std::errc{} && end == digits.data() + digits.size() ? n : -1;
}

/// A misspelt key is a fault, as what it says would be lost.
void CalendarReader::check_keys(const Object& o, const std::vector<std::string>& known,
                                const std::string& prefix) {
  for (const auto& [key, value] : o) {
    if (std::find(known.begin(), known.end(), key) != known.end() || key.starts_with('$')) continue;
    const auto near = nearest(key, known);
    fault(prefix + std::string(key), near ? "is unknown; did you mean '" + *near + "'?" : "is unknown");
  }
}

// --- a calendar --------------------------------------------------------------------------------------------

/// "1111100", Monday first.
WorkPattern CalendarReader::week(const Value& v) {
  const std::string_view digits = v.is_string() ? std::string_view(v.get_string()) : std::string_view{};
  if (digits.size() == 7 && digits.find_first_not_of("01") == digits.npos)
    return WorkPattern::cycle(digits, Date::unchecked(4)); // a Monday
  fault("week", "expected seven digits 0 or 1, Monday first, such as \"1111100\"");
  return WorkPattern::weekly(0);
}

WorkPattern CalendarReader::cycle(const Object& o) {
  const std::string digits = text(o.if_contains("cycle"), "cycle");
  const Date from = date(o.if_contains("from"), "from");
  try {
    if (faults_.empty()) return WorkPattern::cycle(digits, from);
  } catch (const InvalidArgument& e) {
    fault("cycle", e.what());
  }
  return WorkPattern::weekly(0);
}

WorkPattern CalendarReader::pattern(const Object& o) {
  if (o.contains("week") && o.contains("cycle"))
    fault("cycle", "stands beside a week; a calendar has one of them");
  if (o.contains("from") && !o.contains("cycle"))
    fault("from", "says when a cycle begins, and there is none");
  if (o.contains("cycle")) return cycle(o);
  if (o.contains("week")) return week(o.at("week"));
  fault("week", "is missing");
  return WorkPattern::weekly(0);
}

/// A list of "2026-10-01" or {"date": "2026-10-01", "name": "国庆节", "source": "..."}.
void CalendarReader::days(const Object& o, const std::string& key, bool working,
                          std::vector<SpecialDay>& to) {
  const Value* list = o.if_contains(key);
  if (list == nullptr) return;
  std::size_t i = 0;
  for (const Value& v : array(*list, key)) {
    const std::string place = in_list(key, i++);
    if (!v.is_object()) {
      to.push_back({date(&v, place), working});
      continue;
    }
    const Object& day = v.get_object();
    check_keys(day, {"date", "name", "source"}, place + '.');
    const Date on = date(day.if_contains("date"), place + ".date");
    to.push_back({on, working, text(day.if_contains("name"), place + ".name"),
                  text(day.if_contains("source"), place + ".source")});
  }
}

/// What the text says itself, or else the years its days lie in; a bare pattern holds for ever.
std::pair<Date, Date> CalendarReader::announced(const Object& o, const std::vector<SpecialDay>& days) {
  if (const Value* v = o.if_contains("announced")) {
    const Object& span = object(*v, "announced");
    check_keys(span, {"from", "to"}, "announced.");
    const Date from = date(span.if_contains("from"), "announced.from");
    const Date to = date(span.if_contains("to"), "announced.to");
    if (to < from && faults_.empty()) fault("announced", "ends before it begins");
    return {from, to};
  }
  if (days.empty()) return {Date::unchecked(Date::min_days), Date::unchecked(Date::max_days)};
  const auto [first, last] = std::minmax_element(
      days.begin(), days.end(), [](const SpecialDay& a, const SpecialDay& b) { return a.date < b.date; });
  return {Date(first->date.year(), 1, 1), Date(last->date.year(), 12, 31)};
}

Calendar CalendarReader::calendar(const Object& o) {
  check_keys(o, {"name", "week", "cycle", "from", "announced", "assume", "days_off", "working_days"}, {});
  if (!o.contains("name")) fault("name", "is missing");
  std::string name = text(o.if_contains("name"), "name");
  const WorkPattern worked = pattern(o);
  std::vector<SpecialDay> special;
  days(o, "days_off", false, special);
  days(o, "working_days", true, special);
  const auto [from, to] = announced(o, special);
  const bool assume = o.contains("assume") && truth(o.if_contains("assume"), "assume");
  check();
  const Calendar made(std::move(name), worked, std::move(special), from, to);
  return assume ? made.assuming() : made;
}

// --- a year's notice: keys that we do not use are left alone -----------------------------------------------

SpecialDay CalendarReader::notice_day(const Value& v, const std::string& place, const std::string& source) {
  const Object& o = object(v, place);
  const bool off = truth(o.if_contains("isOffDay"), place + ".isOffDay");
  const Date on = date(o.if_contains("date"), place + ".date");
  return {on, !off, text(o.if_contains("name"), place + ".name"), source};
}

/// The addresses of the papers that announced it.
std::string CalendarReader::papers(const Object& o) {
  std::string all;
  const Value* list = o.if_contains("papers");
  if (list == nullptr) return all;
  std::size_t i = 0;
  for (const Value& v : array(*list, "papers")) {
    const std::string one = text(&v, in_list("papers", i++));
    if (!all.empty() && !one.empty()) all += ' ';
    all += one;
  }
  return all;
}

/// Every day near its year, and none given twice unless both say the same.
void CalendarReader::check_notice_days(const YearlyNotice& notice) {
  constexpr int fortnight = 14;
  std::map<Date, std::size_t> seen;
  for (std::size_t i = 0; i < notice.days.size(); ++i) {
    const SpecialDay& day = notice.days[i];
    const std::string place = in_list("days", i) + ".date", date = day.date.to_string();
    const std::int32_t within =
        std::clamp(day.date, Date(notice.year, 1, 1), Date(notice.year, 12, 31)).days();
    if (std::abs(day.date.days() - within) > fortnight)
      fault(place, date + " is far from " + std::to_string(notice.year) + ", the year of the notice");
    const auto [first, added] = seen.emplace(day.date, i);
    if (!added && notice.days[first->second].working != day.working)
      fault(place, date + " is both a day off and a working day; see " + in_list("days", first->second));
  }
}

YearlyNotice CalendarReader::notice(const Object& o) {
  YearlyNotice read;
  const std::int64_t year = number(o.at("year"));
  if (year < 1400 || year > 9999) fault("year", "expected a year from 1400 to 9999");
  const std::string source = papers(o);
  for (const Value& v : array(o.at("days"), "days"))
    read.days.push_back(notice_day(v, in_list("days", read.days.size()), source));
  read.name = text(o.if_contains("name"), "name");
  check();
  read.year = static_cast<int>(year);
  check_notice_days(read);
  check();
  return read;
}

// --- either ------------------------------------------------------------------------------------------------

YearlyNotice CalendarReader::read_notice(const Value& document) {
  const Object& o = object(document, {});
  check();
  for (const char* key : {"year", "days"})
    if (!o.contains(key)) fault(key, "is missing");
  check();
  return notice(o);
}

Calendar CalendarReader::read(const Value& document) {
  const Object& o = object(document, {});
  check();
  if (!is_notice(o)) return calendar(o);
  YearlyNotice read = notice(o);
  return Calendar(read.name.empty() ? std::to_string(read.year) : read.name, monday_to_friday,
                  std::move(read.days), Date(read.year, 1, 1), Date(read.year, 12, 31));
}

} // namespace aftercourse
