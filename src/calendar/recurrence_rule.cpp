#include <aftercourse/calendar/recurrence_rule.hpp>

#include <algorithm>
#include <charconv>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

constexpr std::string_view frequency_names[] = {"YEARLY", "MONTHLY",  "WEEKLY",  "DAILY",
                                                "HOURLY", "MINUTELY", "SECONDLY"};
constexpr std::string_view weekday_names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// The parts that are lists of numbers, in the order in which they are written (RFC 5545, 3.3.10).
struct NumberPart {
  std::string_view name;
  std::vector<int> RecurrenceRule::*list;
  int least, most;
  bool from_end; ///< -n counts from the end
};

constexpr NumberPart clock_parts[] = {{"BYSECOND", &RecurrenceRule::by_second, 0, 59, false},
                                      {"BYMINUTE", &RecurrenceRule::by_minute, 0, 59, false},
                                      {"BYHOUR", &RecurrenceRule::by_hour, 0, 23, false}};
constexpr NumberPart day_parts[] = {{"BYMONTHDAY", &RecurrenceRule::by_month_day, 1, 31, true},
                                    {"BYYEARDAY", &RecurrenceRule::by_year_day, 1, 366, true},
                                    {"BYWEEKNO", &RecurrenceRule::by_week_no, 1, 53, true},
                                    {"BYMONTH", &RecurrenceRule::by_month, 1, 12, false},
                                    {"BYSETPOS", &RecurrenceRule::by_set_pos, 1, 366, true},
                                    {"X-BYWORKDAY", &RecurrenceRule::by_work_day, 1, 366, true}};

/// Calls `f` with every part that is a list of numbers.
template <class F>
void for_each_number_part(F f) {
  for (const NumberPart& part : clock_parts) f(part);
  for (const NumberPart& part : day_parts) f(part);
}

struct RollName {
  Roll roll;
  std::string_view name;
};

constexpr RollName roll_words[] = {
    {Roll::none, "NONE"},
    {Roll::following, "FOLLOWING"},
    {Roll::preceding, "PRECEDING"},
    {Roll::modified_following, "MODIFIED-FOLLOWING"},
    {Roll::modified_preceding, "MODIFIED-PRECEDING"},
    {Roll::nearest, "NEAREST"},
};

/// What is wrong with a rule, and the part to blame. No reason: nothing is.
struct Blame {
  std::string_view part;
  std::string reason;
};

Blame blame_numbers(const RecurrenceRule& rule) {
  Blame found;
  for_each_number_part([&](const NumberPart& part) {
    for (const int n : rule.*part.list) {
      const int size = part.from_end && n < 0 ? -n : n;
      if (size < part.least || size > part.most)
        found = {part.name, std::to_string(n) + " is not within " + std::to_string(part.least) + " to " +
                                std::to_string(part.most) + (part.from_end ? " or its negative" : "")};
    }
  });
  return found;
}

Blame blame_weekdays(const RecurrenceRule& rule) {
  const bool has_ordinals = rule.frequency <= Frequency::monthly && rule.by_week_no.empty();
  for (const WeekdayRule& day : rule.by_day) {
    if (day.weekday < 1 || day.weekday > 7)
      return {"BYDAY", "there is no weekday " + std::to_string(day.weekday)};
    if (day.ordinal < -53 || day.ordinal > 53)
      return {"BYDAY", std::to_string(day.ordinal) + " is not within 1 to 53 or its negative"};
    if (day.ordinal != 0 && !has_ordinals)
      return {"BYDAY", "a weekday bears a number only with FREQ=MONTHLY or YEARLY and without BYWEEKNO"};
  }
  if (rule.week_start < 1 || rule.week_start > 7)
    return {"WKST", "there is no weekday " + std::to_string(rule.week_start)};
  return {};
}

bool has_by_part(const RecurrenceRule& rule) {
  bool any = !rule.by_day.empty();
  for_each_number_part([&](const NumberPart& part) {
    any = any || (part.list != &RecurrenceRule::by_set_pos && !(rule.*part.list).empty());
  });
  return any;
}

