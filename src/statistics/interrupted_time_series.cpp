#include <aftercourse/statistics/interrupted_time_series.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/linear_regression.hpp>
#include <aftercourse/statistics/poisson_regression.hpp>

#include "sandwich.hpp"

namespace aftercourse::statistics {

namespace {

/// The series in order of time, and the columns of the model.
struct Series {
  std::vector<double> outcome, time, offset, after, since;
  std::vector<std::vector<double>> season;

  std::vector<Predictor> predictors(bool slope) const {
    std::vector<Predictor> out{{"time", time, {}, {}}, {"level change", after, {}, {}}};
    if (slope) out.push_back({"slope change", since, {}, {}});
    for (std::size_t k = 0; k < season.size(); ++k)
      out.push_back({(k % 2 == 0 ? "sine " : "cosine ") + std::to_string(k / 2 + 1), season[k], {}, {}});
    return out;
  }
};

Series series_of(std::span<const double> outcome, std::span<const double> time,
                 std::span<const double> exposure, const SeriesOptions& options) {
  std::vector<std::size_t> order(time.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return time[i]; });
  Series s;
  s.season.resize(2 * static_cast<std::size_t>(options.harmonics));
  for (const std::size_t i : order) {
    s.outcome.push_back(outcome[i]);
    s.time.push_back(time[i]);
    if (!exposure.empty()) s.offset.push_back(std::log(exposure[i]));
    s.after.push_back(time[i] > options.interruption ? 1 : 0);
    s.since.push_back(std::max(0.0, time[i] - options.interruption));
    for (std::size_t k = 0; k < s.season.size(); ++k) {
      const double angle = 2 * std::numbers::pi * static_cast<double>(k / 2 + 1) * time[i] / options.season;
      s.season[k].push_back(k % 2 == 0 ? std::sin(angle) : std::cos(angle));
    }
  }
  return s;
}

void require_series(std::span<const double> outcome, std::span<const double> time,
                    std::span<const double> exposure, const SeriesOptions& options) {
  require_level(options.level);
  require_equal_length(outcome.size(), time.size(), "the outcome", "time");
  require_finite(outcome, "the outcome");
  require_finite(time, "time");
  require_finite(exposure, "the exposure");
  if (!std::isfinite(options.interruption))
    throw InvalidArgument("AC5504", "the interruption is the last time before the change, a number");
  if (options.harmonics < 0 || !(options.season > 0) ||
      2.0 * static_cast<double>(options.harmonics) >= options.season)
    throw InvalidArgument("AC5504", "the harmonics are 0 or more and fewer than half the season's length");
  if (exposure.empty()) return;
  require_equal_length(outcome.size(), exposure.size(), "the outcome", "the exposure");
  if (!options.counts) throw InvalidArgument("AC5504", "an exposure goes with counts");
  if (std::ranges::any_of(exposure, [](double e) { return e <= 0; }))
    throw InvalidArgument("AC5504", "an exposure is above 0");
}

double durbin_watson_of(const std::vector<SeriesPoint>& points) {
  double steps = 0, squares = 0, before = no_value;
  for (const SeriesPoint& p : points) {
    const double e = p.observed - p.fitted;
    if (!std::isnan(before)) steps += (e - before) * (e - before);
    squares += e * e;
    before = e;
  }
  return steps / squares;
}

/// What both kinds of model tell from coefficients and their covariance.
template <class C>
void fill_series(InterruptedTimeSeries& answer, const Series& s, const std::vector<C>& coefficients,
                 const std::vector<std::vector<double>>& covariance, double df,
                 const SeriesOptions& options) {
  const Reference reference{df};
  answer.coefficients.assign(coefficients.begin(), coefficients.end());
  const Coefficient& level = answer.coefficients[2];
  answer.estimate = level.estimate;
  answer.standard_error = level.standard_error;
  answer.low = level.low;
  answer.high = level.high;
  answer.statistic = level.statistic;
  answer.p_value = level.p_value;
  Coefficient end = level;
  if (options.slope) {
    const Coefficient& slope = answer.coefficients[3];
    answer.slope_change = slope.estimate;
    answer.slope_change_low = slope.low;
    answer.slope_change_high = slope.high;
    const double t = s.since.back();
    end.estimate = level.estimate + t * slope.estimate;
    end.standard_error = std::sqrt(covariance[2][2] + 2 * t * covariance[2][3] + t * t * covariance[3][3]);
    reference.finish(end, options.level);
  }
  answer.end_effect = end.estimate;
  answer.end_effect_low = end.low;
  answer.end_effect_high = end.high;
  answer.end_effect_p_value = end.p_value;
  for (std::size_t i = 0; i < s.time.size(); ++i) {
    double without = coefficients[0].estimate + coefficients[1].estimate * s.time[i];
    for (std::size_t k = 0; k < s.season.size(); ++k)
      without += coefficients[(options.slope ? 4 : 3) + k].estimate * s.season[k][i];
    double with =
        without + answer.estimate * s.after[i] + (options.slope ? answer.slope_change * s.since[i] : 0);
    if (options.counts) {
      const double offset = s.offset.empty() ? 0 : s.offset[i];
      without = std::exp(without + offset);
      with = std::exp(with + offset);
    }
    answer.points.push_back({s.time[i], s.outcome[i], with, without});
  }
  answer.durbin_watson = durbin_watson_of(answer.points);
}

} // namespace

