#include "least_squares.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include <Eigen/SVD>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

#include "gram.hpp"

namespace aftercourse::statistics {

namespace {

/// The fast way loses the square of the condition number. What a column keeps of its length beside those
/// before it (1 - R², the inverse of its VIF) tells: below this the careful way is taken.
constexpr double enough_left = 1e-5;

/// Where each column keeps this much of its square, and so does the outcome, the coefficients of the Gram
/// matrix are good to 12 digits and a second walk over the rows gains nothing.
constexpr double plenty_left = 0.01;

/// Rows times squared columns up to which the careful way takes a few milliseconds.
constexpr double small_problem = 2e5;

/// A column is a combination of others when it leaves no more than what rounding left of the terms it is made
/// of.
constexpr double rounding_left = 32 * std::numeric_limits<double>::epsilon();

/// The power of two that brings the largest of the numbers to about 1, so that no square over- or underflows.
double power_of_two_scale(std::span<const double> numbers) {
  double largest = 0;
  for (const double x : numbers) largest = std::max(largest, std::abs(x));
  return largest > 0 ? std::ldexp(1.0, -std::ilogb(largest)) : 1.0;
}

/// R of the Cholesky factorisation of a Gram matrix scaled to a diagonal of ones; empty when a pivot is too
/// small.
Eigen::MatrixXd scaled_cholesky(const Eigen::MatrixXd& gram) {
  const Eigen::Index p = gram.rows();
  Eigen::MatrixXd r = Eigen::MatrixXd::Zero(p, p);
  for (Eigen::Index j = 0; j < p; ++j) {
    for (Eigen::Index i = 0; i < j; ++i)
      r(i, j) = (gram(i, j) - r.col(i).head(i).dot(r.col(j).head(i))) / r(i, i);
    const double left = gram(j, j) - r.col(j).head(j).squaredNorm();
    if (!(left > enough_left)) return {};
    r(j, j) = std::sqrt(left);
  }
  return r;
}

/// (R'R)^-1 right.
Eigen::VectorXd cholesky_solved(const Eigen::MatrixXd& r, const Eigen::VectorXd& right) {
  return r.triangularView<Eigen::Upper>().solve(r.transpose().triangularView<Eigen::Lower>().solve(right));
}

} // namespace

LeastSquares::LeastSquares(const Design& design, std::span<const double> outcome,
                           std::span<const double> weights, Accuracy accuracy)
    : design_(&design), outcome_(outcome), weights_(weights), p_(design.parameters()),
      first_(design.intercept() ? 1 : 0), shift_(p_ + 1) {
  n_ = weights.empty() ? static_cast<std::int64_t>(outcome.size())
                       : std::ranges::count_if(weights, [](double w) { return w > 0; });
  const double cost = static_cast<double>(n_) * static_cast<double>(p_ * p_);
  const bool fast = accuracy == Accuracy::quick || cost > small_problem;
  if (!fast || !solve_fast()) solve_carefully();
}

std::span<const double> LeastSquares::numbers(std::size_t parameter) const {
  if (parameter == p_) return outcome_;
  return parameter < first_ ? std::span<const double>{} : design_->columns()[parameter - first_].values;
}

void LeastSquares::require_finite_columns() const {
  for (const DesignColumn& column : design_->columns()) require_finite(column.values, column.name);
  require_finite(outcome_, "the outcome");
  require_finite(weights_, "the weights");
}

// --- the fast way

void LeastSquares::choose_shift() {
  if (first_ == 0) return;
  const std::size_t rows = outcome_.size(), step = std::max<std::size_t>(1, rows / 1024);
  for (std::size_t j = first_; j <= p_; ++j) {
    const std::span<const double> column = numbers(j);
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < rows; i += step, ++count) sum += column[i];
    shift_[j] = sum / count;
  }
}

void LeastSquares::fill(std::size_t first, double* block) const {
  const std::size_t size = std::min(gram_rows, outcome_.size() - first);
  std::array<double, gram_rows> root;
  root.fill(1);
  if (!weights_.empty())
    for (std::size_t i = 0; i < size; ++i) root[i] = std::sqrt(weights_[first + i]);
  for (std::size_t j = 0; j <= p_; ++j, block += gram_rows) {
    if (j < first_) {
      std::copy_n(root.data(), size, block);
    } else if (const double* from = numbers(j).data() + first, shift = shift_[j]; weights_.empty()) {
      for (std::size_t i = 0; i < size; ++i) block[i] = from[i] - shift;
    } else {
      for (std::size_t i = 0; i < size; ++i) block[i] = (from[i] - shift) * root[i];
    }
    std::fill(block + size, block + gram_rows, 0.0);
  }
}

