// The marginal likelihood of a two-parameter logistic model over ability θ ~ N(0, 1), with its gradient and
// observed information, at given intercepts and discriminations. Everything is matrices: items × patterns,
// nodes × patterns. Private to this floor.
#pragma once

#include <array>

#include <Eigen/Core>

#include "answer_patterns.hpp"
#include "hermite.hpp"

namespace aftercourse::statistics {

/// Intercepts, then discriminations: 2 × items parameters.
struct MarginalPoint {
  Eigen::VectorXd parameters;
  double log_likelihood = 0;
  Eigen::VectorXd log_chance; ///< of each pattern
  Eigen::MatrixXd posterior;  ///< nodes × patterns: of θ given the answers, each column summing to 1

  auto intercepts() const { return parameters.head(parameters.size() / 2); }
  auto discriminations() const { return parameters.tail(parameters.size() / 2); }
};

struct MarginalCurvature {
  Eigen::VectorXd gradient;
  Eigen::MatrixXd information; ///< observed: minus the second derivatives
  Eigen::MatrixXd outer;       ///< Σ n s s': positive even far from the maximum
  Eigen::MatrixXd scores;      ///< one column a pattern
};

class MarginalLikelihood {
 public:
  /// Refers to the patterns. Nodes whose weight is below 1e-24 are left out: they change no digit.
  MarginalLikelihood(const AnswerPatterns& patterns, int nodes);

  MarginalPoint at(Eigen::VectorXd parameters) const;
  MarginalCurvature curvature(const MarginalPoint& point) const;
  /// Mean and standard deviation of the posterior of each pattern.
  Eigen::ArrayXd mean(const MarginalPoint& point) const;
  Eigen::ArrayXd sd(const MarginalPoint& point) const;

 private:
  /// E[Σ n s s'] over the posterior, s the score of the intercepts with θ known, times θ^0, θ^1 and θ^2.
  using Powers = std::array<Eigen::MatrixXd, 3>;
  Powers expected_products(const MarginalPoint& point, const Eigen::MatrixXd& right) const;
  Powers expected_products_of_answered(const MarginalPoint& point, const Eigen::MatrixXd& right) const;

  const AnswerPatterns& patterns_;
  NormalQuadrature grid_;
};

} // namespace aftercourse::statistics