InterruptedTimeSeries interrupted_time_series(std::span<const double> outcome, std::span<const double> time,
                                              std::span<const double> exposure,
                                              const SeriesOptions& options) {
  require_series(outcome, time, exposure, options);
  InterruptedTimeSeries answer;
  answer.level = options.level;
  answer.n = static_cast<std::int64_t>(outcome.size());
  answer.interruption = options.interruption;
  answer.estimator =
      options.counts ? "segmented regression, quasi-Poisson" : "segmented regression, Newey-West";
  const Series s = series_of(outcome, time, exposure, options);
  const auto after = std::ranges::count(s.after, 1.0);
  if (after < 2 || std::ssize(s.after) - after < 2) {
    answer.not_estimable = {"before and after the change there must be two times at least",
                            "变化前后各需要至少两个时间点"};
    return answer;
  }
  answer.last_time = s.time.back();
  const std::vector<Predictor> predictors = s.predictors(options.slope);
  const Design design(s.outcome.size(), predictors);
  if (options.counts) {
    PoissonOptions poisson;
    poisson.quasi = true;
    poisson.level = options.level;
    const PoissonRegression model =
        poisson_regression({.outcome = s.outcome, .offset = s.offset}, design, poisson);
    answer.not_estimable = model.not_estimable;
    answer.covariance = "quasi-Poisson";
    if (!model.not_estimable.empty()) return answer;
    answer.dispersion = model.dispersion;
    fill_series(answer, s, model.coefficients, model.covariance_matrix, model.df, options);
    answer.ratio = std::exp(answer.estimate);
    answer.ratio_low = std::exp(answer.low);
    answer.ratio_high = std::exp(answer.high);
    return answer;
  }
  LinearOptions linear;
  linear.covariance = Covariance::newey_west;
  linear.lag = options.lag;
  linear.level = options.level;
  const LinearRegression model = linear_regression({.outcome = s.outcome}, design, linear);
  answer.not_estimable = model.not_estimable;
  answer.covariance = model.covariance;
  answer.lag = model.lag;
  if (model.not_estimable.empty())
    fill_series(answer, s, model.coefficients, model.covariance_matrix, model.df, options);
  return answer;
}

Wording in_words(const InterruptedTimeSeries& a) {
  const std::string n = std::to_string(a.n), level = readable_level(a.level);
  if (!a.not_estimable.empty())
    return {"No interrupted time series: " + a.not_estimable.en + " (n = " + n + ").",
            "无法做中断时间序列分析：" + a.not_estimable.zh + "（n = " + n + "）。"};
  const bool ratio = !std::isnan(a.ratio);
  const auto told = [&](double value) { return readable(ratio ? std::exp(value) : value); };
  const std::string range = told(a.low) + " to " + told(a.high),
                    end = told(a.end_effect_low) + " to " + told(a.end_effect_high);
  const std::string by = a.lag > 0 || !ratio ? "Newey-West, lag " + std::to_string(a.lag) : "quasi-Poisson";
  return {std::string(ratio ? "The rate changed by the factor " : "The level changed by ") +
              told(a.estimate) + " after time " + readable(a.interruption) + " (" + level + " % interval " +
              range + "); at the last time, " + readable(a.last_time) + ", the " +
              (ratio ? "factor" : "difference") + " is " + told(a.end_effect) + " (" + end + "); n = " + n +
              ", " + by + ".",
          "时间 " + readable(a.interruption) + " 之后" + (ratio ? "发生率变为原来的 " : "水平变化 ") +
              told(a.estimate) + (ratio ? " 倍" : "") + "（" + level + "% 置信区间 " + told(a.low) + " 至 " +
              told(a.high) + "）；在最后时间 " + readable(a.last_time) + "，" + (ratio ? "倍数" : "差") +
              "为 " + told(a.end_effect) + "（" + told(a.end_effect_low) + " 至 " + told(a.end_effect_high) +
              "）；n = " + n + "，" + by + "。"};
}

} // namespace aftercourse::statistics
