// kaplan_meier: the share that has not had the event by each time, when some are only known not to have had
// it yet (Kaplan and Meier 1958), with its quantiles and restricted mean.
//
// Variance: Greenwood's (1926), weights counting as repeated observations. With clusters, or with weights
// that are no whole numbers, the infinitesimal jackknife summed by cluster, as R's survfit does; without any
// of these the two are the same number, unless some enter late. A group that is all one cluster has no
// standard error. Pure; safe from any thread.
#pragma once

#include <optional>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/curve_interval.hpp>
#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

/// The curve of a group from `time` on, until its next time. One row for each time at which an observation
/// ended.
struct SurvivalStep {
  std::string group;
  double time = no_value;
  double at_risk = no_value, events = no_value, censored = no_value; ///< sums of weights
  double survival = no_value, standard_error = no_value, low = no_value, high = no_value;
  double cumulative_hazard = no_value; ///< Nelson-Aalen: the sum of events / at risk
};
BOOST_DESCRIBE_STRUCT(SurvivalStep, (),
                      (group, time, at_risk, events, censored, survival, standard_error, low, high,
                       cumulative_hazard))

/// The time by which `probability` of a group had the event; none when the curve never falls that far.
struct SurvivalQuantile {
  std::string group;
  double probability = no_value, time = no_value, low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(SurvivalQuantile, (), (group, probability, time, low, high))

struct SurvivalGroup {
  std::string group;
  std::int64_t n = 0;
  double events = no_value; ///< sum of weights
  double median = no_value, median_low = no_value, median_high = no_value;
  double restricted_mean = no_value,
         restricted_mean_error = no_value; ///< mean time until the event or the limit
  double restricted_to = no_value;         ///< that limit
};
BOOST_DESCRIBE_STRUCT(SurvivalGroup, (),
                      (group, n, events, median, median_low, median_high, restricted_mean,
                       restricted_mean_error, restricted_to))

struct KaplanMeier : Answer {
  std::vector<SurvivalGroup> groups;
  std::vector<SurvivalQuantile> quantiles;
  std::vector<SurvivalStep> curve;
  std::vector<SurvivalStep> at; ///< the curve at the times asked for
};
BOOST_DESCRIBE_STRUCT(KaplanMeier, (Answer), (groups, quantiles, curve, at))

struct KaplanMeierOptions {
  double level = 0.95;
  CurveInterval interval = CurveInterval::log_log;
  std::optional<bool> robust; ///< unset: with clusters or weights that are no whole numbers
  std::vector<double> probabilities{0.25, 0.5, 0.75};
  std::optional<double> restricted_to; ///< unset: the smallest of the groups' last times
  std::vector<double> at;
};

/// Events are 1. Quantiles: the first time at which the curve is at or below 1 - p; where it is flat at
/// exactly that height, the middle of the flat part, as R's quantile.survfit. Their intervals are Brookmeyer
/// and Crowley's (1982) on the scale of `interval`: the times at which the bounds of the curve cross that
/// height. The standard error is not a number where the curve is 0. The restricted mean is the area under the
/// curve up to the limit, its variance that of Klein and Moeschberger (2003, eq. 4.5.2); none when the limit
/// lies beyond the last observation and the curve has not reached 0. Errors: those of require_survival_times;
/// AC5503; AC5504 for a probability outside (0, 1).
KaplanMeier kaplan_meier(const SurvivalTimes& times, const SubjectGroups& groups = {},
                         const KaplanMeierOptions& options = {});

Wording in_words(const KaplanMeier& answer);

} // namespace aftercourse::statistics
