#include "mixed_search.hpp"

#include <algorithm>
#include <cmath>

namespace aftercourse::statistics {

namespace {

using Index = Eigen::Index;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

constexpr int most_newton_steps = 300, most_step_halvings = 40;
constexpr double enough = 1e-11;    ///< of the criterion: what another step would gain
constexpr double longest_step = 3;  ///< in theta, whose columns have mean square 1
constexpr double without_end = 1e5; ///< theta
constexpr double small_start = 0.3; ///< theta: where several columns are uncorrelated there can be two minima
constexpr double next_to_zero = 1e-2;  ///< theta that may be zero
constexpr double no_difference = 1e-9; ///< of the criterion
constexpr double much_work = 2e7; ///< multiplications: differences to one side do, at a fiftieth of the step
constexpr double least_diagonal = 1e-8; ///< so that derivatives can be taken at zero

/// Derivatives need T to be invertible; so small a diagonal changes no digit of the criterion.
Vector invertible(const MixedDeviance& deviance, Vector theta) {
  for (std::size_t i = 0; i < deviance.entries().size(); ++i) {
    double& value = theta[static_cast<Index>(i)];
    if (deviance.entries()[i].row == deviance.entries()[i].column && std::abs(value) < least_diagonal)
      value = least_diagonal;
  }
  return theta;
}

/// Newton's step where the curvature is positive, and downhill by its size where it is not.
Vector downhill(const Matrix& curvature, const Vector& gradient, double longest) {
  const Eigen::SelfAdjointEigenSolver<Matrix> eigen(curvature);
  const double largest = eigen.eigenvalues().cwiseAbs().maxCoeff();
  const Vector sizes = eigen.eigenvalues().cwiseAbs().cwiseMax(1e-9 * largest + 1e-300);
  Vector step = -(eigen.eigenvectors() * (eigen.eigenvectors().transpose() * gradient).cwiseQuotient(sizes));
  const double length = step.norm();
  return length > longest ? Vector(step * (longest / length)) : step;
}

bool is_diagonal(const MixedDeviance& deviance, std::size_t factor) {
  return std::none_of(deviance.entries().begin(), deviance.entries().end(),
                      [&](const MixedDeviance::Entry& e) { return e.factor == factor && e.row != e.column; });
}

/// T without the directions in which it is next to zero, and whether there were any.
bool cut_small(Matrix& t, bool diagonal) {
  const double least = next_to_zero * next_to_zero;
  if (diagonal) {
    const bool any = (t.diagonal().array().square() < least).any();
    t = (t.array().square() < least).select(0.0, t.cwiseAbs());
    return any;
  }
  const Eigen::SelfAdjointEigenSolver<Matrix> eigen(t * t.transpose());
  const bool any = (eigen.eigenvalues().array() < least).any();
  const Vector kept = (eigen.eigenvalues().array() < least).select(0.0, eigen.eigenvalues());
  t = semidefinite_root(eigen.eigenvectors() * kept.asDiagonal() * eigen.eigenvectors().transpose());
  return any;
}

MixedMinimum descend(MixedDeviance& deviance, const Vector& start) {
  MixedMinimum minimum;
  minimum.theta = invertible(deviance, start);
  minimum.value = deviance.value(minimum.theta);
  minimum.unbounded = !std::isfinite(minimum.value);
  for (int step = 0; step < most_newton_steps && !minimum.converged && !minimum.unbounded; ++step) {
    deviance.differentiate();
    const Vector gradient = deviance.gradient();
    Vector by = downhill(deviance.curvature(), gradient, longest_step * (1 + minimum.theta.norm()));
    const double gain = -gradient.dot(by);
    minimum.converged = gain < enough;
    minimum.unbounded = minimum.theta.cwiseAbs().maxCoeff() > without_end;
    if (minimum.converged || minimum.unbounded) break;
    const double rounding = 1e-13 * std::abs(minimum.value) + 1e-12;
    double next = 0;
    Vector theta;
    int halving = 0;
    for (; halving < most_step_halvings; ++halving, by /= 2) {
      theta = invertible(deviance, minimum.theta + by);
      next = deviance.value(theta);
      if (next <= minimum.value - 1e-4 * gain * std::exp2(-halving) + rounding) break;
    }
    if (halving == most_step_halvings) {
      minimum.converged = gain < 1e-6; // nothing better within the precision of the numbers
      break;
    }
    minimum.theta = theta;
    minimum.value = next;
  }
  return minimum;
}

/// Sets to zero what ends next to it, where the criterion agrees.
void set_zeros(MixedDeviance& deviance, MixedMinimum& minimum) {
  std::vector<Matrix> factors = deviance.factors_at(minimum.theta);
  bool any = false;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    const bool diagonal = is_diagonal(deviance, f);
    Matrix cut = factors[f];
    minimum.singular.push_back(cut_small(cut, diagonal));
    any = any || minimum.singular.back();
    if (!minimum.singular.back()) continue;
    std::vector<Matrix> without = factors;
    without[f] = cut;
    const double value = deviance.value(deviance.theta_of(without));
    minimum.singular.back() = value <= minimum.value + no_difference + 1e-14 * std::abs(minimum.value);
    if (minimum.singular.back()) factors = without;
  }
  if (any) {
    minimum.theta = deviance.theta_of(factors);
    minimum.value = deviance.value(minimum.theta);
    deviance.differentiate();
  }
}

} // namespace

Matrix semidefinite_root(const Matrix& g) {
  Matrix rest = g, t = Matrix::Zero(g.rows(), g.cols());
  const double none = 1e-14 * std::max(g.diagonal().maxCoeff(), 1e-300);
  for (Index j = 0; j < g.cols(); ++j) {
    if (!(rest(j, j) > none)) continue;
    t.col(j).tail(g.rows() - j) = rest.col(j).tail(g.rows() - j) / std::sqrt(rest(j, j));
    rest -= t.col(j) * t.col(j).transpose();
  }
  return t;
}

MixedMinimum least_deviance(MixedDeviance& deviance) {
  MixedMinimum minimum = descend(deviance, deviance.start());
  if (deviance.uncorrelated_columns()) {
    const MixedMinimum other = descend(deviance, Vector::Constant(minimum.theta.size(), small_start));
    if (other.value < minimum.value || !minimum.converged)
      minimum = other;
    else
      minimum = descend(deviance, minimum.theta);
  }
  if (minimum.converged) set_zeros(deviance, minimum);
  return minimum;
}

Matrix second_derivatives(MixedDeviance& deviance, const Vector& theta,
                          const std::vector<std::size_t>& free) {
  const auto count = static_cast<Index>(free.size());
  const bool one_sided = deviance.multiplications() > much_work;
  const Vector here = deviance.gradient();
  const auto gradient_at = [&](Index parameter, double by) {
    Vector moved = theta;
    moved[parameter] += by;
    deviance.value(moved);
    deviance.differentiate();
    return deviance.gradient();
  };
  Matrix result(count, count);
  for (Index i = 0; i < count; ++i) {
    const auto at = static_cast<Index>(free[static_cast<std::size_t>(i)]);
    const double by = (one_sided ? 2e-6 : 1e-4) * std::max(std::abs(theta[at]), 0.1);
    const Vector before = one_sided ? here : gradient_at(at, -by);
    const Vector change = (gradient_at(at, by) - before) / (one_sided ? by : 2 * by);
    for (Index j = 0; j < count; ++j)
      result(j, i) = change[static_cast<Index>(free[static_cast<std::size_t>(j)])];
  }
  return (result + result.transpose()) / 2;
}

} // namespace aftercourse::statistics
