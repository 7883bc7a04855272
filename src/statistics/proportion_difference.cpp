#include <aftercourse/statistics/proportion_difference.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/tools/roots.hpp>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/survey.hpp>

#include "binomial_bounds.hpp"
#include "distributions.hpp"
#include "linearisation.hpp"
#include "restricted_shares.hpp"
#include "sentence.hpp"
#include "weighted_moments.hpp"

namespace aftercourse::statistics {

namespace {

[[noreturn]] void reject_difference(const std::string& why) { throw InvalidArgument("AC5504", why); }

double share_of(const ProportionGroup& g) {
  return static_cast<double>(g.successes) / static_cast<double>(g.n);
}

double wald_error(const ProportionGroup& a, const ProportionGroup& b, double more = 0) {
  const auto part = [&](const ProportionGroup& g) {
    const double n = static_cast<double>(g.n) + 2 * more, p = (static_cast<double>(g.successes) + more) / n;
    return p * (1 - p) / n;
  };
  return std::sqrt(part(a) + part(b));
}

ProportionDifference begun_difference(DifferenceMethod method, const DifferenceOptions& options) {
  require_level(options.level);
  ProportionDifference out;
  out.estimator = "difference of proportions (" +
                  std::string(difference_method_names[static_cast<std::size_t>(method)]) + ")";
  out.level = options.level;
  return out;
}

} // namespace

DifferenceMethod difference_method_from_text(std::string_view name) {
  const auto at = std::ranges::find(difference_method_names, name);
  if (at != difference_method_names.end())
    return static_cast<DifferenceMethod>(at - difference_method_names.begin());
  std::string known;
  for (const std::string_view n : difference_method_names)
    known += (known.empty() ? "" : ", ") + std::string(n);
  reject_difference("the interval of a difference is one of " + known + "; this is \"" + std::string(name) +
                    "\"");
}

double score_of_difference(const TwoShares& t, double delta, bool corrected) {
  const double n1 = t.n1, n2 = t.n2, n = n1 + n2, x = t.x1 + t.x2;
  // The likelihood equation of p2 given p1 = p2 + delta is a cubic with one root in reach.
  const double l3 = n, l2 = (n1 + 2 * n2) * delta - n - x, l1 = (n2 * delta - n - 2 * t.x2) * delta + x,
               l0 = t.x2 * delta * (1 - delta);
  const double q = std::pow(l2 / (3 * l3), 3) - l1 * l2 / (6 * l3 * l3) + l0 / (2 * l3);
  const double inner = l2 * l2 / (9 * l3 * l3) - l1 / (3 * l3);
  const double p = std::copysign(std::sqrt(std::max(0.0, inner)), q);
  const double cosine = p == 0 ? 0 : std::clamp(q / (p * p * p), -1.0, 1.0);
  const double angle = (std::numbers::pi + std::acos(cosine)) / 3;
  const double p2 =
      std::clamp(2 * p * std::cos(angle) - l2 / (3 * l3), std::max(0.0, -delta), std::min(1.0, 1 - delta));
  const double p1 = std::clamp(p2 + delta, 0.0, 1.0);
  double variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2;
  if (corrected) variance *= n / (n - 1);
  const double off = t.x1 / n1 - t.x2 / n2 - delta;
  if (variance <= 0) return off == 0 ? 0 : std::copysign(std::numeric_limits<double>::infinity(), off);
  return off / std::sqrt(variance);
}

namespace {

/// The bound of second - first at which the score statistic is ±z.
double score_bound(const TwoShares& t, double z, bool upper) {
  const double d = t.x1 / t.n1 - t.x2 / t.n2, end = upper ? 1 : -1;
  if (d == end) return end;
  const double target = upper ? -z : z;
  const auto off = [&](double delta) {
    return std::clamp(score_of_difference(t, delta, true), -1e9, 1e9) - target;
  };
  if (off(end) * target < 0) return end;
  std::uintmax_t steps = 300;
  const boost::math::tools::eps_tolerance<double> tolerance(52);
  const auto [a, b] =
      boost::math::tools::toms748_solve(off, std::min(d, end), std::max(d, end), tolerance, steps);
  return (a + b) / 2;
}

void add_bounds(ProportionDifference& out, const ProportionGroup& a, const ProportionGroup& b,
                DifferenceMethod method) {
  const double z = distributions::normal_quantile(0.5 + out.level / 2), d = out.estimate;
  switch (method) {
  case DifferenceMethod::miettinen_nurminen: {
    const TwoShares t{static_cast<double>(b.successes), static_cast<double>(b.n),
                      static_cast<double>(a.successes), static_cast<double>(a.n)};
    out.low = score_bound(t, z, false), out.high = score_bound(t, z, true);
    return;
  }
  case DifferenceMethod::wald:
    out.low = d - z * out.standard_error, out.high = d + z * out.standard_error;
    return;
  case DifferenceMethod::agresti_caffo: {
    const auto centre = [](const ProportionGroup& g) {
      return (static_cast<double>(g.successes) + 1) / (static_cast<double>(g.n) + 2);
    };
    const double moved = centre(b) - centre(a), half = z * wald_error(a, b, 1);
    out.low = std::max(-1.0, moved - half), out.high = std::min(1.0, moved + half);
    return;
  }
  default:
    break;
  }
  const auto of =
      method == DifferenceMethod::newcombe_cc ? ProportionMethod::wilson_cc : ProportionMethod::wilson;
  const BinomialBounds in_a = binomial_bounds(a.successes, a.n, of, out.level),
                       in_b = binomial_bounds(b.successes, b.n, of, out.level);
  out.low = d - std::hypot(a.share - in_a.high, b.share - in_b.low);
  out.high = d + std::hypot(a.share - in_a.low, b.share - in_b.high);
}

void check_group(const ProportionGroup& g) {
  if (g.successes < 0 || g.successes > g.n)
    reject_difference("there are 0 to n successes, not " + std::to_string(g.successes) + " of " +
                      std::to_string(g.n));
}

void require_binary(std::span<const double> values, const char* name) {
  require_finite(values, name);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != 0 && values[i] != 1)
      reject_difference("a proportion is of values that are 0 or 1; value " + std::to_string(i + 1) + " of " +
                        name + " is " + readable(values[i]));
}

void check_design(std::size_t n, std::span<const double> weights, std::span<const std::int32_t> clusters) {
  if (!weights.empty()) require_equal_length(weights.size(), n, "weights", "the values");
  if (!clusters.empty()) require_equal_length(clusters.size(), n, "cluster", "the values");
  require_finite(weights, "weights");
  if (std::ranges::any_of(weights, [](double w) { return w < 0; })) reject_difference("a weight is negative");
}

/// t around the estimate.
void add_taylor(ProportionDifference& out, const LinearisedVariance& v) {
  out.df = v.df;
  if (v.df < 1) return void(out.not_estimable = out.clusters > 0 ? reasons::one_cluster : reasons::one);
  out.standard_error = std::sqrt(v.variance);
  if (v.variance <= 0)
    return void(out.not_estimable = out.clusters > 0 ? reasons::no_variation : reasons::equal);
  const double half = distributions::t_quantile(v.df, 0.5 + out.level / 2) * out.standard_error;
  out.low = out.estimate - half, out.high = out.estimate + half;
}

} // namespace

