#include <aftercourse/statistics/quantile.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/math/special_functions/beta.hpp>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "linearisation.hpp"
#include "moments.hpp"
#include "sentence.hpp"
#include "weighted_quantile.hpp"

namespace aftercourse::statistics {

WeightedQuantile::WeightedQuantile(std::span<const double> values, std::span<const double> weights) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (weights.empty() || weights[i] > 0) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return values[i]; });
  CompensatedSum sum;
  for (const std::size_t i : order) {
    values_.push_back(values[i]);
    below_.push_back(sum.value());
    sum.add(weights.empty() ? 1 : weights[i]);
  }
}

double WeightedQuantile::operator()(double probability) const {
  const double at = probability * below_.back();
  const auto above = static_cast<std::size_t>(std::ranges::upper_bound(below_, at) - below_.begin());
  if (above == values_.size()) return values_.back();
  const std::size_t k = above - 1;
  const double part = (at - below_[k]) / (below_[above] - below_[k]);
  return part == 0 ? values_[k] : values_[k] + part * (values_[above] - values_[k]);
}

namespace {

/// How far between the j-th and the next value (j counts from 1) each discontinuous type goes.
double step_share(int type, double at, double j, bool exact) {
  if (type == 1) return exact ? 0 : 1;
  if (type == 2) return exact ? 0.5 : 1;
  return exact && std::fmod(j, 2) == 0 ? 0 : (at < j ? 0 : 1); // type 3: the even one
}

/// m of Hyndman & Fan: the position is n p + m.
double position_offset(int type, double p) {
  switch (type) {
  case 4:
    return 0;
  case 5:
    return 0.5;
  case 6:
    return p;
  case 7:
    return 1 - p;
  case 8:
    return (p + 1) / 3;
  default:
    return p / 4 + 3.0 / 8;
  }
}

} // namespace

double quantile_of_sorted(std::span<const double> sorted, double p, int type) {
  const double n = static_cast<double>(sorted.size());
  // Positions that rounding leaves just off a whole number are that number (as R's fuzz).
  const double fuzz = type == 7 ? 0 : 4 * std::numeric_limits<double>::epsilon();
  const auto value = [&](double position) {
    return sorted[static_cast<std::size_t>(std::clamp(position, 1.0, n)) - 1];
  };
  const double at = type == 7  ? 1 + (n - 1) * p
                    : type > 3 ? n * p + position_offset(type, p)
                               : n * p - (type == 3 ? 0.5 : 0);
  const double j = std::floor(at + fuzz);
  const bool exact = std::abs(at - j) <= fuzz;
  const double part = type > 3 ? (exact ? 0 : at - j) : step_share(type, at, j, exact);
  const double low = value(j), high = value(j + 1);
  return part == 0 || low == high ? low : part == 1 ? high : low + part * (high - low);
}

