#include "working_days.hpp"

namespace aftercourse {

CycleCount::CycleCount(const WorkPattern& pattern) : length_(static_cast<std::uint32_t>(pattern.length())) {
  const std::int32_t into = (Date::min_days - pattern.from().days()) % pattern.length();
  origin_ = Date::min_days - (into < 0 ? into + pattern.length() : into);
  rank_.push_back(0);
  for (int i = 0; i < pattern.length(); ++i) {
    if (pattern.days()[static_cast<std::size_t>(i)] == '1') day_.push_back(static_cast<std::uint16_t>(i));
    rank_.push_back(static_cast<std::uint16_t>(day_.size()));
  }
  worked_ = Divisor(static_cast<std::uint32_t>(day_.size()));
  skipped_ = before(Date::min_days);
}

WorkingDays::WorkingDays(const WorkPattern& pattern, const std::vector<SpecialDay>& special,
                         std::int32_t first, std::int32_t last)
    : cycle_(pattern), first_(first) {
  fill(pattern, special, last);
  total_ = before(Date::max_days + 1);
}

void WorkingDays::fill(const WorkPattern& pattern, const std::vector<SpecialDay>& special,
                       std::int32_t last) {
  const auto days = static_cast<std::size_t>(last - first_) + 1;
  std::vector<char> worked;
  worked.reserve(days + pattern.days().size());
  const std::int32_t into = (first_ - pattern.from().days()) % pattern.length();
  const auto start = static_cast<std::size_t>(into < 0 ? into + pattern.length() : into);
  worked.assign(pattern.days().begin() + static_cast<std::ptrdiff_t>(start), pattern.days().end());
  while (worked.size() < days) worked.insert(worked.end(), pattern.days().begin(), pattern.days().end());
  for (const SpecialDay& s : special)
    worked[static_cast<std::size_t>(s.date.days() - first_)] = s.working ? '1' : '0';

  first_index_ = cycle_.before(first_);
  rank_.resize(days + 1);
  day_.resize(days + 1);
  std::int32_t counted = 0;
  for (std::size_t i = 0; i < days; ++i) {
    rank_[i] = first_index_ + counted;
    day_[static_cast<std::size_t>(counted)] = first_ + static_cast<std::int32_t>(i); // stays if i is worked
    counted += worked[i] - '0';
  }
  rank_[days] = first_index_ + counted;
  day_.resize(static_cast<std::size_t>(counted) + 1);
  added_ = rank_[days] - cycle_.before(last + 1);
}

} // namespace aftercourse
