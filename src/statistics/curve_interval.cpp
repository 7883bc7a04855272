#include <aftercourse/statistics/curve_interval.hpp>

#include <algorithm>
#include <cmath>
#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

CurveInterval curve_interval_from_text(std::string_view name) {
  const auto at = std::find(curve_interval_names.begin(), curve_interval_names.end(), name);
  if (at != curve_interval_names.end()) return static_cast<CurveInterval>(at - curve_interval_names.begin());
  throw InvalidArgument("AC5504",
                        "'" + std::string(name) + "' is no interval; there are log_log, log, plain");
}

CurveBounds curve_bounds(double p, double standard_error, double z, CurveInterval scale) {
  constexpr CurveBounds none{no_value, no_value};
  if (std::isnan(standard_error)) return none;
  switch (scale) {
  case CurveInterval::plain:
    return {std::max(0.0, p - z * standard_error), std::min(1.0, p + z * standard_error)};
  case CurveInterval::log: {
    if (p <= 0) return none;
    const double factor = std::exp(z * standard_error / p);
    return {p / factor, std::min(1.0, p * factor)};
  }
  case CurveInterval::log_log:
    break;
  }
  if (p <= 0 || p >= 1) return none;
  const double shift = std::exp(-z * standard_error / (p * std::log(p)));
  return {std::pow(p, shift), std::pow(p, 1 / shift)};
}

} // namespace aftercourse::statistics
