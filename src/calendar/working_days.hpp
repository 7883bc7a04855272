// WorkingDays: which days are worked, counted so that "how many up to here" and "which is the n-th" take
// constant time. Only the span of the special days is stored, one bit a day; outside it the week pattern
// gives the answer.
#pragma once

#include <cstdint>
#include <vector>

#include <aftercourse/calendar/calendar.hpp>

namespace aftercourse {

class WorkingDays {
 public:
  /// `week`: bit 0 = Monday; `special`: ascending, one entry a day.
  WorkingDays(std::uint8_t week, const std::vector<SpecialDay>& special);

  bool contains(Date d) const noexcept;
  /// The number of working days before `day` (days since 1970), counted from an origin before the first Date.
  std::int64_t before(std::int32_t day) const noexcept;
  /// The day with `index` working days before it, as days since 1970. `index` must be within [0, total()).
  std::int64_t at(std::int64_t index) const noexcept;
  /// The working days up to the last Date.
  std::int64_t total() const noexcept { return before(Date::max_days + 1); }

 private:
  // A word holds nine weeks, so that each begins on a Monday and all start out with the same pattern. Days
  // are counted from a Monday (`day`), words from the one that holds the first special day.
  static constexpr std::int64_t word_days = 63, hint_step = 32;

  std::int64_t in_pattern_before(std::int64_t day) const noexcept;
  std::int64_t pattern_at(std::int64_t index) const noexcept;
  std::int64_t stored_at(std::int64_t index) const noexcept;
  void store(const std::vector<SpecialDay>& special);
  void count();

  std::uint64_t week_;
  std::int64_t per_week_;
  std::int64_t begin_ = 0, end_ = 0;             // the days stored: [begin_, end_)
  std::int64_t first_index_ = 0, end_index_ = 0; // working days before begin_ and before end_
  std::vector<std::uint64_t> words_;
  std::vector<std::int64_t> counts_; // working days before each word and, last, before end_
  std::vector<std::uint32_t> hints_; // the word of every hint_step-th stored working day
};

} // namespace aftercourse
