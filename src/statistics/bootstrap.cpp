#include <aftercourse/statistics/bootstrap.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/quantile.hpp>

#include "distributions.hpp"
#include "linearisation.hpp"
#include "sentence.hpp"
#include "split_mix.hpp"
#include "weighted_moments.hpp"

namespace aftercourse::statistics {

namespace {

/// A cluster's part of the statistic: numerator and denominator, of the first and the second group.
using BootTotals = std::array<double, 4>;

void add_totals(BootTotals& to, const BootTotals& part, double times) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += times * part[i];
}

/// A statistic that is a smooth function of totals over clusters.
struct TotalsStatistic {
  std::vector<BootTotals> clusters;
  bool difference = false;
  double centre = 0; ///< what was taken off the values

  std::size_t size() const { return clusters.size(); }
  double of(const BootTotals& t) const {
    return difference ? t[2] / t[3] - t[0] / t[1] : centre + t[0] / t[1];
  }
  double replicate(std::span<const std::uint32_t> times) const {
    BootTotals sum{};
    for (std::size_t c = 0; c < clusters.size(); ++c)
      if (times[c] != 0) add_totals(sum, clusters[c], times[c]);
    return of(sum);
  }
  std::vector<double> jackknife() const {
    BootTotals all{};
    for (const BootTotals& c : clusters) add_totals(all, c, 1);
    std::vector<double> out;
    for (const BootTotals& c : clusters) {
      BootTotals rest = all;
      add_totals(rest, c, -1);
      out.push_back(of(rest));
    }
    return out;
  }
};

/// The median: of the sorted values, each as often as its cluster was drawn.
struct MedianStatistic {
  std::vector<double> sorted;
  std::vector<std::uint32_t> cluster_of;           ///< of the sorted values
  std::vector<std::vector<std::size_t>> places_of; ///< of each cluster, ascending

  std::size_t size() const { return places_of.size(); }
  double replicate(std::span<const std::uint32_t> times) const {
    std::uint64_t n = 0;
    for (std::size_t c = 0; c < places_of.size(); ++c) n += times[c] * places_of[c].size();
    if (n == 0) return no_value;
    const std::uint64_t lower = (n - 1) / 2, upper = n / 2;
    std::uint64_t seen = 0;
    double low = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      const std::uint64_t before = seen;
      seen += times[cluster_of[i]];
      if (before <= lower && lower < seen) low = sorted[i];
      if (upper < seen) return low / 2 + sorted[i] / 2;
    }
    return no_value;
  }
  /// Leaving out a cluster moves the places of the median past those it held.
  std::vector<double> jackknife() const {
    std::vector<double> out;
    for (const auto& places : places_of) {
      const std::size_t n = sorted.size() - places.size();
      const auto value = [&](std::size_t rank) {
        for (const std::size_t p : places)
          if (p <= rank) ++rank;
        return sorted[rank];
      };
      out.push_back(n == 0 ? no_value : value((n - 1) / 2) / 2 + value(n / 2) / 2);
    }
    return out;
  }
};

/// Which clusters are drawn among each other: one part, or one for each group.
using BootParts = std::vector<std::vector<std::uint32_t>>;

double bca_acceleration(const std::vector<double>& jackknife, const BootParts& parts) {
  double cubes = 0, squares = 0;
  for (const auto& part : parts) {
    const double n = static_cast<double>(part.size());
    double mean = 0;
    for (const std::uint32_t c : part) mean += jackknife[c] / n;
    for (const std::uint32_t c : part) {
      const double influence = (mean - jackknife[c]) * (n - 1) / n;
      squares += influence * influence;
      cubes += influence * influence * influence;
    }
  }
  return squares > 0 ? cubes / (6 * std::pow(squares, 1.5)) : 0;
}

void add_replicate_bounds(Bootstrap& b, const std::vector<double>& sorted, BootstrapInterval interval,
                          double acceleration) {
  std::array<double, 2> at{(1 - b.level) / 2, (1 + b.level) / 2};
  if (interval == BootstrapInterval::bca) {
    const double all = static_cast<double>(sorted.size());
    // Sums in another order differ in their last digit and are the same replicate all the same.
    const double rounding = 1e-12 * (sorted.back() - sorted.front());
    const auto from = std::ranges::lower_bound(sorted, b.estimate - rounding),
               to = std::ranges::upper_bound(sorted, b.estimate + rounding);
    const double below =
        (static_cast<double>(from - sorted.begin()) + static_cast<double>(to - sorted.begin())) / 2;
    if (below <= 0 || below >= all || std::isnan(acceleration)) {
      b.not_estimable = {"all replicates lie on one side of the estimate", "所有重复抽样均在估计值的同一侧"};
      return;
    }
    b.bias_correction = distributions::normal_quantile(below / all);
    b.acceleration = acceleration;
    for (double& p : at) {
      const double z = b.bias_correction + distributions::normal_quantile(p);
      p = distributions::normal_upper(-(b.bias_correction + z / (1 - acceleration * z)));
    }
  }
  b.low = quantile_of_sorted(sorted, at[0], 6);
  b.high = quantile_of_sorted(sorted, at[1], 6);
}

