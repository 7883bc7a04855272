// WorkingDays: which days are worked, counted so that "how many up to here" and "which is the n-th" take
// constant time: one look into a table where most questions lie, arithmetic on the cycle outside.
// The tables take eight bytes a day of that span.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <aftercourse/calendar/special_day.hpp>
#include <aftercourse/calendar/work_pattern.hpp>

namespace aftercourse {

/// Division by a number of up to 512 as one multiplication; exact for dividends below 2^23, which all days
/// are.
class Divisor {
 public:
  explicit Divisor(std::uint32_t n = 1)
      : n_(n), reciprocal_((std::uint64_t{1} << 40) / (n == 0 ? 1 : n) + 1) {}
  std::uint32_t value() const noexcept { return n_; }
  std::uint32_t divide(std::uint32_t x) const noexcept {
    return static_cast<std::uint32_t>(x * reciprocal_ >> 40);
  }

 private:
  std::uint32_t n_;
  std::uint64_t reciprocal_;
};

/// The working days of a pattern alone, counted from the first Date.
class CycleCount {
 public:
  explicit CycleCount(const WorkPattern& pattern);

  std::int32_t before(std::int32_t day) const noexcept {
    const auto after = static_cast<std::uint32_t>(day - origin_);
    const std::uint32_t cycle = length_.divide(after);
    return static_cast<std::int32_t>(cycle * worked_.value() + rank_[after - cycle * length_.value()]) -
           skipped_;
  }
  /// The pattern must work at least one day.
  std::int32_t at(std::int32_t index) const noexcept {
    const auto counted = static_cast<std::uint32_t>(index + skipped_);
    const std::uint32_t cycle = worked_.divide(counted);
    return origin_ +
           static_cast<std::int32_t>(cycle * length_.value() + day_[counted - cycle * worked_.value()]);
  }

 private:
  std::vector<std::uint16_t> rank_, day_; // by day of the cycle, by working day of the cycle
  Divisor length_, worked_;
  std::int32_t origin_,
      skipped_ = 0; // a cycle begins at the origin, this many working days before the first Date
};

class WorkingDays {
 public:
  /// Tables are made for the days from `first` to `last`, which hold every special day.
  WorkingDays(const WorkPattern& pattern, const std::vector<SpecialDay>& special, std::int32_t first,
              std::int32_t last);

  /// The number of working days before `day`, from the first Date to the day after the last.
  std::int32_t before(std::int32_t day) const noexcept {
    const auto i = static_cast<std::uint32_t>(day - first_);
    if (i < rank_.size()) return rank_[i];
    return cycle_.before(day) + (day < first_ ? 0 : added_);
  }
  /// The day with `index` working days before it; `index` must be within [0, total()).
  std::int32_t at(std::int32_t index) const noexcept {
    const auto i = static_cast<std::uint32_t>(index - first_index_);
    if (i < day_.size() - 1) return day_[i];
    return cycle_.at(index < first_index_ ? index : index - added_);
  }
  bool contains(std::int32_t day) const noexcept { return before(day + 1) != before(day); }
  /// The working days up to the last Date.
  std::int32_t total() const noexcept { return total_; }

  /// The tables themselves, for loops over columns. rank()[i]: working days before first() + i; day()[i]: the
  /// day with rank().front() + i working days before it. Each has one entry more than there are such days.
  std::int32_t first() const noexcept { return first_; }
  std::span<const std::int32_t> rank() const noexcept { return rank_; }
  std::span<const std::int32_t> day() const noexcept { return day_; }

 private:
  void fill(const WorkPattern& pattern, const std::vector<SpecialDay>& special, std::int32_t last);

  CycleCount cycle_;
  std::vector<std::int32_t> rank_, day_;
  std::int32_t first_, first_index_ = 0;
  std::int32_t added_ = 0; // working days that the special days add to the pattern, all told
  std::int32_t total_ = 0;
};

} // namespace aftercourse
