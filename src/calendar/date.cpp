#include <aftercourse/calendar/date.hpp>

#include <algorithm>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

using Gregorian = boost::gregorian::gregorian_calendar;

constexpr int first_year = 1400, last_year = 9999;
constexpr std::int32_t day_number_of_1970 = 2440588; // Boost counts days as astronomers do

constexpr bool in_range(std::int64_t days) { return Date::min_days <= days && days <= Date::max_days; }

[[noreturn]] void refuse(const std::string& reason) { throw InvalidArgument("AC1101", reason); }

[[noreturn]] void refuse_range() { refuse("the day lies outside the years 1400-9999"); }

bool exists(int year, int month, int day) noexcept {
  return year >= first_year && year <= last_year && month >= 1 && month <= 12 && day >= 1 &&
         day <= Gregorian::end_of_month_day(static_cast<unsigned short>(year),
                                            static_cast<unsigned short>(month));
}

std::string why_not(int year, int month, int day) {
  static constexpr const char* names[] = {"January",   "February", "March",    "April",
                                          "May",       "June",     "July",     "August",
                                          "September", "October",  "November", "December"};
  if (year < first_year || year > last_year) return "year " + std::to_string(year) + " is outside 1400-9999";
  if (month < 1 || month > 12) return "there is no month " + std::to_string(month);
  return std::to_string(day) + ' ' + names[month - 1] + ' ' + std::to_string(year) + " does not exist";
}

std::int32_t days_of(int year, int month, int day) {
  const Gregorian::ymd_type date(static_cast<unsigned short>(year), static_cast<unsigned short>(month),
                                 static_cast<unsigned short>(day));
  return static_cast<std::int32_t>(Gregorian::day_number(date)) - day_number_of_1970;
}

Gregorian::ymd_type fields_of(std::int32_t days) noexcept {
  return Gregorian::from_day_number(static_cast<std::uint32_t>(days + day_number_of_1970));
}

struct Fields {
  int year, month, day;
};

/// The numbers of "2026-10-01", whether or not there is such a day.
std::optional<Fields> read(std::string_view text) noexcept {
  static constexpr std::string_view form = "0000-00-00";
  const auto fits = [](char f, char c) { return f == '-' ? c == '-' : c >= '0' && c <= '9'; };
  if (!std::equal(form.begin(), form.end(), text.begin(), text.end(), fits)) return {};
  const auto number = [&](std::size_t at, std::size_t length) {
    int n = 0;
    for (const char c : text.substr(at, length)) n = 10 * n + (c - '0');
    return n;
  };
  return Fields{number(0, 4), number(5, 2), number(8, 2)};
}

} // namespace

Date::Date(int year, int month, int day) {
  if (!exists(year, month, day)) refuse(why_not(year, month, day));
  days_ = days_of(year, month, day);
}

Date Date::from_days(std::int32_t days_since_1970) {
  if (!in_range(days_since_1970)) refuse_range();
  return Date(days_since_1970);
}

std::optional<Date> Date::parse(std::string_view text) noexcept {
  const auto fields = read(text);
  if (!fields || !exists(fields->year, fields->month, fields->day)) return {};
  return Date(days_of(fields->year, fields->month, fields->day));
}

Date Date::from_text(std::string_view text) {
  const auto fields = read(text);
  if (!fields) {
    InvalidArgument error("AC1101", "not a date; expected year-month-day such as 2026-10-01");
    throw error.with_personal(std::string(text));
  }
  return Date(fields->year, fields->month, fields->day);
}

Date::Date(boost::gregorian::date d) {
  if (d.is_special()) refuse("not a day: a special value of Boost.Date_Time");
  days_ = static_cast<std::int32_t>(d.day_number()) - day_number_of_1970;
}

Date::Date(std::chrono::sys_days d) {
  const std::int64_t days = d.time_since_epoch().count();
  if (!in_range(days)) refuse_range();
  days_ = static_cast<std::int32_t>(days);
}

boost::gregorian::date Date::to_boost() const { return boost::gregorian::date(fields_of(days_)); }

int Date::year() const noexcept { return fields_of(days_).year; }
int Date::month() const noexcept { return fields_of(days_).month; }
int Date::day() const noexcept { return fields_of(days_).day; }

int Date::weekday() const noexcept {
  constexpr std::int32_t monday = min_days - 2; // 1400-01-01 was a Wednesday
  return (days_ - monday) % 7 + 1;
}

std::string Date::to_string() const {
  const auto fields = fields_of(days_);
  std::string text = "0000-00-00";
  const auto write = [&text](std::size_t last, int n) {
    for (; n > 0; n /= 10) text[last--] = static_cast<char>('0' + n % 10);
  };
  write(3, fields.year);
  write(6, fields.month);
  write(9, fields.day);
  return text;
}

Date Date::plus_days(std::int64_t n) const {
  if (n < min_days - std::int64_t{days_} || n > max_days - std::int64_t{days_}) refuse_range();
  return Date(static_cast<std::int32_t>(days_ + n));
}

} // namespace aftercourse
