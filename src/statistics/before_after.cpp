#include <aftercourse/statistics/before_after.hpp>

#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/linear_regression.hpp>
#include <aftercourse/statistics/t_test.hpp>

#include "model_words.hpp"
#include "moments.hpp"
#include "sandwich.hpp"

namespace aftercourse::statistics {

namespace {

double correlation_between(std::span<const double> x, const Moments& mx, std::span<const double> y,
                           const Moments& my) {
  const double product =
      compensated_sum(x.size(), [&](std::size_t i) { return (x[i] - mx.mean) * (y[i] - my.mean); });
  return product / std::sqrt(mx.squares * my.squares);
}

void take_test(BeforeAfter& answer, const TTest& test) {
  static_cast<Estimate&>(answer) = test;
  answer.statistic = test.statistic;
  answer.df = test.df;
  answer.p_value = test.p_value;
}

} // namespace

BeforeAfter before_after(std::span<const double> before, std::span<const double> after,
                         std::span<const std::int32_t> cluster, std::span<const double> weights,
                         double population_mean, double level) {
  require_equal_length(before.size(), after.size(), "before", "after");
  require_finite(before, "before");
  require_finite(after, "after");
  TTestOptions options;
  options.level = level;
  options.labels = {"before", "after"};
  std::vector<double> change(before.size());
  for (std::size_t i = 0; i < before.size(); ++i) change[i] = after[i] - before[i];
  BeforeAfter answer;
  const bool plain = cluster.empty() && weights.empty();
  take_test(answer,
            plain ? paired_t(before, after, options) : clustered_t(change, {}, cluster, weights, options));
  const Moments first = moments(before), second = moments(after), changed = moments(change);
  answer.estimator = plain             ? "mean change, paired t"
                     : cluster.empty() ? "mean change, HC1"
                                       : "mean change, CR1";
  if (before.size() < 2) return answer;
  answer.mean_before = first.mean;
  answer.mean_after = second.mean;
  answer.sd_before = first.sd();
  answer.sd_after = second.sd();
  if (!first.constant() && !second.constant())
    answer.correlation = correlation_between(before, first, after, second);
  if (!answer.not_estimable.empty()) return answer;
  answer.effect_size = changed.mean / changed.sd();
  answer.population_mean = population_mean;
  answer.regression_to_mean = (1 - answer.correlation) * (population_mean - first.mean);
  answer.beyond_regression = answer.estimate - answer.regression_to_mean;
  return answer;
}

namespace {

/// What the rows of each group are, and the adjusted means at the common mean of before.
void fill_groups(Ancova& answer, const LinearRegression& model, const Observations& rows,
                 std::span<const double> before, const Labels& group,
                 const std::vector<double>& covariate_means) {
  const Reference reference{model.df};
  const double centre = moments(before).mean;
  for (std::size_t g = 0; g < group.names.size(); ++g) {
    AncovaGroup line;
    line.group = group.names[g];
    CompensatedSum first, second;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (group.codes[i] != static_cast<std::int32_t>(g)) continue;
      ++line.n;
      first.add(before[i]);
      second.add(rows.outcome[i]);
    }
    line.mean_before = first.value() / static_cast<double>(line.n);
    line.mean_after = second.value() / static_cast<double>(line.n);
    line.gain = line.mean_after - line.mean_before;
    // intercept, before, groups but the first, covariates
    std::vector<double> at(model.coefficients.size());
    at[0] = 1, at[1] = centre;
    if (g > 0) at[1 + g] = 1;
    std::copy(covariate_means.begin(), covariate_means.end(),
              at.end() - static_cast<std::ptrdiff_t>(covariate_means.size()));
    double mean = 0, variance = 0;
    for (std::size_t i = 0; i < at.size(); ++i) {
      mean += at[i] * model.coefficients[i].estimate;
      for (std::size_t j = 0; j < at.size(); ++j) variance += at[i] * at[j] * model.covariance_matrix[i][j];
    }
    line.adjusted_mean = mean;
    line.standard_error = std::sqrt(std::max(0.0, variance));
    line.low = mean - reference.reach(model.level) * line.standard_error;
    line.high = mean + reference.reach(model.level) * line.standard_error;
    answer.groups.push_back(line);
  }
}

} // namespace

