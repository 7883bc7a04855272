// LocalTime: a moment as a clock on the wall shows it, a date and a time of day without a time zone, or a
// bare date. Recurrence works on wall clocks: "every Monday at nine" stays at nine when summer time begins. A
// trivially copyable value; comparison is that of the clock, and a bare date stands before every time of its
// day.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

class LocalTime {
 public:
  static constexpr std::int32_t day_seconds = 86'400;

  /// The bare date 1970-01-01.
  constexpr LocalTime() = default;
  /// A bare date, on purpose without `explicit`: a day is meant wherever a moment may be given.
  constexpr LocalTime(Date date) : date_(date) {}
  /// `second` counts from midnight, 0-86399. Throws InvalidArgument AC1141 outside.
  LocalTime(Date date, std::int32_t second);

  /// Reads "19970902T090000" or "19970902" (RFC 5545, 3.3.4 and 3.3.5), "1997-09-02T09:00:00",
  /// "1997-09-02 09:00", or "1997-09-02" (ISO 8601). Second 60 is read as 59 (RFC 5545, 3.3.12: no leap
  /// seconds here). A zone or "Z" is refused: it names another thing. Nothing otherwise.
  static std::optional<LocalTime> parse(std::string_view text) noexcept;
  /// As parse, but throws InvalidArgument AC1141 that shows the forms.
  static LocalTime from_text(std::string_view text);

  constexpr Date date() const noexcept { return date_; }
  constexpr bool has_time() const noexcept { return second_ >= 0; }
  /// Seconds since midnight; 0 for a bare date.
  constexpr std::int32_t second_of_day() const noexcept { return has_time() ? second_ : 0; }
  /// The last second of a bare date; any other moment itself. For bounds that include a whole day.
  constexpr LocalTime through_day() const noexcept {
    return has_time() ? *this : LocalTime(date_, day_seconds - 1, Checked{});
  }

  std::string to_string() const;       ///< "1997-09-02T09:00:00", or "1997-09-02"
  std::string to_basic_string() const; ///< "19970902T090000", or "19970902", as iCalendar writes it

  constexpr auto operator<=>(const LocalTime&) const = default;

 private:
  struct Checked {};
  constexpr LocalTime(Date date, std::int32_t second, Checked) : date_(date), second_(second) {}

  Date date_;
  std::int32_t second_ = -1; ///< -1: a bare date
};

} // namespace aftercourse