ProportionDifference proportion_difference(const ProportionGroup& first, const ProportionGroup& second,
                                           const DifferenceOptions& options) {
  const DifferenceMethod method = options.method.value_or(DifferenceMethod::newcombe);
  if (method == DifferenceMethod::taylor) reject_difference("taylor is for clusters or weights");
  check_group(first);
  check_group(second);
  ProportionDifference out = begun_difference(method, options);
  out.n = first.n + second.n;
  out.groups = {first, second};
  for (std::size_t i = 0; i < 2; ++i)
    if (out.groups[i].group.empty()) out.groups[i].group = options.labels[i];
  if (first.n == 0 || second.n == 0)
    return without(std::move(out), {"a group has no observation", "某组没有观测"});
  for (ProportionGroup& g : out.groups) g.share = share_of(g);
  out.estimate = out.groups[1].share - out.groups[0].share;
  out.standard_error = wald_error(first, second);
  add_bounds(out, out.groups[0], out.groups[1], method);
  return out;
}

ProportionDifference proportion_difference(std::span<const double> values,
                                           std::span<const std::int32_t> group,
                                           std::span<const double> weights,
                                           std::span<const std::int32_t> clusters,
                                           const DifferenceOptions& options) {
  require_equal_length(values.size(), group.size(), "the values", "group");
  require_binary(values, "the values");
  check_design(values.size(), weights, clusters);
  std::array<ProportionGroup, 2> groups{
      {{options.labels[0], 0, 0, no_value}, {options.labels[1], 0, 0, no_value}}};
  std::array<std::vector<double>, 2> member; // the weights of each group, 0 outside it
  for (auto& m : member) m.resize(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (group[i] != 0 && group[i] != 1) reject_difference("two groups are compared, with the codes 0 and 1");
    const auto g = static_cast<std::size_t>(group[i]);
    member[g][i] = weights.empty() ? 1 : weights[i];
    if (member[g][i] == 0) continue;
    ++groups[g].n;
    groups[g].successes += values[i] == 1 ? 1 : 0;
  }
  const bool designed = !weights.empty() || !clusters.empty();
  if (!designed) return proportion_difference(groups[0], groups[1], options);
  if (options.method.value_or(DifferenceMethod::taylor) != DifferenceMethod::taylor)
    reject_difference("this interval is for independent observations; with clusters or weights take taylor");
  ProportionDifference out = begun_difference(DifferenceMethod::taylor, options);
  const PrimaryUnits units = primary_units(values.size(), {}, clusters);
  out.n = groups[0].n + groups[1].n;
  out.clusters = clusters.empty() ? 0 : static_cast<std::int64_t>(units.count);
  out.groups = {groups[0], groups[1]};
  if (groups[0].n == 0 || groups[1].n == 0)
    return without(std::move(out), {"a group has no observation", "某组没有观测"});
  std::vector<double> z(values.size());
  for (const std::size_t g : {0U, 1U}) {
    const WeightedMoments m = weighted_moments(values, member[g]);
    out.groups[g].share = m.mean;
    for (std::size_t i = 0; i < z.size(); ++i)
      z[i] += (g == 0 ? -1 : 1) * member[g][i] * m.deviation(values[i]) / m.weight;
  }
  out.estimate = out.groups[1].share - out.groups[0].share;
  add_taylor(out, variance_of_sum(units, z));
  return out;
}

