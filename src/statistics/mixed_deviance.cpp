#include "mixed_deviance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace aftercourse::statistics {

namespace {

using Index = Eigen::Index;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;
using RowMajor = Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>;

Index index(std::size_t i) { return static_cast<Index>(i); }

RowMajor block_of(const std::vector<double>& numbers, std::size_t at, std::size_t rows, std::size_t columns) {
  return {numbers.data() + at, index(rows), index(columns)};
}

/// Calls `each(block, row effect, column effect)` for the blocks of a pair of factors.
template <typename Each>
void for_blocks(const MixedDesign& design, const MixedPair& pair, Each each) {
  const MixedFactor &f = design.factors[pair.row_factor], &g = design.factors[pair.column_factor];
  for (std::size_t i = 0; i < pair.rows.size(); ++i)
    each(i, f.first + static_cast<std::size_t>(pair.rows[i]) * f.columns,
         g.first + static_cast<std::size_t>(pair.columns[i]) * g.columns);
}

} // namespace

MixedDeviance::MixedDeviance(MixedDesign& design, bool restricted)
    : design_(design), restricted_(restricted), tree_(arrange(design)), cholesky_(tree_, design.entries),
      values_(design.entries.size()), inverse_(design.entries.size()) {
  degrees_ = static_cast<double>(restricted ? design.observations - design.fixed : design.observations);
  first_border_ = design.pairs.empty() ? 0
                                       : design.entries.size() - design.effects * design.border() -
                                             design.border() * (design.border() + 1) / 2;
  for (std::size_t f = 0; f < design.factors.size(); ++f) {
    const MixedFactor& factor = design.factors[f];
    for (std::size_t b = 0; b < factor.columns; ++b)
      for (std::size_t a = b; a < (factor.correlated ? factor.columns : b + 1); ++a)
        entries_.push_back({f, a, b});
    for (std::size_t level = 0; level < factor.levels; ++level)
      for (std::size_t c = 0; c < factor.columns; ++c)
        row_of_effect_.push_back(static_cast<std::size_t>(tree_.first_of_node[factor.first_node + level]) +
                                 c);
  }
}

std::vector<Matrix> MixedDeviance::factors_at(const Vector& theta) const {
  std::vector<Matrix> t;
  for (const MixedFactor& factor : design_.factors)
    t.push_back(Matrix::Zero(index(factor.columns), index(factor.columns)));
  for (std::size_t i = 0; i < entries_.size(); ++i)
    t[entries_[i].factor](index(entries_[i].row), index(entries_[i].column)) = theta[index(i)];
  return t;
}

Vector MixedDeviance::theta_of(const std::vector<Matrix>& factors) const {
  Vector theta(index(entries_.size()));
  for (std::size_t i = 0; i < entries_.size(); ++i)
    theta[index(i)] = factors[entries_[i].factor](index(entries_[i].row), index(entries_[i].column));
  return theta;
}

double MixedDeviance::multiplications() const {
  double sum = 0;
  for (const FrontTree::Front& front : tree_.fronts) {
    const auto size = static_cast<double>(front.size());
    sum += size * size * static_cast<double>(front.pivots);
  }
  return sum;
}

bool MixedDeviance::uncorrelated_columns() const {
  return std::any_of(design_.factors.begin(), design_.factors.end(),
                     [](const MixedFactor& factor) { return !factor.correlated && factor.columns > 1; });
}

