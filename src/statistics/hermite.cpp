#include "hermite.hpp"

#include <cmath>

#include <Eigen/Eigenvalues>

namespace aftercourse::statistics {

NormalQuadrature normal_quadrature(int nodes) {
  Eigen::VectorXd off(nodes - 1);
  for (int k = 1; k < nodes; ++k) off(k - 1) = std::sqrt(static_cast<double>(k));
  Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver;
  solver.computeFromTridiagonal(Eigen::VectorXd::Zero(nodes), off, Eigen::EigenvaluesOnly);
  NormalQuadrature q{solver.eigenvalues().array(), Eigen::ArrayXd(nodes)};
  for (int i = 0; i < nodes; ++i) {
    // h_k+1 = (x h_k − √k h_k−1)/√(k + 1); the weight is 1/Σ h_k².
    const double x = q.node(i);
    double before = 0, h = 1, sum = 0;
    for (int k = 0; k < nodes; ++k) {
      sum += h * h;
      const double next = (x * h - std::sqrt(static_cast<double>(k)) * before) / std::sqrt(k + 1.0);
      before = h;
      h = next;
    }
    q.weight(i) = 1 / sum;
  }
  return q;
}

} // namespace aftercourse::statistics
