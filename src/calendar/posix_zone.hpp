// PosixZone: the rule of a time zone in POSIX form, "CET-1CEST,M3.5.0,M10.5.0/3": standard time, and daylight
// saving time between two days of each year.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace aftercourse {

inline constexpr std::int64_t day_seconds = 86'400;

class PosixZone {
 public:
  /// Nothing for a text that is no such rule. Without the days of change, daylight saving time is refused:
  /// POSIX leaves it to the system when it applies.
  static std::optional<PosixZone> parse(std::string_view rule) noexcept;

  /// Seconds east of UTC.
  std::int32_t offset_at(std::int64_t utc_seconds) const noexcept;

 private:
  /// A day of the year and the local time at which the clocks are changed.
  struct Change {
    enum class Form : std::uint8_t { nth_weekday, day_without_leap, day_from_zero };
    Form form = Form::nth_weekday;
    std::int32_t month = 0, week = 0, day = 0; ///< nth_weekday: 0 = Sunday, week 5 = the last; else the day
    std::int32_t seconds = 2 * 3600;
    /// Local seconds since 1970 in that year.
    std::int64_t in(std::int32_t year) const noexcept;
  };
  struct Reader;

  std::int32_t standard_ = 0, daylight_ = 0;
  bool changes_ = false;
  Change begins_, ends_;
};

} // namespace aftercourse
