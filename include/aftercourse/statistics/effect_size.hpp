// Effect sizes: by how many standard deviations two means differ (Cohen's d, Hedges' g, Glass's delta), and
// by how much one group outdoes another (Cliff's delta), whatever the unit of the outcome.
//
// All are second minus first (pairs: after minus before). Without a variance the answer says so. Pure
// functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/rank_test.hpp>
#include <aftercourse/statistics/t_test.hpp>

namespace aftercourse::statistics {

/// The standard deviation that a difference is divided by.
///   pooled      both groups'; of pairs: the difference's, made one of scores: sd_diff / √(2 (1 - r))
///               (Borenstein, Hedges, Higgins & Rothstein 2009, Introduction to Meta-Analysis, eq. 4.27)
///   first       the first group's: Glass's delta
///   difference  of pairs, the difference's own: d_z (Cohen 1988)
///   average     √ of the mean of both variances: d_av of pairs (Cumming 2012)
enum class Standardizer : std::uint8_t { pooled, first, difference, average };
inline constexpr std::array<std::string_view, 4> standardizer_names{"pooled", "first", "difference",
                                                                    "average"};
/// Throws InvalidArgument AC5504 that lists the names.
Standardizer standardizer_from_text(std::string_view name);

struct EffectOptions {
  Standardizer standardizer = Standardizer::pooled;
  bool hedges = false; ///< times J = Γ(f/2) / (√(f/2) Γ((f-1)/2)), f the df: unbiased (Hedges 1981, eq. 6e)
  bool symmetric = false; ///< interval estimate ± t se, instead of from the noncentral t distribution
  double level = 0.95;
  std::array<std::string, 2> labels{"first", "second"};
};

/// The standard error is that of Borenstein et al. (2009), eq. 4.20 and 4.28, times J for g; the interval,
/// unless symmetric, divides the limits of the noncentrality of t (Steiger & Fouladi 1997), which is exact
/// for pooled and difference with normal scores.
struct EffectSize : Estimate {
  double standardizer = no_value; ///< the standard deviation divided by
  double df = no_value;
  double correction = 1;      ///< J
  double variance = no_value; ///< of the estimate
  std::vector<GroupSummary> groups;
};
BOOST_DESCRIBE_STRUCT(EffectSize, (Estimate), (standardizer, df, correction, variance, groups))

EffectSize effect_size(std::span<const double> first, std::span<const double> second,
                       const EffectOptions& options = {});
EffectSize effect_size(const GroupSummary& first, const GroupSummary& second,
                       const EffectOptions& options = {});
EffectSize paired_effect_size(std::span<const double> before, std::span<const double> after,
                              const EffectOptions& options = {});
/// Of pairs of which only summaries are known: pooled or difference. Throws InvalidArgument AC5504 for n
/// below 1, an sd below 0 or a correlation outside (-1, 1).
struct PairSummary {
  std::int64_t n = 0;
  double mean_before = 0, mean_after = 0, sd_difference = 0, correlation = 0;
};
EffectSize paired_effect_size(const PairSummary& pairs, const EffectOptions& options = {});

/// P(second > first) - P(second < first), from -1 to 1 (Cliff 1993, Psychological Bulletin 114:494-509).
struct CliffsDelta : Estimate {
  double variance = no_value;
  std::string magnitude; ///< negligible, small (0.147), medium (0.33), large (0.474): Romano et al. (2006)
  std::vector<RankedGroup> groups;
};
BOOST_DESCRIBE_STRUCT(CliffsDelta, (Estimate), (variance, magnitude, groups))

/// Unbiased variance with t (n1 + n2 - 2), or, when `consistent`, Cliff's consistent variance with the normal
/// distribution; the asymmetric interval of Feng & Cliff (2004). O(n log n). With `cluster` (see
/// clustered_mann_whitney) Obuchowski's variance.
CliffsDelta cliffs_delta(std::span<const double> first, std::span<const double> second,
                         bool consistent = false, double level = 0.95,
                         const std::array<std::string, 2>& labels = {"first", "second"});
CliffsDelta clustered_cliffs_delta(std::span<const double> values, std::span<const std::int32_t> group,
                                   std::span<const std::int32_t> cluster, double level = 0.95,
                                   const std::array<std::string, 2>& labels = {"first", "second"});

Wording in_words(const EffectSize& effect);
Wording in_words(const CliffsDelta& delta);

} // namespace aftercourse::statistics
