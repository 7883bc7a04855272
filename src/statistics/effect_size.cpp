#include <aftercourse/statistics/effect_size.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "dominance.hpp"
#include "grouped.hpp"
#include "noncentral.hpp"
#include "ranks.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

/// What an effect size needs: the difference and its t, what t is divided by to give d, and the spread of d.
struct Effect {
  double difference = 0, standardizer = 0, df = 0;
  double precision = 0; ///< d = t * precision when t's standard error uses the same standard deviation
  double scale = 1;     ///< the standard deviation of t over the standardizer
  double variance = 0;  ///< of d
};

double hedges_correction(double df) {
  return 1 / (std::sqrt(df / 2) * boost::math::tgamma_delta_ratio((df - 1) / 2, 0.5));
}

std::string effect_name(const char* kind, const EffectOptions& options) {
  return std::string(options.hedges ? "hedges g " : "cohen d ") + kind +
         std::string(standardizer_names[static_cast<std::size_t>(options.standardizer)]);
}

EffectSize effect_begun(const char* kind, std::int64_t n, const EffectOptions& options) {
  require_level(options.level);
  EffectSize out;
  out.estimator = effect_name(kind, options);
  out.level = options.level;
  out.n = n;
  return out;
}

void finish_effect(EffectSize& out, const Effect& e, const EffectOptions& options) {
  const double d = e.difference / e.standardizer;
  if (!(e.standardizer > 0) || !std::isfinite(d) || !std::isfinite(e.standardizer)) {
    out.not_estimable = {"there is no variance to measure the difference by", "没有方差，无法衡量差异的大小"};
    return;
  }
  if (options.hedges && e.df < 2) {
    out.not_estimable = {"the correction of Hedges needs two degrees of freedom",
                         "Hedges 校正至少需要两个自由度"};
    return;
  }
  out.correction = options.hedges ? hedges_correction(e.df) : 1;
  out.standardizer = e.standardizer;
  out.df = e.df;
  out.estimate = d * out.correction;
  out.variance = e.variance * out.correction * out.correction;
  out.standard_error = std::sqrt(out.variance);
  if (options.symmetric) {
    const double reach = distributions::t_quantile(e.df, 1 - (1 - options.level) / 2) * out.standard_error;
    out.low = out.estimate - reach;
    out.high = out.estimate + reach;
    return;
  }
  const double factor = e.precision * e.scale;
  const Limits limits = noncentral_t_limits(d / factor, e.df, options.level);
  out.low = limits.low * factor * out.correction;
  out.high = limits.high * factor * out.correction;
}

/// Two independent groups with their variances.
struct EffectSample {
  double n = 0, mean = 0, rest = 0, variance = 0;
  bool constant = true;
};

EffectSample effect_sample(std::span<const double> values, const std::string& name) {
  require_finite(values, name);
  const Moments m = moments(values);
  return {static_cast<double>(m.n), m.mean, m.rest, m.n > 1 ? m.variance() : 0.0, m.constant()};
}

void independent_effect(EffectSize& out, const EffectSample& a, const EffectSample& b,
                        const EffectOptions& options) {
  const bool glass = options.standardizer == Standardizer::first;
  if (options.standardizer == Standardizer::difference)
    throw InvalidArgument("AC5504",
                          "only pairs have a standard deviation of the difference; of two groups the "
                          "standardizer is pooled, first or average");
  const double df = glass ? a.n - 1 : a.n + b.n - 2;
  if (a.n < 1 || b.n < 1 || df < 1 || (glass ? a.constant : a.constant && b.constant)) {
    out.not_estimable = {"there is no variance to measure the difference by", "没有方差，无法衡量差异的大小"};
    return;
  }
  const double variance = glass ? a.variance
                          : options.standardizer == Standardizer::average
                              ? (a.variance + b.variance) / 2
                              : ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df;
  Effect e;
  e.difference = (b.mean - a.mean) + (b.rest - a.rest);
  e.standardizer = std::sqrt(variance);
  e.df = df;
  e.precision = std::sqrt(1 / a.n + 1 / b.n);
  const double d = e.difference / e.standardizer;
  e.variance = 1 / a.n + 1 / b.n + d * d / (2 * (glass ? df : a.n + b.n));
  finish_effect(out, e, options);
}

void paired_effect(EffectSize& out, double n, double difference, double sd_difference, double standardizer,
                   const EffectOptions& options) {
  Effect e;
  e.difference = difference;
  e.standardizer = standardizer;
  e.df = n - 1;
  e.precision = std::sqrt(1 / n);
  e.scale = sd_difference / standardizer;
  const double d = difference / standardizer;
  e.variance = (1 / n + d * d / (2 * n)) * e.scale * e.scale;
  finish_effect(out, e, options);
}

