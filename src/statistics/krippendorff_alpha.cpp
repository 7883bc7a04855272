#include <aftercourse/statistics/krippendorff_alpha.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <boost/describe/enum_to_string.hpp>

#include <aftercourse/base/error.hpp>

#include "linearised.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

/// How many ratings of units with two or more fall into each category.
std::vector<double> pairable_ratings(const Ratings& ratings) {
  std::vector<double> of(ratings.categories, 0.0);
  if (ratings.codes.empty()) {
    std::vector<double> row(ratings.categories);
    for (std::size_t i = 0; i < ratings.units; ++i) {
      std::ranges::fill(row, 0.0);
      if (ratings.count(i, row) < 2) continue;
      for (std::size_t c = 0; c < row.size(); ++c) of[c] += ratings.times_of(i) * row[c];
    }
    return of;
  }
  for (std::size_t i = 0; i < ratings.units; ++i) {
    const auto row = std::span(ratings.codes).subspan(i * ratings.raters, ratings.raters);
    if (std::ranges::count_if(row, [](std::int32_t c) { return c >= 0; }) < 2) continue;
    for (const std::int32_t code : row)
      if (code >= 0) of[static_cast<std::size_t>(code)] += ratings.times_of(i);
  }
  return of;
}

/// The distances between categories: nominal and ratio say so directly; ordinal and interval are squared
/// distances of `place`.
struct AlphaMetric {
  Measurement measurement;
  std::vector<double> place = {};  ///< of a category on the line, the mean taken off
  std::vector<double> to_all = {}; ///< expected distance of a category to a rating drawn from all
  double expected = 0;             ///< D_e

  double distance(std::size_t a, std::size_t b) const {
    if (measurement == Measurement::nominal) return a == b ? 0 : 1;
    const double d = place[a] - place[b];
    if (measurement != Measurement::ratio) return d * d;
    return a == b ? 0 : d / (place[a] + place[b]) * (d / (place[a] + place[b]));
  }
};

std::vector<double> alpha_mean_ranks(const std::vector<double>& of) {
  std::vector<double> ranks(of.size());
  double before = 0;
  for (std::size_t c = 0; c < of.size(); ++c) {
    ranks[c] = before + of[c] / 2;
    before += of[c];
  }
  return ranks;
}

AlphaMetric alpha_metric(const Ratings& ratings, Measurement measurement, const std::vector<double>& of) {
  AlphaMetric metric{.measurement = measurement};
  const std::size_t q = of.size();
  const double all = std::accumulate(of.begin(), of.end(), 0.0);
  metric.to_all.assign(q, 0.0);
  if (measurement == Measurement::nominal) {
    for (std::size_t c = 0; c < q; ++c) metric.to_all[c] = (all - of[c]) / all;
  } else if (measurement == Measurement::ratio) {
    metric.place = ratings.scores;
    for (std::size_t c = 0; c < q; ++c)
      for (std::size_t k = 0; k < q; ++k)
        if (of[k] > 0) metric.to_all[c] += of[k] / all * metric.distance(c, k);
  } else {
    metric.place = measurement == Measurement::ordinal ? alpha_mean_ranks(of) : ratings.scores;
    double mean = 0, spread = 0;
    for (std::size_t c = 0; c < q; ++c) mean += of[c] / all * (metric.place[c] - metric.place[0]);
    mean += q > 0 ? metric.place[0] : 0;
    for (double& p : metric.place) p -= mean;
    for (std::size_t c = 0; c < q; ++c) spread += of[c] / all * metric.place[c] * metric.place[c];
    for (std::size_t c = 0; c < q; ++c) metric.to_all[c] = metric.place[c] * metric.place[c] + spread;
  }
  for (std::size_t c = 0; c < q; ++c) metric.expected += of[c] / all * metric.to_all[c];
  return metric;
}

/// Distances over ordered pairs of a unit's r ratings, counted per category.
double within_counts(const AlphaMetric& metric, std::span<const double> row) {
  double sum = 0;
  for (std::size_t a = 0; a < row.size(); ++a)
    for (std::size_t b = 0; row[a] > 0 && b < a; ++b)
      if (row[b] > 0) sum += 2 * row[a] * row[b] * metric.distance(a, b);
  return sum;
}

