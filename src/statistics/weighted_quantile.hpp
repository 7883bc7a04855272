// Weighted quantile: type 7 with sampling weights. With w the weights in order of the values and C their
// running sum, the k-th value stands at p_k = C_{k-1} / C_{n-1}, linear between (R survey's qrule "hf7");
// with equal weights it is type 7. Private to this floor.
#pragma once

#include <span>
#include <vector>

namespace aftercourse::statistics {

class WeightedQuantile {
 public:
  /// Observations of weight 0 do not count; empty weights: all are 1. Needs one of positive weight.
  WeightedQuantile(std::span<const double> values, std::span<const double> weights);
  double operator()(double probability) const;

 private:
  std::vector<double> values_, below_; ///< ascending; the sum of weights before each
};

} // namespace aftercourse::statistics
