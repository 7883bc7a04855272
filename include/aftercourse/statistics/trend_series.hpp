// TrendSeries: values at times, perhaps of several seasons that are each looked at by itself: what
// mann_kendall and sen_slope are asked about. Spans are borrowed for the call only.
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

struct TrendSeries {
  std::span<const double> time; ///< in any order; values of the same time are not compared with each other
  std::span<const double> values;
  SubjectGroups seasons = {}; ///< such as the month of each value
  /// Or: the times are whole numbers, and each `period`-th belongs to the same season (12: months). A step of
  /// time within a season is then one period. 0: no seasons, or those of `seasons`.
  std::int64_t period = 0;
};

/// Throws InvalidArgument AC5501, AC5502, AC5504 for seasons given twice, a period below 0 or of 1, and times
/// that are no whole numbers where there is a period.
void require_trend_series(const TrendSeries& series);

} // namespace aftercourse::statistics
