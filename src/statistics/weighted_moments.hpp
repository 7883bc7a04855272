// Weighted mean and spread of a column, as survey statistics define them: sd^2 = n/(n-1) sum w (x - mean)^2 /
// sum w with n the observations of positive weight (R survey's svyvar), which with equal weights is the usual
// sd. Private to this floor.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "moments.hpp"

namespace aftercourse::statistics {

struct WeightedMoments {
  std::int64_t n = 0; ///< of positive weight
  double weight = 0;  ///< their sum
  double mean = 0;
  double rest = 0;    ///< what the true mean has beyond `mean`
  double squares = 0; ///< sum w (x - mean)^2

  double deviation(double x) const noexcept { return (x - mean) - rest; }

  double variance() const noexcept {
    return squares / weight * static_cast<double>(n) / static_cast<double>(n - 1);
  }
  double sd() const noexcept { return std::sqrt(variance()); }
  /// Whether the values differ by no more than the rounding of one of them.
  bool constant() const noexcept {
    return n < 2 || squares == 0 || sd() <= 2.220446049250313e-16 * std::abs(mean);
  }
};

/// Nothing but n and weight when all weights are 0. Empty weights: all are 1.
inline WeightedMoments weighted_moments(std::span<const double> x, std::span<const double> w) {
  if (w.empty()) {
    const Moments m = moments(x);
    const double mean = m.mean + m.rest;
    return {m.n, static_cast<double>(m.n), mean, (m.mean - mean) + m.rest, m.squares};
  }
  WeightedMoments out;
  out.n = std::ranges::count_if(w, [](double v) { return v > 0; });
  out.weight = compensated_sum(w.size(), [&](std::size_t i) { return w[i]; });
  if (out.n == 0) return out;
  const double near = compensated_sum(x.size(), [&](std::size_t i) { return w[i] * x[i]; }) / out.weight;
  const double rest =
      compensated_sum(x.size(), [&](std::size_t i) { return w[i] * (x[i] - near); }) / out.weight;
  out.mean = near + rest;
  out.rest = (near - out.mean) + rest;
  out.squares = compensated_sum(x.size(), [&](std::size_t i) {
    const double off = out.deviation(x[i]);
    return w[i] * off * off;
  });
  return out;
}

} // namespace aftercourse::statistics