/// Were the effects of one of its orthogonal columns all there is, the mean of (z'y)^2 / z'z over the levels
/// would have the expectation total + variance (mean z'z - 1).
Vector MixedDeviance::start() const {
  const double total = design_.sum_of_squares / static_cast<double>(design_.observations - design_.fixed);
  std::vector<Vector> variances;
  double explained = 0;
  for (std::size_t f = 0; f < design_.factors.size(); ++f) {
    const MixedFactor& factor = design_.factors[f];
    const auto k = index(factor.columns);
    Vector ratio = Vector::Zero(k), size = Vector::Zero(k);
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const RowMajor products = block_of(design_.pairs[f].products, level * factor.columns * factor.columns,
                                         factor.columns, factor.columns);
      const RowMajor with_fixed = block_of(factor.with_fixed, level * factor.columns * design_.border(),
                                           factor.columns, design_.border());
      const Vector zz = (factor.orthogonal.transpose() * products * factor.orthogonal).diagonal();
      const Vector zy = factor.orthogonal.transpose() * with_fixed.rightCols(1);
      for (Index c = 0; c < k; ++c)
        if (zz[c] > 0) ratio[c] += zy[c] * zy[c] / zz[c];
      size += zz;
    }
    const auto levels = static_cast<double>(factor.levels);
    const Vector estimates = (ratio / levels - Vector::Constant(k, total)).array() /
                             (size / levels - Vector::Ones(k)).array().max(0.1);
    variances.push_back(estimates.cwiseMax(0.01 * total).cwiseMin(total));
    explained += variances.back().sum();
  }
  const double residual = std::max(total - explained, 0.2 * total);
  Vector theta = Vector::Zero(index(entries_.size()));
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& e = entries_[i];
    const Matrix& orthogonal = design_.factors[e.factor].orthogonal;
    if (e.row == e.column)
      theta[index(i)] = std::sqrt(
          orthogonal.row(index(e.row)).array().square().matrix().dot(variances[e.factor]) / residual);
  }
  return theta;
}

/// The matrix at the present T, entry by entry.
void MixedDeviance::fill() {
  for (const MixedPair& pair : design_.pairs) {
    const Matrix &tf = t_[pair.row_factor], &tg = t_[pair.column_factor];
    const auto rows = static_cast<std::size_t>(tf.rows()), columns = static_cast<std::size_t>(tg.rows());
    double* to = &values_[pair.first_entry];
    if (rows == 1 && columns == 1) {
      const double by = tf(0, 0) * tg(0, 0), identity = pair.diagonal() ? 1 : 0;
      for (const double product : pair.products) *to++ = by * product + identity;
      continue;
    }
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
      const Matrix scaled_block =
          tf.transpose() * block_of(pair.products, i * rows * columns, rows, columns) * tg;
      for (std::size_t a = 0; a < rows; ++a)
        for (std::size_t b = 0; b < (pair.diagonal() ? a + 1 : columns); ++b)
          *to++ = scaled_block(index(a), index(b)) + (pair.diagonal() && a == b ? 1 : 0);
    }
  }
  const std::size_t border = design_.border();
  double* to = &values_[first_border_];
  for (std::size_t f = 0; f < design_.factors.size(); ++f) {
    const MixedFactor& factor = design_.factors[f];
    for (std::size_t level = 0; level < factor.levels; ++level)
      for (std::size_t c = 0; c < factor.columns; ++c, to += border)
        for (std::size_t j = 0; j < border; ++j) {
          to[j] = 0;
          for (std::size_t a = c; a < factor.columns; ++a)
            to[j] += t_[f](index(a), index(c)) * factor.with_fixed[(level * factor.columns + a) * border + j];
        }
  }
  for (std::size_t i = 0; i < border; ++i)
    for (std::size_t j = 0; j <= i; ++j) *to++ = i != j ? 0 : i + 1 < border ? 1 : design_.sum_of_squares;
}

double MixedDeviance::value(const Vector& theta) {
  ++evaluations_;
  t_ = factors_at(theta);
  fill();
  constexpr double none = std::numeric_limits<double>::infinity();
  if (!cholesky_.factor(values_)) return none;
  residual_ = cholesky_.residual();
  if (!(residual_ > 1e-14 * design_.sum_of_squares)) return none;
  const std::size_t effects = design_.effects;
  double value = cholesky_.log_determinant(0, effects) +
                 degrees_ * (1 + std::log(2 * std::numbers::pi * residual_ / degrees_));
  if (restricted_) value += cholesky_.log_determinant(effects, effects + design_.fixed);
  return std::isfinite(value) ? value : none;
}

