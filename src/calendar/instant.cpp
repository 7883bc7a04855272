#include <aftercourse/calendar/instant.hpp>

#include <cstdio>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

constexpr std::int64_t minute = 60'000'000, day = 24 * 60 * minute; // in microseconds

/// Reads a text from the front. What does not fit is remembered as the fault, and nothing is read after it.
struct Reader {
  std::string_view text;
  const char* fault = nullptr;

  bool take(char c) noexcept {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  void expect(bool good, const char* otherwise) noexcept {
    if (!good && fault == nullptr) fault = otherwise;
  }
  /// Two digits up to `last`.
  std::int32_t pair(std::int32_t last, const char* otherwise) noexcept {
    const auto digit = [this](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    expect(digit(0) && digit(1), otherwise);
    if (fault != nullptr) return 0;
    const std::int32_t n = 10 * (text[0] - '0') + (text[1] - '0');
    expect(n <= last, otherwise);
    text.remove_prefix(2);
    return n;
  }
  /// Any number of digits as a fraction of a second, cut after the microseconds.
  std::int64_t fraction() noexcept {
    std::int64_t microseconds = 0, unit = 100'000;
    const std::size_t before = text.size();
    for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1), unit /= 10)
      microseconds += unit * (text.front() - '0');
    expect(text.size() < before, "a fraction of a second needs digits");
    return microseconds;
  }
};

Date read_date(Reader& r) noexcept {
  const auto date = Date::parse(r.text.substr(0, 10));
  r.expect(date.has_value(), "expected a date and a time such as 2026-09-12T09:00+08:00");
  if (date) r.text.remove_prefix(10);
  return date.value_or(Date{});
}

std::int64_t read_clock(Reader& r) noexcept {
  r.expect(r.take('T') || r.take('t') || r.take(' '), "expected 'T' between date and time");
  std::int64_t time = 60 * r.pair(23, "expected an hour from 00 to 23") * minute;
  r.expect(r.take(':'), "expected ':' after the hour");
  time += r.pair(59, "expected minutes from 00 to 59") * minute;
  if (!r.take(':')) return time;
  time += r.pair(59, "expected seconds from 00 to 59") * (minute / 60);
  return r.take('.') ? time + r.fraction() : time;
}

std::int32_t read_offset(Reader& r) noexcept {
  if (r.take('Z') || r.take('z')) return 0;
  const bool west = r.take('-');
  r.expect(west || r.take('+'), "the offset from UTC is missing: end in 'Z' or for example '+08:00'");
  const std::int32_t hours = r.pair(23, "expected the hours of the offset from 00 to 23");
  r.expect(r.take(':'), "expected ':' in the offset");
  const std::int32_t minutes = 60 * hours + r.pair(59, "expected the minutes of the offset from 00 to 59");
  return west ? -minutes : minutes;
}

Instant read(Reader& r) noexcept {
  const Date date = read_date(r);
  const std::int64_t clock = read_clock(r);
  const std::int32_t offset = read_offset(r);
  r.expect(r.text.empty(), "there is more after the offset");
  const std::int64_t utc = date.days() * day + clock - offset * minute;
  r.expect(utc >= Date::min_days * day && utc < (Date::max_days + 1) * day,
           "in UTC it lies outside the years 1400-9999");
  return Instant(utc, offset);
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
/// What floor_divide leaves: from 0 to b - 1.
std::int64_t remainder(std::int64_t a, std::int64_t b) { return a % b + (a % b < 0 ? b : 0); }

} // namespace

std::optional<Instant> Instant::parse(std::string_view text) noexcept {
  Reader r{text};
  const Instant instant = read(r);
  return r.fault == nullptr ? std::optional(instant) : std::nullopt;
}

Instant Instant::from_text(std::string_view text) {
  Reader r{text};
  const Instant instant = read(r);
  if (r.fault == nullptr) return instant;
  InvalidArgument error("AC1102", std::string("not an instant; ") + r.fault);
  throw error.with_personal(std::string(text));
}

Date Instant::local_day() const {
  // Days first, so that no sum leaves 64 bits: the rest of the day and the offset are small.
  const std::int64_t days = floor_divide(microseconds_, day);
  const std::int64_t rest = remainder(microseconds_, day) + offset_minutes_ * minute;
  return Date{}.plus_days(days + floor_divide(rest, day));
}

std::string Instant::to_string() const {
  const std::int64_t local = remainder(microseconds_, day) + offset_minutes_ * minute;
  const std::int64_t clock = remainder(local, day);
  const int seconds = static_cast<int>(clock / 1'000'000), fraction = static_cast<int>(clock % 1'000'000);

  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  std::string out = local_day().to_string() + text;
  if (fraction != 0) {
    std::snprintf(text, sizeof text, ".%06d", fraction);
    out += text;
  }
  if (offset_minutes_ == 0) return out + 'Z';
  const int away = offset_minutes_ < 0 ? -offset_minutes_ : offset_minutes_;
  std::snprintf(text, sizeof text, "%c%02d:%02d", offset_minutes_ < 0 ? '-' : '+', away / 60, away % 60);
  return out + text;
}

} // namespace aftercourse