template <class Statistic>
Bootstrap bootstrapped(Bootstrap b, const Statistic& statistic, const BootParts& parts,
                       const BootstrapOptions& o) {
  for (const auto& part : parts)
    if (part.size() < 2) return without(std::move(b), b.clusters > 0 ? reasons::one_cluster : reasons::one);
  SplitMix64 random(o.seed);
  std::vector<double> replicates;
  std::vector<std::uint32_t> times(statistic.size());
  for (std::int64_t r = 0; r < o.replicates; ++r) {
    std::ranges::fill(times, 0U);
    for (const auto& part : parts)
      for (std::size_t i = 0; i < part.size(); ++i)
        ++times[part[random.below(static_cast<std::uint32_t>(part.size()))]];
    const double value = statistic.replicate(times);
    if (std::isfinite(value)) replicates.push_back(value); // a group may be missing from a draw
  }
  b.replicates = static_cast<std::int64_t>(replicates.size());
  if (b.replicates < 2)
    return without(std::move(b), {"hardly a replicate gave a number", "重复抽样几乎没有结果"});
  const Moments m = moments(replicates);
  b.bias = (m.mean - b.estimate) + m.rest;
  if (m.constant()) return without(std::move(b), b.clusters > 0 ? reasons::no_variation : reasons::equal);
  b.standard_error = m.sd();
  std::ranges::sort(replicates);
  add_replicate_bounds(b, replicates, o.interval,
                       o.interval == BootstrapInterval::bca ? bca_acceleration(statistic.jackknife(), parts)
                                                            : 0);
  return b;
}

Bootstrap begun_bootstrap(const char* of, std::span<const double> values, const BootstrapSample& sample,
                          const BootstrapOptions& o) {
  require_level(o.level);
  require_finite(values, "the values");
  require_finite(sample.weights, "weights");
  if (!sample.weights.empty())
    require_equal_length(sample.weights.size(), values.size(), "weights", "the values");
  if (!sample.clusters.empty())
    require_equal_length(sample.clusters.size(), values.size(), "cluster", "the values");
  if (std::ranges::any_of(sample.weights, [](double w) { return w < 0; }))
    throw InvalidArgument("AC5504", "a weight is negative");
  if (o.replicates < 100 || o.replicates > 10000000)
    throw InvalidArgument("AC5504",
                          "there are 100 to 10,000,000 replicates; this is " + std::to_string(o.replicates));
  Bootstrap b;
  b.estimator = "cluster bootstrap of the " + std::string(of) + " (" +
                std::string(bootstrap_interval_names[static_cast<std::size_t>(o.interval)]) + ")";
  b.level = o.level;
  b.seed = static_cast<std::int64_t>(o.seed);
  b.n = static_cast<std::int64_t>(values.size());
  return b;
}

double boot_weight(const BootstrapSample& s, std::size_t i) { return s.weights.empty() ? 1 : s.weights[i]; }

BootParts one_part(std::size_t clusters) {
  std::vector<std::uint32_t> all(clusters);
  std::iota(all.begin(), all.end(), 0U);
  return {all};
}

/// One part for each group, or one for all when a cluster lies in both.
BootParts parts_of_groups(const PrimaryUnits& units, std::span<const std::int32_t> group) {
  std::vector<int> seen(units.count);
  for (std::size_t i = 0; i < group.size(); ++i) seen[units.unit_of(i)] |= 1 << group[i];
  if (std::ranges::find(seen, 3) != seen.end()) return one_part(units.count);
  BootParts parts(2);
  for (std::size_t c = 0; c < seen.size(); ++c)
    parts[seen[c] == 2 ? 1 : 0].push_back(static_cast<std::uint32_t>(c));
  return parts;
}

} // namespace

BootstrapInterval bootstrap_interval_from_text(std::string_view name) {
  if (name == "bca") return BootstrapInterval::bca;
  if (name == "percentile") return BootstrapInterval::percentile;
  throw InvalidArgument("AC5504", "the interval of a bootstrap is bca or percentile; this is \"" +
                                      std::string(name) + "\"");
}

Bootstrap bootstrap_mean(std::span<const double> values, const BootstrapSample& s,
                         const BootstrapOptions& o) {
  Bootstrap b = begun_bootstrap("mean", values, s, o);
  if (values.empty()) return without(std::move(b), reasons::nothing);
  const WeightedMoments m = weighted_moments(values, s.weights);
  b.n = m.n;
  if (m.n == 0) return without(std::move(b), reasons::no_weight);
  b.estimate = m.mean;
  const PrimaryUnits units = primary_units(values.size(), {}, s.clusters);
  if (!s.clusters.empty()) b.clusters = static_cast<std::int64_t>(units.count);
  if (m.constant()) return without(std::move(b), reasons::equal);
  TotalsStatistic statistic{std::vector<BootTotals>(units.count), false, m.mean};
  for (std::size_t i = 0; i < values.size(); ++i)
    add_totals(statistic.clusters[units.unit_of(i)], {values[i] - m.mean, 1, 0, 0}, boot_weight(s, i));
  return bootstrapped(std::move(b), statistic, one_part(units.count), o);
}

