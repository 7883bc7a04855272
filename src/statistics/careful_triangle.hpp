// CarefulTriangle: the triangular factor R of a tall matrix in twice the precision, row by row. Rows are
// gathered in blocks; each block is folded into R by Householder reflections that reach the block and one row
// of R only (tall-skinny QR with a flat tree: Demmel, Grigori, Hoemmen, Langou 2012, SIAM J. Sci. Comput.
// 34:A206). Memory is one block, whatever the number of rows. Owned by one caller.
#pragma once

#include <cstddef>
#include <vector>

#include "double_double.hpp"

namespace aftercourse::statistics {

class CarefulTriangle {
 public:
  explicit CarefulTriangle(std::size_t columns);

  /// The next row: as many numbers as there are columns.
  void add(const std::vector<DoubleDouble>& row);
  /// R, upper triangular, `at(i, j)`; its signs are as they come.
  void finish() { fold(); }
  const DoubleDouble& at(std::size_t i, std::size_t j) const { return triangle_[i * columns_ + j]; }
  DoubleDouble& at(std::size_t i, std::size_t j) { return triangle_[i * columns_ + j]; }
  std::size_t columns() const noexcept { return columns_; }

 private:
  void fold();

  std::size_t columns_, capacity_, size_ = 0;
  std::vector<DoubleDouble> triangle_, block_; ///< the block by columns of `capacity_` rows
};

} // namespace aftercourse::statistics
