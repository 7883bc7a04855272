// RiskSets: the distinct times of a sample with who leaves at each, and how many are at risk then.
#pragma once

#include <optional>
#include <vector>

#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

struct RiskTime {
  double time;
  double at_risk, events, censored;        ///< sums of weights; events of any cause
  std::int64_t at_risk_count, event_count; ///< observations, so that "all who were left" is asked exactly
  std::size_t first, last;                 ///< who leaves: RiskSets::leaving[first, last)

  bool all_had_event() const noexcept { return event_count == at_risk_count; }
};

struct RiskSets {
  std::vector<std::uint32_t> leaving;  ///< observations in the order of their time
  std::vector<std::uint32_t> entering; ///< observations in the order of their entry; empty without entries
  std::vector<RiskTime> times;         ///< ascending
};

/// Of the observations `members`, those with a weight of 0 left out.
RiskSets risk_sets(const SurvivalTimes& times, const std::vector<std::uint32_t>& members);

inline double weight_of(const SurvivalTimes& times, std::size_t i) {
  return times.weights.empty() ? 1 : times.weights[i];
}
/// The observations of each group, in their order, those with a weight of 0 left out.
std::vector<std::vector<std::uint32_t>> members_of(const SurvivalTimes& times, const SubjectGroups& groups);
/// What the caller asks, or: with clusters, or with weights that are no whole numbers and so no repeated
/// observations.
bool robust_variance(const SurvivalTimes& times, std::optional<bool> asked);
/// How many clusters those with a weight have; 0 without clusters.
std::int64_t count_clusters(const SurvivalTimes& times);
/// Whether all of `members` are in one and the same cluster, so that nothing tells how clusters vary.
bool one_cluster(const SurvivalTimes& times, const std::vector<std::uint32_t>& members);
/// Positions 0, 1, … of the clusters of `members` (each its own without clusters), by observation.
std::vector<std::uint32_t> cluster_positions(const SurvivalTimes& times,
                                             const std::vector<std::uint32_t>& members);

} // namespace aftercourse::statistics
