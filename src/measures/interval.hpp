// Intervals for shares and ratios: what each assumes stands beside its formula.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace aftercourse {

struct Bounds {
  std::optional<double> low, high;
  std::string name; ///< "process (6 clusters)", "wilson", "none (full count)", "process: not estimable, ..."
};

/// Wilson's score interval (Wilson 1927, JASA 22:209; method 3 of Newcombe 1998, Statistics in Medicine
/// 17:857): for independent observations. n must be positive.
Bounds wilson_interval(std::int64_t successes, std::int64_t n, double level);

/// The totals of one cluster; for shares y is part of x.
struct ClusterTotals {
  double y = 0, x = 0;
};

/// Clusters drawn at random, without replacement, from a part of the population. Of those drawn only some may
/// lie in the group looked at; the others add nothing to it but count in the design.
struct Stratum {
  std::size_t population = 0; ///< clusters in it; 0: not known, and taken to be many
  std::size_t drawn = 0;
  std::vector<ClusterTotals> clusters;
};

struct RatioEstimate {
  std::optional<double> value;
  Bounds bounds;
};

/// R = Y/X with Y = sum_h (N_h/n_h) sum_i y_hi, and X likewise: the combined ratio estimator of a stratified
/// sample, with the variance of its Taylor linearisation (Cochran 1977, Sampling Techniques, 3rd ed.,
/// sections 6.11 and 5A.14 for groups within the sample): v = X^-2 sum_h (1 - f_h) n_h/(n_h - 1) sum_i (z_hi
/// - mean z_h)^2 with z_hi = (N_h/n_h)(y_hi - R x_hi). A stratum of one is centred on 0, the mean over all
/// strata (as R's survey.lonely.psu = "adjust"). The interval takes t with sum n_h - H degrees of freedom,
/// strata drawn completely left out; for a share it is made on the logit scale, so that it stays within 0
/// and 1.
RatioEstimate stratified_ratio(const std::vector<Stratum>& strata, double level, bool share);

/// The same for clusters that stand for what the process behind them does next: one stratum without end.
/// Clusters without a denominator are none.
Bounds cluster_interval(std::span<const ClusterTotals> clusters, double level, bool share);

} // namespace aftercourse
