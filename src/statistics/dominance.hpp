// Dominance: how often a value of the second of two samples exceeds one of the first - what Mann and
// Whitney's U, the probability of superiority and Cliff's delta have in common. Private to this floor.
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct Dominance {
  double m = 0, n = 0;           ///< sizes of the first and the second sample
  std::int64_t doubled_wins = 0; ///< pairs in which the second is larger, ties counting half, twice
  double equal_pairs = 0;        ///< pairs of equal values
  double ties = 0;               ///< Σ (t³ - t) over the runs of equal values in both together
  double first_squares = 0, second_squares = 0; ///< Σ (d_i - delta)², d_i the share of greater minus smaller

  /// P(second > first) - P(second < first).
  double delta() const noexcept { return static_cast<double>(doubled_wins) / (m * n) - 1; }
  /// Variance of delta: unbiased, or Cliff's consistent one (Cliff 1996, Ordinal Methods, eq. 5.10 and 5.13).
  double unbiased_variance() const noexcept;
  double consistent_variance() const noexcept;
};

/// Both ascending and not empty.
Dominance dominance(std::span<const double> first, std::span<const double> second);

struct DeltaInterval {
  double low = no_value, high = no_value;
};
/// Asymmetric, within [-1, 1]: Feng & Cliff (2004), Journal of Modern Applied Statistical Methods 3:322-332,
/// eq. 8; where the samples do not overlap at all eq. 9 with `smaller` the size of the smaller one.
DeltaInterval delta_interval(double delta, double variance, double critical, double smaller);

} // namespace aftercourse::statistics
