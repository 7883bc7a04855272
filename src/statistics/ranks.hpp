// Ranks: sorting of plain columns by the bits of their numbers, and ranks in which ties share their mean.
// Private to this floor. Values must be finite; -0 and 0 are equal.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace aftercourse::statistics {

/// The values in order. Radix sort, at most 2^32 values.
std::vector<double> sorted(std::span<const double> values);
/// The positions of the values in the order of the values; equal ones in the order they have.
std::vector<std::uint32_t> sorted_order(std::span<const double> values);

struct Ranks {
  std::vector<std::int64_t> doubled; ///< twice the rank of each value, 2 the smallest: midranks stay whole
  double ties = 0;                   ///< Σ (t³ - t) over the runs of t equal values
};
Ranks midranks(std::span<const double> values);

} // namespace aftercourse::statistics
