#include <aftercourse/statistics/fleiss_kappa.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

/// The counts of all units, and what they have in common.
struct FleissCounts {
  std::vector<std::vector<double>> rows;
  std::vector<double> size, times, shares;
  double n = 0;      ///< units with a rating
  double common = 0; ///< ratings of every unit; 0 when they differ
};

FleissCounts fleiss_counts(const Ratings& ratings) {
  FleissCounts counts;
  counts.shares.assign(ratings.categories, 0.0);
  for (std::size_t i = 0; i < ratings.units; ++i) {
    std::vector<double> row(ratings.categories, 0.0);
    const double size = ratings.count(i, row), times = ratings.times_of(i);
    if (size > 0 && times > 0) {
      // Sums of fractions such as 6.99 + 0.01 may differ in the last digit.
      if (counts.n == 0) counts.common = size;
      if (std::abs(size - counts.common) > 1e-9 * size) counts.common = 0;
      counts.n += times;
      for (std::size_t c = 0; c < row.size(); ++c) counts.shares[c] += times * row[c] / size;
    }
    counts.rows.push_back(std::move(row));
    counts.size.push_back(size);
    counts.times.push_back(times);
  }
  for (double& share : counts.shares) share /= counts.n;
  return counts;
}

/// 1 − (mean share of disagreeing pairs on c) / 2 π (1 − π): the kappa of the dichotomy c or not c.
double dichotomous_kappa(const FleissCounts& counts, std::size_t c) {
  double disagreed = 0, n_two = 0;
  for (std::size_t i = 0; i < counts.rows.size(); ++i) {
    const double m = counts.size[i], x = counts.rows[i][c];
    if (m < 2) continue;
    disagreed += counts.times[i] * 2 * x * (m - x) / (m * (m - 1));
    n_two += counts.times[i];
  }
  const double share = counts.shares[c];
  return 1 - disagreed / n_two / (2 * share * (1 - share));
}

void set_null_tests(FleissKappa& kappa, const FleissCounts& counts, bool weighted) {
  const double m = counts.common, scale = std::sqrt(2 / (counts.n * m * (m - 1)));
  const bool exists = m >= 2 && counts.n >= 2;
  double sum = 0, skew = 0; // Σ p q and Σ p q (q − p)
  for (std::size_t c = 0; c < counts.shares.size(); ++c) {
    const double p = counts.shares[c], q = 1 - p;
    sum += p * q;
    skew += p * q * (q - p);
    CategoryKappa& one = kappa.per_category.emplace_back();
    one.category = std::to_string(c + 1);
    one.share = p;
    if (!(p > 0) || !(q > 0)) continue;
    one.kappa = dichotomous_kappa(counts, c);
    if (!exists) continue;
    one.standard_error_null = scale;
    one.z = one.kappa / scale;
    one.p_value = 2 * distributions::normal_upper(std::abs(one.z));
  }
  if (!exists || weighted) return;
  kappa.standard_error_null = scale * std::sqrt(std::max(0.0, sum * sum - skew)) / sum;
  if (!(kappa.standard_error_null > 0)) return;
  kappa.z = kappa.estimate / kappa.standard_error_null;
  kappa.p_value = 2 * distributions::normal_upper(std::abs(kappa.z));
}

} // namespace

FleissKappa fleiss_kappa(const Ratings& ratings, const AgreementOptions& options) {
  FleissKappa kappa;
  static_cast<Agreement&>(kappa) = agreement(ratings, AgreementCoefficient::fleiss, options);
  if (kappa.estimator.starts_with("Scott's pi")) kappa.estimator.replace(0, 10, "Fleiss' kappa");
  const FleissCounts counts = fleiss_counts(ratings);
  for (std::size_t i = 0; i < counts.rows.size(); ++i) {
    const double m = counts.size[i];
    double pairs = 0;
    for (const double x : counts.rows[i]) pairs += x * (x - 1);
    kappa.per_unit.push_back(m < 2 ? no_value : pairs / (m * (m - 1)));
  }
  if (!kappa.not_estimable.empty()) return kappa;
  set_null_tests(kappa, counts, options.weights.size > 0 || options.weighting != Weighting::none);
  return kappa;
}

Wording in_words(const FleissKappa& kappa) {
  const Wording name{"Fleiss' kappa", "Fleiss Kappa 系数"};
  if (std::isnan(kappa.p_value)) return coefficient_in_words(kappa, name);
  return coefficient_in_words(kappa, name, {readable_p(kappa.p_value), readable_p(kappa.p_value)});
}

} // namespace aftercourse::statistics
