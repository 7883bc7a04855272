// Binomial bounds: the intervals of x successes in n independent observations. Private to this floor.
#pragma once

#include <cstdint>

#include <aftercourse/statistics/proportion.hpp>

namespace aftercourse::statistics {

struct BinomialBounds {
  double low = no_value, high = no_value;
};

/// 0 <= x <= n, n > 0, a method for independent observations.
BinomialBounds binomial_bounds(std::int64_t x, std::int64_t n, ProportionMethod method, double level);

} // namespace aftercourse::statistics
