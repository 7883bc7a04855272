// MixedDeviance: the profiled deviance of a mixed model at a point theta, with its derivatives.
//
// theta holds, term by term, the entries of the term's relative covariance factor T (lower triangular, column
// by column; the diagonal alone when uncorrelated): the effects of a level have covariance sigma^2 T T'. With
// V = I + Z Lambda Lambda' Z' and P = V^-1 - V^-1 X (X'V^-1 X)^-1 X'V^-1 the criterion is
// log|V| + N log(y'P y) and, restricted, log|X'V^-1 X|, where N is n or n - p. All terms come from one
// factorisation of [Lambda'Z'Z Lambda + I, Lambda'Z'X; X'Z Lambda, X'X] and the entries of its inverse in its
// own pattern: Lambda'Z'P = rows of that inverse times [Lambda'Z'; X'], so no derivative divides by a
// variance that may be 0.
#pragma once

#include <cstdint>
#include <vector>

#include <Eigen/Dense>

#include "mixed_design.hpp"

namespace aftercourse::statistics {

class MixedDeviance {
 public:
  MixedDeviance(MixedDesign& design, bool restricted);

  /// The criterion, or infinity where it cannot be worked out.
  double value(const Eigen::VectorXd& theta);
  /// Works out what follows at the point of the last value().
  void differentiate();
  const Eigen::VectorXd& gradient() const { return gradient_; }
  /// At the point of the last differentiate(): the average information of the parameters, sigma profiled out,
  /// and the part of the second derivatives that comes from T T' being quadratic in T. T must be invertible.
  Eigen::MatrixXd curvature() const;

  std::size_t parameters() const { return entries_.size(); }
  std::int64_t evaluations() const { return evaluations_; }
  double multiplications() const;    ///< of one factorisation, about
  bool uncorrelated_columns() const; ///< of a term with more than one
  Eigen::VectorXd start() const;     ///< from mean squares between the levels of each factor
  std::vector<Eigen::MatrixXd> factors_at(const Eigen::VectorXd& theta) const; ///< T of each term
  Eigen::VectorXd theta_of(const std::vector<Eigen::MatrixXd>& factors) const;

  /// A parameter: an entry of T.
  struct Entry {
    std::size_t factor, row, column;
  };
  const std::vector<Entry>& entries() const { return entries_; }

  // At the point of the last differentiate():
  double degrees() const { return degrees_; }   ///< N
  double residual() const { return residual_; } ///< y'P y
  const std::vector<Eigen::MatrixXd>& relative_factors() const { return t_; }
  const Eigen::VectorXd& spherical_effects() const { return spherical_; }
  Eigen::VectorXd effects() const;       ///< Lambda times them
  Eigen::VectorXd fixed_effects() const; ///< on q, without what the outcome has there
  Eigen::MatrixXd fixed_inverse() const; ///< (X'V^-1 X)^-1
  Eigen::VectorXd slope_of_log_residual() const { return -quadratic_ / residual_; }
  /// For each parameter the derivative of (X'V^-1 X)^-1.
  std::vector<Eigen::MatrixXd> slopes_of_fixed_inverse() const;

  /// The inverse at one level: of the spherical effects, and of them with the fixed effects.
  Eigen::MatrixXd inverse_at(std::size_t factor, std::size_t level) const;
  Eigen::MatrixXd inverse_with_fixed(std::size_t factor, std::size_t level) const;

 private:
  void fill();
  void sum_traces();
  void sum_squares();
  /// Z'Z times each column of effects.
  Eigen::MatrixXd cross_product(const Eigen::MatrixXd& effects) const;
  /// Lambda (or its transpose) times each column.
  Eigen::MatrixXd scaled(const Eigen::MatrixXd& effects, bool transposed) const;
  /// X'V^-1 Z, transposed, and Lambda'Z'V^-1 X.
  void fixed_products(Eigen::MatrixXd& plain, Eigen::MatrixXd& spherical) const;

  MixedDesign& design_;
  bool restricted_;
  FrontTree tree_;
  FrontalCholesky cholesky_;
  std::vector<Entry> entries_;
  std::vector<std::size_t> row_of_effect_; ///< in the order of elimination
  std::size_t first_border_ = 0;           ///< entry
  double degrees_ = 0, residual_ = 0;
  std::vector<Eigen::MatrixXd> t_;
  std::vector<double> values_, inverse_;
  Eigen::VectorXd spherical_, plain_;             ///< Lambda'Z'P y and Z'P y
  std::vector<Eigen::MatrixXd> traces_, squares_; ///< sums over the levels: Lambda'Z'P Z and Z'Pyy'PZ
  Eigen::VectorXd quadratic_;                     ///< y'P dV P y
  Eigen::VectorXd gradient_;
  std::int64_t evaluations_ = 0;
};

} // namespace aftercourse::statistics
