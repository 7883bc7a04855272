#include <aftercourse/statistics/shrinkage.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "moments.hpp"

namespace aftercourse::statistics {

namespace {

struct ShrunkenLevels {
  double mean = no_value, between = 0, chi_square = no_value;
  bool negative = false;
  std::vector<double> kept, levels, errors;
};

/// Morris (1983): the mean and the variance of the levels by turns, until they stay.
ShrunkenLevels shrunken_levels(std::span<const double> y, std::span<const double> variance) {
  const std::size_t k = y.size();
  const double count = static_cast<double>(k);
  ShrunkenLevels s;
  std::vector<double> w(k);
  double total = 0;
  const auto weigh = [&](double between) {
    for (std::size_t i = 0; i < k; ++i) w[i] = 1 / (variance[i] + between);
    total = compensated_sum(k, [&](std::size_t i) { return w[i]; });
    s.mean = compensated_sum(k, [&](std::size_t i) { return w[i] * y[i]; }) / total;
  };
  for (int step = 0; step < 10000; ++step) {
    weigh(s.between);
    const double next =
        compensated_sum(k,
                        [&](std::size_t i) {
                          return w[i] *
                                 (count / (count - 1) * (y[i] - s.mean) * (y[i] - s.mean) - variance[i]);
                        }) /
        total;
    s.negative = next < 0;
    const double before = s.between;
    s.between = std::max(0.0, next);
    if (std::abs(s.between - before) <= 1e-15 * s.between) break;
  }
  weigh(s.between);
  s.chi_square =
      compensated_sum(k, [&](std::size_t i) { return (y[i] - s.mean) * (y[i] - s.mean) / variance[i]; });
  const double average = compensated_sum(k, [&](std::size_t i) { return w[i] * variance[i]; }) / total;
  for (std::size_t i = 0; i < k; ++i) {
    const double b = (count - 3) / (count - 1) * variance[i] * w[i], d = y[i] - s.mean;
    const double leverage = count * w[i] / total;
    const double spread = 2 / (count - 3) * b * b * (average + s.between) * w[i];
    s.kept.push_back(1 - b);
    s.levels.push_back(s.mean + (1 - b) * d);
    s.errors.push_back(std::sqrt(variance[i] * (1 - (count - leverage) / count * b) + spread * d * d));
  }
  return s;
}

Shrinkage shrinkage_begun(std::size_t groups, std::span<const std::string> labels, double level) {
  require_level(level);
  if (!labels.empty()) require_equal_length(groups, labels.size(), "the estimates", "the labels");
  Shrinkage shrinkage;
  shrinkage.level = level;
  shrinkage.n = static_cast<std::int64_t>(groups);
  if (groups < 4)
    shrinkage.not_estimable = {"shrinkage learns from the scatter of at least 4 groups; there are " +
                                   std::to_string(groups),
                               "收缩估计至少需要 4 个组；只有 " + std::to_string(groups) + " 个"};
  return shrinkage;
}

std::string shrunken_label(std::span<const std::string> labels, std::size_t i) {
  return labels.empty() ? std::to_string(i + 1) : labels[i];
}

} // namespace

Shrinkage shrink_means(std::span<const double> estimates, std::span<const double> standard_errors,
                       std::span<const std::string> labels, double level) {
  require_equal_length(estimates.size(), standard_errors.size(), "the estimates", "the standard errors");
  require_finite(estimates, "the estimates");
  require_finite(standard_errors, "the standard errors");
  std::vector<double> variance;
  for (const double se : standard_errors) {
    if (!(se > 0))
      throw InvalidArgument("AC5504", "a standard error is above 0; one is " + std::to_string(se));
    variance.push_back(se * se);
  }
  Shrinkage shrinkage = shrinkage_begun(estimates.size(), labels, level);
  shrinkage.estimator = "empirical Bayes, normal (Morris)";
  if (!shrinkage.not_estimable.empty()) return shrinkage;
  const ShrunkenLevels s = shrunken_levels(estimates, variance);
  const double reach = distributions::normal_quantile(0.5 + level / 2);
  shrinkage.mean = s.mean;
  shrinkage.between = s.between;
  shrinkage.between_negative = s.negative;
  shrinkage.chi_square = s.chi_square;
  for (std::size_t i = 0; i < estimates.size(); ++i)
    shrinkage.groups.push_back({shrunken_label(labels, i), estimates[i], standard_errors[i], s.kept[i],
                                s.levels[i], s.errors[i], s.levels[i] - reach * s.errors[i],
                                s.levels[i] + reach * s.errors[i]});
  return shrinkage;
}

Shrinkage shrink_rates(std::span<const double> events, std::span<const double> trials,
                       std::span<const std::string> labels, RateScale scale, double level) {
  require_equal_length(events.size(), trials.size(), "the events", "the trials");
  require_finite(events, "the events");
  require_finite(trials, "the trials");
  for (std::size_t i = 0; i < events.size(); ++i)
    if (!(trials[i] > 0) || events[i] < 0 || events[i] > trials[i])
      throw InvalidArgument("AC5504", "row " + std::to_string(i + 1) +
                                          " does not have between 0 and all of its trials");
  Shrinkage shrinkage = shrinkage_begun(events.size(), labels, level);
  const bool angles = scale == RateScale::arcsine;
  shrinkage.estimator = angles ? "empirical Bayes of rates, arcsine" : "empirical Bayes of rates, direct";
  if (!shrinkage.not_estimable.empty()) return shrinkage;
  const std::size_t k = events.size();
  const double common = compensated_sum(k, [&](std::size_t i) { return events[i]; }) /
                        compensated_sum(k, [&](std::size_t i) { return trials[i]; });
  if (!angles && (common == 0 || common == 1)) {
    shrinkage.not_estimable = {"all rates are equal to 0 or to 1, so their variance is unknown",
                               "所有比率都是 0 或都是 1，无法估计方差"};
    return shrinkage;
  }
  std::vector<double> y(k), variance(k);
  for (std::size_t i = 0; i < k; ++i) {
    y[i] = angles ? std::asin(2 * events[i] / trials[i] - 1) : events[i] / trials[i];
    variance[i] = (angles ? 1 : common * (1 - common)) / trials[i];
  }
  const ShrunkenLevels s = shrunken_levels(y, variance);
  const double reach = distributions::normal_quantile(0.5 + level / 2), right = std::numbers::pi / 2;
  const auto rate = [&](double level_of) {
    return angles ? (std::sin(std::clamp(level_of, -right, right)) + 1) / 2 : std::clamp(level_of, 0.0, 1.0);
  };
  shrinkage.mean = rate(s.mean);
  shrinkage.between = s.between;
  shrinkage.between_negative = s.negative;
  shrinkage.chi_square = s.chi_square;
  for (std::size_t i = 0; i < k; ++i)
    shrinkage.groups.push_back({shrunken_label(labels, i), events[i] / trials[i], std::sqrt(variance[i]),
                                s.kept[i], rate(s.levels[i]), s.errors[i],
                                rate(s.levels[i] - reach * s.errors[i]),
                                rate(s.levels[i] + reach * s.errors[i])});
  return shrinkage;
}

Wording in_words(const Shrinkage& s) {
  const std::string k = std::to_string(s.n);
  if (!s.not_estimable.empty())
    return {"No shrinkage: " + s.not_estimable.en + ".", "无法做收缩估计：" + s.not_estimable.zh + "。"};
  if (!(s.between > 0))
    return {"The " + k + " groups scatter about " + readable(s.mean) + " no more than by chance.",
            k + " 个组围绕 " + readable(s.mean) + " 的离散不超出偶然。"};
  const auto [least, most] = std::ranges::minmax_element(s.groups, {}, &ShrunkenGroup::kept);
  return {k + " groups are drawn towards their mean " + readable(s.mean) + "; they keep " +
              readable(100 * least->kept) + " to " + readable(100 * most->kept) +
              " % of their distance from it.",
          k + " 个组向均值 " + readable(s.mean) + " 收缩；与均值的距离保留 " + readable(100 * least->kept) +
              "% 至 " + readable(100 * most->kept) + "%。"};
}

} // namespace aftercourse::statistics
