#include <aftercourse/calendar/columns.hpp>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "calendar_data.hpp"
#include <aftercourse/base/error.hpp>

namespace aftercourse {

namespace {

void check_length(std::size_t rows, const char* name, std::size_t others, const char* other_name) {
  if (rows == others) return;
  throw InvalidArgument("AC1004", "there are " + std::to_string(rows) + " " + name + " and " +
                                      std::to_string(others) + " " + other_name);
}

/// The least and the most of what is not missing.
struct Range {
  std::int32_t least = std::numeric_limits<std::int32_t>::max(), most = no_day;
};

Range range_of(DaySpan values) {
  Range range;
  for (const std::int32_t v : values) {
    range.least = std::min(range.least, v == no_day ? range.least : v);
    range.most = std::max(range.most, v); // no_day is the least number
  }
  return range;
}

/// The tables of a calendar and the days from which and to which they answer without a further check: those
/// that are tabled and, unless the calendar assumes, announced.
class Tables {
 public:
  explicit Tables(const Calendar& calendar) {
    const Calendar::Data& c = calendar.data();
    first_ = c.worked.first();
    rank_ = c.worked.rank().data();
    day_ = c.worked.day().data();
    const auto days = static_cast<std::int32_t>(c.worked.rank().size()) - 1;
    low_ = c.assume ? first_ : std::max(first_, c.from.days());
    high_ = c.assume ? first_ + days - 1 : std::min(first_ + days - 1, c.to.days());
  }

  bool hold(Range days) const noexcept { return low_ <= high_ && low_ <= days.least && days.most <= high_; }
  /// Whether every one of the days may move by any of the numbers. Ranks rise with days, so the ends decide.
  bool hold(Range days, Range n) const noexcept {
    if (days.most == no_day || !hold(days)) return false;
    return std::int64_t{before(days.least)} - 1 + n.least >= before(low_) &&
           std::int64_t{before(days.most + 1)} + n.most < before(high_ + 1);
  }

  /// Whether every one of the days finds a working day, itself or one on that side.
  bool hold(Range days, Roll convention) const noexcept {
    if (days.most == no_day || !hold(days)) return false;
    if (convention == Roll::following) return before(days.most) < before(high_ + 1);
    return convention == Roll::preceding && before(days.least + 1) > before(low_);
  }

  std::int32_t before(std::int32_t day) const noexcept { return rank_[day - first_]; }

  // Any day stands in for a missing one, so that the loops need no branch.
  std::int8_t worked(std::int32_t day) const noexcept {
    const std::int32_t known = day == no_day ? low_ : day;
    const std::int32_t counted = before(known + 1) - before(known);
    return static_cast<std::int8_t>(day == no_day ? -1 : counted);
  }
  std::int32_t moved(std::int32_t day, std::int32_t n) const noexcept {
    const bool missing = day == no_day || n == no_day;
    const std::int32_t known = missing ? low_ : day, by = missing ? 0 : n;
    const std::int32_t forward = by > 0 ? 1 : 0;
    const std::int32_t found = day_[before(known + forward) - forward + by - rank_[0]];
    return missing ? no_day : by == 0 ? day : found;
  }
  std::int32_t between(std::int32_t after, std::int32_t until) const noexcept {
    const bool missing = after == no_day || until == no_day;
    const std::int32_t counted = before((missing ? low_ : until) + 1) - before((missing ? low_ : after) + 1);
    return missing ? no_day : counted;
  }
  std::int32_t rolled(std::int32_t day, bool forward) const noexcept {
    const std::int32_t known = day == no_day ? low_ : day, back = forward ? 0 : 1;
    // A missing day may find nothing, but then the entry after the last working day.
    const std::int32_t found = day_[std::max(before(known + back) - back - rank_[0], 0)];
    return day == no_day ? no_day : found;
  }

