#include <aftercourse/statistics/item_covariance.hpp>

#include <cmath>
#include <string>

#include <Eigen/Eigenvalues>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

#include "moments.hpp"

namespace aftercourse::statistics {

ItemCovariance ItemCovariance::of_items(std::span<const std::span<const double>> items) {
  if (items.empty()) throw InvalidArgument("AC5507", "there is no column of items");
  ItemCovariance c{.n = static_cast<std::int64_t>(items[0].size()), .items = items.size(), .values = {}};
  std::vector<std::vector<double>> centred;
  for (std::size_t j = 0; j < items.size(); ++j) {
    const std::string name = "item " + std::to_string(j + 1);
    require_equal_length(items[0].size(), items[j].size(), "the first item", name);
    require_finite(items[j], name);
    const Moments m = moments(items[j]);
    std::vector<double>& column = centred.emplace_back();
    for (const double x : items[j]) column.push_back(m.constant() ? 0 : (x - m.mean) - m.rest);
  }
  c.values.assign(c.items * c.items, no_value);
  for (std::size_t i = 0; c.n > 1 && i < c.items; ++i)
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = 0;
      for (std::size_t r = 0; r < centred[i].size(); ++r) sum += centred[i][r] * centred[j][r];
      c.values[i * c.items + j] = c.values[j * c.items + i] = sum / static_cast<double>(c.n - 1);
    }
  return c;
}

namespace {

/// A sum of the items would have a negative variance. What printed tables lose by rounding to two decimals is
/// let pass.
void require_possible(const ItemCovariance& correlations) {
  const auto k = static_cast<Eigen::Index>(correlations.items);
  const Eigen::Map<const Eigen::MatrixXd> matrix(correlations.values.data(), k, k);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix, Eigen::EigenvaluesOnly);
  if (matrix.allFinite() && solver.eigenvalues().minCoeff() < -0.005 * static_cast<double>(k))
    throw InvalidArgument("AC5504",
                          "no items have these covariances: the matrix is not positive semidefinite");
}

} // namespace

ItemCovariance ItemCovariance::of_matrix(std::span<const std::span<const double>> columns, std::int64_t n) {
  if (columns.empty()) throw InvalidArgument("AC5507", "the matrix is empty");
  if (n < 2)
    throw InvalidArgument("AC5504", "a matrix of covariances needs its n, the number of persons: at least 2");
  ItemCovariance c{.n = n, .items = columns.size(), .values = {}, .standardised = true};
  for (std::size_t i = 0; i < c.items; ++i) {
    require_equal_length(c.items, columns[i].size(), "the matrix", "its column " + std::to_string(i + 1));
    require_finite(columns[i], "column " + std::to_string(i + 1));
    for (std::size_t j = 0; j < c.items; ++j) {
      if (std::abs(columns[i][j] - columns[j][i]) > 1e-9 * std::sqrt(std::abs(columns[i][i] * columns[j][j])))
        throw InvalidArgument("AC5504", "a matrix of covariances is symmetric");
      c.values.push_back((columns[i][j] + columns[j][i]) / 2);
    }
    if (!(columns[i][i] > 0)) throw InvalidArgument("AC5504", "the variances on the diagonal are above 0");
    c.standardised = c.standardised && columns[i][i] == 1;
  }
  require_possible(c.correlations());
  return c;
}

ItemCovariance ItemCovariance::correlations() const {
  ItemCovariance c = *this;
  c.standardised = true;
  for (std::size_t i = 0; i < items; ++i)
    for (std::size_t j = 0; j < items; ++j)
      c.values[i * items + j] = i == j ? 1 : (*this)(i, j) / std::sqrt((*this)(i, i) * (*this)(j, j));
  return c;
}

} // namespace aftercourse::statistics