Bootstrap bootstrap_difference(std::span<const double> values, std::span<const std::int32_t> group,
                               const BootstrapSample& s, const BootstrapOptions& o) {
  Bootstrap b = begun_bootstrap("difference of means", values, s, o);
  require_equal_length(values.size(), group.size(), "the values", "group");
  if (values.empty()) return without(std::move(b), reasons::nothing);
  const PrimaryUnits units = primary_units(values.size(), {}, s.clusters);
  if (!s.clusters.empty()) b.clusters = static_cast<std::int64_t>(units.count);
  const double centre = weighted_moments(values, s.weights).mean;
  TotalsStatistic statistic{std::vector<BootTotals>(units.count), true, 0};
  BootTotals all{};
  b.n = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (group[i] != 0 && group[i] != 1)
      throw InvalidArgument("AC5504", "two groups are compared, with the codes 0 and 1");
    const double off = values[i] - centre, w = boot_weight(s, i);
    const BootTotals part = group[i] == 0 ? BootTotals{off, 1, 0, 0} : BootTotals{0, 0, off, 1};
    add_totals(statistic.clusters[units.unit_of(i)], part, w);
    add_totals(all, part, w);
    b.n += w > 0 ? 1 : 0;
  }
  if (all[1] == 0 || all[3] == 0)
    return without(std::move(b), {"a group has no observation", "某组没有观测"});
  b.estimate = statistic.of(all);
  return bootstrapped(std::move(b), statistic, parts_of_groups(units, group), o);
}

Bootstrap bootstrap_ratio(std::span<const double> numerators, std::span<const double> denominators,
                          const BootstrapSample& s, const BootstrapOptions& o) {
  Bootstrap b = begun_bootstrap("ratio", numerators, s, o);
  require_equal_length(numerators.size(), denominators.size(), "the numerators", "the denominators");
  require_finite(denominators, "the denominators");
  if (numerators.empty()) return without(std::move(b), reasons::nothing);
  const PrimaryUnits units = primary_units(numerators.size(), {}, s.clusters);
  if (!s.clusters.empty()) b.clusters = static_cast<std::int64_t>(units.count);
  TotalsStatistic statistic{std::vector<BootTotals>(units.count), false, 0};
  BootTotals all{};
  for (std::size_t i = 0; i < numerators.size(); ++i) {
    const BootTotals part{numerators[i], denominators[i], 0, 0};
    add_totals(statistic.clusters[units.unit_of(i)], part, boot_weight(s, i));
    add_totals(all, part, boot_weight(s, i));
  }
  if (all[1] == 0) return without(std::move(b), {"the denominators add up to 0", "分母之和为0"});
  b.estimate = statistic.of(all);
  return bootstrapped(std::move(b), statistic, one_part(units.count), o);
}

Bootstrap bootstrap_median(std::span<const double> values, const BootstrapSample& s,
                           const BootstrapOptions& o) {
  Bootstrap b = begun_bootstrap("median", values, s, o);
  if (!s.weights.empty()) throw InvalidArgument("AC5504", "the bootstrap of a median takes no weights");
  if (values.empty()) return without(std::move(b), reasons::nothing);
  const PrimaryUnits units = primary_units(values.size(), {}, s.clusters);
  if (!s.clusters.empty()) b.clusters = static_cast<std::int64_t>(units.count);
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  MedianStatistic statistic;
  statistic.places_of.resize(units.count);
  for (const std::size_t i : order) {
    const std::size_t c = units.unit_of(i);
    statistic.places_of[c].push_back(statistic.sorted.size());
    statistic.sorted.push_back(values[i]);
    statistic.cluster_of.push_back(static_cast<std::uint32_t>(c));
  }
  b.estimate = quantile_of_sorted(statistic.sorted, 0.5);
  return bootstrapped(std::move(b), statistic, one_part(units.count), o);
}

Wording in_words(const Bootstrap& b) {
  const std::string of = b.estimator.substr(sizeof("cluster bootstrap of the ") - 1);
  const std::string what = of.substr(0, of.find(" ("));
  const std::string zh = what == "mean"     ? "均值"
                         : what == "median" ? "中位数"
                         : what == "ratio"  ? "比率"
                                            : "均值之差";
  const std::string value = readable(b.estimate), r = std::to_string(b.replicates);
  return sentence({"The " + what + " is " + value + ", by " + r + " bootstrap replicates",
                   zh + "为" + value + "，自助重复抽样" + r + "次"},
                  b);
}

} // namespace aftercourse::statistics