 private:
  const std::int32_t *rank_ = nullptr, *day_ = nullptr;
  std::int32_t first_ = 0, low_ = 0, high_ = -1;
};

/// Answers row by row: in blocks that are `held` by `fast`, in others by `checked`, which may throw. Those
/// are all asked before the first is written.
template <class T, class Held, class Fast, class Checked>
void answer(std::span<T> to, Held held, Fast fast, Checked checked) {
  constexpr std::size_t block = 4096;
  const auto end_of = [&](std::size_t begin) { return std::min(begin + block, to.size()); };
  std::vector<char> is_held;
  std::vector<T> found;
  std::size_t row = 0;
  try {
    for (std::size_t begin = 0; begin < to.size(); begin += block) {
      is_held.push_back(held(begin, end_of(begin) - begin) ? 1 : 0);
      if (is_held.back() == 0)
        for (row = begin; row < end_of(begin); ++row) found.push_back(checked(row));
    }
  } catch (const InvalidArgument& e) {
    throw InvalidArgument(e.code(), e.what(), "row " + std::to_string(row));
  }
  auto next = found.begin();
  for (std::size_t begin = 0; begin < to.size(); begin += block) {
    const std::size_t end = end_of(begin);
    if (is_held[begin / block] != 0)
      for (std::size_t i = begin; i < end; ++i) to[i] = fast(i);
    else
      for (std::size_t i = begin; i < end; ++i) to[i] = *next++;
  }
}

} // namespace

void is_working_day(const Calendar& calendar, DaySpan days, std::span<std::int8_t> worked) {
  check_length(days.size(), "days", worked.size(), "answers");
  const Tables tables(calendar);
  answer(
      worked,
      [&](std::size_t at, std::size_t count) { return tables.hold(range_of(days.subspan(at, count))); },
      [&](std::size_t i) { return tables.worked(days[i]); },
      [&](std::size_t i) -> std::int8_t {
        if (days[i] == no_day) return -1;
        return calendar.is_working_day(Date::from_days(days[i])) ? 1 : 0;
      });
}

void add_working_days(const Calendar& calendar, DaySpan days, DaySpan n, std::span<std::int32_t> result) {
  check_length(days.size(), "days", n.size(), "numbers");
  check_length(days.size(), "days", result.size(), "answers");
  const Tables tables(calendar);
  answer(
      result,
      [&](std::size_t at, std::size_t count) {
        return tables.hold(range_of(days.subspan(at, count)), range_of(n.subspan(at, count)));
      },
      [&](std::size_t i) { return tables.moved(days[i], n[i]); },
      [&](std::size_t i) {
        if (days[i] == no_day || n[i] == no_day) return no_day;
        return calendar.add_working_days(Date::from_days(days[i]), n[i]).days();
      });
}

void add_working_days(const Calendar& calendar, DaySpan days, std::int64_t n,
                      std::span<std::int32_t> result) {
  check_length(days.size(), "days", result.size(), "answers");
  const Tables tables(calendar);
  const auto small = static_cast<std::int32_t>(n);
  answer(
      result,
      [&](std::size_t at, std::size_t count) {
        return small == n && small != no_day &&
               tables.hold(range_of(days.subspan(at, count)), {small, small});
      },
      [&](std::size_t i) { return tables.moved(days[i], small); },
      [&](std::size_t i) {
        if (days[i] == no_day) return no_day;
        return calendar.add_working_days(Date::from_days(days[i]), n).days();
      });
}

void working_days_between(const Calendar& calendar, DaySpan after, DaySpan until,
                          std::span<std::int32_t> counts) {
  check_length(after.size(), "first days", until.size(), "last days");
  check_length(after.size(), "first days", counts.size(), "answers");
  const Tables tables(calendar);
  answer(
      counts,
      [&](std::size_t at, std::size_t count) {
        return tables.hold(range_of(after.subspan(at, count))) &&
               tables.hold(range_of(until.subspan(at, count)));
      },
      [&](std::size_t i) { return tables.between(after[i], until[i]); },
      [&](std::size_t i) {
        if (after[i] == no_day || until[i] == no_day) return no_day;
        return static_cast<std::int32_t>(
            calendar.working_days_between(Date::from_days(after[i]), Date::from_days(until[i])));
      });
}

void roll(const Calendar& calendar, DaySpan days, Roll convention, std::span<std::int32_t> result) {
  check_length(days.size(), "days", result.size(), "answers");
  const Tables tables(calendar);
  answer(
      result,
      [&](std::size_t at, std::size_t count) {
        return tables.hold(range_of(days.subspan(at, count)), convention);
      },
      [&](std::size_t i) { return tables.rolled(days[i], convention == Roll::following); },
      [&](std::size_t i) {
        return days[i] == no_day ? no_day : calendar.roll(Date::from_days(days[i]), convention).days();
      });
}

void add(const Calendar& calendar, DaySpan days, Period p, std::span<std::int32_t> result) {
  if (p.unit == PeriodUnit::working_days) return add_working_days(calendar, days, p.count, result);
  check_length(days.size(), "days", result.size(), "answers");
  const auto added = [&](std::size_t i) {
    return days[i] == no_day ? no_day : add(Date::from_days(days[i]), p, calendar).days();
  };
  answer(
      result, [](std::size_t, std::size_t) { return false; }, added, added);
}

void is_provisional(const Calendar& calendar, DaySpan days, std::span<std::int8_t> provisional) {
  check_length(days.size(), "days", provisional.size(), "answers");
  const auto checked = [&](std::size_t i) -> std::int8_t {
    if (days[i] == no_day) return -1;
    return calendar.is_provisional(Date::from_days(days[i])) ? 1 : 0;
  };
  answer(
      provisional, [](std::size_t, std::size_t) { return false; }, checked, checked);
}

} // namespace aftercourse
