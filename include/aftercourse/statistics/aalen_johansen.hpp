// aalen_johansen: the share that has had each of several events by each time, when having one rules out the
// others (Aalen and Johansen 1978). With one event it is 1 minus the Kaplan-Meier curve; with several it is
// not, for a Kaplan-Meier curve of one would treat those who had another as if they could still have it.
//
// Variance: the infinitesimal jackknife, summed by cluster, as R's survfit gives for multi-state curves.
// Without clusters whole-number weights count as repeated observations, and unless some enter late it is the
// Greenwood-type estimator of Andersen, Borgan, Gill and Keiding (1993, section IV.4.1.3). A group that is
// all one cluster has none. Pure; safe from any thread.
#pragma once

#include <optional>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/curve_interval.hpp>
#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

/// The cumulative incidence of a cause in a group from `time` on, until the next time.
struct IncidenceStep {
  std::string group, cause;
  double time = no_value;
  double at_risk = no_value, events = no_value; ///< sums of weights; events of this cause
  double incidence = no_value, standard_error = no_value, low = no_value, high = no_value;
  double event_free = no_value; ///< the share that has had none of the events
};
BOOST_DESCRIBE_STRUCT(IncidenceStep, (),
                      (group, cause, time, at_risk, events, incidence, standard_error, low, high, event_free))

/// What became of a group by its last time.
struct IncidenceGroup {
  std::string group, cause;
  std::int64_t n = 0;       ///< of the group
  double events = no_value; ///< of the cause, sum of weights
  double time = no_value;   ///< the last time
  double incidence = no_value, standard_error = no_value, low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(IncidenceGroup, (),
                      (group, cause, n, events, time, incidence, standard_error, low, high))

struct AalenJohansen : Answer {
  std::vector<IncidenceGroup> groups; ///< a row for each group and cause
  std::vector<IncidenceStep> curve;
  std::vector<IncidenceStep> at; ///< the curves at the times asked for
};
BOOST_DESCRIBE_STRUCT(AalenJohansen, (Answer), (groups, curve, at))

struct AalenJohansenOptions {
  double level = 0.95;
  CurveInterval interval = CurveInterval::log_log;
  std::optional<bool> robust; ///< unset: with clusters or weights that are no whole numbers
  std::vector<double> at;
};

/// Event k of `times` is causes[k - 1]. Beyond its last time a curve is not known, unless everybody had an
/// event. Errors: those of require_survival_times and require_groups; AC5503; AC5507 without a cause.
AalenJohansen aalen_johansen(const SurvivalTimes& times, std::span<const std::string> causes,
                             const SubjectGroups& groups = {}, const AalenJohansenOptions& options = {});

Wording in_words(const AalenJohansen& answer);

} // namespace aftercourse::statistics
