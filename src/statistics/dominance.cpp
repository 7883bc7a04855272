#include "dominance.hpp"

#include <algorithm>
#include <cmath>

namespace aftercourse::statistics {

namespace {

/// The pairs as they are met in one walk through both samples. All sums are of whole numbers.
struct Walk {
  std::span<const double> first, second;
  std::size_t i = 0, j = 0;
  std::int64_t doubled_wins = 0;
  double equal_pairs = 0, ties = 0, first_squares = 0, second_squares = 0;

  /// Counts the run of values equal to `value` and walks past it.
  void run(double value) {
    std::size_t a = i, b = j;
    while (a < first.size() && first[a] == value) ++a;
    while (b < second.size() && second[b] == value) ++b;
    const auto x = static_cast<std::int64_t>(a - i), y = static_cast<std::int64_t>(b - j);
    const auto before = static_cast<std::int64_t>(i), m = static_cast<std::int64_t>(first.size());
    const auto n = static_cast<std::int64_t>(second.size());
    const auto above = static_cast<double>(n - y - 2 * static_cast<std::int64_t>(j));
    const auto below = static_cast<double>(2 * before + x - m);
    doubled_wins += y * (2 * before + x);
    first_squares += static_cast<double>(x) * above * above;
    second_squares += static_cast<double>(y) * below * below;
    equal_pairs += static_cast<double>(x) * static_cast<double>(y);
    const auto length = static_cast<double>((a - i) + (b - j));
    ties += length * (length * length - 1);
    i = a, j = b;
  }

  /// Walks past values of which no two are equal, without a branch that depends on which sample comes next.
  void unequal() {
    const auto m = static_cast<double>(first.size()), n = static_cast<double>(second.size());
    double at = static_cast<double>(i), other = static_cast<double>(j);
    std::int64_t wins = 0;
    while (i + 1 < first.size() && j + 1 < second.size()) {
      const double x = first[i], y = second[j];
      if (x == y || x == first[i + 1] || y == second[j + 1]) break;
      const bool takes_first = x < y;
      const double above = n - 2 * other, below = 2 * at - m;
      first_squares += takes_first ? above * above : 0;
      second_squares += takes_first ? 0 : below * below;
      wins += takes_first ? 0 : 2 * static_cast<std::int64_t>(i);
      i += takes_first;
      j += !takes_first;
      at += takes_first;
      other += !takes_first;
    }
    doubled_wins += wins;
  }
};

} // namespace

Dominance dominance(std::span<const double> first, std::span<const double> second) {
  Walk walk{first, second};
  while (walk.i < first.size() || walk.j < second.size()) {
    walk.unequal();
    const bool from_first =
        walk.j == second.size() || (walk.i < first.size() && first[walk.i] <= second[walk.j]);
    walk.run(from_first ? first[walk.i] : second[walk.j]);
  }
  Dominance d;
  d.m = static_cast<double>(first.size()), d.n = static_cast<double>(second.size());
  d.doubled_wins = walk.doubled_wins;
  d.equal_pairs = walk.equal_pairs;
  d.ties = walk.ties;
  const double delta = d.delta();
  d.first_squares = std::max(0.0, walk.first_squares / (d.n * d.n) - d.m * delta * delta);
  d.second_squares = std::max(0.0, walk.second_squares / (d.m * d.m) - d.n * delta * delta);
  return d;
}

double Dominance::unbiased_variance() const noexcept {
  const double d = delta(), pairs = m * n * ((1 - equal_pairs / (m * n)) - d * d); // Σ (d_ij - d)²
  const double variance =
      (n * n * first_squares + m * m * second_squares - pairs) / (m * n * (m - 1) * (n - 1));
  return std::max(variance, (1 - d * d) / (m * n - 1)); // it may come out negative: Cliff's least value
}

double Dominance::consistent_variance() const noexcept {
  const double d = delta(), pairs = m * n * ((1 - equal_pairs / (m * n)) - d * d);
  return ((n - 1) * first_squares / (m - 1) + (m - 1) * second_squares / (n - 1) +
          pairs / ((m - 1) * (n - 1))) /
         (m * n);
}

DeltaInterval delta_interval(double d, double variance, double critical, double smaller) {
  const double z2 = critical * critical;
  if (std::abs(d) == 1) {
    const double inner = (smaller - z2) / (smaller + z2);
    return d > 0 ? DeltaInterval{inner, 1} : DeltaInterval{-1, -inner};
  }
  const double middle = d - d * d * d, below = 1 - d * d + z2 * variance;
  const double reach = critical * std::sqrt(variance) * std::sqrt(std::pow(1 - d * d, 2) + z2 * variance);
  return {std::max(-1.0, (middle - reach) / below), std::min(1.0, (middle + reach) / below)};
}

} // namespace aftercourse::statistics