Matrix MixedDeviance::scaled(const Matrix& effects, bool transposed) const {
  Matrix result(effects.rows(), effects.cols());
  for (std::size_t f = 0; f < design_.factors.size(); ++f) {
    const MixedFactor& factor = design_.factors[f];
    const Matrix t = transposed ? Matrix(t_[f].transpose()) : t_[f];
    if (factor.columns == 1) {
      result.middleRows(index(factor.first), index(factor.levels)) =
          t(0, 0) * effects.middleRows(index(factor.first), index(factor.levels));
      continue;
    }
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const Index at = index(factor.first + level * factor.columns);
      result.middleRows(at, index(factor.columns)).noalias() =
          t * effects.middleRows(at, index(factor.columns));
    }
  }
  return result;
}

Matrix MixedDeviance::cross_product(const Matrix& effects) const {
  Matrix result = Matrix::Zero(effects.rows(), effects.cols());
  for (Index column = 0; column < effects.cols(); ++column) {
    const double* from = effects.col(column).data();
    double* to = result.col(column).data();
    for (const MixedPair& pair : design_.pairs) {
      const std::size_t rows = design_.factors[pair.row_factor].columns;
      const std::size_t columns = design_.factors[pair.column_factor].columns;
      const double* product = pair.products.data();
      for_blocks(design_, pair, [&](std::size_t, std::size_t row, std::size_t other) {
        for (std::size_t a = 0; a < rows; ++a)
          for (std::size_t b = 0; b < columns; ++b, ++product) {
            to[row + a] += *product * from[other + b];
            if (!pair.diagonal()) to[other + b] += *product * from[row + a];
          }
      });
    }
  }
  return result;
}

void MixedDeviance::differentiate() {
  const std::vector<double> solution = cholesky_.solution();
  spherical_.resize(index(design_.effects));
  for (std::size_t i = 0; i < design_.effects; ++i) spherical_[index(i)] = solution[row_of_effect_[i]];
  cholesky_.inverse(inverse_);
  // Z'P y = Z'(y - X b - Z Lambda u)
  plain_ = -cross_product(effects());
  const Vector fixed = fixed_effects();
  const std::size_t border = design_.border();
  for (const MixedFactor& factor : design_.factors)
    for (std::size_t i = 0; i < factor.effects(); ++i) {
      const double* products = &factor.with_fixed[i * border];
      plain_[index(factor.first + i)] += products[border - 1];
      for (std::size_t j = 0; j + 1 < border; ++j)
        plain_[index(factor.first + i)] -= products[j] * fixed[index(j)];
    }
  sum_traces();
  sum_squares();
}

Vector MixedDeviance::effects() const { return scaled(spherical_, false); }

Vector MixedDeviance::fixed_effects() const {
  const std::vector<double> solution = cholesky_.solution();
  Vector fixed(index(design_.fixed));
  for (std::size_t j = 0; j < design_.fixed; ++j) fixed[index(j)] = solution[design_.effects + j];
  return fixed;
}

Matrix MixedDeviance::fixed_inverse() const {
  Matrix inverse(index(design_.fixed), index(design_.fixed));
  std::size_t at = first_border_ + design_.effects * design_.border();
  for (Index i = 0; i < inverse.rows(); ++i)
    for (Index j = 0; j <= i; ++j) inverse(i, j) = inverse(j, i) = inverse_[at++];
  return inverse;
}

Matrix MixedDeviance::inverse_at(std::size_t number, std::size_t level) const {
  const std::size_t k = design_.factors[number].columns;
  // The pair of a factor with itself goes through its levels in their order.
  std::size_t at = design_.pairs[number].first_entry + level * k * (k + 1) / 2;
  Matrix block(index(k), index(k));
  for (Index a = 0; a < block.rows(); ++a)
    for (Index b = 0; b <= a; ++b) block(a, b) = block(b, a) = inverse_[at++];
  return block;
}

Matrix MixedDeviance::inverse_with_fixed(std::size_t number, std::size_t level) const {
  const MixedFactor& factor = design_.factors[number];
  const std::size_t at = first_border_ + (factor.first + level * factor.columns) * design_.border();
  return block_of(inverse_, at, factor.columns, design_.border()).leftCols(index(design_.fixed));
}

