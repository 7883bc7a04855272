// Date: a day of the proleptic Gregorian calendar from 1400-01-01 to 9999-12-31, as a value of 32 bits that
// counts days from 1970-01-01. Trivially copyable; comparison is integer comparison. The calendar mathematics
// is Boost.Date_Time's.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include <boost/date_time/gregorian/gregorian_types.hpp>
#include <chrono>

namespace aftercourse {

class Date {
 public:
  /// 1970-01-01.
  constexpr Date() = default;
  /// Throws InvalidArgument AC1101 for a day that does not exist (30 February) or a year outside 1400-9999.
  Date(int year, int month, int day);
  /// Throws InvalidArgument AC1101 outside 1400-9999.
  static Date from_days(std::int32_t days_since_1970);
  static constexpr Date unchecked(std::int32_t days_since_1970) noexcept { return Date(days_since_1970); }
  /// Reads "2026-10-01" (ISO 8601 extended, exactly). Nothing otherwise.
  static std::optional<Date> parse(std::string_view text) noexcept;
  /// As parse, but throws InvalidArgument AC1101 that says what is wrong ("30 February 2026 does not exist").
  static Date from_text(std::string_view text);

  explicit Date(boost::gregorian::date d);
  explicit Date(std::chrono::sys_days d);
  boost::gregorian::date to_boost() const;
  constexpr std::chrono::sys_days to_sys_days() const noexcept {
    return std::chrono::sys_days(std::chrono::days(days_));
  }

  constexpr std::int32_t days() const noexcept { return days_; }
  int year() const noexcept;
  int month() const noexcept;
  int day() const noexcept;
  /// 1 = Monday ... 7 = Sunday (ISO 8601).
  int weekday() const noexcept;
  std::string to_string() const;

  /// The day `n` days later. Throws InvalidArgument AC1101 when it leaves 1400-9999.
  Date plus_days(std::int64_t n) const;
  constexpr auto operator<=>(const Date&) const = default;

  static constexpr std::int32_t min_days = -208188; ///< 1400-01-01
  static constexpr std::int32_t max_days = 2932896; ///< 9999-12-31

 private:
  explicit constexpr Date(std::int32_t d) : days_(d) {}
  std::int32_t days_ = 0;
};

/// What stands for a missing day in columns of days since 1970.
inline constexpr std::int32_t no_day = std::numeric_limits<std::int32_t>::min();

} // namespace aftercourse
