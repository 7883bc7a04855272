// Group pair: the rows of a call that lie in the two groups it compares, and columns of 0 and 1 that labels
// stand for. Private to this floor.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/statistics/function.hpp>

namespace aftercourse::statistics {

struct GroupPair {
  std::array<std::string, 2> labels;   ///< first and second
  std::vector<double> values, weights; ///< weights empty: not given
  std::vector<std::int32_t> side;      ///< 0 or 1
  std::vector<std::int32_t> cluster;   ///< empty: not given

  /// The values of one side.
  std::vector<double> of(std::int32_t which) const;
};

/// The rows of the sample in the two groups that `groups` names, or the only two that the column `group` has;
/// `values` are those of the outcome by row of the sample. Throws InvalidArgument AC5504 for another number
/// of groups, NotFound AC5505 for an unknown one.
GroupPair group_pair(const Call& call, const Sample& sample, std::span<const double> values);

/// The column that an argument names as 0 and 1: numbers as they are, labels as whether they are `success`,
/// which then must be given. Throws InvalidArgument AC5504, NotFound AC5505 for a label that does not occur.
std::vector<double> zeros_and_ones(const Call& call, const Sample& sample, std::string_view argument);

} // namespace aftercourse::statistics
