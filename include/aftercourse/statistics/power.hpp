// Power: how many observations a comparison needs, what chance it has to find an effect, or how small an
// effect it can find. Of the three - n, power, effect - one is left open and solved for.
//
// Clusters: observations drawn in clusters of m that correlate by ρ within tell as much as n / (1 + (m - 1)
// ρ) independent ones (Donner & Klar 2000, Design and Analysis of Cluster Randomization Trials, section 5.2).
// Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct PowerOptions {
  double alpha = 0.05;
  bool one_sided = false;  ///< in the direction of the effect
  double ratio = 1;        ///< n of the second group over that of the first
  double cluster_size = 1; ///< m
  double correlation = 0;  ///< ρ within clusters
};

struct Power : Answer {
  std::string solved_for;     ///< "n", "power" or "effect"
  double n_first = no_value;  ///< as solved, not rounded; of one group where there is one
  double n_second = no_value; ///< NaN where there is one group
  std::int64_t total = 0;     ///< whole observations needed: each group rounded up
  double power = no_value;
  double effect = no_value; ///< difference in sd; of shares: the second share
  double alpha = no_value;
  double design_effect = 1;
};
BOOST_DESCRIBE_STRUCT(Power, (Answer),
                      (solved_for, n_first, n_second, total, power, effect, alpha, design_effect))

/// What is known; exactly one of the three is left open. n: of the first group. effect: difference of the
/// means over the sd (Cohen's d), other than 0.
struct PowerQuestion {
  std::optional<double> n{}, effect{}, power{};
};

/// All throw InvalidArgument AC5504 unless exactly one of the three is open and each lies in its range.

/// Two means by the t test of equal variances, exactly: the noncentral t with n1 + n2 - 2 degrees of freedom
/// and noncentrality d √(n1 n2/(n1 + n2)), both tails counted (Cohen 1988, Statistical Power Analysis, 2nd
/// ed., section 2; R's power.t.test with strict = TRUE). "power of two means (noncentral t)".
Power power_two_means(const PowerQuestion& question, const PowerOptions& options = {});

/// One mean, or the mean of differences of pairs: n - 1 degrees of freedom, noncentrality d √n.
Power power_one_mean(const PowerQuestion& question, const PowerOptions& options = {});

/// Two shares by the normal approximation, pooled variance under the hypothesis and their own under the
/// alternative: n1 = (z_α √((1 + 1/k) p q) + z_β √(p1 q1 + p2 q2/k))² / (p1 - p2)², p = (p1 + k p2)/(1 + k),
/// k = n2/n1 (Fleiss, Levin & Paik 2003, Statistical Methods for Rates and Proportions, 3rd ed., eq. 4.14 and
/// 4.19, without continuity correction; for k = 1 R's power.prop.test). `effect` is the second share; solved
/// for, it is the next above the first. "power of two proportions (normal)".
Power power_two_proportions(double first_share, const PowerQuestion& question,
                            const PowerOptions& options = {});

/// How many observations make the Wald interval of a share at most `half_width` to each side: n0 = z² p (1 -
/// p)/d², of a finite population n0 / (1 + (n0 - 1)/N) (Cochran 1977, Sampling Techniques, 3rd ed., eq. 4.1
/// and 4.2). population 0: infinite. In the answer effect is the half width, power NaN.
Power precision_of_proportion(double share, double half_width, double level = 0.95, double population = 0,
                              const PowerOptions& options = {});

Wording in_words(const Power& power);

} // namespace aftercourse::statistics
