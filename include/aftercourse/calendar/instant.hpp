// Instant: a moment as UTC microseconds together with the offset it was written with, so that its local day
// is fixed when it is recorded: 23:30 in Shanghai is that day in Shanghai for ever. Instants order by the
// moment alone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

class Instant {
 public:
  constexpr Instant() = default;
  constexpr Instant(std::int64_t utc_microseconds, std::int32_t offset_minutes)
      : microseconds_(utc_microseconds), offset_minutes_(offset_minutes) {}
  /// Reads RFC 3339 "2026-09-12T09:00+08:00" (seconds and fractions optional, "Z" for UTC; the offset is
  /// required).
  static std::optional<Instant> parse(std::string_view text) noexcept;
  /// As parse, but throws InvalidArgument AC1102 with the reason.
  static Instant from_text(std::string_view text);

  constexpr std::int64_t microseconds() const noexcept { return microseconds_; }
  constexpr std::int32_t offset_minutes() const noexcept { return offset_minutes_; }
  /// The day at the place where it was written.
  Date local_day() const;
  std::string to_string() const;

  constexpr std::strong_ordering operator<=>(const Instant& o) const noexcept {
    return microseconds_ <=> o.microseconds_;
  }
  constexpr bool operator==(const Instant& o) const noexcept { return microseconds_ == o.microseconds_; }

 private:
  std::int64_t microseconds_ = 0;
  std::int32_t offset_minutes_ = 0;
};

} // namespace aftercourse
