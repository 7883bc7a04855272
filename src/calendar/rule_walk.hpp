// RuleWalk: the occurrences of one recurrence rule, ascending. A rule is read as RFC 5545's table of
// expansions and limits comes down to: of all moments of a period of FREQ, those that pass every part, where
// the start decides the parts that are missing; of these BYSETPOS chooses. Nothing of a period is made but
// its list of days: the moments are counted through.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/calendar/local_time.hpp>
#include <aftercourse/calendar/recurrence_rule.hpp>

#include "rule_days.hpp"

namespace aftercourse {

class RuleWalk {
 public:
  /// The occurrences from `from` to `to`; where COUNT or X-ROLL forbid to begin or end there, further ones
  /// too. `calendar` outlives the walk; it is used when the rule needs one, and asked of no day later than it
  /// must.
  RuleWalk(const RecurrenceRule& rule, LocalTime start, LocalTime from, LocalTime to,
           const Calendar* calendar);
  std::optional<LocalTime> next();

 private:
  std::optional<LocalTime> next_given(); ///< before it is moved
  std::optional<LocalTime> move();       ///< it and its move
  std::optional<LocalTime> next_moved();
  std::optional<LocalTime> next_gathered();
  bool load();      ///< the next period that has occurrences
  bool load_span(); ///< a year, month or week
  bool load_day();
  bool load_clock(); ///< an hour, minute or second
  void choose();
  void keep_work_days(std::int64_t first, std::int64_t last);
  std::optional<int> next_of_day(int second) const;
  bool ever_strikes() const;
  std::int64_t on_grid(std::int64_t index) const; ///< the first period from `index` on
  std::int64_t index_of(std::int64_t moment) const;
  std::int64_t first_of(std::int64_t index) const; ///< the first day of a year, month or week
  std::int64_t moment(std::int64_t n) const;

  RecurrenceRule rule_; ///< with what the start decides
  const Calendar* calendar_;
  bool has_time_;
  RuleDays days_;
  std::uint64_t hours_mask_, minutes_mask_, seconds_mask_; ///< which clock periods are allowed

  // Periods are numbered by years, months, weeks, days, hours, minutes or seconds.
  std::int64_t origin_ = 0, index_ = 0;
  std::int64_t from_, until_; ///< seconds since 1970
  std::int32_t left_;         ///< of COUNT; negative: no COUNT

  // The present period: its days, the times of each, and what BYSETPOS chooses of their product.
  std::vector<std::int64_t> period_days_;
  std::vector<int> hours_, minutes_, seconds_;
  std::vector<std::int64_t> chosen_;
  std::int64_t at_ = 0, size_ = 0;

  // X-ROLL: what is moved onto one day, and what was moved last or, onto a later day, too far.
  std::vector<LocalTime> moved_;
  std::size_t moved_at_ = 0;
  std::optional<LocalTime> last_, ahead_;
};

} // namespace aftercourse
