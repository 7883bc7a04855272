#include <aftercourse/statistics/cohen_kappa.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/agreement.hpp>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

/// The cross table of two raters as proportions.
struct KappaTable {
  SquareMatrix p;
  std::vector<double> rows, columns;
  double n = 0;
};

KappaTable kappa_table(const Ratings& ratings, std::size_t first, std::size_t second) {
  const std::size_t q = ratings.categories;
  KappaTable table{
      {q, std::vector<double>(q * q, 0.0)}, std::vector<double>(q, 0.0), std::vector<double>(q, 0.0)};
  for (std::size_t i = 0; i < ratings.units; ++i) {
    const std::int32_t a = ratings.codes[i * ratings.raters + first],
                       b = ratings.codes[i * ratings.raters + second];
    if (a < 0 || b < 0) continue;
    table.p(static_cast<std::size_t>(a), static_cast<std::size_t>(b)) += ratings.times_of(i);
    table.n += ratings.times_of(i);
  }
  for (double& p : table.p.values) p /= table.n;
  for (std::size_t i = 0; i < q; ++i)
    for (std::size_t j = 0; j < q; ++j) {
      table.rows[i] += table.p(i, j);
      table.columns[j] += table.p(i, j);
    }
  return table;
}

/// w̄_i. and w̄_.j: the mean weight of a category of one rater with what the other chose.
struct MeanWeights {
  std::vector<double> of_row, of_column;
};

MeanWeights mean_weights(const KappaTable& t, const SquareMatrix& w) {
  MeanWeights mean{std::vector<double>(w.size, 0.0), std::vector<double>(w.size, 0.0)};
  for (std::size_t i = 0; i < w.size; ++i)
    for (std::size_t j = 0; j < w.size; ++j) {
      mean.of_row[i] += w(i, j) * t.columns[j];
      mean.of_column[j] += w(i, j) * t.rows[i];
    }
  return mean;
}

void set_kappa(CohenKappa& kappa, const KappaTable& t, const SquareMatrix& w) {
  kappa.observed = kappa.by_chance = 0;
  for (std::size_t i = 0; i < w.size; ++i)
    for (std::size_t j = 0; j < w.size; ++j) {
      kappa.observed += w(i, j) * t.p(i, j);
      kappa.by_chance += w(i, j) * t.rows[i] * t.columns[j];
    }
  const double k = kappa.estimate = (kappa.observed - kappa.by_chance) / (1 - kappa.by_chance);
  const MeanWeights mean = mean_weights(t, w);
  // As sums of squares about their mean, lest a variance of nearly 0 drown in rounding.
  const double centre = kappa.observed - 2 * kappa.by_chance * (1 - k), centre_null = -kappa.by_chance;
  double variance = 0, variance_null = 0;
  for (std::size_t i = 0; i < w.size; ++i)
    for (std::size_t j = 0; j < w.size; ++j) {
      const double both = mean.of_row[i] + mean.of_column[j];
      const double d = w(i, j) - both * (1 - k) - centre, d_null = w(i, j) - both - centre_null;
      variance += t.p(i, j) * d * d;
      variance_null += t.rows[i] * t.columns[j] * d_null * d_null;
    }
  const double scale = (1 - kappa.by_chance) * std::sqrt(t.n);
  kappa.standard_error = std::sqrt(variance) / scale;
  kappa.standard_error_null = std::sqrt(variance_null) / scale;
}

void set_kappa_tests(CohenKappa& kappa) {
  if (kappa.n < 2) { // the formulas see no variance in one unit
    kappa.standard_error = kappa.standard_error_null = no_value;
    return;
  }
  const double z = distributions::normal_quantile((1 + kappa.level) / 2);
  kappa.low = std::max(-1.0, kappa.estimate - z * kappa.standard_error);
  kappa.high = std::min(1.0, kappa.estimate + z * kappa.standard_error);
  if (!(kappa.standard_error_null > 0)) return;
  kappa.z = kappa.estimate / kappa.standard_error_null;
  kappa.p_value_one_sided = distributions::normal_upper(std::abs(kappa.z));
  kappa.p_value = 2 * kappa.p_value_one_sided;
}

/// The units that both raters judged, which alone say anything of kappa, with their clusters.
struct JudgedByBoth {
  Ratings ratings;
  std::vector<std::int32_t> clusters;