EffectSample summary_sample(const GroupSummary& s) {
  if (s.n < 1)
    throw InvalidArgument("AC5504", "n of " + s.group + " is " + std::to_string(s.n) + "; 1 is least");
  if (!std::isfinite(s.mean) || (s.n > 1 && !(s.sd >= 0 && std::isfinite(s.sd))))
    throw InvalidArgument("AC5504", "the mean of " + s.group + " is a number and its sd one of 0 or more");
  return {static_cast<double>(s.n), s.mean, 0, s.n > 1 ? s.sd * s.sd : 0, s.n < 2 || s.sd == 0};
}

double correlation_of(std::span<const double> x, std::span<const double> y, const Moments& mx,
                      const Moments& my) {
  const double products = compensated_sum(
      x.size(), [&](std::size_t i) { return (x[i] - mx.mean - mx.rest) * (y[i] - my.mean - my.rest); });
  return products / (std::sqrt(mx.squares) * std::sqrt(my.squares));
}

std::string magnitude_of(double delta) {
  const double size = std::abs(delta);
  return size < 0.147 ? "negligible" : size < 0.33 ? "small" : size < 0.474 ? "medium" : "large";
}

} // namespace

Standardizer standardizer_from_text(std::string_view name) {
  const auto at = std::find(standardizer_names.begin(), standardizer_names.end(), name);
  if (at == standardizer_names.end())
    throw InvalidArgument("AC5504", "'" + std::string(name) +
                                        "' is no standardizer; there are pooled, first, difference, average");
  return static_cast<Standardizer>(at - standardizer_names.begin());
}

EffectSize effect_size(std::span<const double> first, std::span<const double> second,
                       const EffectOptions& options) {
  EffectSize out = effect_begun("", static_cast<std::int64_t>(first.size() + second.size()), options);
  const EffectSample a = effect_sample(first, options.labels[0]),
                     b = effect_sample(second, options.labels[1]);
  out.groups = {GroupOfValues{options.labels[0], {}}.summary(moments(first)),
                GroupOfValues{options.labels[1], {}}.summary(moments(second))};
  independent_effect(out, a, b, options);
  return out;
}

EffectSize effect_size(const GroupSummary& first, const GroupSummary& second, const EffectOptions& options) {
  EffectSize out = effect_begun("", first.n + second.n, options);
  const EffectSample a = summary_sample(first), b = summary_sample(second);
  out.groups = {first, second};
  independent_effect(out, a, b, options);
  return out;
}

EffectSize paired_effect_size(std::span<const double> before, std::span<const double> after,
                              const EffectOptions& options) {
  require_equal_length(before.size(), after.size(), options.labels[0], options.labels[1]);
  require_finite(before, options.labels[0]);
  require_finite(after, options.labels[1]);
  EffectSize out = effect_begun("paired ", static_cast<std::int64_t>(before.size()), options);
  std::vector<double> change(before.size());
  std::transform(after.begin(), after.end(), before.begin(), change.begin(), std::minus<>());
  const Moments a = moments(before), b = moments(after), d = moments(change);
  out.groups = {GroupOfValues{options.labels[0], {}}.summary(a),
                GroupOfValues{options.labels[1], {}}.summary(b)};
  if (d.n < 2 || only_rounding(d, before, after)) {
    out.not_estimable = {"there is no variance to measure the difference by", "没有方差，无法衡量差异的大小"};
    return out;
  }
  double standardizer = d.sd();
  switch (options.standardizer) {
  case Standardizer::difference:
    break;
  case Standardizer::first:
    standardizer = a.sd();
    break;
  case Standardizer::average:
    standardizer = std::sqrt((a.variance() + b.variance()) / 2);
    break;
  case Standardizer::pooled:
    standardizer = d.sd() / std::sqrt(2 * (1 - correlation_of(before, after, a, b)));
    break;
  }
  paired_effect(out, static_cast<double>(d.n), d.mean + d.rest, d.sd(), standardizer, options);
  return out;
}

EffectSize paired_effect_size(const PairSummary& p, const EffectOptions& options) {
  if (p.n < 1 || !(p.sd_difference >= 0) || !(std::abs(p.correlation) < 1) ||
      !std::isfinite(p.sd_difference) || !std::isfinite(p.mean_after - p.mean_before))
    throw InvalidArgument("AC5504", "of pairs, n is 1 or more, the sd of the difference 0 or more and the "
                                    "correlation between -1 and 1");
  if (options.standardizer == Standardizer::first || options.standardizer == Standardizer::average)
    throw InvalidArgument("AC5504", "from summaries of pairs the standardizer is pooled or difference");
  EffectSize out = effect_begun("paired ", p.n, options);
  if (p.n < 2 || p.sd_difference == 0) {
    out.not_estimable = {"there is no variance to measure the difference by", "没有方差，无法衡量差异的大小"};
    return out;
  }
  const double within = options.standardizer == Standardizer::pooled ? std::sqrt(2 * (1 - p.correlation)) : 1;
  paired_effect(out, static_cast<double>(p.n), p.mean_after - p.mean_before, p.sd_difference,
                p.sd_difference / within, options);
  return out;
}

