#include "dominance.hpp"

#include <algorithm>
#include <cmath>

#include "moments.hpp"

namespace aftercourse::statistics {

namespace {

/// Calls visit(value count in first, in second, how many of first before, how many of second before) for each
/// run of equal values of the two together.
template <class Visit>
void for_each_run(std::span<const double> first, std::span<const double> second, const Visit& visit) {
  std::size_t i = 0, j = 0;
  while (i < first.size() || j < second.size()) {
    const bool from_first = j == second.size() || (i < first.size() && first[i] <= second[j]);
    const double value = from_first ? first[i] : second[j];
    std::size_t a = i, b = j;
    while (a < first.size() && first[a] == value) ++a;
    while (b < second.size() && second[b] == value) ++b;
    visit(static_cast<std::int64_t>(a - i), static_cast<std::int64_t>(b - j), static_cast<std::int64_t>(i),
          static_cast<std::int64_t>(j));
    i = a, j = b;
  }
}

} // namespace

Dominance dominance(std::span<const double> first, std::span<const double> second) {
  Dominance d;
  const auto m = static_cast<std::int64_t>(first.size()), n = static_cast<std::int64_t>(second.size());
  d.m = static_cast<double>(m), d.n = static_cast<double>(n);
  for_each_run(first, second, [&](std::int64_t a, std::int64_t b, std::int64_t before, std::int64_t) {
    d.doubled_wins += b * (2 * before + a);
    const auto run = static_cast<double>(a + b);
    if (a + b > 1) d.ties += run * (run * run - 1);
    d.equal_pairs += static_cast<double>(a) * static_cast<double>(b);
  });
  const double delta = d.delta();
  CompensatedSum of_first, of_second;
  for_each_run(first, second, [&](std::int64_t a, std::int64_t b, std::int64_t i, std::int64_t j) {
    const double greater_minus_smaller = static_cast<double>(n - b - 2 * j) / d.n - delta;
    const double smaller_minus_greater = static_cast<double>(2 * i + a - m) / d.m - delta;
    of_first.add(static_cast<double>(a) * greater_minus_smaller * greater_minus_smaller);
    of_second.add(static_cast<double>(b) * smaller_minus_greater * smaller_minus_greater);
  });
  d.first_squares = of_first.value();
  d.second_squares = of_second.value();
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
