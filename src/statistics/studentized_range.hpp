// StudentizedRange: the range of `groups` independent normal means divided by an independent estimate of
// their standard deviation with `df` degrees of freedom, as Tukey's test needs it. Right to 1e-12 for every
// number of groups up to a thousand and df of 1 or more (infinite included), in the far tail relative to the
// tail itself. An immutable value; private to this floor.
//
//   P(Q > q) = ∫ f(s) R(q s) ds,   R(w) = k ∫ φ(z) {Φ(z)^(k-1) - [Φ(z) - Φ(z - w)]^(k-1)} dz
//
// with s² a χ² variable over its df (Tukey 1953; Hochberg & Tamhane 1987, Multiple Comparison Procedures,
// appendix 3, eq. 3.1). Both integrands are analytic and vanish fast at both ends once s = exp(x), so that
// the trapezoidal rule converges exponentially (Trefethen & Weideman 2014, SIAM Review 56:385-458). The
// weights of s are divided by their own sum, which spares the gamma function and its cancellation for large
// df.
#pragma once

#include <vector>

namespace aftercourse::statistics {

class StudentizedRange {
 public:
  /// `groups` >= 2, `df` >= 1.
  StudentizedRange(int groups, double df);

  /// P(Q > q); 1 for q <= 0.
  double upper(double q) const;
  /// The q with P(Q > q) = `upper`, 0 < upper < 1.
  double quantile_upper(double upper) const;

 private:
  double range_upper(double w) const;

  int groups_;
  double df_;
  std::vector<double> cdf_;    // Φ(z) at the nodes of z
  std::vector<double> weight_; // k φ(z) Φ(z)^(k-1) h there
};

} // namespace aftercourse::statistics
