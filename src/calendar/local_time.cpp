#include <aftercourse/calendar/local_time.hpp>

#include <algorithm>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Whether `text` has the form of `form`, in which 0 stands for any digit.
bool fits(std::string_view form, std::string_view text) noexcept {
  return std::equal(form.begin(), form.end(), text.begin(), text.end(),
                    [](char f, char c) { return f == '0' ? is_digit(c) : f == c; });
}

std::optional<std::int32_t> seconds_of(std::string_view digits) noexcept { // "0900" or "090000"
  const auto two = [&](std::size_t at) {
    return at < digits.size() ? 10 * (digits[at] - '0') + (digits[at + 1] - '0') : 0;
  };
  const int hour = two(0), minute = two(2), second = two(4);
  if (hour > 23 || minute > 59 || second > 60) return {};
  return 3600 * hour + 60 * minute + std::min(second, 59);
}

} // namespace

LocalTime::LocalTime(Date date, std::int32_t second) : date_(date), second_(second) {
  if (second < 0 || second >= day_seconds)
    throw InvalidArgument("AC1141", "a day has the seconds 0 to 86399, not " + std::to_string(second));
}

std::optional<LocalTime> LocalTime::parse(std::string_view text) noexcept {
  constexpr std::string_view forms[] = {"00000000",           "00000000T000000",  "0000-00-00",
                                        "0000-00-00T00:00",   "0000-00-00 00:00", "0000-00-00T00:00:00",
                                        "0000-00-00 00:00:00"};
  if (std::none_of(std::begin(forms), std::end(forms), [&](auto form) { return fits(form, text); }))
    return {};
  char digits[14];
  const auto end = std::copy_if(text.begin(), text.end(), digits, is_digit);
  const std::string_view all(digits, static_cast<std::size_t>(end - digits));

  char iso[10] = {all[0], all[1], all[2], all[3], '-', all[4], all[5], '-', all[6], all[7]};
  const auto date = Date::parse({iso, sizeof iso});
  if (!date) return {};
  if (all.size() == 8) return LocalTime(*date);
  const auto seconds = seconds_of(all.substr(8));
  if (!seconds) return {};
  return LocalTime(*date, *seconds, Checked{});
}

LocalTime LocalTime::from_text(std::string_view text) {
  if (const auto time = parse(text)) return *time;
  throw InvalidArgument("AC1141", "'" + std::string(text) +
                                      "' is not a local date or time; expected a form such as "
                                      "2026-10-01T09:00:00, 20261001T090000 or 2026-10-01, without a zone");
}

std::string LocalTime::to_string() const {
  if (!has_time()) return date_.to_string();
  std::string text = date_.to_string() + "T00:00:00";
  const auto write = [&text](std::size_t at, int n) {
    text[at] = static_cast<char>('0' + n / 10);
    text[at + 1] = static_cast<char>('0' + n % 10);
  };
  write(11, second_ / 3600);
  write(14, second_ / 60 % 60);
  write(17, second_ % 60);
  return text;
}

std::string LocalTime::to_basic_string() const {
  std::string text = to_string();
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

} // namespace aftercourse
