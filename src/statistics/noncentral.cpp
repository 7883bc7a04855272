#include "noncentral.hpp"

#include <cmath>
#include <exception>
#include <limits>

#include <boost/math/distributions/non_central_chi_squared.hpp>
#include <boost/math/distributions/non_central_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/tools/roots.hpp>

#include "distributions.hpp"

namespace aftercourse::statistics {

namespace {

/// The argument at which the falling function `tail` is `p`, searched outwards from `start` in steps of
/// `step`; `least` if the tail is below p there already. NaN when the distribution cannot be computed that
/// far out.
template <class Tail>
double where_tail_is(const Tail& tail, double p, double start, double step, double least) {
  try {
    const auto excess = [&](double parameter) { return tail(parameter) - p; };
    double low = start, high = start;
    for (double s = step; excess(low) < 0; s *= 2) {
      if (low == least) return least;
      low = std::max(least, low - s);
    }
    for (double s = step; excess(high) > 0; s *= 2) high += s;
    if (low == high) return low;
    std::uintmax_t iterations = 200;
    const auto root = boost::math::tools::toms748_solve(
        excess, low, high, boost::math::tools::eps_tolerance<double>(50), iterations);
    return (root.first + root.second) / 2;
  } catch (const std::exception&) { // Boost.Math: no convergence
    return std::numeric_limits<double>::quiet_NaN();
  }
}

/// Both limits from the probability below the statistic as a function of the noncentrality.
template <class Below>
Limits limits_where(const Below& below, double level, double start, double step, double least) {
  const double tail = (1 - level) / 2;
  return {where_tail_is(below, 1 - tail, start, step, least), where_tail_is(below, tail, start, step, least)};
}

} // namespace

Limits noncentral_f_limits(double f, double df1, double df2, double level) {
  const auto below = [&](double lambda) {
    if (lambda == 0) return 1 - distributions::f_upper(df1, df2, f);
    return cdf(boost::math::non_central_f_distribution<double>(df1, df2, lambda), f);
  };
  const double start = std::max(0.0, df1 * (f - 1));
  return limits_where(below, level, start, 1 + 2 * std::sqrt(df1 + 2 * start), 0);
}

Limits noncentral_chi_square_limits(double chi_square, double df, double level) {
  const auto below = [&](double lambda) {
    if (lambda == 0) return 1 - distributions::chi_square_upper(df, chi_square);
    return cdf(boost::math::non_central_chi_squared_distribution<double>(df, lambda), chi_square);
  };
  const double start = std::max(0.0, chi_square - df);
  return limits_where(below, level, start, 1 + 2 * std::sqrt(df + 2 * start), 0);
}

Limits noncentral_t_limits(double t, double df, double level) {
  const auto below = [&](double delta) {
    if (std::isinf(df)) return distributions::normal_upper(delta - t);
    return cdf(boost::math::non_central_t_distribution<double>(df, delta), t);
  };
  return limits_where(below, level, t, 1 + std::abs(t) / std::sqrt(2 * df),
                      -std::numeric_limits<double>::max());
}

} // namespace aftercourse::statistics
