// The tails and quantiles that tests and intervals use, in one vocabulary over Boost.Math: `_upper` is the
// probability above x, exact in the far tail; `_quantile` takes the probability below. Nothing throws: beyond
// the range of a double a tail is 0 and a quantile infinite. Private to this floor.
#pragma once

#include <cmath>
#include <limits>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace aftercourse::statistics::distributions {

namespace policies = boost::math::policies;
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>, policies::underflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>>;

inline double normal_upper(double z) { return 0.5 * std::erfc(z / std::sqrt(2.0)); }
inline double normal_quantile(double p) {
  return quantile(boost::math::normal_distribution<double, Quiet>(), p);
}

inline double t_upper(double df, double t) {
  if (std::isnan(t) || std::isnan(df)) return std::numeric_limits<double>::quiet_NaN();
  if (std::isinf(t)) return t > 0 ? 0.0 : 1.0;
  if (std::isinf(df)) return normal_upper(t);
  return cdf(complement(boost::math::students_t_distribution<double, Quiet>(df), t));
}
inline double t_quantile(double df, double p) {
  if (std::isinf(df)) return normal_quantile(p);
  return quantile(boost::math::students_t_distribution<double, Quiet>(df), p);
}

inline double f_upper(double df1, double df2, double f) {
  if (std::isnan(f)) return f;
  if (std::isinf(f)) return 0.0;
  return cdf(complement(boost::math::fisher_f_distribution<double, Quiet>(df1, df2), f));
}
inline double f_quantile(double df1, double df2, double p) {
  return quantile(boost::math::fisher_f_distribution<double, Quiet>(df1, df2), p);
}

inline double chi_square_upper(double df, double x) {
  if (std::isnan(x)) return x;
  if (std::isinf(x)) return 0.0;
  return cdf(complement(boost::math::chi_squared_distribution<double, Quiet>(df), x));
}
inline double chi_square_quantile(double df, double p) {
  return quantile(boost::math::chi_squared_distribution<double, Quiet>(df), p);
}

} // namespace aftercourse::statistics::distributions