namespace {

/// φ with the numerator corrected for continuity.
double corrected_phi(double a, double b, double c, double d) {
  const double n = a + b + c + d, product = (a + b) * (c + d) * (a + c) * (b + d), numerator = a * d - b * c;
  if (product == 0) return 0;
  return (numerator > 0 ? std::max(0.0, numerator - n / 2) : numerator) / std::sqrt(product);
}

} // namespace

ProportionDifference paired_proportion_difference(const PairedCounts& counts,
                                                  const DifferenceOptions& options) {
  const DifferenceMethod method = options.method.value_or(DifferenceMethod::newcombe);
  if (method != DifferenceMethod::newcombe && method != DifferenceMethod::wald)
    reject_difference(
        "the interval of a difference of pairs is newcombe or wald; with clusters or weights taylor");
  for (const std::int64_t count : {counts.both, counts.before_only, counts.after_only, counts.neither})
    if (count < 0) reject_difference("a count is negative");
  ProportionDifference out = begun_difference(method, options);
  out.estimator.insert(0, "paired ");
  out.n = counts.both + counts.before_only + counts.after_only + counts.neither;
  const std::int64_t before = counts.both + counts.before_only, after = counts.both + counts.after_only;
  out.groups = {{options.labels[0], before, out.n, no_value}, {options.labels[1], after, out.n, no_value}};
  if (out.n == 0) return without(std::move(out), reasons::nothing);
  const double n = static_cast<double>(out.n), b = static_cast<double>(counts.before_only),
               c = static_cast<double>(counts.after_only);
  for (ProportionGroup& g : out.groups) g.share = share_of(g);
  out.estimate = (c - b) / n;
  out.standard_error = std::sqrt((b + c) - (b - c) * (b - c) / n) / n;
  if (method == DifferenceMethod::wald) {
    add_bounds(out, out.groups[0], out.groups[1], method);
    return out;
  }
  const double phi =
      corrected_phi(static_cast<double>(counts.both), b, c, static_cast<double>(counts.neither));
  const BinomialBounds p1 = binomial_bounds(before, out.n, ProportionMethod::wilson, out.level),
                       p2 = binomial_bounds(after, out.n, ProportionMethod::wilson, out.level);
  const auto distance = [&](double u, double v) {
    return std::sqrt(std::max(0.0, u * u - 2 * phi * u * v + v * v));
  };
  out.low = out.estimate - distance(p1.high - out.groups[0].share, out.groups[1].share - p2.low);
  out.high = out.estimate + distance(out.groups[0].share - p1.low, p2.high - out.groups[1].share);
  return out;
}

