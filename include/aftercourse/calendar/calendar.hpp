// Calendar: which days are worked. An immutable value (cheap to copy, shared inside, safe from many threads):
// a week pattern, named days off and make-up working days. Every question is answered in constant time from
// prefix counts.
//
// `cn` knows mainland China's announced days of 2007-2026; outside the announced years it assumes the week
// pattern and `is_provisional` says so.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/calendar/date.hpp>

namespace aftercourse {

/// What to do with a day off. `none`: leave it. `following`/`preceding`: the next/previous working day.
enum class Roll : std::uint8_t { none, following, preceding };

/// A day that differs from the week pattern, with its reason: "国庆节".
struct SpecialDay {
  Date date;
  bool working = false;
  std::string name;
  bool operator==(const SpecialDay&) const = default;
};

class Calendar {
 public:
  /// `week` is a mask: bit 0 = Monday ... bit 6 = Sunday. Special days may come in any order. Throws
  /// InvalidArgument AC1110 when nothing is worked, AC1111 when a day is both off and working.
  Calendar(std::string name, std::uint8_t week, std::vector<SpecialDay> days, Date announced_from,
           Date announced_to);
  /// "cn", "weekdays" (Monday to Friday) or "every-day". Throws NotFound AC1112.
  static Calendar built_in(std::string_view name);
  static std::vector<std::string> built_in_names();
  /// Reads {"name": ..., "week": "1111100", "days_off": [...], "working_days": [...]}, or the yearly notice
  /// {"year": 2026, "days": [{"name", "date", "isOffDay"}]} laid over the Monday-to-Friday week. Throws
  /// AC1113.
  static Calendar from_json(std::string_view json);
  std::string to_json() const; ///< full text; from_json gives an equal calendar

  const std::string& name() const noexcept;
  bool is_working_day(Date d) const noexcept;
  /// n > 0: the n-th working day after `d`; n < 0: before it; 0: `d` itself, not rolled. Throws AC1101 out of
  /// range.
  Date add_working_days(Date d, std::int64_t n) const;
  /// The working days x with a < x <= b; the negative of that with the ends exchanged when b < a.
  std::int64_t working_days_between(Date a, Date b) const noexcept;
  Date roll(Date d, Roll convention) const;
  /// The special day at `d`, if it is one: its name explains a window.
  const SpecialDay* special(Date d) const noexcept;
  bool is_provisional(Date d) const noexcept; ///< outside the announced years
  Date announced_from() const noexcept;
  Date announced_to() const noexcept;
  const std::vector<SpecialDay>& special_days() const noexcept; ///< ascending
  std::uint8_t week() const noexcept;
  /// Copies with further days off or working days, which win over what was there. `name` is the reason shown.
  Calendar with_days_off(const std::vector<Date>& days, const std::string& name = {}) const;
  Calendar with_working_days(const std::vector<Date>& days, const std::string& name = {}) const;
  bool operator==(const Calendar& o) const noexcept;

 private:
  struct Data;
  explicit Calendar(std::shared_ptr<const Data> d) : data_(std::move(d)) {}
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse
