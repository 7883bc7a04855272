// FrontalCholesky: the Cholesky factor of a sparse positive definite matrix, again and again for new numbers
// in the same pattern, and those entries of its inverse that lie in the pattern. The last row of the matrix
// is only carried along (the outcome of a regression): it ends up as the solution and the residual sum of
// squares.
//
// Multifrontal (Duff and Reid 1983, ACM TOMS 9(3), 302); the selected inverse by Takahashi, Fagan and Chin
// (1973), done in dense blocks from the last front to the first. Single-threaded; the pattern outlives the
// factor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "front_tree.hpp"

namespace aftercourse::statistics {

class FrontalCholesky {
 public:
  /// An entry of the matrix, numbered in the order of elimination; either triangle, each entry once.
  struct Entry {
    std::int32_t row = 0, column = 0;
  };

  FrontalCholesky(const FrontTree& tree, std::span<const Entry> entries);

  /// `values` belong to the entries. False when the matrix is not positive definite.
  bool factor(std::span<const double> values);

  /// Twice the sum of the logarithms of the pivots [from, to).
  double log_determinant(std::size_t from, std::size_t to) const;
  /// What is left of the last row's own entry.
  double residual() const { return residual_; }
  /// Solves for the last row as the right-hand side.
  std::vector<double> solution() const;
  /// L^-1 times `columns` right-hand sides of pivots() rows, one after another; in place.
  void solve_lower(std::span<double> right_hand_sides, std::size_t columns) const;
  /// The entries of the inverse; 0 for those of the last row.
  void inverse(std::span<double> values) const;

  std::size_t pivots() const { return diagonal_.size(); }

 private:
  struct Placed {
    std::int32_t entry, row, column; ///< within the front, row >= column
  };
  using Numbers = std::vector<double>;

  std::span<const Placed> placed_in(std::size_t front) const;
  void assemble(std::size_t front, std::span<const double> values, Numbers& to) const;
  void add_to_parent(std::size_t front, const Numbers& from, Numbers& to) const;
  Numbers inverse_of_front(std::size_t front, const Numbers& of_parent) const;
  Numbers take(std::size_t size) const;
  void give_back(Numbers& numbers) const;

  const FrontTree& tree_;
  std::vector<Placed> placed_;
  std::vector<std::size_t> first_placed_; ///< of each front
  std::vector<std::size_t> first_number_; ///< of each front's columns in factor_
  std::vector<double> factor_, diagonal_;
  double residual_ = 0;
  mutable std::vector<Numbers> unused_; ///< buffers to be used again
};

} // namespace aftercourse::statistics
