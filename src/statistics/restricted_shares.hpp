// Restricted shares: the likeliest shares of two groups whose difference is given, and the score statistic
// they yield (Miettinen & Nurminen 1985, Statistics in Medicine 4:213, appendix 1; Farrington & Manning 1990,
// Statistics in Medicine 9:1447). Private to this floor.
#pragma once

namespace aftercourse::statistics {

struct TwoShares {
  double x1 = 0, n1 = 0, x2 = 0, n2 = 0; ///< successes of n in each
};

/// (p1 - p2 - delta) / √variance, the variance of the restricted shares; `corrected` multiplies it by
/// N/(N - 1) (Miettinen & Nurminen; Farrington & Manning do not). ±infinity when that variance is 0.
double score_of_difference(const TwoShares& t, double delta, bool corrected);

} // namespace aftercourse::statistics
