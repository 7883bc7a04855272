// Intervals for ratios: what each assumes stands beside its formula.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace aftercourse {

struct Bounds {
  std::optional<double> low, high;
  std::string name; ///< "process (6 programmes)", "wilson", "none (full count)", "not estimable: ..."
};

/// The totals of one cluster: y is part of x for shares.
struct ClusterTotals {
  double y = 0, x = 0;
};

/// Wilson's score interval (Wilson 1927, JASA 22:209; eq. 4 of Newcombe 1998, Statistics in Medicine 17:857):
/// for independent observations. n must be positive.
Bounds wilson_interval(std::int64_t successes, std::int64_t n, double level);

/// The interval of a ratio of totals R = Y/X over clusters by Taylor linearisation (Cochran 1977, Sampling
/// Techniques, 3rd ed., eq. 6.10 with the sample estimate of 6.4): v = (1 - f) m/(m-1) sum (y_i - R x_i)^2 /
/// X^2, t with m - 1 degrees of freedom; for a share on the logit scale, so that it stays within 0 and 1.
/// `fraction` is the sampled fraction f of clusters (0: the clusters stand for what the same process does
/// next). Not estimable with fewer than two clusters or without variation.
Bounds cluster_interval(std::span<const ClusterTotals> clusters, double level, bool share, double fraction,
                        const std::string& name);

} // namespace aftercourse
