// Moments: mean and squared deviations of a column, right to the last digits of a double however large the
// offset is beside the spread. Corrected two-pass algorithm (Chan, Golub & LeVeque 1983, The American
// Statistician 37:242-247, eq. 1.7) over compensated sums (Neumaier 1974). Private to this floor.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace aftercourse::statistics {

/// A sum that carries what rounding took away.
struct CompensatedSum {
  double high = 0, low = 0;

  void add(double x) noexcept {
    const double sum = high + x, part = sum - high;
    low += (high - (sum - part)) + (x - part);
    high = sum;
  }
  double value() const noexcept { return high + low; }
};

/// The sum of term(0) … term(n - 1), in four lanes so that the processor need not wait for each addition.
template <class Term>
double compensated_sum(std::size_t n, const Term& term) {
  std::array<CompensatedSum, 4> lanes;
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4)
    for (std::size_t lane = 0; lane < 4; ++lane) lanes[lane].add(term(i + lane));
  for (; i < n; ++i) lanes[0].add(term(i));
  for (std::size_t lane = 1; lane < 4; ++lane) {
    lanes[0].add(lanes[lane].high);
    lanes[0].add(lanes[lane].low);
  }
  return lanes[0].value();
}

struct Moments {
  std::int64_t n = 0;
  double mean = 0;
  double rest = 0;    ///< what the true mean has beyond `mean`: differences of means need it
  double squares = 0; ///< sum of squared deviations from the mean

  double variance() const noexcept { return squares / static_cast<double>(n - 1); }
  double sd() const noexcept { return std::sqrt(variance()); }
  /// Whether the values differ by no more than the rounding of one of them.
  bool constant() const noexcept {
    return n < 2 || squares == 0 || sd() <= 2.220446049250313e-16 * std::abs(mean);
  }
};

inline Moments moments(std::span<const double> x) {
  if (x.empty()) return {};
  const double n = static_cast<double>(x.size());
  const double mean = compensated_sum(x.size(), [&](std::size_t i) { return x[i]; }) / n;
  const double off = compensated_sum(x.size(), [&](std::size_t i) { return x[i] - mean; });
  const double squares = compensated_sum(x.size(), [&](std::size_t i) {
    const double d = x[i] - mean;
    return d * d;
  });
  const double left = squares - off * off / n; // NaN where squares overflow: then they are infinite
  const double kept = std::isnan(left) ? std::numeric_limits<double>::infinity() : std::max(0.0, left);
  return {static_cast<std::int64_t>(x.size()), mean, off / n, kept};
}

/// Whether differences of two columns vary by no more than the rounding of their values: 1.1 - 0.1 is not
/// quite 1.2 - 0.2.
inline bool only_rounding(const Moments& differences, std::span<const double> a, std::span<const double> b) {
  if (differences.constant()) return true;
  double largest = 0;
  for (const double v : a) largest = std::max(largest, std::abs(v));
  for (const double v : b) largest = std::max(largest, std::abs(v));
  return differences.sd() <= 2.220446049250313e-16 * largest;
}

} // namespace aftercourse::statistics