/// The same from the codes themselves.
double within_codes(const AlphaMetric& metric, std::span<const std::int32_t> codes) {
  double sum = 0;
  if (metric.measurement == Measurement::nominal) {
    int pairs = 0;
    for (std::size_t a = 1; a < codes.size(); ++a)
      for (std::size_t b = 0; b < a; ++b) pairs += codes[a] != codes[b];
    return 2.0 * pairs;
  }
  if (metric.measurement == Measurement::ratio) {
    for (std::size_t a = 1; a < codes.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        sum += metric.distance(static_cast<std::size_t>(codes[a]), static_cast<std::size_t>(codes[b]));
    return 2 * sum;
  }
  double mean = 0;
  for (const std::int32_t c : codes) mean += metric.place[static_cast<std::size_t>(c)];
  mean /= static_cast<double>(codes.size());
  for (const std::int32_t c : codes) {
    const double d = metric.place[static_cast<std::size_t>(c)] - mean;
    sum += d * d;
  }
  return 2 * static_cast<double>(codes.size()) * sum;
}

AlphaUnits units_of_codes(const Ratings& ratings, const AlphaMetric& metric) {
  AlphaUnits units;
  for (auto* column : {&units.ratings, &units.within, &units.to_all, &units.times})
    column->reserve(ratings.units);
  units.unit.reserve(ratings.units);
  std::vector<std::int32_t> row(ratings.raters);
  for (std::size_t i = 0; i < ratings.units; ++i) {
    std::size_t size = 0;
    for (std::size_t r = 0; r < ratings.raters; ++r) {
      const std::int32_t code = ratings.codes[i * ratings.raters + r];
      row[size] = code;
      size += code >= 0;
    }
    if (size < 2 || ratings.times_of(i) <= 0) continue;
    double to_all = 0;
    for (std::size_t k = 0; k < size; ++k) to_all += metric.to_all[static_cast<std::size_t>(row[k])];
    units.ratings.push_back(static_cast<double>(size));
    units.within.push_back(within_codes(metric, std::span(row).first(size)));
    units.to_all.push_back(to_all);
    units.times.push_back(ratings.times_of(i));
    units.unit.push_back(i);
  }
  return units;
}

AlphaUnits units_of_counts(const Ratings& ratings, const AlphaMetric& metric) {
  AlphaUnits units;
  std::vector<double> row(ratings.categories);
  for (std::size_t i = 0; i < ratings.units; ++i) {
    std::ranges::fill(row, 0.0);
    const double size = ratings.count(i, row);
    if (size < 2 || ratings.times_of(i) <= 0) continue;
    units.ratings.push_back(size);
    units.within.push_back(within_counts(metric, row));
    units.to_all.push_back(std::inner_product(row.begin(), row.end(), metric.to_all.begin(), 0.0));
    units.times.push_back(ratings.times_of(i));
    units.unit.push_back(i);
  }
  return units;
}

void require_alpha_numbers(const Ratings& ratings, Measurement measurement) {
  if (measurement == Measurement::nominal || measurement == Measurement::ordinal) return;
  if (ratings.scores.size() != ratings.categories)
    throw InvalidArgument("AC5504", "interval and ratio need categories that are numbers");
  if (measurement == Measurement::ratio &&
      std::ranges::any_of(ratings.scores, [](double s) { return s < 0; }))
    throw InvalidArgument("AC5504", "a ratio needs numbers that are not negative");
}

} // namespace

KrippendorffAlpha krippendorff_alpha(const Ratings& ratings, const KrippendorffOptions& options) {
  require_level(options.level);
  require_alpha_numbers(ratings, options.measurement);
  if (!options.clusters.empty())
    require_equal_length(ratings.units, options.clusters.size(), "the ratings", "the clusters");
  KrippendorffAlpha answer;
  answer.estimator = "Krippendorff's alpha";
  answer.level = options.level;
  answer.measurement = boost::describe::enum_to_string(options.measurement, "");
  answer.raters = static_cast<std::int64_t>(ratings.raters);
  answer.categories = static_cast<std::int64_t>(ratings.categories);
  const std::vector<double> of = pairable_ratings(ratings);
  const double all = std::accumulate(of.begin(), of.end(), 0.0);
  answer.missing = std::llround(ratings.all_times());
  if (!(all > 0)) {
    answer.not_estimable = {"no unit has two ratings", "没有一个对象得到两个评分"};
    return answer;
  }
  const AlphaMetric metric = alpha_metric(ratings, options.measurement, of);
  AlphaUnits units =
      ratings.codes.empty() ? units_of_counts(ratings, metric) : units_of_codes(ratings, metric);
  AlphaParts parts = alpha_of_units(std::move(units), metric.expected);
  answer.n = std::llround(parts.n);
  answer.missing -= answer.n;
  answer.pairable = std::llround(parts.ratings);
  if (parts.n < 1) return without(std::move(answer), less_than_one_unit);
  if (!(metric.expected > 0)) {
    answer.not_estimable = {"all ratings are alike", "所有评分都相同"};
    return answer;
  }
  if (!std::isfinite(parts.alpha)) {
    answer.not_estimable = too_far_apart;
    return answer;
  }
  answer.estimate = parts.alpha;
  answer.observed_disagreement = parts.observed * (parts.ratings / (parts.ratings - 1));
  answer.expected_disagreement = metric.expected * (parts.ratings / (parts.ratings - 1));
  set_linearised_interval(answer, parts.influences, parts.centre, options.divide_by_n, options.clusters);
  return answer;
}

Wording in_words(const KrippendorffAlpha& alpha) {
  return coefficient_in_words(alpha, {"Krippendorff's alpha", "Krippendorff α 系数"});
}

} // namespace aftercourse::statistics