CliffsDelta cliffs_delta(std::span<const double> given_first, std::span<const double> given_second,
                         bool consistent, double level, const std::array<std::string, 2>& labels) {
  require_level(level);
  require_finite(given_first, labels[0]);
  require_finite(given_second, labels[1]);
  CliffsDelta out;
  out.estimator = consistent ? "cliff consistent" : "cliff unbiased";
  out.level = level;
  out.n = static_cast<std::int64_t>(given_first.size() + given_second.size());
  if (given_first.empty() || given_second.empty()) {
    out.not_estimable = {"one of the groups has no observation", "其中一组没有观测值"};
    return out;
  }
  const std::vector<double> first = sorted(given_first), second = sorted(given_second);
  const Dominance d = dominance(first, second);
  out.estimate = d.delta();
  out.magnitude = magnitude_of(out.estimate);
  const auto group = [](const std::string& label, const std::vector<double>& v, double wins, double n) {
    const double upper = v[v.size() / 2], median = v.size() % 2 ? upper : (v[v.size() / 2 - 1] + upper) / 2;
    return RankedGroup{label, static_cast<std::int64_t>(v.size()), median, wins / n + (n + 1) / 2};
  };
  const double wins = static_cast<double>(d.doubled_wins) / 2;
  out.groups = {group(labels[0], first, d.m * d.n - wins, d.m), group(labels[1], second, wins, d.n)};
  if (d.m < 2 || d.n < 2) return out; // a share, but no variance
  const double variance = consistent ? d.consistent_variance() : d.unbiased_variance();
  if (variance > 0) { // none where the samples do not overlap
    out.variance = variance;
    out.standard_error = std::sqrt(variance);
  }
  const double p = 1 - (1 - level) / 2;
  const DeltaInterval interval = delta_interval(out.estimate, variance,
                                                consistent ? distributions::normal_quantile(p)
                                                           : distributions::t_quantile(d.m + d.n - 2, p),
                                                std::min(d.m, d.n));
  out.low = interval.low;
  out.high = interval.high;
  return out;
}

CliffsDelta clustered_cliffs_delta(std::span<const double> values, std::span<const std::int32_t> group,
                                   std::span<const std::int32_t> cluster, double level,
                                   const std::array<std::string, 2>& labels) {
  RankTestOptions options;
  options.level = level;
  options.labels = labels;
  const MannWhitney test = clustered_mann_whitney(values, group, cluster, options);
  CliffsDelta out;
  static_cast<Answer&>(out) = test;
  out.estimator = "cliff obuchowski";
  if (!test.not_estimable.empty()) return out;
  out.estimate = 2 * test.estimate - 1;
  out.standard_error = 2 * test.standard_error;
  out.variance = out.standard_error * out.standard_error;
  out.low = 2 * test.low - 1;
  out.high = 2 * test.high - 1;
  out.magnitude = magnitude_of(out.estimate);
  out.groups = test.groups;
  return out;
}

namespace {

const Wording beyond_noncentral_t{"the effect is so large that the noncentral t cannot be computed",
                                  "效应过大，无法计算非中心 t 分布"};

} // namespace

Wording in_words(const EffectSize& effect) {
  if (!effect.not_estimable.empty()) return no_answer_in_words("effect size", "效应量", effect);
  const Wording size = n_in_words(effect);
  const std::string value = readable(std::abs(effect.estimate));
  const Wording interval = interval_words(effect, effect.low, effect.high, beyond_noncentral_t);
  const bool lower = effect.estimate < 0;
  const std::string a = effect.groups.empty() ? "" : effect.groups[0].group,
                    b = effect.groups.empty() ? "" : effect.groups[1].group;
  const Wording what = a.empty()
                           ? Wording{"The mean afterwards is " + value + " standard deviations " +
                                         (lower ? "lower" : "higher"),
                                     "事后均值" + std::string(lower ? "低 " : "高 ") + value + " 个标准差"}
                           : Wording{"The mean of " + b + " is " + value + " standard deviations " +
                                         (lower ? "below" : "above") + " that of " + a,
                                     b + " 的均值比 " + a + (lower ? " 低 " : " 高 ") + value + " 个标准差"};
  return {what.en + " (" + interval.en + "); " + size.en + ".",
          what.zh + "（" + interval.zh + "）；" + size.zh + "。"};
}

Wording in_words(const CliffsDelta& delta) {
  if (!delta.not_estimable.empty()) return no_answer_in_words("Cliff's delta", " Cliff delta", delta);
  const Wording size = n_in_words(delta);
  const std::string &a = delta.groups[0].group, &b = delta.groups[1].group;
  const std::string value = readable(delta.estimate);
  const Wording interval = interval_words(delta, delta.low, delta.high, reasons::one_in_group);
  return {"How much more often a value of " + b + " exceeds one of " + a + " than the reverse: " + value +
              " (" + interval.en + ", " + delta.magnitude + "); " + size.en + ".",
          b + " 的取值高于 " + a + " 的比例减去相反的比例：" + value + "（" + interval.zh + "）；" + size.zh +
              "。"};
}

} // namespace aftercourse::statistics
