// CurveInterval: the scale on which the interval around a point of a curve that lies between 0 and 1 is
// taken. The scales are those of R's survfit (conf.type).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace aftercourse::statistics {

/// With p the estimate, s its standard error and z the normal quantile of the level:
///   log_log  p^exp(±z s / (p log p)): stays within 0 and 1 and covers best in small samples (Borgan and
///            Liestøl 1990); none where p is 0 or 1
///   log      p exp(±z s / p), cut at 1; none where p is 0
///   plain    p ± z s, cut at 0 and 1
enum class CurveInterval : std::uint8_t { log_log, log, plain };

inline constexpr std::array<std::string_view, 3> curve_interval_names{"log_log", "log", "plain"};

constexpr std::string_view name_of(CurveInterval scale) noexcept {
  return curve_interval_names[static_cast<std::size_t>(scale)];
}
/// Throws InvalidArgument AC5504 that lists the names.
CurveInterval curve_interval_from_text(std::string_view name);

struct CurveBounds {
  double low, high; ///< not a number where there is no interval
};
/// `z`: the normal quantile, 1.96 for 95 %. No interval without a standard error.
CurveBounds curve_bounds(double p, double standard_error, double z, CurveInterval scale);

} // namespace aftercourse::statistics
