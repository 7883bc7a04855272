#include "posix_zone.hpp"

#include <chrono>

namespace aftercourse {

namespace {

std::chrono::year_month_day first_of_year(std::int32_t year) {
  return std::chrono::year(year) / std::chrono::January / 1;
}

std::int64_t days_of(std::chrono::year_month_day date) {
  return std::chrono::sys_days(date).time_since_epoch().count();
}

} // namespace

std::int64_t PosixZone::Change::in(std::int32_t year) const noexcept {
  namespace chrono = std::chrono;
  std::int64_t date = days_of(first_of_year(year));
  if (form == Form::day_from_zero) {
    date += day;
  } else if (form == Form::day_without_leap) { // 29 February is not counted
    date += day - 1 + (day >= 60 && chrono::year(year).is_leap() ? 1 : 0);
  } else {
    const auto in_month = chrono::year(year) / chrono::month(static_cast<unsigned>(month));
    const chrono::weekday wanted(static_cast<unsigned>(day));
    date = week == 5 ? days_of(chrono::sys_days(in_month / wanted[chrono::last]))
                     : days_of(chrono::sys_days(in_month / wanted[static_cast<unsigned>(week)]));
  }
  return date * day_seconds + seconds;
}

/// Reads from the front. What does not fit is remembered, and nothing is read after it.
struct PosixZone::Reader {
  std::string_view text;
  bool good = true;

  bool take(char c) noexcept {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  bool at_digit() const noexcept { return !text.empty() && text.front() >= '0' && text.front() <= '9'; }
  std::int32_t number(std::int32_t low, std::int32_t high) noexcept {
    std::int32_t n = 0;
    std::size_t digits = 0;
    for (; at_digit() && digits < 4; ++digits, text.remove_prefix(1)) n = 10 * n + (text.front() - '0');
    good = good && digits > 0 && n >= low && n <= high;
    return n;
  }
  /// "CET" or "<+0330>": not needed, but it must be there.
  void abbreviation() noexcept {
    std::size_t length = 0;
    const bool quoted = take('<');
    const auto belongs = [&](char c) {
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    for (; !text.empty() && belongs(text.front()); ++length) text.remove_prefix(1);
    good = good && length >= 3 && (!quoted || take('>'));
  }
  /// "[+-]hh[:mm[:ss]]" as seconds.
  std::int32_t time(std::int32_t most_hours) noexcept {
    const bool negative = take('-');
    if (!negative) take('+');
    std::int32_t seconds = number(0, most_hours) * 3600;
    if (take(':')) seconds += number(0, 59) * 60;
    if (take(':')) seconds += number(0, 59);
    return negative ? -seconds : seconds;
  }
  Change change() noexcept {
    Change c;
    good = good && take(',');
    if (take('M')) {
      c.month = number(1, 12);
      good = good && take('.');
      c.week = number(1, 5);
      good = good && take('.');
      c.day = number(0, 6);
    } else if (take('J')) {
      c.form = Change::Form::day_without_leap;
      c.day = number(1, 365);
    } else {
      c.form = Change::Form::day_from_zero;
      c.day = number(0, 365);
    }
    if (take('/')) c.seconds = time(167); // up to a week, as RFC 8536 allows
    return c;
  }
};

std::optional<PosixZone> PosixZone::parse(std::string_view rule) noexcept {
  Reader r{rule};
  PosixZone zone;
  r.abbreviation();
  zone.standard_ = zone.daylight_ = -r.time(24); // POSIX counts westwards
  if (!r.text.empty()) {
    zone.changes_ = true;
    r.abbreviation();
    zone.daylight_ = r.text.starts_with(',') ? zone.standard_ + 3600 : -r.time(24);
    zone.begins_ = r.change();
    zone.ends_ = r.change();
  }
  return r.good && r.text.empty() ? std::optional(zone) : std::nullopt;
}

std::int32_t PosixZone::offset_at(std::int64_t utc_seconds) const noexcept {
  if (!changes_) return standard_;
  namespace chrono = std::chrono;
  const auto local_day =
      chrono::floor<chrono::days>(chrono::sys_seconds(chrono::seconds(utc_seconds + standard_)));
  const auto year = static_cast<std::int32_t>(static_cast<int>(chrono::year_month_day(local_day).year()));
  const std::int64_t begins = begins_.in(year)-standard_, ends = ends_.in(year)-daylight_;
  const bool daylight = begins < ends
                            ? begins <= utc_seconds && utc_seconds < ends
                            : !(ends <= utc_seconds && utc_seconds < begins); // in the south, over new year
  return daylight ? daylight_ : standard_;
}

} // namespace aftercourse
