#include <aftercourse/statistics/power.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/tools/roots.hpp>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

[[noreturn]] void reject_power(const std::string& why) { throw InvalidArgument("AC5504", why); }

void require_within(double value, double low, double high, const char* name) {
  if (value > low && value < high) return;
  reject_power(std::string(name) + " lies between " + readable(low) + " and " + readable(high) +
               "; this is " + readable(value));
}

constexpr double most_observations = 1e15; ///< beyond, a double no longer counts them one by one
const Wording too_many_observations{"it takes more observations than can be counted", "所需样本量过大"};

double design_effect_of(const PowerOptions& o) {
  require_within(o.alpha, 0, 1, "alpha");
  if (!(o.ratio > 0) || std::isinf(o.ratio)) reject_power("the ratio of the groups is greater than 0");
  if (!(o.cluster_size >= 1) || std::isinf(o.cluster_size))
    reject_power("a cluster has 1 or more observations");
  if (!(o.correlation >= 0 && o.correlation <= 1))
    reject_power("the correlation within clusters lies within 0 and 1");
  return 1 + (o.cluster_size - 1) * o.correlation;
}

void require_one_open(const PowerQuestion& q) {
  if (int(!q.n) + int(!q.effect) + int(!q.power) != 1)
    reject_power("exactly one of n, effect and power is left open, to be solved for");
  if (q.power) require_within(*q.power, 0, 1, "the power");
  if (q.n && !(*q.n > 0 && *q.n <= most_observations))
    reject_power("n is greater than 0 and at most " + readable(most_observations));
}

/// Where an increasing function reaches 0, looked for from `from` on by doubling the step; infinity when it
/// does not before `limit`.
template <class F>
double rises_to_zero(const F& f, double from, double limit) {
  if (f(from) >= 0) return from;
  double low = from, step = 1;
  while (low + step < limit && f(low + step) < 0) low += step, step *= 2;
  const double high = std::min(low + step, limit);
  if (f(high) < 0) return std::numeric_limits<double>::infinity();
  std::uintmax_t steps = 300;
  const boost::math::tools::eps_tolerance<double> tolerance(50);
  const auto [a, b] = boost::math::tools::toms748_solve(f, low, high, tolerance, steps);
  return (a + b) / 2;
}

/// From here on the numerator of t is the noncentrality itself to a part in its square, which leaves the
/// chance of the chi-squared below it; Boost's series has more terms than it can count soon after.
constexpr double far_noncentrality = 1e4;

/// The power of a t test with that noncentrality; none without a degree of freedom.
double t_power(double df, double noncentrality, const PowerOptions& o) {
  if (!(df > 0)) return no_value;
  const double critical = distributions::t_quantile(df, 1 - (o.one_sided ? o.alpha : o.alpha / 2));
  if (const double d = std::abs(noncentrality); d > far_noncentrality) {
    const double ratio = d / critical;
    return std::isinf(df) || std::isinf(ratio * ratio)
               ? 1
               : 1 - distributions::chi_square_upper(df, df * ratio * ratio);
  }
  const boost::math::non_central_t_distribution<double, distributions::Quiet> t(df, std::abs(noncentrality));
  const double beyond = cdf(complement(t, critical));
  return o.one_sided ? beyond : beyond + cdf(t, -critical);
}

void round_up(Power& p) {
  p.design_effect = std::max(1.0, p.design_effect);
  // A root that is off by its last digits asks for no observation more.
  const auto whole = [](double n) { return static_cast<std::int64_t>(std::ceil(n * (1 - 1e-9))); };
  const double all = p.n_first + (std::isnan(p.n_second) ? 0 : p.n_second);
  if (all > most_observations) p.not_estimable = too_many_observations;
  if (!(all <= most_observations)) return;
  p.total = whole(p.n_first) + (std::isnan(p.n_second) ? 0 : whole(p.n_second));
  p.n = p.total;
}

const Wording no_degree_of_freedom{"so few observations leave no degree of freedom",
                                   "样本量过小，没有自由度"};

/// A question about a power that grows with n and with the effect. power_of(n, effect) takes independent
/// observations of the first group; `least` is the smallest n with any power; effects go from `none` to
/// `most`.
template <class PowerOf>
Power solved(const PowerQuestion& q, const PowerOptions& o, const PowerOf& power_of, double least,
             double none, double most) {
  require_one_open(q);
  Power out;
  out.design_effect = design_effect_of(o);
  out.alpha = o.alpha;
  out.level = 1 - o.alpha;
  out.n_first = q.n.value_or(no_value);
  out.effect = q.effect.value_or(no_value);
  out.power = q.power.value_or(no_value);
  const auto at_n = [&](double effect) { return power_of(*q.n / out.design_effect, effect); };
  if (!q.power) {
    out.solved_for = "power";
    out.power = at_n(*q.effect);
    if (std::isnan(out.power)) out.not_estimable = no_degree_of_freedom;
    return out;
  }
  if (!q.n) {
    out.solved_for = "n";
    out.n_first =
        rises_to_zero([&](double n) { return power_of(n, *q.effect) - *q.power; }, least, most_observations) *
        out.design_effect;
    if (!std::isfinite(out.n_first))
      out.not_estimable = {"no number of observations gives that power", "任何样本量都达不到该检验效能"};
  } else {
    out.solved_for = "effect";
    if (std::isnan(at_n(none))) return without(std::move(out), no_degree_of_freedom);
    out.effect = rises_to_zero([&](double e) { return at_n(e) - *q.power; }, none, most);
    if (!std::isfinite(out.effect))
      out.not_estimable = {"no effect has that power with so few observations",
                           "样本量过小，任何效应都达不到该检验效能"};
  }
  if (*q.power <= o.alpha)
    out.not_estimable = {"a test finds what is not there with probability alpha, so a power up to alpha says "
                         "nothing",
                         "检验效能不高于 α 时没有意义"};
  if (!out.not_estimable.empty()) (out.solved_for == "n" ? out.n_first : out.effect) = no_value;
  return out;
}

} // namespace

