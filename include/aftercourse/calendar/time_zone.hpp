// TimeZone: which offset from UTC a place has when, so that a moment has a day there. A value (cheap to copy,
// shared inside, safe from many threads): the changes of offset that were decided, and the rule for the time
// after them. An organisation has one; it decides the day of a moment once, when the moment is recorded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <aftercourse/calendar/instant.hpp>

namespace aftercourse {

/// How often clocks at a place show a local time.
enum class Occurs : std::uint8_t {
  once,
  never, ///< they are put forward over it: it is moved on by what is skipped
  twice, ///< they are put back over it: the earlier is meant
};

class TimeZone {
 public:
  struct Local {
    Instant instant;
    Occurs occurs = Occurs::once;
  };

  /// The same offset always. Throws InvalidArgument AC1130 for a day or more.
  static TimeZone fixed(std::string name, std::int32_t offset_minutes);
  /// A rule as in POSIX.1-2017 section 8.3, also with the extensions of RFC 8536 section 3.3.1: "CST-8",
  /// "CET-1CEST,M3.5.0,M10.5.0/3". Throws InvalidArgument AC1130.
  static TimeZone from_posix(std::string name, std::string_view rule);
  /// The file of a zone as the IANA database is compiled, TZif version 2 or later (RFC 8536). Throws
  /// DataError AC1131 for bytes that are no such file, or that count leap seconds.
  static TimeZone from_tzif(std::string name, std::string_view bytes);
  /// The zone of that name ("Asia/Shanghai") from a folder of such files. Throws NotFound AC1132 for a name
  /// that is not there, or that leads out of the folder.
  static TimeZone load(std::string_view name, const std::filesystem::path& folder = "/usr/share/zoneinfo");
  /// Reads what to_json() writes: {"name": ..., "changes": [[UTC seconds, offset in seconds], ...], "rule":
  /// ...}.
  static TimeZone from_json(std::string_view json); ///< throws DataError AC1131
  std::string to_json() const;                      ///< equal zones, equal text

  const std::string& name() const noexcept;
  /// Seconds east of UTC at a moment (seconds since 1970).
  std::int32_t offset_at(std::int64_t utc_seconds) const noexcept;
  /// The same moment, with the offset that the place has then: in whole minutes, towards zero (before
  /// standard time offsets had seconds). Throws InvalidArgument AC1101 when its day there is outside
  /// 1400-9999.
  Instant at(Instant moment) const;
  /// The moment when clocks there show that time of day (seconds after midnight). A time that was skipped is
  /// read with the offset before the change, so that 02:30 becomes 03:30 (RFC 5545 section 3.3.5); one that
  /// was met twice is the earlier. Throws InvalidArgument AC1130 for seconds that no day has, AC1101 where
  /// UTC leaves the years 1400-9999.
  Local local(Date day, std::int32_t seconds) const;
  bool operator==(const TimeZone& o) const noexcept;

 private:
  struct Data;
  explicit TimeZone(std::shared_ptr<const Data> d) : data_(std::move(d)) {}
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse
