// sen_slope: by how much a series rises with each unit of time: the median of the slopes of all pairs of
// values (Theil 1950; Sen 1968, JASA 63:1379), of seasons of all pairs within a season.
//
// A series of up to a few thousand values is done by its pairs, a longer one by selection among them in O(n
// log n) a step. Pure; safe from any thread.
#pragma once

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/trend_series.hpp>

namespace aftercourse::statistics {

/// The standard error is not a number: the interval is not built from one.
struct SenSlope : Estimate {
  double intercept = no_value;  ///< median of the values less slope times median of the times
  std::int64_t pairs = 0;       ///< of different times
  double s_variance = no_value; ///< of Mann-Kendall's S, from which the interval comes
};
BOOST_DESCRIBE_STRUCT(SenSlope, (Estimate), (intercept, pairs, s_variance))

struct SenOptions {
  double level = 0.95;
};

/// The interval is Sen's: with N pairs and C = z √var S, the slopes of rank (N - C) / 2 and (N + C) / 2 + 1,
/// the ranks rounded to the nearest (halves to even), as SciPy's theilslopes and R's trend. With a period the
/// slope is for one period. Not estimable: no two values of different times (in a season). Errors: those of
/// require_trend_series; AC5503.
SenSlope sen_slope(const TrendSeries& series, const SenOptions& options = {});

Wording in_words(const SenSlope& answer);

} // namespace aftercourse::statistics