bool LeastSquares::solve_fast() {
  choose_shift();
  const std::size_t columns = gram_columns(p_ + 1);
  std::vector<double> block(columns * gram_rows), sums(columns * columns);
  std::vector<DoubleDouble> totals(columns * columns);
  for (std::size_t first = 0; first < outcome_.size(); first += gram_rows) {
    fill(first, block.data());
    gram(block.data(), columns, sums.data());
    for (std::size_t i = 0; i < columns * columns; ++i) totals[i] += DoubleDouble(sums[i]);
  }

  const auto p = static_cast<Eigen::Index>(p_);
  const auto total = [&](Eigen::Index i, Eigen::Index j) {
    return totals[static_cast<std::size_t>(i) * columns + static_cast<std::size_t>(j)].high;
  };
  Eigen::VectorXd scale(p);
  for (Eigen::Index j = 0; j < p; ++j) scale(j) = 1 / std::sqrt(total(j, j));
  if (!scale.allFinite() || !std::isfinite(total(p, p))) return false; // the careful way finds out why
  Eigen::MatrixXd gram_matrix(p, p);
  Eigen::VectorXd right(p);
  for (Eigen::Index j = 0; j < p; ++j) {
    for (Eigen::Index i = 0; i <= j; ++i)
      gram_matrix(i, j) = gram_matrix(j, i) = total(i, j) * scale(i) * scale(j);
    right(j) = total(j, p) * scale(j);
  }
  triangle_ = scaled_cholesky(gram_matrix);
  if (triangle_.rows() != p) return false;
  shifted_ = scale.asDiagonal() * cholesky_solved(triangle_, right);
  residual_sum_ =
      total(p, p) - triangle_.transpose().triangularView<Eigen::Lower>().solve(right).squaredNorm();

  const auto about_mean = [&](Eigen::Index j) {
    return total(j, j) - (first_ == 1 ? total(0, j) * (total(0, j) / total(0, 0)) : 0.0);
  };
  total_sum_ = about_mean(p);
  column_sums_.resize(p);
  for (Eigen::Index j = 0; j < p; ++j)
    column_sums_(j) = j < static_cast<Eigen::Index>(first_) ? 0 : about_mean(j);
  const double least = p == 0 ? 1 : triangle_.diagonal().cwiseAbs2().minCoeff();
  if (!(least > plenty_left && residual_sum_ > plenty_left * total(p, p))) refine(scale);
  finish_fast(scale);
  return true;
}

void LeastSquares::refine(const Eigen::VectorXd& scale) {
  const auto p = static_cast<Eigen::Index>(p_);
  std::vector<double> block((p_ + 1) * gram_rows);
  const Eigen::Map<const Eigen::MatrixXd> columns(block.data(), gram_rows, p + 1);
  std::vector<DoubleDouble> gradient(p_);
  DoubleDouble squares;
  Eigen::VectorXd rest(gram_rows);
  for (std::size_t first = 0; first < outcome_.size(); first += gram_rows) {
    fill(first, block.data());
    rest = columns.col(p);
    rest.noalias() -= columns.leftCols(p) * shifted_;
    squares += DoubleDouble(rest.squaredNorm());
    for (Eigen::Index j = 0; j < p; ++j)
      gradient[static_cast<std::size_t>(j)] += DoubleDouble(columns.col(j).dot(rest));
  }
  Eigen::VectorXd slope(p);
  for (Eigen::Index j = 0; j < p; ++j) slope(j) = gradient[static_cast<std::size_t>(j)].high;
  const Eigen::VectorXd step = scale.asDiagonal() * cholesky_solved(triangle_, scale.asDiagonal() * slope);
  shifted_ += step;
  residual_sum_ = std::max(0.0, squares.high - step.dot(slope));
}

void LeastSquares::finish_fast(const Eigen::VectorXd& scale) {
  const Eigen::Index p = scale.size();
  triangle_ = triangle_ * scale.cwiseInverse().asDiagonal();
  root_ = triangle_.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(p, p));
  coefficients_ = shifted_;
  if (first_ == 0) return;
  DoubleDouble intercept = two_sum(shifted_(0), shift_[p_]);
  for (Eigen::Index j = 1; j < p; ++j) {
    const double shift = shift_[static_cast<std::size_t>(j)];
    intercept -= two_product(shift, shifted_(j));
    root_.row(0) -= shift * root_.row(j);
  }
  coefficients_(0) = intercept.high;
}

// --- the careful way

DoubleDouble LeastSquares::cell(std::size_t row, std::size_t parameter) const {
  if (parameter == p_) return outcome_[row];
  if (parameter < first_) return 1.0;
  const DesignColumn& column = design_->columns()[parameter - first_];
  return {column.values[row], column.low.empty() ? 0.0 : column.low[row]};
}

