// Gauss-Hermite quadrature for the standard normal distribution: E f(θ) ≈ Σ w f(node). Nodes from the Jacobi
// matrix (Golub and Welsch 1969, Mathematics of Computation 23:221), weights from the orthonormal
// polynomials, which keeps their digits far out where they are tiny. Private to this floor.
#pragma once

#include <Eigen/Core>

namespace aftercourse::statistics {

struct NormalQuadrature {
  Eigen::ArrayXd node, weight;
};

NormalQuadrature normal_quadrature(int nodes);

} // namespace aftercourse::statistics
