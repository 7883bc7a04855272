// ProportionDifference: how much two shares differ - of two groups, of pairs (the same persons before and
// after), of groups in clusters.
//
// The estimate is always second minus first (pairs: after minus before), as in t_test.hpp. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// Numbers are those of Newcombe (1998, Statistics in Medicine 17:873).
enum class DifferenceMethod : std::uint8_t {
  newcombe,           ///< 10: the squares of the distances to the Wilson bounds, added. The default
  newcombe_cc,        ///< 11: the same of the bounds with continuity correction
  miettinen_nurminen, ///< 6: score test with restricted shares, turned round; N/(N - 1) (1985, Statistics in
                      ///< Medicine 4:213)
  agresti_caffo, ///< Wald after a success and a failure more in each group (2000, The American Statistician
                 ///< 54:280)
  wald,          ///< 1: d ± z √(p1 q1/n1 + p2 q2/n2), not cut; for comparison
  taylor,        ///< clusters or weights: linearised, t with G - 1 degrees of freedom
};
/// In the order of the methods, as options write them.
inline constexpr std::array<std::string_view, 6> difference_method_names{
    "newcombe", "newcombe_cc", "miettinen_nurminen", "agresti_caffo", "wald", "taylor"};
/// Throws InvalidArgument AC5504 that lists the names.
DifferenceMethod difference_method_from_text(std::string_view name);

/// Successes among n; also the report of a group.
struct ProportionGroup {
  std::string group;
  std::int64_t successes = 0, n = 0;
  double share = no_value;
};
BOOST_DESCRIBE_STRUCT(ProportionGroup, (), (group, successes, n, share))

struct ProportionDifference : Estimate {
  double df = no_value;                ///< of taylor
  std::vector<ProportionGroup> groups; ///< first and second
};
BOOST_DESCRIBE_STRUCT(ProportionDifference, (Estimate), (df, groups))

struct DifferenceOptions {
  std::optional<DifferenceMethod> method{}; ///< none: newcombe; with clusters or weights taylor
  double level = 0.95;
  std::array<std::string, 2> labels{"first", "second"};
};

/// Not estimable when a group is empty. Throws InvalidArgument AC5504 unless 0 <= successes <= n; AC5503.
ProportionDifference proportion_difference(const ProportionGroup& first, const ProportionGroup& second,
                                           const DifferenceOptions& options = {});

/// From observations: values 0 or 1, group 0 or 1. Clusters may lie across both groups.
ProportionDifference proportion_difference(std::span<const double> values,
                                           std::span<const std::int32_t> group,
                                           std::span<const double> weights = {},
                                           std::span<const std::int32_t> clusters = {},
                                           const DifferenceOptions& options = {});

/// Pairs: how many have it both times, only before, only after, never.
struct PairedCounts {
  std::int64_t both = 0, before_only = 0, after_only = 0, neither = 0;
};
/// newcombe: method 10 of Newcombe (1998, Statistics in Medicine 17:2635): the Wilson bounds of both shares,
/// correlated by φ whose numerator, when positive, is reduced by n/2 but not below 0; φ is 0 when a margin is
/// 0. wald: its method 1. Others are refused with AC5504.
ProportionDifference paired_proportion_difference(const PairedCounts& counts,
                                                  const DifferenceOptions& options = {});
/// The same from two columns of 0 and 1, with weights or clusters too (taylor: the mean of after - before).
ProportionDifference paired_proportion_difference(std::span<const double> before,
                                                  std::span<const double> after,
                                                  std::span<const double> weights = {},
                                                  std::span<const std::int32_t> clusters = {},
                                                  const DifferenceOptions& options = {});

Wording in_words(const ProportionDifference& difference);

} // namespace aftercourse::statistics
