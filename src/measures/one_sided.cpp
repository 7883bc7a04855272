#include "one_sided.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>

namespace aftercourse {

namespace {

/// Of X successes among n trials of probability p: at most x.
double at_most(double x, double n, double p) {
  if (p <= 0 || x >= n) return 1;
  return p >= 1 ? 0 : boost::math::ibetac(x + 1, n - x, p);
}

double at_least(double x, double n, double p) { return at_most(n - x, n, 1 - p); }

} // namespace

OneSided::OneSided(const RatioSample& sample, bool share) {
  if (!(share && start_exact(sample))) start_process(sample, share);
}

bool OneSided::start_exact(const RatioSample& sample) {
  if (sample.strata.size() != 1 || sample.strata.begin()->second.drawn != 0) return false;
  double most = 0, clusters = 0, y = 0, x = 0;
  for (const auto& [name, totals] : sample.strata.begin()->second.clusters) {
    most = std::max(most, totals.x);
    clusters += totals.x > 0;
    y += totals.y;
    x += totals.x;
  }
  const bool agree = y == 0 || y == x;
  if (x == 0 || (most > 1 && (!agree || clusters < 2))) return false;
  exact_ = true;
  value_ = y / x;
  n_ = most > 1 ? clusters : x;
  successes_ = most > 1 ? (y == 0 ? 0 : clusters) : y;
  const std::string n = std::to_string(static_cast<std::int64_t>(clusters));
  method_ = most > 1 ? Wording{"exact over " + n + " clusters that agree", n + "个群完全一致，精确法"}
                     : Wording{"exact", "精确法"};
  return true;
}

void OneSided::start_process(const RatioSample& sample, bool share) {
  auto strata = sample.drawn();
  const auto complete = [](const auto& s) { return s.population != 0 && s.population <= s.drawn; };
  if (std::ranges::all_of(strata, complete)) // what was drawn completely is a sample of the process
    for (auto& stratum : strata) stratum.population = 0;
  statistics::SurveyOptions options;
  options.interval = statistics::ShareInterval::logit;
  const statistics::SurveyEstimate e = statistics::stratified_ratio(strata, share, options);
  value_ = e.estimate;
  not_estimable_ = e.not_estimable;
  if (!not_estimable_.empty()) return;
  log_odds_ = share;
  se_ = share ? e.standard_error / (value_ * (1 - value_)) : e.standard_error;
  df_ = e.df;
  const std::string n = std::to_string(e.clusters);
  method_ = {"t over " + n + " clusters", n + "个群，t法"};
}

double OneSided::to_scale(double number) const {
  if (!log_odds_) return number;
  if (number <= 0) return -HUGE_VAL;
  return number >= 1 ? HUGE_VAL : std::log(number / (1 - number));
}

double OneSided::from_scale(double number) const { return log_odds_ ? 1 / (1 + std::exp(-number)) : number; }

double OneSided::bound(Side side, double error) const {
  const bool below = side == Side::below;
  if (exact_) {
    if (below) return successes_ >= n_ ? 1 : boost::math::ibetac_inv(successes_ + 1, n_ - successes_, error);
    return successes_ <= 0 ? 0 : boost::math::ibeta_inv(successes_, n_ - successes_ + 1, error);
  }
  const double t = quantile(complement(boost::math::students_t(df_), error));
  return from_scale(to_scale(value_) + (below ? t : -t) * se_);
}

double OneSided::p_value(Side side, double limit) const {
  if (exact_) return side == Side::below ? at_most(successes_, n_, limit) : at_least(successes_, n_, limit);
  const double t = (to_scale(value_) - to_scale(limit)) / se_ * (side == Side::below ? -1 : 1);
  if (std::isinf(t)) return t > 0 ? 0 : 1;
  return cdf(complement(boost::math::students_t(df_), t));
}

double OneSidedDifference::value() const noexcept {
  const double difference = first_.value() - second_.value();
  const double size = std::max(std::abs(first_.value()), std::abs(second_.value()));
  return std::abs(difference) <= 8 * std::numeric_limits<double>::epsilon() * size ? 0 : difference;
}

double OneSidedDifference::bound(OneSided::Side side, double error) const {
  const OneSided::Side other = side == OneSided::Side::below ? OneSided::Side::above : OneSided::Side::below;
  const double away =
      std::hypot(first_.bound(side, error) - first_.value(), second_.bound(other, error) - second_.value());
  return value() + (side == OneSided::Side::below ? away : -away);
}

double OneSidedDifference::p_value(OneSided::Side side, double limit) const {
  const auto passes = [&](double error) {
    return side == OneSided::Side::below ? bound(side, error) < limit : bound(side, error) > limit;
  };
  double none = std::log(1e-16), some = std::log(0.5); // errors at which it does not pass, and does
  if (!passes(0.5)) return 1;
  if (passes(std::exp(none))) return std::exp(none);
  while (some - none > 1e-12) {
    const double middle = (none + some) / 2;
    (passes(std::exp(middle)) ? some : none) = middle;
  }
  return std::exp(some);
}

} // namespace aftercourse