Blame blame_of(const RecurrenceRule& rule) {
  if (rule.interval < 1) return {"INTERVAL", "it counts from 1"};
  if (rule.count && *rule.count < 1) return {"COUNT", "it counts from 1"};
  if (rule.count && rule.until) return {"UNTIL", "it cannot stand together with COUNT"};
  if (auto blame = blame_numbers(rule); !blame.reason.empty()) return blame;
  if (auto blame = blame_weekdays(rule); !blame.reason.empty()) return blame;
  if (!rule.by_set_pos.empty() && !has_by_part(rule))
    return {"BYSETPOS", "it chooses from what another BY part gives, and there is none"};
  if (!rule.by_work_day.empty() && (rule.frequency > Frequency::weekly || !rule.by_week_no.empty()))
    return {"X-BYWORKDAY", "it needs FREQ=WEEKLY, MONTHLY or YEARLY, and no BYWEEKNO"};
  if (rule.roll != Roll::none && rule.frequency > Frequency::daily)
    return {"X-ROLL", "it moves days, so that FREQ is DAILY or longer"};
  return {};
}

/// One NAME=VALUE of the text.
struct Part {
  std::string_view name, value;
  std::size_t at; ///< where the name begins, from 0
};

[[noreturn]] void refuse(const Part& part, const std::string& reason) {
  throw InvalidArgument("AC1140", "recurrence rule: " + std::string(part.name) + " at character " +
                                      std::to_string(part.at + 1) + ": " + reason);
}

std::vector<Part> split(std::string_view text) {
  std::vector<Part> parts;
  for (std::size_t at = 0; at < text.size();) { // a ';' may end the text
    const std::size_t end = std::min(text.find(';', at), text.size());
    const std::string_view whole = text.substr(at, end - at);
    const std::size_t equals = std::min(whole.find('='), whole.size());
    const Part part{whole.substr(0, equals), whole.substr(std::min(equals + 1, whole.size())), at};
    if (part.name.empty() || part.value.empty()) refuse(part, "expected NAME=VALUE");
    for (const Part& earlier : parts)
      if (earlier.name == part.name) refuse(part, "it stands there twice");
    parts.push_back(part);
    at = end + 1;
  }
  return parts;
}

int read_number(const Part& part, std::string_view text) {
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);
  int n = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
  if (error != std::errc{} || end != digits.data() + digits.size() || text.starts_with("+-"))
    refuse(part, "'" + std::string(text) + "' is not a number of its range");
  return n;
}

/// The values between commas, sorted and without repetitions.
template <class Read>
auto read_list(const Part& part, Read read) {
  std::vector<decltype(read(std::string_view{}))> list;
  for (std::size_t at = 0; at <= part.value.size();) {
    const std::size_t end = std::min(part.value.find(',', at), part.value.size());
    list.push_back(read(part.value.substr(at, end - at)));
    at = end + 1;
  }
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

template <std::size_t n>
int index_of(const Part& part, const std::string_view (&names)[n], std::string_view name) {
  const auto found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) {
    std::string known;
    for (const std::string_view each : names) known += (known.empty() ? "" : ", ") + std::string(each);
    refuse(part, "'" + std::string(name) + "' is none of " + known);
  }
  return static_cast<int>(found - std::begin(names));
}

WeekdayRule read_weekday(const Part& part, std::string_view text) {
  const std::size_t split = text.size() < 2 ? 0 : text.size() - 2;
  WeekdayRule day{0, index_of(part, weekday_names, text.substr(split)) + 1};
  if (split == 0) return day;
  day.ordinal = read_number(part, text.substr(0, split));
  if (day.ordinal == 0) refuse(part, "there is no weekday number 0");
  return day;
}

void read_until(const Part& part, RecurrenceRule& rule) {
  rule.until_utc = part.value.ends_with('Z');
  const auto time = LocalTime::parse(part.value.substr(0, part.value.size() - (rule.until_utc ? 1 : 0)));
  if (!time || (rule.until_utc && !time->has_time()))
    refuse(part, "expected a date or time such as 20261231 or 20261231T160000Z");
  rule.until = *time;
}

