// Intervals for shares and ratios: what each assumes stands beside its formula.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/survey.hpp>

namespace aftercourse {

struct Bounds {
  std::optional<double> low, high;
  std::string name; ///< "process (6 clusters)", "wilson", "none (full count)", "process: not estimable, ..."
};

/// Wilson's score interval (statistics::ProportionMethod::wilson): for independent observations. n must be
/// positive.
Bounds wilson_interval(std::int64_t successes, std::int64_t n, double level);

using statistics::ClusterTotals;
using Stratum = statistics::DrawnClusters;

struct RatioEstimate {
  std::optional<double> value;
  Bounds bounds;
};

/// The combined ratio estimator of a stratified sample of clusters (statistics/survey.hpp); the interval of a
/// share is made on the logit scale.
RatioEstimate stratified_ratio(const std::vector<Stratum>& strata, double level, bool share);

/// The same for clusters that stand for what the process behind them does next: one stratum without end.
/// Clusters without a denominator are none.
Bounds cluster_interval(std::span<const ClusterTotals> clusters, double level, bool share);

} // namespace aftercourse
