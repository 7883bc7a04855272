#include "working_days.hpp"

#include <bit>

namespace aftercourse {

namespace {

constexpr std::int32_t monday = Date::min_days - 2; // 1400-01-01 was a Wednesday

std::int64_t from_monday(std::int32_t days_since_1970) { return std::int64_t{days_since_1970} - monday; }

std::uint64_t below(std::int64_t bit) { return (std::uint64_t{1} << bit) - 1; }

/// The position of the n-th set bit, counted from 0.
std::int64_t nth_bit(std::uint64_t word, std::int64_t n) {
  for (; n > 0; --n) word &= word - 1;
  return std::countr_zero(word);
}

} // namespace

WorkingDays::WorkingDays(std::uint8_t week, const std::vector<SpecialDay>& special)
    : week_(week), per_week_(std::popcount(week)) {
  if (!special.empty()) store(special);
  count();
}

void WorkingDays::store(const std::vector<SpecialDay>& special) {
  begin_ = from_monday(special.front().date.days()) / word_days * word_days;
  end_ = (from_monday(special.back().date.days()) / word_days + 1) * word_days;

  std::uint64_t pattern = 0;
  for (int i = 0; i < 9; ++i) pattern = pattern << 7 | week_;
  words_.assign(static_cast<std::size_t>((end_ - begin_) / word_days), pattern);
  for (const SpecialDay& s : special) {
    const std::int64_t at = from_monday(s.date.days()) - begin_;
    std::uint64_t& word = words_[static_cast<std::size_t>(at / word_days)];
    const std::uint64_t bit = std::uint64_t{1} << at % word_days;
    word = s.working ? word | bit : word & ~bit;
  }
}

void WorkingDays::count() {
  first_index_ = end_index_ = in_pattern_before(begin_);
  counts_.reserve(words_.size() + 1);
  for (std::size_t w = 0; w < words_.size(); ++w) {
    counts_.push_back(end_index_);
    end_index_ += std::popcount(words_[w]);
    while (static_cast<std::int64_t>(hints_.size()) * hint_step < end_index_ - first_index_)
      hints_.push_back(static_cast<std::uint32_t>(w));
  }
  counts_.push_back(end_index_);
}

bool WorkingDays::contains(Date d) const noexcept {
  const std::int64_t day = from_monday(d.days());
  if (day < begin_ || day >= end_) return (week_ >> day % 7 & 1) != 0;
  const std::int64_t at = day - begin_;
  return (words_[static_cast<std::size_t>(at / word_days)] >> at % word_days & 1) != 0;
}

std::int64_t WorkingDays::before(std::int32_t days_since_1970) const noexcept {
  const std::int64_t day = from_monday(days_since_1970);
  if (day < begin_) return in_pattern_before(day);
  if (day >= end_) return end_index_ + in_pattern_before(day) - in_pattern_before(end_);
  const std::int64_t at = day - begin_;
  const auto w = static_cast<std::size_t>(at / word_days);
  return counts_[w] + std::popcount(words_[w] & below(at % word_days));
}

std::int64_t WorkingDays::at(std::int64_t index) const noexcept {
  if (index < first_index_) return monday + pattern_at(index);
  if (index < end_index_) return monday + stored_at(index);
  return monday + pattern_at(index - end_index_ + in_pattern_before(end_));
}

std::int64_t WorkingDays::in_pattern_before(std::int64_t day) const noexcept {
  return day / 7 * per_week_ + std::popcount(week_ & below(day % 7));
}

std::int64_t WorkingDays::pattern_at(std::int64_t index) const noexcept {
  return index / per_week_ * 7 + nth_bit(week_, index % per_week_);
}

std::int64_t WorkingDays::stored_at(std::int64_t index) const noexcept {
  std::size_t w = hints_[static_cast<std::size_t>((index - first_index_) / hint_step)];
  while (counts_[w + 1] <= index) ++w;
  return begin_ + static_cast<std::int64_t>(w) * word_days + nth_bit(words_[w], index - counts_[w]);
}

} // namespace aftercourse