void read_roll(const Part& part, RecurrenceRule& rule) {
  const auto found = std::find_if(std::begin(roll_words), std::end(roll_words),
                                  [&](const RollName& n) { return n.name == part.value; });
  if (found == std::end(roll_words))
    refuse(part, "'" + std::string(part.value) + "' is no roll convention, such as FOLLOWING or PRECEDING");
  rule.roll = found->roll;
}

bool read_numbers(const Part& part, RecurrenceRule& rule) {
  bool known = false;
  for_each_number_part([&](const NumberPart& numbers) {
    if (part.name != numbers.name) return;
    known = true;
    rule.*numbers.list = read_list(part, [&](std::string_view text) {
      const int n = read_number(part, text);
      return numbers.name == "BYSECOND" && n == 60 ? 59 : n; // no leap seconds: RFC 5545, 3.3.12
    });
  });
  return known;
}

void read_part(const Part& part, RecurrenceRule& rule) {
  if (part.name == "FREQ")
    rule.frequency = static_cast<Frequency>(index_of(part, frequency_names, part.value));
  else if (part.name == "INTERVAL")
    rule.interval = read_number(part, part.value);
  else if (part.name == "COUNT")
    rule.count = read_number(part, part.value);
  else if (part.name == "UNTIL")
    read_until(part, rule);
  else if (part.name == "BYDAY")
    rule.by_day = read_list(part, [&](std::string_view text) { return read_weekday(part, text); });
  else if (part.name == "WKST")
    rule.week_start = index_of(part, weekday_names, part.value) + 1;
  else if (part.name == "X-ROLL")
    read_roll(part, rule);
  else if (!read_numbers(part, rule))
    refuse(part, "there is no such part");
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::string written(int n) { return std::to_string(n); }

std::string written(const WeekdayRule& day) {
  return (day.ordinal != 0 ? std::to_string(day.ordinal) : "") +
         std::string(weekday_names[static_cast<std::size_t>(day.weekday - 1)]);
}

template <class T>
std::string written(std::string_view name, const std::vector<T>& list) {
  std::string text;
  for (const T& each : list) text += (text.empty() ? ";" + std::string(name) + "=" : ",") + written(each);
  return text;
}

} // namespace

RecurrenceRule RecurrenceRule::parse(std::string_view text) {
  const std::string capitals = upper(text);
  const std::vector<Part> parts = split(capitals);
  const auto named = [&](std::string_view name) {
    return std::find_if(parts.begin(), parts.end(), [=](const Part& p) { return p.name == name; });
  };
  if (named("FREQ") == parts.end())
    throw InvalidArgument("AC1140", "recurrence rule: FREQ is missing; write FREQ=MONTHLY, for example");
  RecurrenceRule rule;
  for (const Part& part : parts) read_part(part, rule);
  if (const Blame blame = blame_of(rule); !blame.reason.empty()) refuse(*named(blame.part), blame.reason);
  return rule;
}

void RecurrenceRule::check() const {
  if (const Blame blame = blame_of(*this); !blame.reason.empty())
    throw InvalidArgument("AC1140", "recurrence rule: " + std::string(blame.part) + ": " + blame.reason);
}

std::string RecurrenceRule::to_string() const {
  std::string text = "FREQ=" + std::string(frequency_names[static_cast<std::size_t>(frequency)]);
  if (until) text += ";UNTIL=" + until->to_basic_string() + (until_utc ? "Z" : "");
  if (count) text += ";COUNT=" + std::to_string(*count);
  if (interval != 1) text += ";INTERVAL=" + std::to_string(interval);
  for (const NumberPart& part : clock_parts) text += written(part.name, this->*part.list);
  text += written("BYDAY", by_day);
  for (const NumberPart& part : day_parts) text += written(part.name, this->*part.list);
  if (week_start != 1)
    text += ";WKST=" + std::string(weekday_names[static_cast<std::size_t>(week_start - 1)]);
  for (const auto& [convention, name] : roll_words)
    if (convention == roll && roll != Roll::none) text += ";X-ROLL=" + std::string(name);
  return text;
}

} // namespace aftercourse
