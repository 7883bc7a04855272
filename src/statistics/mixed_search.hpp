// The search for the least profiled deviance of a mixed model. The criterion is smooth and even in each
// column of each relative factor T, so a variance of zero is an ordinary minimum and no bound is needed; what
// ends next to zero is set to zero if the criterion agrees.
#pragma once

#include <Eigen/Dense>

#include "mixed_deviance.hpp"

namespace aftercourse::statistics {

struct MixedMinimum {
  Eigen::VectorXd theta;
  double value = 0;
  bool converged = false;
  bool unbounded = false;     ///< a relative variance grows without end: nothing is left for the residuals
  std::vector<bool> singular; ///< term by term
};

/// Leaves `deviance` differentiated at the minimum.
MixedMinimum least_deviance(MixedDeviance& deviance);

/// The exact second derivatives at the minimum, by differences of the gradient, for the parameters in `free`;
/// leaves `deviance` elsewhere.
Eigen::MatrixXd second_derivatives(MixedDeviance& deviance, const Eigen::VectorXd& theta,
                                   const std::vector<std::size_t>& free);

/// The lower triangular T with T T' = G for a positive semidefinite G: a column of zeros for what is not
/// there.
Eigen::MatrixXd semidefinite_root(const Eigen::MatrixXd& g);

} // namespace aftercourse::statistics
