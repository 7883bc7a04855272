// What the values of iCalendar properties mean (RFC 5545, 3.3): TEXT, DATE, DATE-TIME, DURATION, INTEGER.
// Functions on text; nothing is kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/calendar/instant.hpp>
#include <aftercourse/calendar/local_time.hpp>

namespace aftercourse {

/// TEXT (3.3.11): backslash, semicolon, comma and line break are escaped. CR LF and CR become one line break;
/// other control characters but the tab cannot be written and become spaces.
std::string ics_escape(std::string_view text);
/// The text of an escaped value. A backslash before anything else stands for itself.
std::string ics_unescape(std::string_view value);
/// The texts of a list such as CATEGORIES: split at commas that are not escaped.
std::vector<std::string> ics_texts(std::string_view value);
/// The values of a list of dates: split at every comma.
std::vector<std::string_view> ics_list(std::string_view value);

/// DATE (3.3.4): "20261001" and nothing else. Years 1400-9999.
std::optional<Date> parse_ics_date(std::string_view value) noexcept;
std::string to_ics(Date d);

/// DATE-TIME (3.3.5): "20261001T090000" on the clock of the place, "20261001T010000Z" in UTC.
struct IcsDateTime {
  LocalTime time;
  bool utc = false;
  bool operator==(const IcsDateTime&) const = default;
};
std::optional<IcsDateTime> parse_ics_date_time(std::string_view value) noexcept;
std::string to_ics(const IcsDateTime& t);
/// In UTC, to the second before. Throws InvalidArgument AC1101 outside the years 1400-9999.
std::string to_ics(const Instant& t);

/// DURATION (3.3.6): days, and seconds on the clock; both with one sign. A day has 23 hours when summer time
/// begins, so days are not seconds.
struct IcsDuration {
  std::int64_t days = 0, seconds = 0;
  bool operator==(const IcsDuration&) const = default;
};
/// "P1D", "-P2DT15H", "P2W", "PT15M". Each number at most 999,999,999.
std::optional<IcsDuration> parse_ics_duration(std::string_view value) noexcept;
/// Throws InvalidArgument AC1152 when days and seconds have different signs, or for more than 999,999,999
/// days or hours.
std::string to_ics(const IcsDuration& d);

/// INTEGER (3.3.8), 32 bits.
std::optional<std::int32_t> parse_ics_integer(std::string_view value) noexcept;

} // namespace aftercourse
