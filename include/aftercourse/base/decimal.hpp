// Decimal: an exact number with six decimals, for whatever is summed or compared with a limit (scores, hours,
// amounts). 78.5 is 78.5, and 0.1 + 0.2 equals 0.3. A value of 64 bits: millionths, from about -9.2e12
// to 9.2e12.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aftercourse {

class Decimal {
 public:
  static constexpr std::int64_t scale = 1'000'000;

  constexpr Decimal() = default;
  static constexpr Decimal from_units(std::int64_t millionths) { return Decimal(millionths); }
  /// Throws InvalidArgument AC1003 when `whole` is outside the range.
  static Decimal from_integer(std::int64_t whole);
  /// Reads "78.5", "-3", "1e3" or "20%" (= 0.2). Nothing when the text is no number, has more than six
  /// decimals or is out of range.
  static std::optional<Decimal> parse(std::string_view text) noexcept;

  constexpr std::int64_t units() const noexcept { return units_; }
  double to_double() const noexcept { return static_cast<double>(units_) / static_cast<double>(scale); }
  /// Shortest exact text: "78.5", "3", "-0.000001".
  std::string to_string() const;

  constexpr auto operator<=>(const Decimal&) const = default;

 private:
  explicit constexpr Decimal(std::int64_t u) : units_(u) {}
  std::int64_t units_ = 0;
};

} // namespace aftercourse
