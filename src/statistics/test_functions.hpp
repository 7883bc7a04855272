// What the functions of tests and effect sizes share: the two samples of a call, its groups, its table of
// counts. Private to this floor.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/statistics/alternative.hpp>

#include "functions.hpp"

namespace aftercourse::statistics {

/// The rows of the two groups that a call compares: those of `groups`, or the only two there are.
struct TwoSamples {
  std::array<std::string, 2> labels;
  std::vector<std::size_t> rows;   ///< of the sample
  std::vector<std::int32_t> group; ///< 0 or 1, of each of them
  std::vector<std::int32_t> cluster;
  std::vector<double> weights;

  /// The values of the first (0) or second (1) group.
  std::vector<double> values(std::span<const double> column, std::int32_t which) const;
  /// The values of both.
  std::vector<double> both(std::span<const double> column) const;
};
/// Throws InvalidArgument AC5504 when there are not two groups, NotFound AC5505 for a group that is not
/// there.
TwoSamples two_samples(const Call& call, const Sample& sample);

/// The groups of a test of several: those of `groups` in that order, or all.
struct SeveralSamples {
  std::vector<std::string> labels;
  std::vector<double> values;
  std::vector<std::int32_t> group;
};
SeveralSamples several_samples(const Call& call, const Sample& sample);

Alternative alternative_of(const Call& call);
/// Throws InvalidArgument AC5504 that says what to use when the call has a cluster.
void refuse_cluster(const Call& call, std::string_view instead);
/// Throws InvalidArgument AC5504 that the argument is lacking.
[[noreturn]] void refuse_lacking(std::string_view argument);

/// chi_square, fisher_exact, mcnemar, odds_ratio, risk_ratio, risk_difference.
std::vector<Function> contingency_functions();

} // namespace aftercourse::statistics