/// Sums over the levels of each factor the diagonal blocks of Lambda'Z'P Z (Lambda'Z'V^-1 Z for maximum
/// likelihood).
void MixedDeviance::sum_traces() {
  traces_.clear();
  for (const Matrix& t : t_) traces_.push_back(Matrix::Zero(t.rows(), t.cols()));
  for (const MixedPair& pair : design_.pairs) {
    const Matrix &tf = t_[pair.row_factor], &tg = t_[pair.column_factor];
    const auto rows = static_cast<std::size_t>(tf.rows()), columns = static_cast<std::size_t>(tg.rows());
    Matrix &of_row = traces_[pair.row_factor], &of_column = traces_[pair.column_factor];
    if (rows == 1 && columns == 1) {
      double sum = 0;
      for (std::size_t i = 0; i < pair.rows.size(); ++i)
        sum += inverse_[pair.first_entry + i] * pair.products[i];
      of_row(0, 0) += sum * tg(0, 0);
      if (!pair.diagonal()) of_column(0, 0) += sum * tf(0, 0);
      continue;
    }
    for (std::size_t i = 0; i < pair.rows.size(); ++i) {
      const RowMajor products = block_of(pair.products, i * rows * columns, rows, columns);
      if (pair.diagonal()) {
        of_row += inverse_at(pair.row_factor, i) * tf.transpose() * products;
        continue;
      }
      const RowMajor inverse = block_of(inverse_, pair.first_entry + i * rows * columns, rows, columns);
      of_row += inverse * tg.transpose() * products.transpose();
      of_column += inverse.transpose() * tf.transpose() * products;
    }
  }
  const std::size_t border = design_.border();
  for (std::size_t f = 0; f < design_.factors.size(); ++f) {
    const MixedFactor& factor = design_.factors[f];
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const RowMajor products =
          block_of(factor.with_fixed, level * factor.columns * border, factor.columns, border);
      const std::size_t at = first_border_ + (factor.first + level * factor.columns) * border;
      const RowMajor inverse = block_of(inverse_, at, factor.columns, border);
      for (std::size_t a = 0; a < factor.columns; ++a)
        for (std::size_t b = 0; b < factor.columns; ++b)
          for (std::size_t j = 0; j + 1 < border; ++j)
            traces_[f](index(a), index(b)) += inverse(index(a), index(j)) * products(index(b), index(j));
    }
  }
  if (restricted_ || design_.fixed == 0) return;
  Matrix plain, spherical;
  fixed_products(plain, spherical);
  spherical = spherical * fixed_inverse();
  for (std::size_t f = 0; f < design_.factors.size(); ++f) {
    const MixedFactor& factor = design_.factors[f];
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const Index at = index(factor.first + level * factor.columns), k = index(factor.columns);
      traces_[f] += spherical.middleRows(at, k) * plain.middleRows(at, k).transpose();
    }
  }
}

void MixedDeviance::fixed_products(Matrix& plain, Matrix& spherical) const {
  const auto p = index(design_.fixed);
  const std::size_t border = design_.border();
  Matrix inverse(index(design_.effects), p), products(index(design_.effects), p);
  for (const MixedFactor& factor : design_.factors)
    for (std::size_t i = 0; i < factor.effects(); ++i)
      for (Index j = 0; j < p; ++j) {
        inverse(index(factor.first + i), j) =
            inverse_[first_border_ + (factor.first + i) * border + static_cast<std::size_t>(j)];
        products(index(factor.first + i), j) = factor.with_fixed[i * border + static_cast<std::size_t>(j)];
      }
  spherical = -fixed_inverse().llt().solve(inverse.transpose()).transpose();
  plain = products - cross_product(scaled(spherical, false));
}

