#include "dominance.hpp"

#include <algorithm>
#include <cmath>

#include <aftercourse/base/wide.hpp>

namespace aftercourse::statistics {

namespace {

/// A walk step by step through a part of both samples in which no two values are equal. It counts from its
/// own beginning, so its sums are small.
struct Stretch {
  const double *first, *second;
  std::size_t i = 0, j = 0; ///< how far it is
  /// Sums over the values of the second: i, i² and i·j as they are when it is met.
  std::uint64_t i_sum = 0, i_squares = 0, products = 0;
  double least = std::min(*first, *second);

  /// Without a branch that depends on which sample comes next. Stays and is false where the least value is
  /// there twice.
  bool step() {
    const bool from_first = first[i] < second[j];
    const std::size_t next_i = i + from_first, next_j = j + !from_first;
    const double next = std::min(first[next_i], second[next_j]);
    if (next == least) return false;
    least = next;
    const std::uint64_t met = i & (std::uint64_t{from_first} - 1); // i, or 0 for a value of the first
    i_sum += met;
    i_squares += met * met;
    products += met * j;
    i = next_i, j = next_j;
    return true;
  }
};

constexpr std::size_t longest_stretch = 4096; // its sums stay below 2^64

/// The pairs as they are met in a walk through a part of both samples. All sums are of whole numbers.
struct Walk {
  std::span<const double> first, second;
  std::size_t i, j, end_i, end_j;
  std::int64_t doubled_wins = 0;
  Wide first_squares = 0, second_squares = 0;
  double equal_pairs = 0, ties = 0;

  bool is_done() const { return i == end_i && j == end_j; }
  Stretch stretch() const { return {first.data() + i, second.data() + j}; }
  /// Steps that no stretch from here can fall off the end with.
  std::size_t safe_steps() const {
    return std::min(
        {longest_stretch, std::max<std::size_t>(end_i - i, 1) - 1, std::max<std::size_t>(end_j - j, 1) - 1});
  }

  /// Counts a stretch and walks past it. The sums over the values of the first follow from those over the
  /// second: of each pair one comes later.
  void add(const Stretch& s) {
    const Wide x = s.i, y = s.j, below = 2 * Wide{i} - first.size(),
               above = Wide{second.size()} - 2 * Wide{j};
    const Wide j_sum = x * y - s.i_sum, j_squares = x * y * y - 2 * Wide{s.products} - s.i_sum;
    second_squares += y * below * below + 4 * below * s.i_sum + 4 * Wide{s.i_squares};
    first_squares += x * above * above - 4 * above * j_sum + 4 * j_squares;
    doubled_wins += static_cast<std::int64_t>(2 * (i * s.j + s.i_sum));
    i += s.i, j += s.j;
  }

  /// Counts the run of values equal to the least and walks past it.
  void run() {
    const double value = j == end_j || (i < end_i && first[i] <= second[j]) ? first[i] : second[j];
    std::size_t a = i, b = j;
    while (a < end_i && first[a] == value) ++a;
    while (b < end_j && second[b] == value) ++b;
    const auto x = static_cast<std::int64_t>(a - i), y = static_cast<std::int64_t>(b - j);
    const auto before = static_cast<std::int64_t>(i), m = static_cast<std::int64_t>(first.size());
    const auto n = static_cast<std::int64_t>(second.size());
    const std::int64_t above = n - y - 2 * static_cast<std::int64_t>(j), below = 2 * before + x - m;
    doubled_wins += y * (2 * before + x);
    first_squares += Wide{x} * (above * above);
    second_squares += Wide{y} * (below * below);
    equal_pairs += static_cast<double>(x) * static_cast<double>(y);
    const auto length = static_cast<double>(x + y);
    ties += length * (length * length - 1);
    i = a, j = b;
  }

  /// Equal values seldom come alone.
  void some_runs() {
    for (int k = 0; k < 16 && !is_done(); ++k) run();
  }
};

void finish(Walk& walk) {
  while (!walk.is_done()) {
    std::size_t steps = walk.safe_steps();
    if (steps != 0) {
      Stretch s = walk.stretch();
      while (steps != 0 && s.step()) --steps;
      walk.add(s);
      if (steps == 0) continue;
    }
    walk.some_runs();
  }
}

/// Each step waits for the one before; two walks that do not wait for each other take little longer than one.
void walk_side_by_side(Walk& a, Walk& b) {
  while (const std::size_t steps = std::min(a.safe_steps(), b.safe_steps())) {
    Stretch s = a.stretch(), t = b.stretch();
    bool a_steps = true, b_steps = true;
    for (std::size_t taken = 0; taken < steps && a_steps && b_steps; ++taken)
      a_steps = s.step(), b_steps = t.step();
    a.add(s), b.add(t);
    if (!a_steps) a.some_runs();
    if (!b_steps) b.some_runs();
  }
  finish(a), finish(b);
}

} // namespace

Dominance dominance(std::span<const double> first, std::span<const double> second) {
  // The values below the middle of the longer sample and the others are walked through side by side.
  const std::span<const double> longer = first.size() < second.size() ? second : first;
  const auto below_middle = [middle = longer[longer.size() / 2]](std::span<const double> sample) {
    return static_cast<std::size_t>(std::ranges::lower_bound(sample, middle) - sample.begin());
  };
  const std::size_t i = below_middle(first), j = below_middle(second);
  Walk lower{first, second, 0, 0, i, j}, upper{first, second, i, j, first.size(), second.size()};
  walk_side_by_side(lower, upper);
  Dominance d;
  d.m = static_cast<double>(first.size()), d.n = static_cast<double>(second.size());
  d.doubled_wins = lower.doubled_wins + upper.doubled_wins;
  d.equal_pairs = lower.equal_pairs + upper.equal_pairs;
  d.ties = lower.ties + upper.ties;
  const double delta = d.delta();
  d.first_squares =
      std::max(0.0, static_cast<double>(lower.first_squares + upper.first_squares) / (d.n * d.n) -
                        d.m * delta * delta);
  d.second_squares =
      std::max(0.0, static_cast<double>(lower.second_squares + upper.second_squares) / (d.m * d.m) -
                        d.n * delta * delta);
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