Ancova ancova(const Observations& rows, std::span<const double> before, const Labels& group,
              std::span<const Predictor> covariates, Covariance covariance, double level) {
  Ancova answer;
  answer.level = level;
  answer.estimator = "analysis of covariance";
  std::vector<Predictor> predictors{{"before", before, {}, {}}, {"group", {}, group.codes, group.names}};
  predictors.insert(predictors.end(), covariates.begin(), covariates.end());
  LinearOptions options;
  options.covariance = covariance;
  options.level = level;
  const Design design(rows.outcome.size(), predictors);
  const LinearRegression model = linear_regression(rows, design, options);
  static_cast<Answer&>(answer) = model;
  answer.estimator = "analysis of covariance";
  answer.covariance = model.covariance;
  if (group.names.size() < 2)
    answer.not_estimable = {"there are fewer than two groups to compare", "可比较的组少于两个"};
  if (answer.not_estimable.empty()) answer.not_estimable = why_untested(model.coefficients[2]);
  if (!answer.not_estimable.empty()) return answer;
  answer.slope = model.coefficients[1].estimate;
  answer.r_squared = model.r_squared;
  answer.df = model.df;
  for (std::size_t g = 1; g < group.names.size(); ++g) answer.effects.push_back(model.coefficients[1 + g]);
  const Coefficient& second = answer.effects.front();
  answer.estimate = second.estimate;
  answer.standard_error = second.standard_error;
  answer.low = second.low;
  answer.high = second.high;
  answer.statistic = second.statistic;
  answer.p_value = second.p_value;
  answer.f = model.terms[1].statistic;
  answer.f_p_value = model.terms[1].p_value;
  std::vector<double> means;
  for (const DesignColumn& column : design.columns())
    if (column.term > 1) means.push_back(moments(column.values).mean);
  fill_groups(answer, model, rows, before, group, means);

  std::vector<std::string> terms = design.terms();
  terms.push_back("before:group");
  const LinearRegression slopes =
      linear_regression(rows, Design(rows.outcome.size(), predictors, terms), options);
  if (slopes.not_estimable.empty()) answer.slopes_p_value = slopes.terms.back().p_value;
  return answer;
}

namespace {

Wording interval_clause(const Estimate& e) {
  const std::string level = readable_level(e.level), low = readable(e.low), high = readable(e.high);
  return {" (" + level + " % interval " + low + " to " + high + ")",
          "（" + level + "% 置信区间 " + low + " 至 " + high + "）"};
}

} // namespace

Wording in_words(const BeforeAfter& a) {
  const Wording size = model_size(a);
  if (!a.not_estimable.empty())
    return {"No change can be estimated: " + a.not_estimable.en + " (" + size.en + ").",
            "无法估计变化：" + a.not_estimable.zh + "（" + size.zh + "）。"};
  const Wording interval = interval_clause(a);
  Wording words{
      "The mean changed from " + readable(a.mean_before) + " to " + readable(a.mean_after) + ", by " +
          readable(a.estimate) + interval.en + "; " + readable_p(a.p_value) + "; " + size.en + ".",
      "均值由 " + readable(a.mean_before) + " 变为 " + readable(a.mean_after) + "，变化 " +
          readable(a.estimate) + interval.zh + "；" + readable_p(a.p_value) + "；" + size.zh + "。"};
  if (std::isnan(a.regression_to_mean)) {
    words.en +=
        " Without a comparison group part of it may be regression to the mean or the passing of time.";
    words.zh += "没有对照组，其中一部分可能是趋均数回归或时间的影响。";
  } else {
    words.en += " Regression to the mean alone would give " + readable(a.regression_to_mean) + ".";
    words.zh += "仅趋均数回归就会带来 " + readable(a.regression_to_mean) + " 的变化。";
  }
  return words;
}

Wording in_words(const Ancova& a) {
  const Wording size = model_size(a);
  if (!a.not_estimable.empty())
    return {"No analysis of covariance: " + a.not_estimable.en + " (" + size.en + ").",
            "无法做协方差分析：" + a.not_estimable.zh + "（" + size.zh + "）。"};
  const Wording interval = interval_clause(a);
  return {"At the same score before, " + a.groups[1].group + " ends " + readable(std::abs(a.estimate)) +
              (a.estimate < 0 ? " below " : " above ") + a.groups[0].group + interval.en + "; " +
              readable_p(a.p_value) + "; " + size.en + ".",
          "前测相同时，" + a.groups[1].group + " 比 " + a.groups[0].group +
              (a.estimate < 0 ? " 低 " : " 高 ") + readable(std::abs(a.estimate)) + interval.zh + "；" +
              readable_p(a.p_value) + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
