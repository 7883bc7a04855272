#include "rule_walk.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <utility>

#include <aftercourse/calendar/period.hpp>

namespace aftercourse {

namespace {

constexpr std::int64_t whole_day = LocalTime::day_seconds; // in seconds
constexpr int none = 64;                                   ///< no bit of a mask

/// The Gregorian calendar repeats itself after 400 years, so many periods of each FREQ. A rule that gives
/// nothing in all of them gives nothing ever.
constexpr std::int64_t cycle_days = 146'097;
constexpr std::int64_t cycles[] = {400, 4'800, cycle_days / 7, cycle_days};

/// The same for clock periods, `units` a day: after so many, INTERVAL too meets the cycle where it began.
std::int64_t clock_cycle(std::int64_t units, std::int64_t interval) {
  const std::int64_t cycle = cycle_days * units, cycles_needed = interval / std::gcd(interval, cycle);
  return cycle * std::min(cycles_needed, std::int64_t{25}); // 25 reach over all years of Date
}

constexpr std::int64_t unit_of(Frequency f) {
  return f == Frequency::hourly ? 3600 : f == Frequency::minutely ? 60 : 1;
}

constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

std::int64_t moment_of(LocalTime t) { return t.date().days() * whole_day + t.second_of_day(); }

int next_bit(std::uint64_t mask, int from) {
  return from >= none ? none : std::countr_zero(mask & ~std::uint64_t{0} << from);
}

std::uint64_t mask_of(const std::vector<int>& numbers, int size) {
  if (numbers.empty()) return (std::uint64_t{1} << size) - 1;
  std::uint64_t mask = 0;
  for (const int n : numbers) mask |= std::uint64_t{1} << n;
  return mask;
}

/// The rule with the parts that RFC 5545 takes from the start.
RecurrenceRule completed(RecurrenceRule rule, LocalTime start) {
  const Date date = start.date();
  const bool names_days = !rule.by_day.empty() || !rule.by_month_day.empty() || !rule.by_year_day.empty() ||
                          !rule.by_week_no.empty() || !rule.by_work_day.empty();
  if (!names_days && rule.frequency <= Frequency::monthly) {
    if (rule.frequency == Frequency::yearly && rule.by_month.empty()) rule.by_month = {date.month()};
    rule.by_month_day = {date.day()};
  }
  if (!names_days && rule.frequency == Frequency::weekly) rule.by_day = {{0, date.weekday()}};

  const int second = start.second_of_day();
  if (!start.has_time()) rule.by_hour = rule.by_minute = rule.by_second = {};
  if (rule.by_hour.empty() && rule.frequency < Frequency::hourly) rule.by_hour = {second / 3600};
  if (rule.by_minute.empty() && rule.frequency < Frequency::minutely) rule.by_minute = {second / 60 % 60};
  if (rule.by_second.empty() && rule.frequency < Frequency::secondly) rule.by_second = {second % 60};
  return rule;
}

/// The n-th working day of `first` to `last`, from the end when n < 0.
std::optional<Date> work_day(const Calendar& calendar, Date first, Date last, int n) {
  const bool begins = calendar.is_working_day(first);
  const std::int64_t count = calendar.working_days_between(first, last) + begins;
  const std::int64_t nth = n > 0 ? n : count + 1 + n;
  if (nth < 1 || nth > count) return {};
  return calendar.add_working_days(first, nth - begins);
}

} // namespace

RuleWalk::RuleWalk(const RecurrenceRule& rule, LocalTime start, LocalTime from, LocalTime to,
                   const Calendar* calendar)
    : rule_(completed(rule, start)), calendar_(calendar), has_time_(start.has_time()), days_(rule_),
      hours_mask_(mask_of(rule_.by_hour, 24)),
      minutes_mask_(rule_.frequency < Frequency::minutely ? ~std::uint64_t{0} : mask_of(rule_.by_minute, 60)),
      seconds_mask_(rule_.frequency < Frequency::secondly ? ~std::uint64_t{0} : mask_of(rule_.by_second, 60)),
      origin_(index_of(moment_of(start))), from_(moment_of(start)),
      until_(rule.until ? moment_of(rule.until->through_day()) : std::numeric_limits<std::int64_t>::max()),
      left_(rule.count.value_or(-1)), hours_(rule_.by_hour), minutes_(rule_.by_minute),
      seconds_(rule_.by_second) {
  if (!rule.count && rule.roll == Roll::none) from_ = std::max(from_, moment_of(from));
  if (rule.roll == Roll::none || rule.roll == Roll::following) // what lies later is not moved back
    until_ = std::min(until_, moment_of(to.through_day()));
  index_ = origin_ + (index_of(from_) - origin_) / rule_.interval * rule_.interval;
  if (rule_.frequency > Frequency::daily && !ever_strikes()) left_ = 0;
}

std::optional<LocalTime> RuleWalk::next() { return rule_.roll == Roll::none ? next_given() : next_moved(); }

std::optional<LocalTime> RuleWalk::next_given() {
  if (left_ == 0) return {};
  while (at_ == size_)
    if (!load()) {
      left_ = 0;
      return {};
    }
  const std::int64_t t = moment(at_++);
  if (t > until_) {
    left_ = 0;
    return {};
  }
  if (left_ > 0) --left_;
  const std::int64_t day = floor_divide(t, whole_day);
  const Date date = Date::unchecked(static_cast<std::int32_t>(day));
  return has_time_ ? LocalTime(date, static_cast<std::int32_t>(t - day * whole_day)) : LocalTime(date);
}

std::optional<LocalTime> RuleWalk::move() {
  const auto given = next_given();
  if (!given) return {};
  const Date date = calendar_->roll(given->date(), rule_.roll);
  return has_time_ ? LocalTime(date, given->second_of_day()) : LocalTime(date);
}

std::optional<LocalTime> RuleWalk::next_moved() {
  if (hours_.size() * minutes_.size() * seconds_.size() > 1) return next_gathered();
  const auto before = last_;
  while ((last_ = move()) && last_ == before) {
  }
  return last_;
}

/// Rolling keeps the order of days, not that of times: Saturday 10:00 and Sunday 9:00 both go to Monday. So
/// all that goes to one day is gathered before the first of it is given.
std::optional<LocalTime> RuleWalk::next_gathered() {
  if (moved_at_ < moved_.size()) return moved_[moved_at_++];
  const auto first = ahead_ ? std::exchange(ahead_, {}) : move();
  if (!first) return {};
  moved_.assign(1, *first);
  while ((ahead_ = move()) && ahead_->date() == first->date()) moved_.push_back(*ahead_);
  std::sort(moved_.begin(), moved_.end());
  moved_.erase(std::unique(moved_.begin(), moved_.end()), moved_.end());
  moved_at_ = 1;
  return moved_.front();
}

bool RuleWalk::load() {
  const bool found = rule_.frequency < Frequency::daily    ? load_span()
                     : rule_.frequency == Frequency::daily ? load_day()
                                                           : load_clock();
  if (found && moment(0) < from_) { // the period of the start may have begun before it
    std::int64_t low = 0, high = size_;
    while (low < high) {
      const std::int64_t middle = low + (high - low) / 2;
      if (moment(middle) < from_)
        low = middle + 1;
      else
        high = middle;
    }
    at_ = low;
  }
  return found;
}

bool RuleWalk::load_span() {
  const std::int64_t most_empty = rule_.by_work_day.empty()
                                      ? cycles[static_cast<std::size_t>(rule_.frequency)]
                                      : std::numeric_limits<std::int64_t>::max();
  for (std::int64_t empty = 0; empty <= most_empty; ++empty) {
    const std::int64_t first = first_of(index_), end = first_of(index_ + 1);
    if (first > Date::max_days || first > floor_divide(until_, whole_day)) return false;
    index_ += rule_.interval;
    period_days_.clear();
    days_.append(std::max<std::int64_t>(first, Date::min_days),
                 std::min<std::int64_t>(end - 1, Date::max_days), period_days_);
    if (!rule_.by_work_day.empty() && !period_days_.empty()) keep_work_days(first, end - 1);
    choose();
    if (size_ > 0) return true;
  }
  return false;
}

bool RuleWalk::load_day() {
  for (std::int64_t empty = 0; empty <= cycle_days; ++empty) {
    if (index_ > floor_divide(until_, whole_day)) return false;
    const auto day = days_.next(index_);
    if (!day) return false;
    if (index_ = on_grid(*day); index_ != *day) continue;
    index_ += rule_.interval;
    period_days_.assign(1, *day);
    choose();
    return size_ > 0; // every day has the same times, so BYSETPOS finds none in any of them
  }
  return false;
}

bool RuleWalk::load_clock() {
  const std::int64_t unit = unit_of(rule_.frequency), units = whole_day / unit;
  const std::int64_t last = index_ + clock_cycle(units, rule_.interval);
  while (index_ <= last) {
    if (index_ * unit > until_) return false;
    const std::int64_t today = floor_divide(index_, units);
    const auto day = days_.next(today);
    if (!day) return false;
    const int second = *day > today ? 0 : static_cast<int>((index_ - today * units) * unit);
    const auto strikes = next_of_day(second);
    const std::int64_t found = strikes ? *day * units + *strikes / unit : (*day + 1) * units;
    if (index_ = on_grid(found); !strikes || index_ != found) continue;
    index_ += rule_.interval;
    period_days_.assign(1, *day);
    hours_.assign(1, *strikes / 3600);
    if (rule_.frequency >= Frequency::minutely) minutes_.assign(1, *strikes / 60 % 60);
    if (rule_.frequency >= Frequency::secondly) seconds_.assign(1, *strikes % 60);
    choose();
    return size_ > 0; // every period has as many moments, so BYSETPOS finds none in any of them
  }
  return false;
}

/// Counts the moments of the period, and finds those that BYSETPOS asks for.
void RuleWalk::choose() {
  at_ = 0;
  size_ = static_cast<std::int64_t>(period_days_.size() * hours_.size() * minutes_.size() * seconds_.size());
  if (rule_.by_set_pos.empty()) return;
  chosen_.clear();
  for (const int position : rule_.by_set_pos) {
    const std::int64_t n = position > 0 ? position - 1 : size_ + position;
    if (n >= 0 && n < size_) chosen_.push_back(n);
  }
  std::sort(chosen_.begin(), chosen_.end());
  chosen_.erase(std::unique(chosen_.begin(), chosen_.end()), chosen_.end());
  size_ = static_cast<std::int64_t>(chosen_.size());
}

/// X-BYWORKDAY, within the period or each of its months that BYMONTH names.
void RuleWalk::keep_work_days(std::int64_t first, std::int64_t last) {
  const auto date = [](std::int64_t day) {
    return Date::unchecked(
        static_cast<std::int32_t>(std::clamp<std::int64_t>(day, Date::min_days, Date::max_days)));
  };
  std::vector<std::int64_t> wanted;
  const auto want = [&](Date from, Date to) {
    for (const int n : rule_.by_work_day)
      if (const auto day = work_day(*calendar_, from, to, n)) wanted.push_back(day->days());
  };
  if (rule_.frequency == Frequency::yearly && !rule_.by_month.empty())
    for (const int month : rule_.by_month) {
      const Date begin(date(first).year(), month, 1);
      want(begin, last_of(PeriodUnit::months, begin));
    }
  else
    want(date(first), date(last));
  std::erase_if(period_days_, [&](std::int64_t day) {
    return std::find(wanted.begin(), wanted.end(), day) == wanted.end();
  });
}

/// The first second of the day, from `second` on, that the clock parts allow.
std::optional<int> RuleWalk::next_of_day(int second) const {
  const int first_minute = next_bit(minutes_mask_, 0), first_second = next_bit(seconds_mask_, 0);
  int h = second / 3600, m = second / 60 % 60, s = next_bit(seconds_mask_, second % 60);
  if (s == none) ++m;
  const int minute = next_bit(minutes_mask_, m);
  if (minute == none) ++h;
  const int hour = next_bit(hours_mask_, h);
  if (hour == none) return {};
  if (hour != second / 3600) return 3600 * hour + 60 * first_minute + first_second;
  if (minute != second / 60 % 60) return 3600 * hour + 60 * minute + first_second;
  return 3600 * hour + 60 * minute + s;
}

/// Whether INTERVAL ever meets a time of day that the clock parts allow: HOURLY;INTERVAL=2;BYHOUR=9 from
/// 8:00 never does. Steps of INTERVAL reach, over the days, every multiple of its common divisor with a day.
bool RuleWalk::ever_strikes() const {
  const std::int64_t unit = unit_of(rule_.frequency), units = whole_day / unit;
  const std::int64_t step = std::gcd<std::int64_t>(rule_.interval, units);
  const std::int64_t phase = origin_ - floor_divide(origin_, step) * step;
  for (auto s = next_of_day(0); s;) {
    if (*s / unit % step == phase) return true;
    const std::int64_t later = *s + unit;
    s = later < whole_day ? next_of_day(static_cast<int>(later)) : std::nullopt;
  }
  return false;
}

std::int64_t RuleWalk::on_grid(std::int64_t index) const {
  return origin_ - floor_divide(origin_ - index, rule_.interval) * rule_.interval;
}

std::int64_t RuleWalk::index_of(std::int64_t moment) const {
  const std::int64_t day = floor_divide(moment, whole_day);
  const Date date = Date::unchecked(static_cast<std::int32_t>(day));
  switch (rule_.frequency) {
  case Frequency::yearly:
    return date.year();
  case Frequency::monthly:
    return 12 * date.year() + date.month() - 1;
  case Frequency::weekly:
    return floor_divide(day - rule_.week_start + 4, 7); // 1970-01-01 was a Thursday
  case Frequency::daily:
    return day;
  default:
    return floor_divide(moment, unit_of(rule_.frequency));
  }
}

std::int64_t RuleWalk::first_of(std::int64_t index) const {
  switch (rule_.frequency) {
  case Frequency::yearly:
    return first_day_of_year(index);
  case Frequency::monthly: {
    if (index >= 12 * 10'000) return Date::max_days + 1;
    return Date(static_cast<int>(index / 12), static_cast<int>(index % 12) + 1, 1).days();
  }
  default:
    return 7 * index + rule_.week_start - 4;
  }
}

/// The n-th moment of the period, in seconds since 1970.
std::int64_t RuleWalk::moment(std::int64_t n) const {
  if (!rule_.by_set_pos.empty()) n = chosen_[static_cast<std::size_t>(n)];
  const auto part = [&n](const auto& list) {
    const auto size = static_cast<std::int64_t>(list.size());
    if (size == 1) return std::int64_t{list.front()}; // the common case, without a division
    const auto value = list[static_cast<std::size_t>(n % size)];
    n /= size;
    return std::int64_t{value};
  };
  const std::int64_t second = part(seconds_), minute = part(minutes_), hour = part(hours_);
  return part(period_days_) * whole_day + 3600 * hour + 60 * minute + second;
}

} // namespace aftercourse
