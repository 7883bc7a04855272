#include "linearised.hpp"

#include <algorithm>
#include <cmath>

#include "cluster_covariance.hpp"
#include "distributions.hpp"

namespace aftercourse::statistics {

namespace {

/// The sum of squares of the clusters' sums of `residuals`, with the factor for few clusters; the number of
/// clusters that have a unit.
std::pair<double, std::int64_t> squares_of_clusters(const std::vector<double>& residuals,
                                                    const Influences& influences,
                                                    std::span<const std::int32_t> codes) {
  std::vector<std::int32_t> of_used;
  for (const std::size_t unit : influences.unit) of_used.push_back(codes[unit]);
  const Clusters clusters(of_used);
  std::vector<double> sums(static_cast<std::size_t>(clusters.count), 0.0);
  for (std::size_t i = 0; i < residuals.size(); ++i)
    sums[static_cast<std::size_t>(clusters.of[i])] += influences.times[i] * residuals[i];
  double squares = 0;
  for (const double s : sums) squares += s * s;
  const double g = clusters.count;
  return {g > 1 ? squares * g / (g - 1) : no_value, clusters.count};
}

} // namespace

void set_linearised_interval(Estimate& estimate, const Influences& influences, double centre,
                             bool divide_by_n, std::span<const std::int32_t> clusters) {
  std::vector<double> residuals(influences.of.size());
  double squares = 0;
  for (std::size_t i = 0; i < residuals.size(); ++i) {
    residuals[i] = influences.of[i] - centre;
    squares += influences.times[i] * residuals[i] * residuals[i];
  }
  const double n = influences.n;
  double variance = squares / (n * (divide_by_n ? n : n - 1)), freedom = n - 1;
  if (!clusters.empty()) {
    const auto [sum, count] = squares_of_clusters(residuals, influences, clusters);
    variance = sum / (n * n);
    estimate.clusters = count;
    freedom = static_cast<double>(count - 1);
  }
  if (!(freedom > 0) || !std::isfinite(variance)) return;
  const double t = distributions::t_quantile(freedom, (1 + estimate.level) / 2);
  estimate.standard_error = std::sqrt(variance);
  estimate.low = estimate.estimate - t * estimate.standard_error;
  estimate.high = std::min(1.0, estimate.estimate + t * estimate.standard_error);
}

AlphaParts alpha_of_units(AlphaUnits units, double expected) {
  AlphaParts parts;
  double within = 0;
  for (std::size_t i = 0; i < units.ratings.size(); ++i) {
    parts.n += units.times[i];
    parts.ratings += units.times[i] * units.ratings[i];
    within += units.times[i] * units.within[i] / (units.ratings[i] - 1);
  }
  const double plain = within / parts.ratings; // without the correction for small samples
  parts.observed = (1 - 1 / parts.ratings) * plain;
  parts.expected = expected;
  parts.alpha = 1 - parts.observed / expected;
  parts.centre = 1 - plain / expected;
  const double mean = parts.ratings / parts.n;
  Influences& influences = parts.influences;
  influences.of.resize(units.ratings.size());
  for (std::size_t i = 0; i < units.ratings.size(); ++i) {
    const double r = units.ratings[i];
    const double own = units.within[i] / (mean * (r - 1)) - parts.observed * (r - mean) / mean;
    const double chance = r / mean - units.to_all[i] / (mean * expected);
    influences.of[i] = 1 - own / expected - 2 * (plain / expected) * chance;
  }
  influences.times = std::move(units.times);
  influences.unit = std::move(units.unit);
  influences.n = parts.n;
  return parts;
}

} // namespace aftercourse::statistics
