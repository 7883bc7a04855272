// The exact null distributions of rank statistics, ties and all: the shift algorithm (Streitberg & Röhmel
// 1986, Statistical Software Newsletter 12:10-17), which adds one value after the other and only ever adds
// positive numbers. Private to this floor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace aftercourse::statistics {

/// A distribution on the whole numbers first, first + step, …; probabilities sum to 1.
struct RankDistribution {
  std::int64_t first = 0, step = 1;
  std::vector<double> probability;

  double at_most(std::int64_t value) const;
  double at_least(std::int64_t value) const;
  /// As far from the mean as `value`, or farther, to either side.
  double as_far_as(std::int64_t value) const;
  /// The smallest value at or below which there is at least `p`.
  std::int64_t quantile(double p) const;
};

/// Of the sum of the scores of `m` values drawn without replacement.
RankDistribution rank_sum_distribution(std::span<const std::int64_t> scores, std::size_t m);
/// Of the sum of the scores of which each counts or not with equal chance.
RankDistribution signed_rank_distribution(std::span<const std::int64_t> scores);

/// The additions that they take: what is too much is refused before it starts.
double rank_sum_work(std::span<const std::int64_t> scores, std::size_t m);
double signed_rank_work(std::span<const std::int64_t> scores);
inline constexpr double most_rank_work = 2e9;         ///< about two seconds
inline constexpr std::size_t most_rank_values = 1000; ///< beyond, the counts exceed a double

} // namespace aftercourse::statistics
