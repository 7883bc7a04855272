#include "rule_days.hpp"

#include <algorithm>
#include <bit>

namespace aftercourse {

namespace {

constexpr int month_lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

} // namespace

void RuleDays::Numbers::add(int n) {
  any = true;
  if (n > 0)
    from_start.set(static_cast<std::size_t>(n));
  else
    from_end.set(static_cast<std::size_t>(-n));
}

RuleDays::RuleDays(const RecurrenceRule& rule)
    : any_weekday_(rule.by_day.empty()),
      nth_in_month_(rule.frequency == Frequency::monthly || !rule.by_month.empty()),
      week_start_(rule.week_start) {
  for (const int n : rule.by_month_day) month_days_.add(n);
  for (const int n : rule.by_year_day) year_days_.add(n);
  for (const int n : rule.by_week_no) weeks_.add(n);
  for (const int n : rule.by_month) months_ |= 1u << n;
  if (rule.by_month.empty()) months_ = ~0u;
  for (const WeekdayRule& day : rule.by_day) {
    const auto weekday = static_cast<std::size_t>(day.weekday - 1);
    if (day.ordinal == 0)
      weekdays_ |= 1u << weekday;
    else
      nth_weekdays_[weekday].add(day.ordinal);
  }
}

std::optional<std::int64_t> RuleDays::next(std::int64_t from) {
  for (go_to(from); year_.first <= Date::max_days; go_to_year(year_.number + 1)) {
    const auto begin = static_cast<std::size_t>(std::max(from - year_.first, std::int64_t{0}));
    std::uint64_t keep = ~std::uint64_t{0} << begin % 64;
    for (std::size_t word = begin / 64; word < 6; ++word, keep = ~std::uint64_t{0})
      if (const std::uint64_t bits = map()[word] & keep; bits != 0)
        return year_.first + static_cast<std::int64_t>(64 * word) + std::countr_zero(bits);
  }
  return {};
}

void RuleDays::append(std::int64_t first, std::int64_t last, std::vector<std::int64_t>& days) {
  while (first <= last) {
    go_to(first);
    const std::int64_t end = std::min(last + 1, year_.end);
    const auto from = static_cast<std::size_t>(first - year_.first);
    const auto to = static_cast<std::size_t>(end - year_.first);
    for (std::size_t word = from / 64; 64 * word < to; ++word) {
      std::uint64_t bits = map()[word];
      if (word == from / 64) bits &= ~std::uint64_t{0} << from % 64;
      if (to - 64 * word < 64) bits &= (std::uint64_t{1} << (to - 64 * word)) - 1;
      for (; bits != 0; bits &= bits - 1)
        days.push_back(year_.first + static_cast<std::int64_t>(64 * word) + std::countr_zero(bits));
    }
    first = end;
  }
}

void RuleDays::go_to(std::int64_t day) {
  if (year_.first <= day && day < year_.end) return;
  const std::int64_t cycle_days = 146'097, shifted = day + 719'162; // days since 0001-01-01
  std::int64_t year = 1 + shifted * 400 / cycle_days;               // off by one at most
  if (day < first_day_of_year(year)) --year;
  if (day >= first_day_of_year(year + 1)) ++year;
  go_to_year(year);
}

void RuleDays::go_to_year(std::int64_t year) {
  year_.number = year;
  year_.first = first_day_of_year(year);
  year_.end = first_day_of_year(year + 1);
  const int leap = is_leap(year) ? 1 : is_leap(year - 1) ? 2 : is_leap(year + 1) ? 3 : 0; // never two of them
  year_.kind = static_cast<std::size_t>(4 * weekday_of(year_.first) + leap);
  if (!maps_[year_.kind]) maps_[year_.kind] = map_of(year);
}

RuleDays::Map RuleDays::map_of(std::int64_t year) const {
  Map map{};
  const int year_length = 365 + is_leap(year);
  const std::int64_t january = first_day_of_year(year);
  Weeks weeks{};
  for (int i = 0; weeks_.any && i < 4; ++i)
    weeks[static_cast<std::size_t>(i)] = first_week_of_year(year - 1 + i, week_start_);
  int before = 0; // days of the year before the month
  for (int month = 1; month <= 12; ++month) {
    const int length = month_lengths[month - 1] + (month == 2 && is_leap(year));
    for (int day = 1; (months_ >> month & 1) != 0 && day <= length; ++day) {
      const int of_year = before + day;
      const int weekday = weekday_of(january + of_year - 1);
      const bool allowed = month_days_.allow(day, length + 1 - day) &&
                           year_days_.allow(of_year, year_length + 1 - of_year) &&
                           (nth_in_month_ ? allows_weekday(weekday, day, length)
                                          : allows_weekday(weekday, of_year, year_length)) &&
                           (!weeks_.any || allows_week(weeks, january + of_year - 1));
      const auto bit = static_cast<std::size_t>(of_year - 1);
      map[bit / 64] |= std::uint64_t{allowed} << bit % 64;
    }
    before += length;
  }
  return map;
}

/// `day` counts from 1 within the month or year of `length` days.
bool RuleDays::allows_weekday(int weekday, int day, int length) const {
  if (any_weekday_ || (weekdays_ >> weekday & 1) != 0) return true;
  const Numbers& nth = nth_weekdays_[static_cast<std::size_t>(weekday)];
  return nth.any && nth.allow((day - 1) / 7 + 1, (length - day) / 7 + 1);
}

bool RuleDays::allows_week(const Weeks& weeks, std::int64_t day) const {
  const std::size_t of = day < weeks[1]   ? 0
                         : day < weeks[2] ? 1
                                          : 2; // last year's, this year's or the next's
  const std::int64_t week = (day - weeks[of]) / 7 + 1, from_end = (weeks[of + 1] - 1 - day) / 7 + 1;
  return weeks_.allow(static_cast<int>(week), static_cast<int>(from_end));
}

} // namespace aftercourse
