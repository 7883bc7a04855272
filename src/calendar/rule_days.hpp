// RuleDays: the days that the date parts of a recurrence rule allow, as one bitmap a kind of year. A year is
// known by the weekday of 1 January and whether it, the one before or the one after is a leap year, on which
// the numbers of weeks at its ends depend. So 28 maps answer for all years, and each is made when it is first
// asked for. Days are those of Date::days().
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <vector>

#include <aftercourse/calendar/recurrence_rule.hpp>

namespace aftercourse {

/// Proleptic Gregorian, for years beyond those of Date too: periods reach over its ends.
constexpr bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

/// 1 January.
constexpr std::int64_t first_day_of_year(std::int64_t year) {
  const std::int64_t before = year - 1;
  return 365 * year + before / 4 - before / 100 + before / 400 - 719'527;
}
static_assert(first_day_of_year(1970) == 0 && first_day_of_year(2000) == 10'957);
static_assert(first_day_of_year(10'000) == Date::max_days + 1 && first_day_of_year(1400) == Date::min_days);

/// 0 = Monday.
constexpr int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }

/// The first day of week 1: the first week, begun on `week_start` (1 = Monday), with four days of the year.
constexpr std::int64_t first_week_of_year(std::int64_t year, int week_start) {
  const std::int64_t january = first_day_of_year(year);
  const int into_week = (weekday_of(january) - (week_start - 1) + 7) % 7;
  return into_week <= 3 ? january - into_week : january + 7 - into_week;
}

class RuleDays {
 public:
  /// `rule` has day parts for its FREQ already: what its start decides is filled in.
  explicit RuleDays(const RecurrenceRule& rule);
  /// The first allowed day from `from` on, to 9999-12-31.
  std::optional<std::int64_t> next(std::int64_t from);
  /// The allowed days of `first` to `last`, ascending, after what `days` holds.
  void append(std::int64_t first, std::int64_t last, std::vector<std::int64_t>& days);

 private:
  using Map = std::array<std::uint64_t, 6>;  ///< bit n: the day n of the year, from 0
  using Weeks = std::array<std::int64_t, 4>; ///< where week 1 begins, from last year's to that after next

  /// The numbers of a part that may count from the end: has(n, from_end) of "the n-th, and the m-th last".
  struct Numbers {
    std::bitset<367> from_start, from_end;
    bool any = false;
    void add(int n);
    bool allow(int n, int n_from_end) const {
      return !any || from_start[static_cast<std::size_t>(n)] ||
             from_end[static_cast<std::size_t>(n_from_end)];
    }
  };
  struct Year {
    std::int64_t number = 0, first = 0, end = 0; ///< days first <= d < end
    std::size_t kind = 0;                        ///< which of `maps_`
  };

  void go_to(std::int64_t day);
  void go_to_year(std::int64_t year);
  const Map& map() const { return *maps_[year_.kind]; }
  Map map_of(std::int64_t year) const;
  bool allows_weekday(int weekday, int day, int length) const;
  bool allows_week(const Weeks& weeks, std::int64_t day) const;

  Numbers month_days_, year_days_, weeks_;
  std::array<Numbers, 7> nth_weekdays_;
  std::uint32_t months_ = 0;   ///< bit m; all when the rule names none
  std::uint32_t weekdays_ = 0; ///< bit 0 = Monday, without ordinals
  bool any_weekday_ = true, nth_in_month_ = false;
  int week_start_ = 1;
  std::array<std::optional<Map>, 28> maps_;
  Year year_;
};

} // namespace aftercourse
