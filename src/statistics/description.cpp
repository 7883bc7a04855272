#include <aftercourse/statistics/description.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/quantile.hpp>

#include "distributions.hpp"
#include "linearisation.hpp"
#include "sentence.hpp"
#include "weighted_moments.hpp"
#include "weighted_quantile.hpp"

namespace aftercourse::statistics {

namespace {

/// The power of two that brings the largest of the values near 1 where their squares would leave the range of
/// a double; else 0.
int binary_scale(std::span<const double> values) {
  double largest = 0;
  for (const double v : values) largest = std::max(largest, std::abs(v));
  if (largest == 0) return 0;
  const int exponent = std::ilogb(largest);
  return std::abs(exponent) > 400 ? -exponent : 0;
}

/// k3/k2^1.5 and k4/k2^2 from the powers of the deviations, in units of the sd.
void add_shape(Description& d, const WeightedMoments& m, std::span<const double> x,
               std::span<const double> w) {
  const double n = static_cast<double>(d.n), sd = d.sd * std::sqrt((n - 1) / n); // of the sample itself
  const auto mean_power = [&](int power) {
    return compensated_sum(x.size(),
                           [&](std::size_t i) {
                             const double u = m.deviation(x[i]) / sd, squared = u * u;
                             return (w.empty() ? 1.0 : w[i]) * (power == 3 ? squared * u : squared * squared);
                           }) /
           d.sum_of_weights;
  };
  if (d.n >= 3) d.skewness = std::sqrt(n * (n - 1)) / (n - 2) * mean_power(3);
  if (d.n >= 4) d.kurtosis = (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (mean_power(4) - 3) + 6);
}

void add_order(Description& d, std::span<const double> x, std::span<const double> w) {
  if (!w.empty()) {
    const WeightedQuantile quantile(x, w);
    d.min = quantile(0), d.q1 = quantile(0.25), d.median = quantile(0.5), d.q3 = quantile(0.75);
    d.max = quantile(1);
    return;
  }
  // Only the places around the quartiles need be in order.
  std::vector<double> part(x.begin(), x.end());
  auto from = part.begin();
  for (const double p : {0.25, 0.5, 0.75})
    for (const int next : {0, 1}) {
      const auto at =
          part.begin() + static_cast<std::ptrdiff_t>(p * static_cast<double>(part.size() - 1)) + next;
      if (at < from || at >= part.end()) continue;
      std::nth_element(from, at, part.end());
      from = at + 1;
    }
  d.q1 = quantile_of_sorted(part, 0.25);
  d.median = quantile_of_sorted(part, 0.5);
  d.q3 = quantile_of_sorted(part, 0.75);
  d.min = std::ranges::min(x);
  d.max = std::ranges::max(x);
}

void add_mean_interval(Description& d, const WeightedMoments& m, std::span<const double> x,
                       const DescribeOptions& options) {
  if (options.weights.empty() && options.clusters.empty()) {
    d.standard_error = d.sd / std::sqrt(static_cast<double>(d.n));
    d.df = static_cast<double>(d.n - 1);
  } else {
    const PrimaryUnits units = primary_units(x.size(), {}, options.clusters);
    std::vector<double> z(x.size());
    for (std::size_t i = 0; i < x.size(); ++i)
      z[i] = (options.weights.empty() ? 1.0 : options.weights[i]) * m.deviation(x[i]) / d.sum_of_weights;
    const LinearisedVariance v = variance_of_sum(units, z);
    d.df = v.df;
    if (v.df < 1) return void(d.not_estimable = reasons::one_cluster);
    d.standard_error = std::sqrt(v.variance);
    if (d.standard_error <= std::abs(d.mean) * std::numeric_limits<double>::epsilon())
      return void(d.not_estimable = reasons::no_variation);
  }
  const double half = distributions::t_quantile(d.df, 0.5 + d.level / 2) * d.standard_error;
  d.low = d.mean - half, d.high = d.mean + half;
}

/// What was found of values times 2^scale, of the values.
void unscale(Description& d, int scale) {
  for (double Description::*field :
       {&Description::mean, &Description::standard_error, &Description::low, &Description::high,
        &Description::sd, &Description::min, &Description::q1, &Description::median, &Description::q3,
        &Description::max, &Description::sum})
    d.*field = std::ldexp(d.*field, -scale);
  d.variance = d.sd * d.sd;
}

void check_description(std::span<const double> values, const DescribeOptions& o) {
  require_level(o.level);
  require_finite(values, "the values");
  require_finite(o.weights, "weights");
  if (!o.weights.empty()) require_equal_length(o.weights.size(), values.size(), "weights", "the values");
  if (!o.clusters.empty()) require_equal_length(o.clusters.size(), values.size(), "cluster", "the values");
  for (const double w : o.weights)
    if (w < 0) throw InvalidArgument("AC5504", "a weight is negative");
}

} // namespace

Description describe(std::span<const double> values, const DescribeOptions& options) {
  check_description(values, options);
  if (const int scale = binary_scale(values); scale != 0) {
    std::vector<double> near(values.size());
    std::ranges::transform(values, near.begin(), [&](double v) { return std::ldexp(v, scale); });
    Description d = describe(near, options);
    unscale(d, scale);
    return d;
  }
  Description d;
  d.estimator = "description";
  d.level = options.level;
  if (!options.clusters.empty())
    d.clusters = static_cast<std::int64_t>(primary_units(values.size(), {}, options.clusters).count);
  if (values.empty()) return without(std::move(d), reasons::nothing);
  const WeightedMoments m = weighted_moments(values, options.weights);
  d.n = m.n;
  d.sum_of_weights = m.weight;
  if (m.n == 0) return without(std::move(d), reasons::no_weight);
  if (!std::isfinite(m.weight) || !std::isfinite(m.mean))
    return without(std::move(d),
                   {"the weights add up to more than a number can hold", "权重之和超出数值范围"});
  d.mean = m.mean;
  d.sum = options.weights.empty()
              ? compensated_sum(values.size(), [&](std::size_t i) { return values[i]; })
              : compensated_sum(values.size(), [&](std::size_t i) { return options.weights[i] * values[i]; });
  add_order(d, values, options.weights);
  if (m.n < 2) return without(std::move(d), reasons::one);
  if (m.constant()) {
    d.sd = d.variance = d.standard_error = 0;
    return without(std::move(d), reasons::equal);
  }
  d.variance = m.variance(), d.sd = m.sd();
  add_shape(d, m, values, options.weights);
  add_mean_interval(d, m, values, options);
  return d;
}

Autocorrelation autocorrelation(std::span<const double> x, std::int64_t lags, double level) {
  require_level(level);
  require_finite(x, "the values");
  Autocorrelation out;
  out.estimator = "autocorrelation";
  out.n = static_cast<std::int64_t>(x.size());
  out.level = level;
  if (x.size() < 2) return without(std::move(out), x.empty() ? reasons::nothing : reasons::one);
  if (lags < 1 || lags >= out.n)
    throw InvalidArgument("AC5504", "the lags of a series of " + std::to_string(out.n) + " are 1 to " +
                                        std::to_string(out.n - 1) + "; this is " + std::to_string(lags));
  const Moments m = moments(x);
  const auto off = [&](std::size_t i) { return (x[i] - m.mean) - m.rest; };
  out.bound = distributions::normal_quantile(0.5 + level / 2) / std::sqrt(static_cast<double>(x.size()));
  for (std::int64_t lag = 1; lag <= lags; ++lag) {
    const auto k = static_cast<std::size_t>(lag);
    const double sum = compensated_sum(x.size() - k, [&](std::size_t i) { return off(i) * off(i + k); });
    out.lags.push_back({lag, m.constant() ? no_value : sum / m.squares});
  }
  if (m.constant()) out.not_estimable = reasons::equal;
  return out;
}

Wording in_words(const Description& d) {
  const Wording interval = interval_words(d, d.low, d.high), counted = counted_words(d);
  if (std::isnan(d.mean))
    return {"Not estimable: " + d.not_estimable.en + " (" + counted.en + ").",
            "无法估计：" + d.not_estimable.zh + "（" + counted.zh + "）。"};
  return {"The mean is " + readable(d.mean) + " (" + interval.en + "; " + counted.en + "), the median " +
              readable(d.median) + ", the standard deviation " + readable(d.sd) + ".",
          "均值为" + readable(d.mean) + "（" + interval.zh + "；" + counted.zh + "），中位数为" +
              readable(d.median) + "，标准差为" + readable(d.sd) + "。"};
}

Wording in_words(const Autocorrelation& a) {
  if (!a.not_estimable.empty())
    return {"Not estimable: " + a.not_estimable.en + ".", "无法估计：" + a.not_estimable.zh + "。"};
  const std::string first = readable(a.lags.front().correlation), n = std::to_string(a.n);
  return {"Each value correlates with the one before it at " + first + " (n = " + n +
              "; chance alone stays within ±" + readable(a.bound) + ").",
          "相邻值的自相关为" + first + "（n = " + n + "；纯随机时在±" + readable(a.bound) + "以内）。"};
}

} // namespace aftercourse::statistics