Power power_two_means(const PowerQuestion& q, const PowerOptions& o) {
  if (q.effect && (*q.effect == 0 || !std::isfinite(*q.effect))) reject_power("the effect is other than 0");
  const double k = o.ratio;
  const auto power_of = [&](double n, double effect) {
    return t_power(n * (1 + k) - 2, effect * std::sqrt(n * k / (1 + k)), o);
  };
  Power out = solved(q, o, power_of, 3 / (1 + k), 0, 1e6); // a degree of freedom at least
  out.estimator = "power of two means (noncentral t)";
  out.n_second = out.n_first * k;
  round_up(out);
  return out;
}

Power power_one_mean(const PowerQuestion& q, const PowerOptions& o) {
  if (q.effect && (*q.effect == 0 || !std::isfinite(*q.effect))) reject_power("the effect is other than 0");
  const auto power_of = [&](double n, double effect) { return t_power(n - 1, effect * std::sqrt(n), o); };
  Power out = solved(q, o, power_of, 2, 0, 1e6);
  out.estimator = "power of one mean (noncentral t)";
  round_up(out);
  return out;
}

Power power_two_proportions(double p1, const PowerQuestion& q, const PowerOptions& o) {
  require_within(p1, 0, 1, "the first share");
  if (q.effect) require_within(*q.effect, 0, 1, "the second share");
  if (q.effect && *q.effect == p1) reject_power("the second share is other than the first");
  const double k = o.ratio, z = distributions::normal_quantile(1 - (o.one_sided ? o.alpha : o.alpha / 2));
  const auto power_of = [&](double n, double p2) {
    const double p = (p1 + k * p2) / (1 + k);
    const double null = std::sqrt((1 + 1 / k) * p * (1 - p)),
                 own = std::sqrt(p1 * (1 - p1) + p2 * (1 - p2) / k);
    return distributions::normal_upper((z * null - std::abs(p2 - p1) * std::sqrt(n)) / own);
  };
  Power out = solved(q, o, power_of, 1e-9, p1, 1);
  out.estimator = "power of two proportions (normal)";
  out.n_second = out.n_first * k;
  round_up(out);
  return out;
}

Power precision_of_proportion(double share, double half_width, double level, double population,
                              const PowerOptions& o) {
  require_level(level);
  require_within(share, 0, 1, "the share");
  require_within(half_width, 0, 1, "the half width");
  if (!(population >= 0) || std::isinf(population)) reject_power("a population is 0 (infinite) or greater");
  Power out;
  out.estimator = "precision of a proportion (Wald)";
  out.solved_for = "n";
  out.level = level;
  out.alpha = 1 - level;
  out.effect = half_width;
  out.design_effect = design_effect_of(o);
  const double z = distributions::normal_quantile(0.5 + level / 2);
  const double infinite = z * z * share * (1 - share) / (half_width * half_width) * out.design_effect;
  out.n_first = population > 0 ? infinite / (1 + (infinite - 1) / population) : infinite;
  round_up(out);
  return out;
}

Wording in_words(const Power& p) {
  if (!p.not_estimable.empty())
    return {"Not estimable: " + p.not_estimable.en + ".", "无法估计：" + p.not_estimable.zh + "。"};
  const std::string n = std::to_string(p.total), effect = readable(p.effect), power = readable(p.power);
  if (std::isnan(p.power))
    return {n + " observations make the interval of the share at most ±" + effect + ".",
            n + "个观测可使比例的区间不超过±" + effect + "。"};
  const bool share = p.estimator.starts_with("power of two proportions");
  const Wording what =
      share ? Wording{"a second share of " + effect, "第二组比例" + effect}
            : Wording{"an effect of " + effect + " standard deviations", effect + "个标准差的效应"};
  return {n + " observations in all find " + what.en + " with probability " + power + " (alpha " +
              readable(p.alpha) + ").",
          "共" + n + "个观测，以" + power + "的概率发现" + what.zh + "（α = " + readable(p.alpha) + "）。"};
}

} // namespace aftercourse::statistics
