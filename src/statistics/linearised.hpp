// Linearised: the standard error and interval of a coefficient of agreement from the influence of each unit
// on it, and alpha from what each unit contributes. The coefficient is the mean of the influences, so its
// variance is theirs over n; where units come in clusters, that of the clusters' sums. Gwet (2014) chapter 5;
// clusters: Liang and Zeger (1986) Biometrika 73:13.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct Influences {
  std::vector<double> of;    ///< one a unit that counts
  std::vector<double> times; ///< how often it counts
  std::vector<std::size_t> unit;
  double n = 0; ///< the sum of times
};

/// Sets standard_error, low, high and clusters of `estimate`, whose estimate, n and level are set.
void set_linearised_interval(Estimate& estimate, const Influences& influences, double centre,
                             bool divide_by_n, std::span<const std::int32_t> clusters);

/// What a unit with r ratings adds to alpha: `within`, the distances summed over ordered pairs of its
/// ratings, and `to_all`, the distances of its ratings to a rating drawn from all, summed.
struct AlphaUnits {
  std::vector<double> ratings, within, to_all, times;
  std::vector<std::size_t> unit;
};

struct AlphaParts {
  double alpha = no_value, observed = no_value, expected = no_value, n = 0, ratings = 0;
  double centre = no_value; ///< alpha before the correction for small samples: the mean of the influences
  Influences influences;
};

AlphaParts alpha_of_units(AlphaUnits units, double expected);

} // namespace aftercourse::statistics
