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

/// The rows of the two groups that a call compares: those of `groups`, or the only two there are. Refers to
/// the sample.
struct TwoSamples {
  std::array<std::string, 2> labels;
  std::span<const std::int32_t> codes; ///< of the groups, one each row of the sample
  std::array<std::int32_t, 2> code;    ///< those of the first and the second
  std::vector<std::int32_t> cluster;   ///< of the rows of both, as are the weights; empty: not given
  std::vector<double> weights;
  std::array<std::vector<double>, 2> gathered; ///< values that do not lie together in their column

  bool has(std::size_t row) const { return codes[row] == code[0] || codes[row] == code[1]; }
  /// The values of the first (0) or second (1) group, for as long as the column and this are there.
  std::span<const double> values(std::span<const double> column, std::size_t which);
  /// The values of both.
  template <class Column>
  auto both(const Column& column) const {
    std::vector<typename Column::value_type> out;
    for (std::size_t row = 0; row < codes.size(); ++row)
      if (has(row)) out.push_back(column[row]);
    return out;
  }
  /// 0 or 1 of each row of both.
  std::vector<std::int32_t> group() const;
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
