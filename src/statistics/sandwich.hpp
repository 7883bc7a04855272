// The sandwich estimators of a covariance in whitened coordinates, which keep their digits: with W the
// orthonormal basis of the weighted design (LeastSquares::basis) and e the weighted residuals, the scores of
// the observations are w_i e_i, the meat M is a sum over them, and the covariance is root M root'. The same
// holds at the last step of a generalised linear model. Also the reference distribution of Wald tests.
#pragma once

#include <Eigen/Core>

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/design.hpp>

#include "cluster_covariance.hpp"

namespace aftercourse::statistics {

/// What `covariance` is when it is automatic. Throws InvalidArgument AC5504 for cr1 without clusters.
Covariance chosen_covariance(Covariance covariance, std::span<const std::int32_t> cluster);

/// Throws InvalidArgument AC5501, AC5502, AC5504 unless the columns fit the design and weights are not
/// negative.
void require_observations(const Observations& rows, const Design& design);

/// The meat of hc0 to hc3: NaN where a leverage of 1 leaves the residual of an observation unknown. `n`
/// counts the observations of positive weight.
Eigen::MatrixXd heteroskedastic_meat(const Eigen::MatrixXd& basis, const Eigen::VectorXd& residuals,
                                     Covariance kind, std::int64_t n);
/// The meat of CR1, its factor included.
Eigen::MatrixXd clustered_meat(const Eigen::MatrixXd& basis, const Eigen::VectorXd& residuals,
                               const Clusters& clusters, std::int64_t n);
/// The meat of Newey and West, no correction for the number of parameters.
Eigen::MatrixXd newey_west_meat(const Eigen::MatrixXd& basis, const Eigen::VectorXd& residuals,
                                std::int64_t lag);

/// Student's t, or the normal where df is infinite.
struct Reference {
  double df;

  double two_sided(double statistic) const;
  double reach(double level) const; ///< how many standard errors to either side
  /// Fills in what follows from estimate and standard error.
  void finish(Coefficient& coefficient, double level) const;
};

/// Wald test of some coefficients: F = b' V^-1 b / q with (q, df), chi-square where df is infinite.
/// `statistic` is F or chi-square. NaN when V is singular, as with fewer clusters than coefficients.
void wald_test(TermTest& test, const Eigen::VectorXd& estimates, const Eigen::MatrixXd& covariance,
               double df);

std::vector<std::vector<double>> rows_of(const Eigen::MatrixXd& matrix);

} // namespace aftercourse::statistics