void LeastSquares::solve_carefully() {
  require_finite_columns();
  careful_ = true;
  std::ranges::fill(shift_, 0.0);
  std::vector<double> scale(p_ + 1, 1.0);
  for (std::size_t j = first_; j <= p_; ++j) scale[j] = power_of_two_scale(numbers(j));
  CarefulTriangle r(p_ + 1);
  std::vector<DoubleDouble> row(p_ + 1);
  for (std::size_t i = 0; i < outcome_.size(); ++i) {
    if (!(weight(i) > 0)) continue;
    const DoubleDouble root = weights_.empty() ? DoubleDouble(1) : sqrt(DoubleDouble(weights_[i]));
    for (std::size_t j = 0; j <= p_; ++j) {
      const DoubleDouble x = cell(i, j);
      row[j] = root * DoubleDouble(x.high * scale[j], x.low * scale[j]);
    }
    r.add(row);
  }
  r.finish();
  finish_careful(r, scale);
}

namespace {

/// The solution z of R[0:size, 0:size] z = column `right` of R.
std::vector<DoubleDouble> back_substituted(const CarefulTriangle& r, std::size_t size, std::size_t right) {
  std::vector<DoubleDouble> z(size);
  for (std::size_t i = size; i-- > 0;) {
    DoubleDouble rest = r.at(i, right);
    for (std::size_t k = i + 1; k < size; ++k) rest -= r.at(i, k) * z[k];
    z[i] = rest / r.at(i, i);
  }
  return z;
}

double careful_length(const CarefulTriangle& r, std::size_t column) {
  double squares = 0;
  for (std::size_t i = 0; i <= column; ++i) squares += r.at(i, column).high * r.at(i, column).high;
  return std::sqrt(squares);
}

/// The first column that those before it determine, or as many as there are parameters.
Collinear first_collinear(const CarefulTriangle& r, std::size_t parameters) {
  std::vector<double> lengths(parameters);
  for (std::size_t j = 0; j < parameters; ++j) {
    lengths[j] = careful_length(r, j);
    const std::vector<DoubleDouble> z = back_substituted(r, j, j);
    double terms = lengths[j];
    for (std::size_t k = 0; k < j; ++k) terms += std::abs(z[k].high) * lengths[k];
    if (std::abs(r.at(j, j).high) > rounding_left * terms) continue;
    Collinear found{j, {}};
    for (std::size_t k = 0; k < j; ++k)
      if (std::abs(z[k].high) * lengths[k] > 1e-10 * terms) found.of.push_back(k);
    return found;
  }
  return {parameters, {}};
}

/// R without one of its columns.
CarefulTriangle without_column(const CarefulTriangle& r, std::size_t column) {
  CarefulTriangle rest(r.columns() - 1);
  std::vector<DoubleDouble> row(r.columns() - 1);
  for (std::size_t i = 0; i < r.columns(); ++i) {
    std::ranges::fill(row, DoubleDouble());
    for (std::size_t j = i; j < r.columns(); ++j)
      if (j != column) row[j - (j > column ? 1 : 0)] = r.at(i, j);
    rest.add(row);
  }
  rest.finish();
  return rest;
}

} // namespace

