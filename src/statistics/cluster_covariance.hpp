// Cluster-robust covariance: the part that every estimator with estimating equations shares.
//
// An estimator solves sum_i u_i(b) = 0 with u_i the score of observation i (for least squares x_i times the
// residual). Observations of one cluster may depend on each other in any way, so only the sums of scores over
// whole clusters count as independent: V = B M B, M = sum over clusters g of s_g s_g', s_g = sum_{i in g}
// u_i, B the inverse of the (negative) derivative of the equations. CR1 multiplies V by cr1_factor; tests and
// intervals then go by Student's t with G - 1 degrees of freedom. Source: Liang and Zeger (1986) Biometrika
// 73:13; Cameron and Miller (2015) J. Human Resources 50:317, eq. (11) and (12), section VI.D.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <Eigen/Core>

namespace aftercourse::statistics {

/// The codes of clusters numbered 0, 1, ... in order of first appearance, without gaps.
struct Clusters {
  std::vector<std::int32_t> of; ///< one an observation
  std::int32_t count = 0;

  /// Codes may be any numbers. Observations of weight 0 make no cluster; they are put to the first, where
  /// their scores of 0 change nothing.
  explicit Clusters(std::span<const std::int32_t> codes, std::span<const double> weights = {});
  bool empty() const noexcept { return of.empty(); }
};

/// The sums s_g, one row a cluster, of `scores`, one row an observation.
Eigen::MatrixXd cluster_sums(const Eigen::Ref<const Eigen::MatrixXd>& scores, const Clusters& clusters);

/// G / (G - 1) · (n - 1) / (n - p): Cameron and Miller (2015), eq. (12); infinite unless G > 1 and n > p.
double cr1_factor(std::int64_t n, std::int64_t parameters, std::int64_t clusters);

} // namespace aftercourse::statistics
