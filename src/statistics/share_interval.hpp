// Share interval: the interval of a share whose variance comes from a design (ShareInterval in survey.hpp
// states the methods). Private to this floor.
#pragma once

#include <cstdint>

#include <aftercourse/statistics/survey.hpp>

namespace aftercourse::statistics {

struct DesignShare {
  double share = 0, variance = 0, df = 0;
  std::int64_t n = 0; ///< observations
};

struct ShareBounds {
  double low = no_value, high = no_value;
  double effective_n = no_value; ///< of Korn and Graubard's interval
};

/// NaN bounds where there is none: df < 1, or no variance (taylor and logit at 0 and 1; every cluster alike).
ShareBounds share_bounds(const DesignShare& share, ShareInterval method, double level);

/// Clopper and Pearson's bounds for x of n, which need not be whole numbers.
ShareBounds beta_bounds(double x, double n, double level);

/// "Korn-Graubard", "logit", "Taylor".
const char* name_of(ShareInterval method);

} // namespace aftercourse::statistics
