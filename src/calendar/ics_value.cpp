#include <aftercourse/calendar/ics_value.hpp>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

std::string ics_escape(std::string_view text) {
  std::string value;
  value.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' || c == ';' || c == ',')
      (value += '\\') += c;
    else if (c == '\n' || c == '\r') {
      value += "\\n";
      if (c == '\r' && text.substr(i + 1).starts_with('\n')) ++i;
    } else
      value += (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f ? ' ' : c;
  }
  return value;
}

namespace {

/// Unescapes up to the end, or to the first comma that is not escaped; says where it stopped.
std::size_t unescape(std::string_view value, bool list, std::string& text) {
  std::size_t i = 0;
  for (; i < value.size(); ++i) {
    const char c = value[i], next = i + 1 < value.size() ? value[i + 1] : '\0';
    if (list && c == ',') break;
    if (c != '\\')
      text += c;
    else if (next == 'n' || next == 'N')
      text += '\n', ++i;
    else if (next == '\\' || next == ';' || next == ',')
      text += next, ++i;
    else
      text += c;
  }
  return i;
}

} // namespace

std::string ics_unescape(std::string_view value) {
  std::string text;
  unescape(value, false, text);
  return text;
}

std::vector<std::string> ics_texts(std::string_view value) {
  std::vector<std::string> texts;
  for (std::size_t at = 0; at <= value.size();) // an empty item may be the last
    at += unescape(value.substr(at), true, texts.emplace_back()) + 1;
  return texts;
}

std::vector<std::string_view> ics_list(std::string_view value) {
  std::vector<std::string_view> items;
  for (std::size_t at = 0; at <= value.size();) {
    items.push_back(value.substr(at, value.find(',', at) - at));
    at += items.back().size() + 1;
  }
  return items;
}

namespace {

/// A number of exactly `digits` digits, taken off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) noexcept {
  int n = 0;
  if (text.size() < digits || text.substr(0, digits).find_first_not_of("0123456789") != text.npos) return {};
  std::from_chars(text.data(), text.data() + digits, n);
  text.remove_prefix(digits);
  return n;
}

} // namespace

std::optional<Date> parse_ics_date(std::string_view value) noexcept {
  if (value.size() != 8) return {};
  char iso[] = "yyyy-mm-dd";
  value.copy(iso, 4);
  value.copy(iso + 5, 2, 4);
  value.copy(iso + 8, 2, 6);
  return Date::parse(iso);
}

std::string to_ics(Date d) { return LocalTime(d).to_basic_string(); }

std::optional<IcsDateTime> parse_ics_date_time(std::string_view value) noexcept {
  const bool utc = value.ends_with('Z');
  if (utc) value.remove_suffix(1);
  if (value.size() != 15 || value[8] != 'T') return {};
  const auto date = parse_ics_date(value.substr(0, 8));
  std::string_view rest = value.substr(9);
  const auto hour = take_number(rest, 2), minute = take_number(rest, 2), second = take_number(rest, 2);
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return {};
  const int seconds = *hour * 3600 + *minute * 60 + std::min(*second, 59); // 60 is a leap second: 3.3.12
  return IcsDateTime{LocalTime(*date, seconds), utc};
}

std::string to_ics(const IcsDateTime& t) { return t.time.to_basic_string() + (t.utc ? "Z" : ""); }

std::string to_ics(const Instant& t) {
  constexpr std::int64_t second = 1'000'000, day = LocalTime::day_seconds * second;
  const std::int64_t days = t.microseconds() / day - (t.microseconds() % day < 0 ? 1 : 0);
  const Date date = Date{}.plus_days(days);
  return to_ics(
      IcsDateTime{{date, static_cast<std::int32_t>((t.microseconds() - days * day) / second)}, true});
}

namespace {

/// Takes "15M" off the front: the number and its unit.
std::optional<std::pair<std::int64_t, char>> take_part(std::string_view& text) noexcept {
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits > 9) return {}; // also when there is no unit
  std::int64_t n = 0;
  std::from_chars(text.data(), text.data() + digits, n);
  const char unit = text[digits];
  text.remove_prefix(digits + 1);
  return std::pair{n, unit};
}

/// "15H30M": hours, minutes, seconds, each once and in order, at least one.
std::optional<std::int64_t> parse_clock(std::string_view text) noexcept {
  constexpr std::string_view units = "HMS";
  constexpr std::int64_t seconds_of[] = {3600, 60, 1};
  std::int64_t seconds = 0;
  std::size_t next = 0;
  do {
    const auto part = take_part(text);
    const std::size_t unit = part ? units.find(part->second, next) : units.npos;
    if (unit == units.npos) return {};
    seconds += part->first * seconds_of[unit];
    next = unit + 1;
  } while (!text.empty());
  return seconds;
}

} // namespace

std::optional<IcsDuration> parse_ics_duration(std::string_view value) noexcept {
  const bool negative = value.starts_with('-');
  if (negative || value.starts_with('+')) value.remove_prefix(1);
  if (!value.starts_with('P') || value.size() < 2) return {};
  value.remove_prefix(1);

  IcsDuration d;
  if (value.front() != 'T') {
    const auto part = take_part(value);
    if (!part || (part->second != 'D' && part->second != 'W')) return {};
    if (part->second == 'W' && !value.empty()) return {};
    d.days = part->first * (part->second == 'W' ? 7 : 1);
  }
  if (!value.empty()) {
    const auto seconds = value.front() == 'T' ? parse_clock(value.substr(1)) : std::nullopt;
    if (!seconds) return {};
    d.seconds = *seconds;
  }
  return negative ? IcsDuration{-d.days, -d.seconds} : d;
}

std::string to_ics(const IcsDuration& d) {
  constexpr std::int64_t most = 999'999'999; // of days or hours, as much as is read
  if (d.days < -most || d.days > most || d.seconds / 3600 < -most || d.seconds / 3600 > most)
    throw InvalidArgument("AC1152", "a duration of more than 999,999,999 days or hours");
  if ((d.days < 0 && d.seconds > 0) || (d.days > 0 && d.seconds < 0))
    throw InvalidArgument("AC1152", "the days and seconds of a duration have one sign");
  const std::int64_t days = std::abs(d.days), seconds = std::abs(d.seconds);
  std::string text = d.days < 0 || d.seconds < 0 ? "-P" : "P";
  if (days != 0) text += std::to_string(days) + 'D';
  if (seconds == 0) return days != 0 ? text : "PT0S";
  text += 'T';
  const auto add = [&](std::int64_t n, char unit) {
    if (n != 0) (text += std::to_string(n)) += unit;
  };
  add(seconds / 3600, 'H');
  // RFC 5545 lets hours be followed by minutes and those by seconds, but not hours by seconds
  if (seconds % 3600 / 60 == 0 && seconds >= 3600 && seconds % 60 != 0) text += "0M";
  add(seconds % 3600 / 60, 'M');
  add(seconds % 60, 'S');
  return text;
}

std::optional<std::int32_t> parse_ics_integer(std::string_view value) noexcept {
  if (value.starts_with('+') && !value.starts_with("+-")) value.remove_prefix(1);
  std::int32_t n = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), n);
  if (error != std::errc{} || end != value.data() + value.size()) return {};
  return n;
}

} // namespace aftercourse
