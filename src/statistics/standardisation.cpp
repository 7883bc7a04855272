#include <aftercourse/statistics/standardisation.hpp>

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/gamma.hpp>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "linearisation.hpp"
#include "sentence.hpp"
#include "weighted_moments.hpp"

namespace aftercourse::statistics {

namespace {

[[noreturn]] void reject_standard(const std::string& why) { throw InvalidArgument("AC5504", why); }

double sum_of_standard(std::span<const double> standard) {
  require_finite(standard, "the standard population");
  double sum = 0;
  for (const double w : standard) {
    if (w < 0) reject_standard("a standard population is not negative");
    sum += w;
  }
  if (sum <= 0) reject_standard("the standard population is empty");
  return sum;
}

Wording empty_stratum(const std::string& name) {
  return {"stratum " + name + " of the standard has no observation", "标准人口的" + name + "层没有观测"};
}

double gamma_quantile(double mean, double variance, double probability) {
  return boost::math::gamma_p_inv(mean * mean / variance, probability, distributions::Quiet()) *
         (variance / mean);
}

/// Fay and Feuer's bounds of the rate y with variance v; `largest` is the greatest weight of one event.
void add_gamma_bounds(Standardised& s, double v, double largest) {
  const double y = s.estimate, tail = (1 - s.level) / 2;
  s.low = y > 0 ? gamma_quantile(y, v, tail) : 0;
  s.high = gamma_quantile(y + largest, v + largest * largest, 1 - tail);
}

void check_rate(const RateStratum& h) {
  require_finite(std::span(&h.exposure, 1), "the exposure of stratum " + h.stratum);
  if (h.events < 0 || h.exposure < 0)
    reject_standard("stratum " + h.stratum + " has negative events or exposure");
  if (h.events > 0 && h.exposure == 0)
    reject_standard("stratum " + h.stratum + " has events and no exposure");
}

} // namespace

Standardised standardised_rate(std::span<const RateStratum> strata, RateInterval interval, double level) {
  require_level(level);
  Standardised out;
  out.estimator =
      interval == RateInterval::gamma ? "standardised rate (gamma)" : "standardised rate (normal)";
  out.level = level;
  if (strata.empty()) return without(std::move(out), reasons::nothing);
  std::vector<double> standard;
  for (const RateStratum& h : strata) check_rate(h), standard.push_back(h.standard);
  const double all = sum_of_standard(standard);
  double exposure = 0, variance = 0, largest = 0, rate = 0;
  for (const RateStratum& h : strata) {
    const double weight = h.standard / all, events = static_cast<double>(h.events);
    out.n += h.events;
    exposure += h.exposure;
    out.strata.push_back({h.stratum, h.exposure, h.exposure > 0 ? events / h.exposure : no_value, weight});
    if (weight == 0) continue;
    if (h.exposure == 0) out.not_estimable = empty_stratum(h.stratum);
    const double each = weight / h.exposure; // what one event adds
    rate += each * events;
    variance += each * each * events;
    largest = std::max(largest, each);
  }
  if (exposure > 0) out.crude = static_cast<double>(out.n) / exposure;
  if (!out.not_estimable.empty()) return out;
  out.estimate = rate;
  out.standard_error = std::sqrt(variance);
  if (interval == RateInterval::gamma) {
    add_gamma_bounds(out, variance, largest);
  } else if (variance > 0) {
    const double half = distributions::normal_quantile(0.5 + level / 2) * out.standard_error;
    out.low = rate - half, out.high = rate + half;
  } else {
    out.not_estimable = {"there is no event", "没有事件"};
  }
  return out;
}

namespace {

void check_standardisation(std::span<const double> values, std::span<const std::int32_t> strata,
                           std::span<const double> standard, const StandardisationOptions& o) {
  require_level(o.level);
  require_finite(values, "the values");
  require_finite(o.weights, "weights");
  require_equal_length(strata.size(), values.size(), "strata", "the values");
  if (!o.weights.empty()) require_equal_length(o.weights.size(), values.size(), "weights", "the values");
  if (!o.clusters.empty()) require_equal_length(o.clusters.size(), values.size(), "cluster", "the values");
  for (const double w : o.weights)
    if (w < 0) reject_standard("a weight is negative");
  for (const std::int32_t code : strata)
    if (code < 0 || static_cast<std::size_t>(code) >= standard.size())
      reject_standard("a stratum has the code " + std::to_string(code) + " and the standard has " +
                      std::to_string(standard.size()) + " strata");
}

} // namespace

Standardised standardised_mean(std::span<const double> values, std::span<const std::int32_t> strata,
                               std::span<const double> standard, const StandardisationOptions& o) {
  check_standardisation(values, strata, standard, o);
  const double all = sum_of_standard(standard);
  Standardised out;
  out.estimator = "standardised mean (Taylor)";
  out.level = o.level;
  if (values.empty()) return without(std::move(out), reasons::nothing);
  const WeightedMoments whole = weighted_moments(values, o.weights);
  out.n = whole.n;
  if (whole.n == 0) return without(std::move(out), reasons::no_weight);
  out.crude = whole.mean;
  std::vector<double> z(values.size());
  double mean = 0;
  for (std::size_t h = 0; h < standard.size(); ++h) {
    std::vector<std::size_t> rows;
    std::vector<double> y, w;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (static_cast<std::size_t>(strata[i]) == h)
        rows.push_back(i), y.push_back(values[i]), w.push_back(o.weights.empty() ? 1 : o.weights[i]);
    const WeightedMoments m = weighted_moments(y, w);
    const std::string name = h < o.stratum_names.size() ? o.stratum_names[h] : std::to_string(h);
    const double part = standard[h] / all;
    out.strata.push_back({name, static_cast<double>(m.n), m.n > 0 ? m.mean : no_value, part});
    if (part == 0) continue;
    if (m.n == 0) out.not_estimable = empty_stratum(name);
    mean += part * m.mean;
    for (std::size_t i = 0; i < rows.size(); ++i) z[rows[i]] = part * w[i] * m.deviation(y[i]) / m.weight;
  }
  if (!out.not_estimable.empty()) return out;
  out.estimate = mean;
  // The strata are groups of the sample: within them the means vary; clusters may lie across them.
  const PrimaryUnits units = o.clusters.empty() ? primary_units(values.size(), strata, {})
                                                : primary_units(values.size(), {}, o.clusters);
  if (!o.clusters.empty()) out.clusters = static_cast<std::int64_t>(units.count);
  const LinearisedVariance v = variance_of_sum(units, z);
  out.df = v.df;
  if (v.df < 1) return without(std::move(out), o.clusters.empty() ? reasons::one : reasons::one_cluster);
  out.standard_error = std::sqrt(v.variance);
  if (v.variance <= 0)
    return without(std::move(out), o.clusters.empty() ? reasons::equal : reasons::no_variation);
  const double half = distributions::t_quantile(v.df, 0.5 + o.level / 2) * out.standard_error;
  out.low = mean - half, out.high = mean + half;
  return out;
}

Wording in_words(const Standardised& s) {
  const bool rate = s.estimator.starts_with("standardised rate");
  const Wording what = rate ? Wording{"rate", "率"} : Wording{"mean", "均值"};
  return sentence(
      {"Made up as the standard population the " + what.en + " is " + readable(s.estimate) +
           ", as observed " + readable(s.crude),
       "按标准人口构成计算的" + what.zh + "为" + readable(s.estimate) + "，实际观测为" + readable(s.crude)},
      s);
}

} // namespace aftercourse::statistics