  JudgedByBoth(const Ratings& all, std::span<const std::int32_t> cluster)
      : ratings{.categories = all.categories, .raters = 2} {
    for (std::size_t i = 0; i < all.units; ++i) {
      const std::int32_t a = all.codes[2 * i], b = all.codes[2 * i + 1];
      if (a < 0 || b < 0) continue;
      ratings.codes.insert(ratings.codes.end(), {a, b});
      if (!all.times.empty()) ratings.times.push_back(all.times[i]);
      clusters.push_back(cluster[i]);
      ++ratings.units;
    }
  }
};

SquareMatrix kappa_weights(const Ratings& ratings, const CohenKappaOptions& options) {
  if (options.weights.size == 0) return agreement_weights(options.weighting, ratings.categories);
  require_agreement_weights(options.weights, ratings.categories);
  return options.weights;
}

} // namespace

CohenKappa cohen_kappa(const Ratings& ratings, const CohenKappaOptions& options) {
  require_level(options.level);
  if (ratings.raters != 2)
    throw InvalidArgument("AC5504",
                          "Cohen's kappa compares two raters; there are " + std::to_string(ratings.raters));
  if (!options.clusters.empty())
    require_equal_length(ratings.units, options.clusters.size(), "the ratings", "the clusters");
  const SquareMatrix w = kappa_weights(ratings, options);
  const KappaTable table = kappa_table(ratings, 0, 1);
  CohenKappa kappa;
  kappa.estimator = "Cohen's kappa";
  if (options.weights.size > 0 || options.weighting != Weighting::none) kappa.estimator += ", weighted";
  kappa.level = options.level;
  kappa.n = std::llround(table.n);
  kappa.missing = std::llround(ratings.all_times()) - kappa.n;
  for (std::size_t i = 0; i < w.size; ++i) {
    kappa.categories.push_back(std::to_string(i + 1));
    std::vector<double>& row = kappa.table.emplace_back();
    for (std::size_t j = 0; j < w.size; ++j) row.push_back(table.n > 0 ? table.p(i, j) * table.n : 0);
  }
  if (!(table.n > 0)) {
    kappa.not_estimable = {"no unit was rated by both raters", "没有一个对象由两位评分者同时评分"};
    return kappa;
  }
  if (table.n < 1) return without(std::move(kappa), less_than_one_unit);
  set_kappa(kappa, table, w);
  if (!std::isfinite(kappa.estimate)) {
    kappa.not_estimable = {"both raters used one category only, so chance alone gives full agreement",
                           "两位评分者都只用了一个类别，仅凭机遇即完全一致"};
    kappa.observed = kappa.by_chance = kappa.standard_error = kappa.standard_error_null = no_value;
    return kappa;
  }
  set_kappa_tests(kappa);
  if (options.clusters.empty()) return kappa;
  const JudgedByBoth judged(ratings, options.clusters);
  const Agreement clustered = agreement(judged.ratings, AgreementCoefficient::conger,
                                        {.weights = w, .clusters = judged.clusters, .level = options.level});
  kappa.clusters = clustered.clusters;
  kappa.standard_error = clustered.standard_error;
  kappa.low = clustered.low;
  kappa.high = clustered.high;
  kappa.standard_error_null = kappa.z = kappa.p_value = kappa.p_value_one_sided = no_value;
  return kappa;
}

double light_kappa(const Ratings& ratings, const SquareMatrix& weights) {
  double sum = 0;
  int pairs = 0;
  for (std::size_t a = 0; a < ratings.raters; ++a)
    for (std::size_t b = a + 1; b < ratings.raters; ++b, ++pairs) {
      const KappaTable table = kappa_table(ratings, a, b);
      if (!(table.n > 0)) return no_value;
      CohenKappa kappa;
      set_kappa(kappa, table, weights);
      if (!std::isfinite(kappa.estimate)) return no_value;
      sum += kappa.estimate;
    }
  return pairs > 0 ? sum / pairs : no_value;
}

Wording in_words(const CohenKappa& kappa) {
  const Wording name = kappa.estimator.ends_with("weighted") ? Wording{"Weighted kappa", "加权 Kappa 系数"}
                                                             : Wording{"Cohen's kappa", "Cohen Kappa 系数"};
  if (std::isnan(kappa.p_value)) return coefficient_in_words(kappa, name);
  return coefficient_in_words(kappa, name, {readable_p(kappa.p_value), readable_p(kappa.p_value)});
}

} // namespace aftercourse::statistics