namespace {

/// The bounds between order statistics: at most (1 - level)/2 outside on each side.
void add_order_bounds(QuantileEstimate& q, std::span<const double> sorted, double level) {
  const auto n = static_cast<std::int64_t>(sorted.size());
  const double tail = (1 - level) / 2, p = q.probability;
  if (p <= 0 || p >= 1) return;
  const auto at_least = [&](std::int64_t k) { // P(Binomial(n, p) >= k)
    return k <= 0  ? 1.0
           : k > n ? 0.0
                   : boost::math::ibeta(static_cast<double>(k), static_cast<double>(n - k + 1), p);
  };
  const auto at_most = [&](std::int64_t k) { // P(Binomial(n, p) <= k)
    return k < 0    ? 0.0
           : k >= n ? 1.0
                    : boost::math::ibetac(static_cast<double>(k + 1), static_cast<double>(n - k), p);
  };
  const auto first = [](std::int64_t from, std::int64_t to, const auto& holds) {
    while (from < to) {
      const std::int64_t middle = from + (to - from) / 2;
      if (holds(middle))
        to = middle;
      else
        from = middle + 1;
    }
    return from;
  };
  const std::int64_t low = first(1, n + 1, [&](std::int64_t k) { return at_most(k - 1) > tail; }) - 1;
  const std::int64_t high = first(1, n + 1, [&](std::int64_t k) { return at_least(k) <= tail; });
  if (low >= 1) q.low = sorted[static_cast<std::size_t>(low - 1)];
  if (high <= n) q.high = sorted[static_cast<std::size_t>(high - 1)];
}

/// Woodruff's bounds.
void add_design_bounds(QuantileEstimate& q, std::span<const double> values, const QuantileOptions& options,
                       const PrimaryUnits& units, const WeightedQuantile& quantile) {
  CompensatedSum below, all;
  const auto weight = [&](std::size_t i) { return options.weights.empty() ? 1.0 : options.weights[i]; };
  for (std::size_t i = 0; i < values.size(); ++i) {
    all.add(weight(i));
    if (values[i] <= q.estimate) below.add(weight(i));
  }
  const double share = below.value() / all.value();
  std::vector<double> z(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    z[i] = weight(i) * ((values[i] <= q.estimate ? 1.0 : 0.0) - share) / all.value();
  const LinearisedVariance v = variance_of_sum(units, z);
  if (v.df < 1 || v.variance <= 0) return;
  const double half = distributions::t_quantile(v.df, 0.5 + options.level / 2) * std::sqrt(v.variance);
  if (share - half >= 0) q.low = quantile(share - half);
  if (share + half <= 1) q.high = quantile(share + half);
}

void check_quantiles(std::span<const double> values, std::span<const double> probabilities,
                     const QuantileOptions& options) {
  require_level(options.level);
  require_finite(values, "the values");
  require_finite(options.weights, "weights");
  if (!options.weights.empty())
    require_equal_length(options.weights.size(), values.size(), "weights", "the values");
  if (!options.clusters.empty())
    require_equal_length(options.clusters.size(), values.size(), "cluster", "the values");
  if (options.type < 1 || options.type > 9)
    throw InvalidArgument("AC5504", "quantiles have types 1 to 9; this is " + std::to_string(options.type));
  if (!options.weights.empty() && options.type != 7)
    throw InvalidArgument("AC5504", "weighted quantiles are of type 7");
  for (const double p : probabilities)
    if (!(p >= 0 && p <= 1))
      throw InvalidArgument("AC5504", "a probability lies within 0 and 1; this is " + readable(p));
  for (const double w : options.weights)
    if (w < 0) throw InvalidArgument("AC5504", "a weight is negative");
}

} // namespace

Quantiles quantiles(std::span<const double> values, std::span<const double> probabilities,
                    const QuantileOptions& options) {
  check_quantiles(values, probabilities, options);
  const bool designed = !options.weights.empty() || !options.clusters.empty();
  Quantiles out;
  out.estimator = "quantile type " + std::to_string(options.type) + (designed ? " (Woodruff)" : "");
  out.level = options.level;
  out.n = options.weights.empty() ? static_cast<std::int64_t>(values.size())
                                  : std::ranges::count_if(options.weights, [](double w) { return w > 0; });
  for (const double p : probabilities) out.quantiles.push_back({p, no_value, no_value, no_value});
  if (values.empty()) return without(std::move(out), reasons::nothing);
  if (out.n == 0) return without(std::move(out), reasons::no_weight);
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  if (!designed) {
    for (QuantileEstimate& q : out.quantiles) {
      q.estimate = quantile_of_sorted(sorted, q.probability, options.type);
      add_order_bounds(q, sorted, options.level);
    }
    return out;
  }
  const PrimaryUnits units = primary_units(values.size(), {}, options.clusters);
  if (!options.clusters.empty()) out.clusters = static_cast<std::int64_t>(units.count);
  const WeightedQuantile weighted(values, options.weights);
  for (QuantileEstimate& q : out.quantiles) {
    q.estimate = options.weights.empty() ? quantile_of_sorted(sorted, q.probability, options.type)
                                         : weighted(q.probability);
    add_design_bounds(q, values, options, units, weighted);
  }
  return out;
}

Wording in_words(const Quantiles& q) {
  const Wording counted = counted_words(q);
  if (!q.not_estimable.empty())
    return {"Not estimable: " + q.not_estimable.en + " (" + counted.en + ").",
            "无法估计：" + q.not_estimable.zh + "（" + counted.zh + "）。"};
  Wording out;
  for (const QuantileEstimate& row : q.quantiles) {
    if (!out.empty()) out.en += ", ", out.zh += "，";
    out.en += readable(row.estimate) + " at " + readable(row.probability);
    out.zh += readable(row.probability) + "分位数" + readable(row.estimate);
  }
  return {"Quantiles: " + out.en + " (" + counted.en + ").",
          "分位数：" + out.zh + "（" + counted.zh + "）。"};
}

} // namespace aftercourse::statistics
