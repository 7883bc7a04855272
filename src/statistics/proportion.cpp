#include <aftercourse/statistics/proportion.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/tools/roots.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/survey.hpp>

#include "binomial_bounds.hpp"
#include "distributions.hpp"
#include "sentence.hpp"
#include "share_interval.hpp"

namespace aftercourse::statistics {

namespace {

[[noreturn]] void reject_proportion(const std::string& why) { throw InvalidArgument("AC5504", why); }

BinomialBounds wilson_bounds(double x, double n, double z) {
  const double p = x / n, root = z * std::sqrt(z * z + 4 * x * (1 - p));
  const double high = (2 * x + z * z + root) / (2 * (n + z * z));
  // The two roots multiply to n p² / (n + z²): no difference of near numbers for small p.
  return {x * p / ((n + z * z) * high), x == n ? 1 : high};
}

BinomialBounds wilson_cc_bounds(double x, double n, double z) {
  const double p = x / n, below = 2 * (n + z * z);
  const double under = z * z - 2 - 1 / n + 4 * p * (n - x + 1),
               over = z * z + 2 - 1 / n + 4 * p * (n - x - 1);
  return {x == 0 ? 0 : std::max(0.0, (2 * x + z * z - 1 - z * std::sqrt(under)) / below),
          x == n ? 1 : std::min(1.0, (2 * x + z * z + 1 + z * std::sqrt(over)) / below)};
}

/// Where a function that changes sign between them is 0.
template <class F>
double root_between(const F& f, double from, double to) {
  std::uintmax_t steps = 200;
  const boost::math::tools::eps_tolerance<double> tolerance(52);
  const auto [a, b] = boost::math::tools::toms748_solve(f, from, to, tolerance, steps);
  return (a + b) / 2;
}

/// low: P(X > x) + ½ P(X = x) = tail; high: P(X < x) + ½ P(X = x) = tail. Clopper and Pearson's bounds lie
/// outside them; at the share itself hardly any confidence is left.
BinomialBounds mid_p_bounds(double x, double n, double level) {
  const double tail = (1 - level) / 2, share = x / n;
  const ShareBounds wider = beta_bounds(x, n, level);
  const auto above = [&](double p) {
    const double beyond = x < n ? boost::math::ibeta(x + 1, n - x, p) : 0;
    return (boost::math::ibeta(x, n - x + 1, p) + beyond) / 2 - tail;
  };
  const auto below = [&](double p) {
    const double before = x > 0 ? boost::math::ibetac(x, n - x + 1, p) : 0;
    return (boost::math::ibetac(x + 1, n - x, p) + before) / 2 - tail;
  };
  BinomialBounds out{0, 1};
  if (x > 0) out.low = above(share) <= 0 ? share : root_between(above, wider.low, share);
  if (x < n) out.high = below(share) <= 0 ? share : root_between(below, share, wider.high);
  return out;
}

BinomialBounds jeffreys_bounds(double x, double n, double level) {
  const double tail = (1 - level) / 2;
  return {x == 0 ? 0 : boost::math::ibeta_inv(x + 0.5, n - x + 0.5, tail, distributions::Quiet()),
          x == n ? 1 : boost::math::ibetac_inv(x + 0.5, n - x + 0.5, tail, distributions::Quiet())};
}

BinomialBounds bounds_around(double centre, double half) { return {centre - half, centre + half}; }

BinomialBounds agresti_coull_bounds(double x, double n, double z) {
  const double more = n + z * z, p = (x + z * z / 2) / more;
  const BinomialBounds b = bounds_around(p, z * std::sqrt(p * (1 - p) / more));
  return {std::max(0.0, b.low), std::min(1.0, b.high)};
}

} // namespace

BinomialBounds binomial_bounds(std::int64_t successes, std::int64_t observations, ProportionMethod method,
                               double level) {
  const double x = static_cast<double>(successes), n = static_cast<double>(observations);
  const double z = distributions::normal_quantile(0.5 + level / 2);
  switch (method) {
  case ProportionMethod::wilson_cc:
    return wilson_cc_bounds(x, n, z);
  case ProportionMethod::mid_p:
    return mid_p_bounds(x, n, level);
  case ProportionMethod::jeffreys:
    return jeffreys_bounds(x, n, level);
  case ProportionMethod::agresti_coull:
    return agresti_coull_bounds(x, n, z);
  case ProportionMethod::wald:
    return bounds_around(x / n, z * std::sqrt(x * (n - x) / n) / n);
  case ProportionMethod::clopper_pearson: {
    const ShareBounds b = beta_bounds(x, n, level);
    return {b.low, b.high};
  }
  default:
    return wilson_bounds(x, n, z);
  }
}

ProportionMethod proportion_method_from_text(std::string_view name) {
  const auto at = std::ranges::find(proportion_method_names, name);
  if (at != proportion_method_names.end())
    return static_cast<ProportionMethod>(at - proportion_method_names.begin());
  std::string known;
  for (const std::string_view n : proportion_method_names)
    known += (known.empty() ? "" : ", ") + std::string(n);
  reject_proportion("the interval of a proportion is one of " + known + "; this is \"" + std::string(name) +
                    "\"");
}

namespace {

bool for_clusters(ProportionMethod m) { return m >= ProportionMethod::korn_graubard; }

Proportion begun_proportion(ProportionMethod method, double level) {
  require_level(level);
  Proportion out;
  out.estimator =
      "proportion (" + std::string(proportion_method_names[static_cast<std::size_t>(method)]) + ")";
  out.level = level;
  return out;
}

ShareInterval share_interval_of(ProportionMethod method) {
  switch (method) {
  case ProportionMethod::logit:
    return ShareInterval::logit;
  case ProportionMethod::taylor:
    return ShareInterval::taylor;
  default:
    return ShareInterval::korn_graubard;
  }
}

} // namespace

Proportion proportion_interval(std::int64_t successes, std::int64_t n, const ProportionOptions& options) {
  const ProportionMethod method = options.method.value_or(ProportionMethod::wilson);
  if (for_clusters(method)) reject_proportion("korn_graubard, logit and taylor are for clusters or weights");
  if (successes < 0 || successes > n)
    reject_proportion("there are 0 to n successes, not " + std::to_string(successes) + " of " +
                      std::to_string(n));
  Proportion out = begun_proportion(method, options.level);
  out.n = n;
  out.successes = successes;
  if (n == 0) return without(std::move(out), reasons::nothing);
  const double x = static_cast<double>(successes), count = static_cast<double>(n);
  out.estimate = x / count;
  out.standard_error = std::sqrt(x * (count - x) / count) / count;
  const BinomialBounds b = binomial_bounds(successes, n, method, options.level);
  out.low = b.low, out.high = b.high;
  return out;
}

Proportion proportion_interval(std::span<const double> values, std::span<const double> weights,
                               std::span<const std::int32_t> clusters, const ProportionOptions& options) {
  require_finite(values, "the values");
  std::int64_t successes = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] != 0 && values[i] != 1)
      reject_proportion("a proportion is of values that are 0 or 1; value " + std::to_string(i + 1) + " is " +
                        readable(values[i]));
    if (values[i] == 1 && (weights.size() <= i || weights[i] > 0)) ++successes;
  }
  const bool designed = !weights.empty() || !clusters.empty();
  const auto method =
      options.method.value_or(designed ? ProportionMethod::korn_graubard : ProportionMethod::wilson);
  if (!designed && !for_clusters(method))
    return proportion_interval(successes, static_cast<std::int64_t>(values.size()), {method, options.level});
  if (designed && !for_clusters(method))
    reject_proportion("this interval is for independent observations; with clusters or weights take "
                      "korn_graubard, logit or taylor");
  const SurveyEstimate e = stratified_share(values, {weights, {}, clusters, {}},
                                            {.level = options.level, .interval = share_interval_of(method)});
  Proportion out = begun_proportion(method, options.level);
  const std::string estimator = std::move(out.estimator);
  static_cast<Estimate&>(out) = e;
  out.estimator = estimator;
  out.successes = successes;
  out.df = e.df, out.design_effect = e.design_effect, out.effective_n = e.effective_n;
  return out;
}

Wording in_words(const Proportion& p) {
  const std::string of = std::to_string(p.successes), value = readable(p.estimate);
  return sentence({"The share is " + value + ", " + of + " of " + std::to_string(p.n),
                   "比例为" + value + "，" + std::to_string(p.n) + "个中有" + of + "个"},
                  p);
}

} // namespace aftercourse::statistics
