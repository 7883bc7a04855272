// Confidence limits of a noncentrality parameter: the parameters at which the statistic seen lies at the
// given upper and lower tail (Steiger & Fouladi 1997). Effect sizes get their intervals from them. Private.
#pragma once

namespace aftercourse::statistics {

struct Limits {
  double low, high;
};

/// Of the noncentrality of F with df1 and df2; limits are 0 or more.
Limits noncentral_f_limits(double f, double df1, double df2, double level);
/// Of the noncentrality of χ² with df; limits are 0 or more.
Limits noncentral_chi_square_limits(double chi_square, double df, double level);
/// Of the noncentrality of t with df.
Limits noncentral_t_limits(double t, double df, double level);

} // namespace aftercourse::statistics
