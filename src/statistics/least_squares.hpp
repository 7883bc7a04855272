// LeastSquares: the weighted linear least-squares problem min sum_i w_i (y_i - x_i b)^2, solved to the last
// digit. Two ways lead there:
//   - fast, for tall and well-conditioned designs: the Gram matrix of shifted columns in blocks that fit the
//     cache, Cholesky, and a refinement of the coefficients from the residuals (Björck 1987, Linear Algebra
//     Appl. 88/89:31, corrected semi-normal equations);
//   - careful, for small ones and those whose condition number would cost digits: Householder reflections of
//     blocks of rows (tall-skinny QR, Demmel et al. 2012 SIAM J. Sci. Comput. 34:A206) in twice the
//     precision.
// Rows of weight 0 do not count. The object views the design and the spans, which must outlive it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

#include <aftercourse/statistics/design.hpp>

#include "careful_triangle.hpp"

namespace aftercourse::statistics {

/// A parameter that is a linear combination of others before it.
struct Collinear {
  std::size_t parameter = 0;
  std::vector<std::size_t> of;
};

class LeastSquares {
 public:
  /// `automatic` is fast where that keeps the digits; `quick` is for the steps of an iteration.
  enum class Accuracy : std::uint8_t { automatic, quick };

  /// `weights` may be empty. All columns are finite; what is not is an InvalidArgument AC5501.
  LeastSquares(const Design& design, std::span<const double> outcome, std::span<const double> weights,
               Accuracy accuracy = Accuracy::automatic);

  std::int64_t n() const noexcept { return n_; } ///< rows of positive weight
  std::int64_t parameters() const noexcept { return static_cast<std::int64_t>(p_); }
  /// Parameters that others determine; when there is one the numbers below are not to be used.
  const std::vector<Collinear>& collinear() const noexcept { return collinear_; }

  const Eigen::VectorXd& coefficients() const noexcept { return coefficients_; }
  double residual_sum() const noexcept { return residual_sum_; } ///< weighted squares of residuals
  double total_sum() const noexcept { return total_sum_; } ///< about the mean, or about 0 without intercept
  /// root · root' is the inverse of X'WX.
  const Eigen::MatrixXd& root() const noexcept { return root_; }
  /// R of the design, or of columns shifted by constants when there is an intercept: its rows but the first,
  /// which is the intercept's, do not depend on that.
  const Eigen::MatrixXd& triangle() const noexcept { return triangle_; }
  /// Weighted sum of squares of each parameter's column about its mean; about 0 without intercept.
  const Eigen::VectorXd& column_sums() const noexcept { return column_sums_; }
  /// Ratio of the extreme singular values of the design with columns scaled to length 1 (Belsley, Kuh and
  /// Welsch 1980, section 3.2).
  double condition_number() const;

  /// y - Xb, unweighted, one an observation, also of those of weight 0.
  Eigen::VectorXd residuals() const;
  /// Rows of an orthonormal basis of the weighted design's columns: sqrt(w_i) x_i root. The squared length of
  /// a row is its leverage; times sqrt(w_i) times the residual it is the score of the observation, whitened.
  Eigen::MatrixXd basis() const;

 private:
  bool solve_fast(); ///< false when the condition number would cost digits
  void refine(const Eigen::VectorXd& scale);
  void finish_fast(const Eigen::VectorXd& scale);
  void solve_carefully();
  void finish_careful(const CarefulTriangle& r, const std::vector<double>& scale);
  void choose_shift();
  /// Shifted columns times sqrt(w), the outcome last, of at most gram_rows rows from `first` on.
  void fill(std::size_t first, double* block) const;
  double weight(std::size_t row) const { return weights_.empty() ? 1.0 : weights_[row]; }
  std::span<const double> numbers(std::size_t parameter) const; ///< of a column or, last, the outcome
  DoubleDouble cell(std::size_t row, std::size_t parameter) const;
  void require_finite_columns() const;

  const Design* design_;
  std::span<const double> outcome_, weights_;
  std::size_t p_ = 0, first_ = 0; ///< parameters; 1 when the first of them is the intercept
  std::int64_t n_ = 0;
  bool careful_ = false;
  std::vector<double> shift_; ///< taken from each parameter's column, and last from the outcome
  Eigen::MatrixXd triangle_;  ///< R of the shifted columns
  Eigen::VectorXd coefficients_, coefficients_low_, shifted_, column_sums_;
  Eigen::MatrixXd root_, root_low_;
  std::vector<Collinear> collinear_;
  double residual_sum_ = 0, total_sum_ = 0;
};

} // namespace aftercourse::statistics
