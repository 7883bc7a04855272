#include <aftercourse/statistics/mann_kendall.hpp>

#include <algorithm>
#include <cmath>
#include <complex>
#include <numeric>

#include <unsupported/Eigen/FFT>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "rank_trend.hpp"

namespace aftercourse::statistics {

namespace {

/// Σ x(t) x(t + lag) for lags 0 to `lags`, by Fourier's transform of the series and as many zeros.
std::vector<double> lagged_products(const std::vector<double>& x, std::size_t lags) {
  std::size_t size = 1;
  while (size < 2 * x.size()) size *= 2;
  std::vector<double> padded = x, products;
  padded.resize(size, 0);
  std::vector<std::complex<double>> spectrum;
  Eigen::FFT<double> transform;
  transform.fwd(spectrum, padded);
  for (auto& value : spectrum) value = std::norm(value);
  transform.inv(products, spectrum);
  products.resize(lags + 1);
  return products;
}

/// The autocorrelations of lags 0 to `lags`: sums over n - lag products, each over n. Of a constant series 0.
std::vector<double> autocorrelations(const std::vector<double>& values, std::size_t lags) {
  constexpr std::size_t many = 1 << 22; // products: from here on the transform is the faster way
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  std::vector<double> centred, sums;
  for (const double v : values) centred.push_back(v - mean);
  lags = std::min(lags, values.size() - 1);
  if (lags * values.size() > many) {
    sums = lagged_products(centred, lags);
  } else {
    for (std::size_t lag = 0; lag <= lags; ++lag)
      sums.push_back(std::inner_product(centred.begin() + static_cast<std::ptrdiff_t>(lag), centred.end(),
                                        centred.begin(), 0.0));
  }
  const double variance = sums.front();
  for (double& sum : sums) sum = variance > 0 ? sum / variance : 0;
  return sums;
}

/// The values less the Sen line, whose first step is 1.
std::vector<double> without_trend(const TrendPart& part, double slope) {
  std::vector<double> rest;
  for (std::size_t i = 0; i < part.values.size(); ++i)
    rest.push_back(part.values[i] - static_cast<double>(i + 1) * slope);
  return rest;
}

/// n / n* of Hamed and Rao.
double hamed_rao_factor(const TrendPart& part, const MannKendallOptions& options) {
  const std::size_t n = part.values.size();
  const std::size_t lags = options.lags ? static_cast<std::size_t>(*options.lags) : n - 1;
  const std::vector<double> ranks = middle_ranks(without_trend(part, PairSlopes({part}).median()));
  const std::vector<double> r = autocorrelations(ranks, lags);
  const double count = static_cast<double>(n);
  const double bound = distributions::normal_quantile(0.5 + options.level / 2) / std::sqrt(count);
  double sum = 0;
  for (std::size_t lag = 1; lag < r.size(); ++lag) {
    const double left = count - static_cast<double>(lag);
    if (std::abs(r[lag]) > bound) sum += left * (left - 1) * (left - 2) * r[lag];
  }
  return 1 + 2 / (count * (count - 1) * (count - 2)) * sum;
}

TrendPart whitened(const std::vector<double>& values, double slope) {
  const double r = autocorrelations(values, 1)[1];
  TrendPart part;
  for (std::size_t i = 1; i < values.size(); ++i) {
    part.time.push_back(static_cast<double>(i));
    part.values.push_back(values[i] - r * values[i - 1] + static_cast<double>(i) * slope);
  }
  return part;
}

/// The covariance of S of two seasons (Dietz and Killeen 1981, as Hirsch and Slack 1984, eq. 11, for missing
/// values): a missing value has the middle rank of its season.
double season_covariance(const TrendPart& g, const TrendPart& h, const std::vector<double>& cycles) {
  const auto ranks_by_cycle = [&](const TrendPart& part) {
    const std::vector<double> ranks = middle_ranks(part.values);
    std::vector<double> all(cycles.size(), (static_cast<double>(part.time.size()) + 1) / 2);
    for (std::size_t i = 0; i < part.time.size(); ++i)
      all[static_cast<std::size_t>(std::lower_bound(cycles.begin(), cycles.end(), part.time[i]) -
                                   cycles.begin())] = ranks[i];
    return all;
  };
  TrendPart both; // values of h at those of g, so that its S is Σ sign sign
  for (std::size_t i = 0, j = 0; i < g.time.size() && j < h.time.size();) {
    if (g.time[i] == h.time[j])
      both.time.push_back(g.values[i++]), both.values.push_back(h.values[j++]);
    else
      g.time[i] < h.time[j] ? ++i : ++j;
  }
  TrendSeries paired{both.time, both.values};
  const double k = both.time.empty() ? 0 : trend_score(trend_parts(paired).front()).s;
  const std::vector<double> rg = ranks_by_cycle(g), rh = ranks_by_cycle(h);
  const double products = std::inner_product(rg.begin(), rg.end(), rh.begin(), 0.0);
  const double ng = static_cast<double>(g.time.size()), nh = static_cast<double>(h.time.size());
  return (k + 4 * products - static_cast<double>(cycles.size()) * (ng + 1) * (nh + 1)) / 3;
}

double covariance_between(const std::vector<TrendPart>& parts) {
  std::vector<double> cycles;
  for (const TrendPart& part : parts) cycles.insert(cycles.end(), part.time.begin(), part.time.end());
  std::sort(cycles.begin(), cycles.end());
  cycles.erase(std::unique(cycles.begin(), cycles.end()), cycles.end());
  double sum = 0;
  for (std::size_t g = 0; g < parts.size(); ++g)
    for (std::size_t h = g + 1; h < parts.size(); ++h)
      sum += 2 * season_covariance(parts[g], parts[h], cycles);
  return sum;
}

void require_correction(const TrendSeries& series, const std::vector<TrendPart>& parts,
                        const MannKendallOptions& options) {
  require_level(options.level);
  if (options.lags && *options.lags < 1)
    throw InvalidArgument("AC5504", "lags are 1 or more; these are " + std::to_string(*options.lags));
  if (options.correction == TrendCorrection::none) return;
  const std::string name(trend_correction_names[static_cast<std::size_t>(options.correction)]);
  const bool seasonal = series.period > 0 || !series.seasons.codes.empty();
  if (seasonal != (options.correction == TrendCorrection::between_seasons))
    throw InvalidArgument("AC5504",
                          name + (seasonal ? " is for a series without seasons" : " needs seasons"));
  for (const TrendPart& part : parts)
    if (std::adjacent_find(part.time.begin(), part.time.end()) != part.time.end())
      throw InvalidArgument("AC5504",
                            name + " needs times that differ" + (seasonal ? " within a season" : ""));
}

/// The test of one series by that correction; S and its denominators are those of the series that is tested.
TrendScore corrected_score(const TrendPart& part, const MannKendallOptions& options) {
  switch (options.correction) {
  case TrendCorrection::prewhitening:
    return trend_score(whitened(part.values, 0));
  case TrendCorrection::trend_free_prewhitening: {
    const double slope = PairSlopes({part}).median();
    return trend_score(whitened(without_trend(part, slope), slope));
  }
  case TrendCorrection::hamed_rao: {
    TrendScore score = trend_score(part);
    if (score.variance > 0) score.variance *= hamed_rao_factor(part, options);
    return score;
  }
  default:
    return trend_score(part);
  }
}

void set_season(MannKendall& answer, const TrendPart& part, const TrendScore& score) {
  SeasonTrend season{part.season, score.n};
  season.s = score.s, season.variance = score.variance;
  if (score.tau_denominator > 0) season.tau = score.s / score.tau_denominator;
  if (score.variance > 0) {
    season.z = trend_z(score.s, score.variance);
    season.p_value = 2 * distributions::normal_upper(std::abs(season.z));
  }
  answer.seasons.push_back(season);
}

} // namespace

TrendCorrection trend_correction_from_text(std::string_view name) {
  const auto at = std::find(trend_correction_names.begin(), trend_correction_names.end(), name);
  if (at != trend_correction_names.end())
    return static_cast<TrendCorrection>(at - trend_correction_names.begin());
  std::string known;
  for (const std::string_view n : trend_correction_names) (known += known.empty() ? "" : ", ") += n;
  throw InvalidArgument("AC5504", "'" + std::string(name) + "' is no correction; there are " + known);
}

MannKendall mann_kendall(const TrendSeries& series, const MannKendallOptions& options) {
  require_trend_series(series);
  const std::vector<TrendPart> parts = trend_parts(series);
  require_correction(series, parts, options);
  const bool seasonal = series.period > 0 || !series.seasons.codes.empty();
  MannKendall answer;
  answer.estimator = seasonal ? "mann_kendall, seasonal" : "mann_kendall";
  if (options.correction != TrendCorrection::none)
    answer.estimator +=
        ", " + std::string(trend_correction_names[static_cast<std::size_t>(options.correction)]);
  answer.level = options.level;
  answer.n = static_cast<std::int64_t>(series.time.size());
  std::int64_t longest = 0;
  for (const TrendPart& part : parts)
    longest = std::max(longest, static_cast<std::int64_t>(part.time.size()));
  if (longest < 3) {
    answer.not_estimable = {"fewer than three values", "不足三个值"};
    return answer;
  }
  double s = 0, variance = 0, pairs = 0, denominator = 0;
  for (const TrendPart& part : parts) {
    const TrendScore score = corrected_score(part, options);
    s += score.s, variance += score.variance, pairs += score.pairs, denominator += score.tau_denominator;
    if (seasonal) set_season(answer, part, score);
  }
  if (!(denominator > 0)) {
    answer.not_estimable = {"all values are equal", "所有值都相同"};
    return answer;
  }
  if (options.correction == TrendCorrection::between_seasons) variance += covariance_between(parts);
  answer.s = s, answer.variance = variance;
  answer.estimate = s / denominator, answer.tau_a = s / pairs;
  if (!(variance > 0)) {
    answer.not_estimable = {"the corrected variance is not above 0", "校正后的方差不为正"};
    return answer;
  }
  answer.z = trend_z(s, variance);
  answer.p_value = 2 * distributions::normal_upper(std::abs(answer.z));
  return answer;
}

Wording in_words(const MannKendall& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  const bool seen = answer.p_value < 1 - answer.level;
  const std::string numbers = "tau = " + readable(answer.estimate) + ", " + readable_p(answer.p_value) +
                              ", n = " + std::to_string(answer.n);
  const std::string en = !seen ? "shows no trend beyond chance" : answer.s > 0 ? "rises" : "falls";
  const std::string zh = !seen ? "没有超出偶然的趋势" : answer.s > 0 ? "呈上升趋势" : "呈下降趋势";
  const std::string of =
      answer.seasons.empty() ? "" : " within " + std::to_string(answer.seasons.size()) + " seasons";
  const std::string in =
      answer.seasons.empty() ? "" : "按 " + std::to_string(answer.seasons.size()) + " 个季节比较，";
  return {"The series " + en + of + " (" + numbers + ").", "序列" + in + zh + "（" + numbers + "）。"};
}

} // namespace aftercourse::statistics
