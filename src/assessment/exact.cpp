#include "exact.hpp"

#include <algorithm>
#include <string>

namespace aftercourse {

namespace {

using boost::multiprecision::cpp_int;

cpp_int power_of_ten(std::int64_t exponent) {
  return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent));
}

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool take_sign(std::string_view& text, char sign) noexcept {
  if (text.empty() || text.front() != sign) return false;
  text.remove_prefix(1);
  return true;
}

/// The digits with an optional point as a whole number; `places` counts those after the point.
std::optional<cpp_int> take_mantissa(std::string_view& text, std::int64_t& places) {
  cpp_int value = 0;
  bool any = false, point = false;
  for (; !text.empty() && (is_digit(text.front()) || (text.front() == '.' && !point));
       text.remove_prefix(1)) {
    if (text.front() == '.') {
      point = true;
      continue;
    }
    value = value * 10 + (text.front() - '0');
    any = true;
    places += point ? 1 : 0;
  }
  return any ? std::optional(value) : std::nullopt;
}

/// "11,264" as "11264": three digits after every comma, no zero in front. Grouped otherwise it is no number.
std::string without_commas(std::string_view text) {
  const auto from = std::min(text.find_first_of("0123456789"), text.size());
  const auto to = std::min(text.find_first_not_of("0123456789,", from), text.size());
  const std::string_view whole = text.substr(from, to - from);
  const auto lead = whole.find(',');
  if (lead == whole.npos || lead > 3 || whole.front() == '0') return std::string(text);
  std::string out(text.substr(0, from + lead));
  for (std::size_t comma = lead; comma < whole.size(); comma += 4) {
    if (whole[comma] != ',' || whole.size() - comma < 4) return std::string(text);
    const std::string_view group = whole.substr(comma + 1, 3);
    if (group.find(',') != group.npos) return std::string(text);
    out += group;
  }
  return out.append(text.substr(to));
}

/// "e-3" where there is one; nothing when it is malformed or beyond 100.
std::optional<std::int64_t> take_power(std::string_view& text) noexcept {
  if (!take_sign(text, 'e') && !take_sign(text, 'E')) return 0;
  const bool negative = take_sign(text, '-');
  if (!negative) take_sign(text, '+');
  if (text.empty() || !is_digit(text.front())) return {};
  std::int64_t power = 0;
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    power = power * 10 + (text.front() - '0');
    if (power > 100) return {};
  }
  return negative ? -power : power;
}

} // namespace

Exact exact(Decimal value) { return Exact(value.units(), Decimal::scale); }

std::optional<Exact> exact_number(std::string_view given) {
  if (given.size() > 100) return {};
  const std::string digits = without_commas(given);
  std::string_view text = digits;
  const bool negative = take_sign(text, '-');
  if (!negative) take_sign(text, '+');
  std::int64_t places = 0;
  const auto mantissa = take_mantissa(text, places);
  if (!mantissa) return {};
  auto power = take_power(text);
  if (!power) return {};
  if (take_sign(text, '%')) *power -= 2;
  if (!text.empty()) return {};
  *power -= places;
  const cpp_int scaled = negative ? cpp_int(-*mantissa) : *mantissa;
  return *power >= 0 ? Exact(cpp_int(scaled * power_of_ten(*power))) : Exact(scaled, power_of_ten(-*power));
}

Decimal rounded(const Exact& value, std::int64_t digits, Tie tie) {
  const cpp_int scale = power_of_ten(digits);
  const bool negative = value < 0;
  const Exact magnitude = negative ? Exact(-value) : value;
  const cpp_int top = numerator(magnitude) * scale, bottom = denominator(magnitude);
  cpp_int whole = top / bottom;
  const cpp_int twice = (top % bottom) * 2;
  if (twice > bottom || (twice == bottom && (tie == Tie::half_up || whole % 2 == 1))) ++whole;
  whole *= power_of_ten(6 - digits);
  return Decimal::from_units((negative ? -1 : 1) * static_cast<std::int64_t>(whole));
}

Decimal shown(const Exact& value) {
  return Decimal::from_units(
      static_cast<std::int64_t>(cpp_int(numerator(value) * Decimal::scale / denominator(value))));
}

} // namespace aftercourse