ProportionDifference paired_proportion_difference(std::span<const double> before,
                                                  std::span<const double> after,
                                                  std::span<const double> weights,
                                                  std::span<const std::int32_t> clusters,
                                                  const DifferenceOptions& options) {
  require_equal_length(before.size(), after.size(), "before", "after");
  require_binary(before, "before");
  require_binary(after, "after");
  check_design(before.size(), weights, clusters);
  if (weights.empty() && clusters.empty()) {
    PairedCounts counts;
    for (std::size_t i = 0; i < before.size(); ++i)
      ++(before[i] == 1 ? (after[i] == 1 ? counts.both : counts.before_only)
                        : (after[i] == 1 ? counts.after_only : counts.neither));
    return paired_proportion_difference(counts, options);
  }
  if (options.method.value_or(DifferenceMethod::taylor) != DifferenceMethod::taylor)
    reject_difference("this interval is for independent pairs; with clusters or weights take taylor");
  ProportionDifference out = begun_difference(DifferenceMethod::taylor, options);
  out.estimator.insert(0, "paired ");
  const PrimaryUnits units = primary_units(before.size(), {}, clusters);
  out.clusters = clusters.empty() ? 0 : static_cast<std::int64_t>(units.count);
  std::vector<double> change(before.size()), z(before.size());
  std::ranges::transform(after, before, change.begin(), std::minus<>());
  const WeightedMoments m = weighted_moments(change, weights);
  out.n = m.n;
  if (m.n == 0) return without(std::move(out), before.empty() ? reasons::nothing : reasons::no_weight);
  for (const std::size_t g : {0U, 1U}) {
    const std::span<const double> column = g == 0 ? before : after;
    std::int64_t successes = 0;
    for (std::size_t i = 0; i < column.size(); ++i)
      if (column[i] == 1 && (weights.empty() || weights[i] > 0)) ++successes;
    out.groups.push_back({options.labels[g], successes, m.n, weighted_moments(column, weights).mean});
  }
  out.estimate = m.mean;
  for (std::size_t i = 0; i < z.size(); ++i)
    z[i] = (weights.empty() ? 1 : weights[i]) * m.deviation(change[i]) / m.weight;
  add_taylor(out, variance_of_sum(units, z));
  return out;
}

Wording in_words(const ProportionDifference& d) {
  if (d.groups.size() != 2) return sentence({}, d);
  const ProportionGroup &a = d.groups[0], &b = d.groups[1];
  return sentence({"The share is " + readable(a.share) + " in " + a.group + " and " + readable(b.share) +
                       " in " + b.group + ", a difference of " + readable(d.estimate),
                   a.group + "的比例为" + readable(a.share) + "，" + b.group + "为" + readable(b.share) +
                       "，相差" + readable(d.estimate)},
                  d);
}

} // namespace aftercourse::statistics