void LeastSquares::finish_careful(const CarefulTriangle& r, const std::vector<double>& scale) {
  // Collinear columns are found one after the other; numbers are those of the whole design.
  std::vector<std::size_t> kept(p_);
  std::iota(kept.begin(), kept.end(), std::size_t{0});
  CarefulTriangle rest = r;
  for (;;) {
    Collinear found = first_collinear(rest, kept.size());
    if (found.parameter == kept.size()) break;
    const std::size_t at = found.parameter;
    found.parameter = kept[at];
    for (std::size_t& k : found.of) k = kept[k];
    collinear_.push_back(std::move(found));
    kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at));
    rest = without_column(rest, at);
  }
  if (!collinear_.empty()) return;

  const auto p = static_cast<Eigen::Index>(p_);
  triangle_ = Eigen::MatrixXd::Zero(p, p);
  root_ = root_low_ = Eigen::MatrixXd::Zero(p, p);
  coefficients_.resize(p);
  coefficients_low_.resize(p);
  column_sums_ = Eigen::VectorXd::Zero(p);
  const std::vector<DoubleDouble> b = back_substituted(r, p_, p_);
  DoubleDouble total;
  for (std::size_t i = first_; i <= p_; ++i) total += r.at(i, p_) * r.at(i, p_);
  total_sum_ = total.high / (scale[p_] * scale[p_]);
  // What is left of an outcome that the columns explain entirely is the rounding of this very arithmetic.
  const double left = std::abs(r.at(p_, p_).high);
  residual_sum_ = left <= 1e-28 * careful_length(r, p_)
                      ? 0
                      : (r.at(p_, p_) * r.at(p_, p_)).high / (scale[p_] * scale[p_]);
  for (std::size_t j = 0; j < p_; ++j) {
    const auto column = static_cast<Eigen::Index>(j);
    coefficients_(column) = b[j].high * scale[j] / scale[p_];
    coefficients_low_(column) = b[j].low * scale[j] / scale[p_];
    std::vector<DoubleDouble> inverse(j + 1); // column j of R^-1
    inverse[j] = DoubleDouble(1) / r.at(j, j);
    for (std::size_t i = j; i-- > 0;) {
      DoubleDouble sum;
      for (std::size_t k = i + 1; k <= j; ++k) sum += r.at(i, k) * inverse[k];
      inverse[i] = -sum / r.at(i, i);
    }
    for (std::size_t i = 0; i <= j; ++i) {
      const auto row = static_cast<Eigen::Index>(i);
      triangle_(row, column) = r.at(i, j).high / scale[j];
      root_(row, column) = inverse[i].high * scale[i];
      root_low_(row, column) = inverse[i].low * scale[i];
      if (i >= first_) column_sums_(column) += triangle_(row, column) * triangle_(row, column);
    }
  }
}

// --- what follows from the solution

double LeastSquares::condition_number() const {
  Eigen::MatrixXd r = triangle_;
  for (Eigen::Index j = static_cast<Eigen::Index>(first_); j < r.cols(); ++j)
    if (first_ == 1) r.col(j) += shift_[static_cast<std::size_t>(j)] * triangle_.col(0);
  r.colwise().normalize();
  const Eigen::VectorXd singular =
      Eigen::JacobiSVD<Eigen::MatrixXd, Eigen::NoQRPreconditioner>(r).singularValues();
  return singular.size() == 0 ? no_value : singular(0) / singular(singular.size() - 1);
}

Eigen::VectorXd LeastSquares::residuals() const {
  const std::size_t rows = outcome_.size();
  Eigen::VectorXd residuals(static_cast<Eigen::Index>(rows));
  for (std::size_t i = 0; i < rows; ++i) {
    double& residual = residuals(static_cast<Eigen::Index>(i));
    if (careful_) {
      DoubleDouble rest = outcome_[i];
      for (std::size_t j = 0; j < p_; ++j) {
        const auto column = static_cast<Eigen::Index>(j);
        rest -= cell(i, j) * DoubleDouble(coefficients_(column), coefficients_low_(column));
      }
      residual = rest.high;
    } else {
      residual = outcome_[i] - shift_[p_];
      if (first_ == 1) residual -= shifted_(0);
    }
  }
  if (careful_) return residuals;
  for (std::size_t j = first_; j < p_; ++j) {
    const Eigen::Map<const Eigen::VectorXd> column(numbers(j).data(), residuals.size());
    residuals.array() -= (column.array() - shift_[j]) * shifted_(static_cast<Eigen::Index>(j));
  }
  return residuals;
}

Eigen::MatrixXd LeastSquares::basis() const {
  const auto n = static_cast<Eigen::Index>(outcome_.size()), p = static_cast<Eigen::Index>(p_);
  Eigen::MatrixXd basis(n, p);
  if (!careful_) {
    std::vector<double> block((p_ + 1) * gram_rows);
    const Eigen::Map<const Eigen::MatrixXd> columns(block.data(), gram_rows, p + 1);
    const Eigen::MatrixXd inverse =
        triangle_.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(p, p));
    for (Eigen::Index first = 0; first < n; first += static_cast<Eigen::Index>(gram_rows)) {
      fill(static_cast<std::size_t>(first), block.data());
      const Eigen::Index size = std::min(static_cast<Eigen::Index>(gram_rows), n - first);
      basis.middleRows(first, size).noalias() = columns.topLeftCorner(size, p) * inverse;
    }
    return basis;
  }
  std::vector<DoubleDouble> row(p_);
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const double root = std::sqrt(weight(at));
    for (std::size_t j = 0; j < p_; ++j) row[j] = cell(at, j);
    for (Eigen::Index j = 0; j < p; ++j) {
      DoubleDouble sum;
      for (Eigen::Index k = 0; k <= j; ++k)
        sum += row[static_cast<std::size_t>(k)] * DoubleDouble(root_(k, j), root_low_(k, j));
      basis(i, j) = root * sum.high;
    }
  }
  return basis;
}

} // namespace aftercourse::statistics
