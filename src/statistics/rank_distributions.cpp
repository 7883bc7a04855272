#include "rank_distributions.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>

namespace aftercourse::statistics {

namespace {

/// Scores as small whole numbers from 0: (score - least) / step.
struct CompactScores {
  std::int64_t least = 0, step = 1;
  std::vector<std::size_t> value; ///< ascending, so that few sums are reached at first
};

CompactScores compact(std::span<const std::int64_t> scores, std::int64_t least) {
  CompactScores out{least, 0, {}};
  for (const std::int64_t s : scores) out.step = std::gcd(out.step, s - least);
  if (out.step == 0) out.step = 1;
  for (const std::int64_t s : scores) out.value.push_back(static_cast<std::size_t>((s - least) / out.step));
  std::sort(out.value.begin(), out.value.end());
  return out;
}

std::int64_t least_of(std::span<const std::int64_t> scores) {
  return scores.empty() ? 0 : *std::min_element(scores.begin(), scores.end());
}

std::size_t largest_sum(const CompactScores& s, std::size_t m) {
  return std::accumulate(s.value.end() - static_cast<std::ptrdiff_t>(m), s.value.end(), std::size_t{0});
}

void normalise(std::vector<double>& counts) {
  const double total = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (double& c : counts) c /= total;
}

} // namespace

double RankDistribution::at_most(std::int64_t value) const {
  if (value < first) return 0;
  const auto n = std::min(static_cast<std::size_t>((value - first) / step + 1), probability.size());
  return std::min(
      1.0, std::accumulate(probability.begin(), probability.begin() + static_cast<std::ptrdiff_t>(n), 0.0));
}

double RankDistribution::at_least(std::int64_t value) const {
  const std::int64_t from = value <= first ? 0 : (value - first + step - 1) / step;
  const auto n = std::max<std::int64_t>(0, static_cast<std::int64_t>(probability.size()) - from);
  return std::min(1.0, std::accumulate(probability.rbegin(), probability.rbegin() + n, 0.0));
}

double RankDistribution::as_far_as(std::int64_t value) const {
  double mean = 0, sum = 0;
  for (std::size_t i = 0; i < probability.size(); ++i) mean += probability[i] * static_cast<double>(i);
  // The mean is a ratio of whole numbers; half a thousandth of a step tells equal distances from unequal.
  const double distance = std::abs(static_cast<double>((value - first) / step) - mean) - 5e-4;
  for (std::size_t i = 0; i < probability.size(); ++i)
    if (std::abs(static_cast<double>(i) - mean) >= distance) sum += probability[i];
  return std::min(1.0, sum);
}

std::int64_t RankDistribution::quantile(double p) const {
  double sum = 0;
  for (std::size_t i = 0; i < probability.size(); ++i)
    if ((sum += probability[i]) >= p * (1 - 1e-14)) return first + step * static_cast<std::int64_t>(i);
  return first + step * static_cast<std::int64_t>(probability.size() - 1);
}

double rank_sum_work(std::span<const std::int64_t> scores, std::size_t m) {
  const CompactScores s = compact(scores, least_of(scores));
  return static_cast<double>(scores.size()) * static_cast<double>(m) *
         static_cast<double>(largest_sum(s, m) + 1);
}

double signed_rank_work(std::span<const std::int64_t> scores) {
  const CompactScores s = compact(scores, 0);
  return static_cast<double>(scores.size()) * static_cast<double>(largest_sum(s, s.value.size()) + 1);
}

RankDistribution rank_sum_distribution(std::span<const std::int64_t> scores, std::size_t m) {
  const CompactScores s = compact(scores, least_of(scores));
  const std::size_t most = largest_sum(s, m), n = s.value.size();
  // ways[j][sum]: how often j of the values so far have that sum.
  std::vector<std::vector<double>> ways(m + 1, std::vector<double>(most + 1));
  std::vector<std::size_t> reached(m + 1);
  ways[0][0] = 1;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t value = s.value[i], fewest = m > n - i - 1 ? m - (n - i - 1) : 0;
    for (std::size_t j = std::min(i + 1, m); j >= 1 && j >= fewest; --j) {
      if (j > i + 1) continue;
      const std::size_t top = std::min(most, reached[j - 1] + value);
      for (std::size_t sum = value; sum <= top; ++sum) ways[j][sum] += ways[j - 1][sum - value];
      reached[j] = std::max(reached[j], top);
    }
  }
  normalise(ways[m]);
  return {static_cast<std::int64_t>(m) * s.least, s.step, std::move(ways[m])};
}

RankDistribution signed_rank_distribution(std::span<const std::int64_t> scores) {
  const CompactScores s = compact(scores, 0);
  std::vector<double> ways(largest_sum(s, s.value.size()) + 1);
  ways[0] = 1;
  std::size_t reached = 0;
  for (const std::size_t value : s.value) {
    reached += value;
    for (std::size_t sum = reached + 1; sum-- > value;) ways[sum] += ways[sum - value];
  }
  normalise(ways);
  return {0, s.step, std::move(ways)};
}

} // namespace aftercourse::statistics
