// ClusterSquares: the sum over clusters of (c · x)², where c is a cluster's vector of N coefficients and x is
// common to all. The coefficients change one observation at a time while x runs along a curve, so that the
// variance of a whole curve by the infinitesimal jackknife costs one pass over the observations.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace aftercourse::statistics {

template <std::size_t N>
class ClusterSquares {
 public:
  using Vector = std::array<double, N>;

  explicit ClusterSquares(std::size_t clusters) : clusters_(clusters, Vector{}) {}

  void add(std::size_t cluster, const Vector& change) {
    Vector& c = clusters_[cluster];
    for (std::size_t i = 0; i < N; ++i)
      for (std::size_t j = 0; j <= i; ++j)
        products_[i][j] += c[i] * change[j] + change[i] * c[j] + change[i] * change[j];
    for (std::size_t i = 0; i < N; ++i) c[i] += change[i];
  }

  double at(const Vector& x) const {
    double sum = 0;
    for (std::size_t i = 0; i < N; ++i)
      for (std::size_t j = 0; j <= i; ++j) sum += (i == j ? 1 : 2) * x[i] * x[j] * products_[i][j];
    return std::max(0.0, sum);
  }

 private:
  std::vector<Vector> clusters_;
  std::array<Vector, N> products_{}; // Σ over clusters of c cᵀ, its lower half
};

} // namespace aftercourse::statistics
