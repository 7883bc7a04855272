#include <aftercourse/base/decimal.hpp>

#include <charconv>
#include <limits>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

constexpr int decimals = 6; // Decimal::scale is 10^decimals

/// Whether `mantissa * 10^power` fits; `mantissa` then holds it.
bool shift_left(std::uint64_t& mantissa, std::int64_t power) noexcept {
  for (; power > 0 && mantissa != 0; --power)
    if (__builtin_mul_overflow(mantissa, std::uint64_t{10}, &mantissa)) return false;
  return true;
}

/// The number mantissa * 10^exponent while it is read. Zeros are held back until a digit follows, so that the
/// mantissa never ends in a zero and 1.000000000 is no longer than 1.
struct Scan {
  std::uint64_t mantissa = 0;
  std::int64_t exponent = 0;

  bool push(char digit) noexcept {
    ++exponent;
    if (digit == '0') return true;
    if (!shift_left(mantissa, exponent)) return false;
    exponent = 0;
    return !__builtin_add_overflow(mantissa, static_cast<std::uint64_t>(digit - '0'), &mantissa);
  }
};

bool take(std::string_view& text, char c) noexcept {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

/// Reads one or more digits; false when there is none or they do not fit.
bool take_digits(std::string_view& text, Scan& scan) noexcept {
  const std::size_t before = text.size();
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    if (!scan.push(text.front())) return false;
    text.remove_prefix(1);
  }
  return text.size() < before;
}

/// Reads "e3", "E+3" or "e-3" where there is one; false when it is malformed.
bool take_exponent(std::string_view& text, std::int64_t& exponent) noexcept {
  if (!take(text, 'e') && !take(text, 'E')) return true;
  if (take(text, '+') && text.starts_with('-')) return false;
  std::int32_t written = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), written);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  exponent += written;
  return true;
}

} // namespace

Decimal Decimal::from_integer(std::int64_t whole) {
  std::int64_t units = 0;
  if (__builtin_mul_overflow(whole, scale, &units))
    throw InvalidArgument("AC1003", std::to_string(whole) + " is outside the range of a decimal");
  return from_units(units);
}

std::optional<Decimal> Decimal::parse(std::string_view text) noexcept {
  const bool negative = take(text, '-');
  Scan scan;
  if (!take_digits(text, scan)) return {};
  if (take(text, '.')) {
    const std::size_t before = text.size();
    if (!take_digits(text, scan)) return {};
    scan.exponent -= static_cast<std::int64_t>(before - text.size());
  }
  if (!take_exponent(text, scan.exponent)) return {};
  if (take(text, '%')) scan.exponent -= 2;
  if (!text.empty()) return {};
  if (scan.mantissa == 0) return Decimal{};

  const std::int64_t shift = scan.exponent + decimals;
  if (shift < 0 || !shift_left(scan.mantissa, shift)) return {};
  const std::uint64_t largest = std::uint64_t{std::numeric_limits<std::int64_t>::max()} + (negative ? 1 : 0);
  if (scan.mantissa > largest) return {};
  return from_units(static_cast<std::int64_t>(negative ? 0 - scan.mantissa : scan.mantissa));
}

std::string Decimal::to_string() const {
  const auto magnitude =
      units_ < 0 ? 0 - static_cast<std::uint64_t>(units_) : static_cast<std::uint64_t>(units_);
  std::string text(units_ < 0 ? "-" : "");
  text += std::to_string(magnitude / scale);
  if (const std::uint64_t fraction = magnitude % scale; fraction != 0) {
    text += '.' + std::to_string(scale + fraction).substr(1); // the leading 1 keeps the zeros
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text;
}

} // namespace aftercourse
