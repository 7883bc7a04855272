// ItemCovariance: how the items of a scale vary together, over complete cases: what the coefficients of
// reliability are worked out from. Of columns of marks, or of a matrix that somebody published with its n.
// A value.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace aftercourse::statistics {

struct ItemCovariance {
  std::int64_t n = 0; ///< persons
  std::size_t items = 0;
  std::vector<double> values;          ///< items × items, symmetric
  bool standardised = false;           ///< correlations
  std::vector<std::string> names = {}; ///< of the items; empty: their numbers, from 1

  std::string name(std::size_t item) const { return names.empty() ? std::to_string(item + 1) : names[item]; }
  double operator()(std::size_t i, std::size_t j) const { return values[i * items + j]; }

  /// Sample covariances (n − 1), stable under a common offset. Throws InvalidArgument AC5501, AC5502, AC5507.
  static ItemCovariance of_items(std::span<const std::span<const double>> items);
  /// A covariance or correlation matrix, its columns; when the diagonal is 1 throughout it is taken for
  /// correlations. Throws InvalidArgument AC5502 unless square, AC5504 unless symmetric with a positive
  /// diagonal or for fewer than two persons.
  static ItemCovariance of_matrix(std::span<const std::span<const double>> columns, std::int64_t n);
  ItemCovariance correlations() const;
};

} // namespace aftercourse::statistics
