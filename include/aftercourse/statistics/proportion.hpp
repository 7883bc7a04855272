// Proportion: a share and its interval, for independent observations by seven methods, for clusters or
// sampling weights by the three of survey.hpp. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// x of n, p = x/n, z the normal quantile. Numbers are those of Newcombe (1998, Statistics in Medicine
/// 17:857).
enum class ProportionMethod : std::uint8_t {
  wilson,          ///< score, 3: (2np + z² ± z √(z² + 4npq)) / 2(n + z²) (Wilson 1927, JASA 22:209)
  wilson_cc,       ///< the same with continuity correction, 4; 0 at x = 0 and 1 at x = n
  clopper_pearson, ///< exact, 5: beta quantiles (1934, Biometrika 26:404)
  mid_p,           ///< 6: counts half the probability of x itself
  jeffreys, ///< quantiles of beta(x + ½, n - x + ½); low is 0 at x = 0, high is 1 at x = n (Brown, Cai &
            ///< DasGupta 2001, Statistical Science 16:101, section 3.1.3)
  agresti_coull, ///< p ± z √(pq/n) at n + z² and x + z²/2, cut at 0 and 1 (1998, The American Statistician
                 ///< 52:119)
  wald,          ///< 1: p ± z √(pq/n), not cut; for comparison: its coverage is poor
  korn_graubard, ///< these three: clusters or weights, see ShareInterval
  logit,
  taylor,
};

/// In the order of the methods, as options write them.
inline constexpr std::array<std::string_view, 10> proportion_method_names{
    "wilson",        "wilson_cc", "clopper_pearson", "mid_p", "jeffreys",
    "agresti_coull", "wald",      "korn_graubard",   "logit", "taylor"};
/// Throws InvalidArgument AC5504 that lists the names.
ProportionMethod proportion_method_from_text(std::string_view name);

struct Proportion : Estimate {
  std::int64_t successes = 0;
  double df = no_value; ///< these three: of clustered or weighted observations
  double design_effect = no_value, effective_n = no_value;
};
BOOST_DESCRIBE_STRUCT(Proportion, (Estimate), (successes, df, design_effect, effective_n))

struct ProportionOptions {
  std::optional<ProportionMethod> method{}; ///< none: wilson, with clusters or weights korn_graubard
  double level = 0.95;
};

/// Not estimable for n = 0. Throws InvalidArgument AC5504 unless 0 <= successes <= n and for a method that is
/// for clusters; AC5503.
Proportion proportion_interval(std::int64_t successes, std::int64_t n, const ProportionOptions& options = {});

/// Of observations that are 0 or 1. With weights (sampling weights) or clusters (codes) the methods for
/// independent observations are refused: InvalidArgument AC5504.
Proportion proportion_interval(std::span<const double> values, std::span<const double> weights = {},
                               std::span<const std::int32_t> clusters = {},
                               const ProportionOptions& options = {});

Wording in_words(const Proportion& proportion);

} // namespace aftercourse::statistics
