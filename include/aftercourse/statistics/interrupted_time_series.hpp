// InterruptedTimeSeries: a series before and after a change, as a level and a slope that the change may
// shift, beside what would have been without it. Wagner et al. (2002) J. Clinical Pharmacy Therapeutics
// 27:299; Lopez Bernal, Cummins and Gasparrini (2017) Int. J. Epidemiology 46:348. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/coefficient.hpp>

namespace aftercourse::statistics {

/// One time of the series.
struct SeriesPoint {
  double time = no_value, observed = no_value, fitted = no_value;
  double counterfactual = no_value; ///< as if there had been no change; before it the same as fitted
};
BOOST_DESCRIBE_STRUCT(SeriesPoint, (), (time, observed, fitted, counterfactual))

/// The estimate is the change of level at the interruption: in units of the outcome, or of counts on the log
/// scale.
struct InterruptedTimeSeries : Estimate {
  double statistic = no_value, p_value = no_value;
  double ratio = no_value, ratio_low = no_value,
         ratio_high = no_value; ///< of counts: rate ratio of the level
  double slope_change = no_value, slope_change_low = no_value, slope_change_high = no_value;
  double end_effect = no_value, end_effect_low = no_value,
         end_effect_high = no_value; ///< at the last time, as estimate
  double end_effect_p_value = no_value;
  double interruption = no_value, last_time = no_value;
  std::string covariance;       ///< "Newey-West", or "quasi-Poisson"
  std::int64_t lag = 0;         ///< of Newey-West
  double dispersion = no_value; ///< of quasi-Poisson
  double durbin_watson =
      no_value; ///< of the residuals in order of time; near 2: no correlation of neighbours
  std::vector<Coefficient> coefficients;
  std::vector<SeriesPoint> points;
};
BOOST_DESCRIBE_STRUCT(InterruptedTimeSeries, (Estimate),
                      (statistic, p_value, ratio, ratio_low, ratio_high, slope_change, slope_change_low,
                       slope_change_high, end_effect, end_effect_low, end_effect_high, end_effect_p_value,
                       interruption, last_time, covariance, lag, dispersion, durbin_watson, coefficients,
                       points))

struct SeriesOptions {
  double interruption = no_value; ///< the last time before the change: later times are after it
  bool slope = true;              ///< the slope may change too
  bool counts = false;            ///< quasi-Poisson, else least squares with Newey-West
  std::int64_t harmonics = 0;     ///< pairs of sine and cosine of the season
  double season = 12;             ///< its length, in units of time
  std::int64_t lag = -1;          ///< of Newey-West; -1: floor(4 (n / 100)^(2/9))
  double level = 0.95;
};

/// outcome = level + slope · time + after · (level change + slope change · (time - interruption)) + season.
/// Rows may come in any order. `exposure` (of counts only, may be empty) is above 0. Each side needs two
/// times at least. Intervals: t(n - p) with Newey-West (no small-sample correction), normal with
/// quasi-Poisson. Throws InvalidArgument AC5501 to AC5504, AC5504 also without an interruption.
InterruptedTimeSeries interrupted_time_series(std::span<const double> outcome, std::span<const double> time,
                                              std::span<const double> exposure, const SeriesOptions& options);

Wording in_words(const InterruptedTimeSeries& answer);

} // namespace aftercourse::statistics
