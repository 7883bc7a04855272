#include <aftercourse/statistics/sen_slope.hpp>

#include <algorithm>
#include <cmath>

#include "distributions.hpp"
#include "rank_trend.hpp"

namespace aftercourse::statistics {

namespace {

double middle_value(std::vector<double> values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), half, values.end());
  return values.size() % 2 == 1 ? *half : (*std::max_element(values.begin(), half) + *half) / 2;
}

} // namespace

SenSlope sen_slope(const TrendSeries& series, const SenOptions& options) {
  require_trend_series(series);
  require_level(options.level);
  const std::vector<TrendPart> parts = trend_parts(series);
  const bool seasonal = series.period > 0 || !series.seasons.codes.empty();
  SenSlope answer;
  answer.estimator = seasonal ? "sen_slope, seasonal" : "sen_slope";
  answer.level = options.level;
  answer.n = static_cast<std::int64_t>(series.time.size());
  const PairSlopes slopes(parts);
  answer.pairs = slopes.count();
  if (answer.pairs == 0) {
    answer.not_estimable = {"no two values of different times", "没有不同时间的两个值"};
    return answer;
  }
  answer.estimate = slopes.median();
  std::vector<double> times(series.time.begin(), series.time.end());
  const double steps =
      middle_value(std::move(times)) / static_cast<double>(std::max<std::int64_t>(1, series.period));
  answer.intercept = middle_value({series.values.begin(), series.values.end()}) - answer.estimate * steps;
  answer.s_variance = 0;
  for (const TrendPart& part : parts) answer.s_variance += trend_score(part).variance;
  const double reach = distributions::normal_quantile(0.5 + options.level / 2) * std::sqrt(answer.s_variance);
  const double pairs = static_cast<double>(answer.pairs);
  const double low = std::nearbyint((pairs - reach) / 2) - 1, high = std::nearbyint((pairs + reach) / 2);
  if (low < 0 || high > pairs - 1) return answer; // the interval reaches beyond the slopes there are
  answer.low = slopes.at(static_cast<std::int64_t>(low));
  answer.high = slopes.at(static_cast<std::int64_t>(high));
  return answer;
}

Wording in_words(const SenSlope& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  const std::string slope = readable(answer.estimate), level = readable_level(answer.level);
  const std::string low = readable(answer.low), high = readable(answer.high);
  const Wording interval = std::isnan(answer.low)
                               ? Wording{"too few values for an interval", "数据过少，无法给出区间"}
                               : Wording{level + " % interval " + low + " to " + high,
                                         level + "% 置信区间 " + low + " 至 " + high};
  return {"The series changes by " + slope + " with each unit of time (median of the slopes of all pairs; " +
              interval.en + "; n = " + std::to_string(answer.n) + ").",
          "序列每单位时间变化 " + slope + "（所有数对斜率的中位数；" + interval.zh +
              "；n = " + std::to_string(answer.n) + "）。"};
}

} // namespace aftercourse::statistics
