#include <aftercourse/statistics/trend_series.hpp>

#include <cmath>
#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

void require_trend_series(const TrendSeries& series) {
  require_equal_length(series.time.size(), series.values.size(), "time", "outcome");
  require_finite(series.time, "time");
  require_finite(series.values, "outcome");
  require_groups(series.seasons, series.time.size(), "season");
  if (series.period == 0) return;
  if (series.period < 2)
    throw InvalidArgument("AC5504",
                          "a period has 2 seasons or more; this is " + std::to_string(series.period));
  if (!series.seasons.codes.empty())
    throw InvalidArgument("AC5504", "seasons are given by a column or by a period, not by both");
  for (const double t : series.time)
    if (t != std::floor(t) || std::abs(t) > 1e15)
      throw InvalidArgument("AC5504", "with a period times are whole numbers; one is " + readable(t));
}

} // namespace aftercourse::statistics