void MixedDeviance::sum_squares() {
  squares_.clear();
  quadratic_.resize(index(entries_.size()));
  gradient_.resize(index(entries_.size()));
  std::vector<Matrix> mixed;
  for (const MixedFactor& factor : design_.factors) {
    const auto k = index(factor.columns), levels = index(factor.levels);
    const Eigen::Map<const Matrix> u(plain_.data() + factor.first, k, levels);
    const Eigen::Map<const Matrix> s(spherical_.data() + factor.first, k, levels);
    squares_.push_back(u * u.transpose());
    mixed.push_back(u * s.transpose());
  }
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    const Entry& e = entries_[i];
    quadratic_[index(i)] = 2 * mixed[e.factor](index(e.row), index(e.column));
    gradient_[index(i)] =
        2 * traces_[e.factor](index(e.column), index(e.row)) - degrees_ / residual_ * quadratic_[index(i)];
  }
}

Matrix MixedDeviance::curvature() const {
  const auto count = index(entries_.size());
  Matrix w = Matrix::Zero(index(design_.effects), count); // dV P y = Z w
  for (Index i = 0; i < count; ++i) {
    const Entry& e = entries_[static_cast<std::size_t>(i)];
    const MixedFactor& factor = design_.factors[e.factor];
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const Index at = index(factor.first + level * factor.columns);
      w(at + index(e.row), i) += spherical_[at + index(e.column)];
      w.col(i).segment(at, index(factor.columns)) +=
          t_[e.factor].col(index(e.column)) * plain_[at + index(e.row)];
    }
  }
  const Matrix zz = cross_product(w), on_effects = scaled(zz, true);
  Matrix solved(index(cholesky_.pivots()), count);
  for (std::size_t i = 0; i < design_.effects; ++i)
    solved.row(index(row_of_effect_[i])) = on_effects.row(index(i));
  const std::size_t border = design_.border();
  for (Index j = 0; j < index(design_.fixed); ++j) {
    solved.row(index(design_.effects) + j).setZero();
    for (const MixedFactor& factor : design_.factors)
      for (std::size_t i = 0; i < factor.effects(); ++i)
        solved.row(index(design_.effects) + j) +=
            factor.with_fixed[i * border + static_cast<std::size_t>(j)] * w.row(index(factor.first + i));
  }
  cholesky_.solve_lower({solved.data(), static_cast<std::size_t>(solved.size())}, entries_.size());
  Matrix curvature =
      degrees_ / residual_ *
      (w.transpose() * zz - solved.transpose() * solved - quadratic_ * quadratic_.transpose() / residual_);
  std::vector<Matrix> bends;
  for (std::size_t f = 0; f < t_.size(); ++f) {
    const Matrix z = t_[f].transpose().triangularView<Eigen::Upper>().solve(traces_[f]); // Z'P Z
    bends.push_back((z + z.transpose()) / 2 - degrees_ / residual_ * squares_[f]);
  }
  for (Index i = 0; i < count; ++i)
    for (Index j = 0; j < count; ++j) {
      const Entry &a = entries_[static_cast<std::size_t>(i)], &b = entries_[static_cast<std::size_t>(j)];
      if (a.factor == b.factor && a.column == b.column)
        curvature(i, j) += 2 * bends[a.factor](index(a.row), index(b.row));
    }
  return curvature;
}

std::vector<Matrix> MixedDeviance::slopes_of_fixed_inverse() const {
  Matrix plain, spherical;
  fixed_products(plain, spherical);
  const Matrix inverse = fixed_inverse();
  std::vector<Matrix> slopes;
  for (const Entry& e : entries_) {
    const MixedFactor& factor = design_.factors[e.factor];
    // X'V^-1 dV V^-1 X, where dV = Z (dT T' + T dT') Z' and spherical = T' plain
    Matrix sum = Matrix::Zero(inverse.rows(), inverse.cols());
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const Index at = index(factor.first + level * factor.columns);
      sum += plain.row(at + index(e.row)).transpose() * spherical.row(at + index(e.column));
    }
    slopes.push_back(inverse * (sum + sum.transpose()) * inverse);
  }
  return slopes;
}

} // namespace aftercourse::statistics
