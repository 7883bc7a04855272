#include "studentized_range.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/tools/roots.hpp>

#include "distributions.hpp"

namespace aftercourse::statistics {

namespace {

// The nodes of z. In R(w) the range of z that counts is w/2 ± 6.5 at least, and up to 9.5 for many groups.
constexpr double z_step = 0.125, z_first = -7, z_last = 42;
constexpr double reach_below = 6.5, reach_above = 6.5, z_many_groups = 9.5;
constexpr double w_last = 70; // R(w) < 1e-500
constexpr double negligible = 1e-18;

double z_at(std::size_t node) { return z_first + z_step * static_cast<double>(node); }
std::size_t node_of(double z) {
  return static_cast<std::size_t>((std::clamp(z, z_first, z_last) - z_first) / z_step);
}

} // namespace

StudentizedRange::StudentizedRange(int groups, double df) : groups_(groups), df_(df) {
  const double k = groups, density = z_step / std::sqrt(2 * std::acos(-1.0));
  for (std::size_t i = 0; i <= node_of(z_last); ++i) {
    const double z = z_at(i), above = distributions::normal_upper(z);
    cdf_.push_back(z < 0 ? distributions::normal_upper(-z) : 1 - above);
    const double log_cdf = z < 0 ? std::log(cdf_.back()) : std::log1p(-above);
    weight_.push_back(k * density * std::exp(-z * z / 2 + (k - 1) * log_cdf));
  }
}

double StudentizedRange::range_upper(double w) const {
  if (w > w_last) return 0;
  const double others = groups_ - 1;
  const std::size_t last = node_of(std::max(z_many_groups, w / 2 + reach_above));
  double sum = 0;
  for (std::size_t i = node_of(w / 2 - reach_below); i <= last; ++i) {
    const double below = distributions::normal_upper(w - z_at(i)) / cdf_[i]; // share of Φ(z) beyond the range
    sum -= weight_[i] * (below < 1 ? std::expm1(others * std::log1p(-below)) : -1);
  }
  return std::min(sum, 1.0);
}

double StudentizedRange::upper(double q) const {
  if (std::isnan(q)) return q;
  if (!(q > 0)) return 1;
  if (std::isinf(q)) return 0;
  if (df_ > 1e14) return range_upper(q);
  // s = exp(x): the density of x is ∝ exp(df (x - (exp(2x) - 1)/2)), about normal with sd 1/√(2 df).
  // Many groups make R(w) rise more sharply, which asks for a finer grid.
  const double step = std::min(groups_ > 20 ? 0.05 : 0.1, 0.5 / std::sqrt(2 * df_));
  const auto density = [&](double x) { return std::exp(df_ * (x - std::expm1(2 * x) / 2)); };
  // Where the product with R(q s) ~ exp(-(q s)²/4) is largest in the far tail; the whole number of steps
  // keeps both sums on one grid.
  const double mode = std::round(-std::log(std::hypot(1, q / std::sqrt(2 * df_))) / step);
  double product = 0, total = 0;
  for (double i = mode;; --i) {
    const double f = density(i * step), term = f * range_upper(q * std::exp(i * step));
    product += term;
    total += f;
    if (term <= negligible * product && f <= negligible * total) break;
  }
  for (double i = mode + 1;; ++i) {
    const double x = i * step, f = density(x), term = f > 0 ? f * range_upper(q * std::exp(x)) : 0;
    product += term;
    total += f;
    if (x > 0 && f <= negligible * total && term <= negligible * product) break;
  }
  return std::min(product / total, 1.0);
}

double StudentizedRange::quantile_upper(double upper) const {
  const auto excess = [&](double log_q) { return this->upper(std::exp(log_q)) / upper - 1; };
  double low = 0, high = 1; // of log q
  while (excess(low) < 0) low -= 1;
  while (excess(high) > 0) high += 1;
  std::uintmax_t iterations = 100;
  const auto root = boost::math::tools::toms748_solve(
      excess, low, high, boost::math::tools::eps_tolerance<double>(50), iterations);
  return std::exp((root.first + root.second) / 2);
}

} // namespace aftercourse::statistics
