// Dense kernels: products, Cholesky factors and inverses of column-major blocks of doubles, as fast as the
// processor allows: vectors of four with fused multiply-add where it has them, found out when first used. On
// one machine the same input gives the same bits. No allocation is kept; blocks belong to the caller.
#pragma once

#include <cstddef>

namespace aftercourse::statistics::dense {

/// Numbers with a step from row to row and from column to column, so that a transpose is the same numbers
/// seen with the steps exchanged.
template <typename Number>
struct Strided {
  Number* at = nullptr;
  std::size_t row_step = 1, column_step = 0;

  Number& operator()(std::size_t i, std::size_t j) const { return at[i * row_step + j * column_step]; }
  Strided from(std::size_t i, std::size_t j) const { return {&(*this)(i, j), row_step, column_step}; }
  Strided transposed() const { return {at, column_step, row_step}; }
};

using Block = Strided<double>;
using ConstBlock = Strided<const double>;

inline Block block(double* at, std::size_t rows) { return {at, 1, rows}; }
inline ConstBlock block(const double* at, std::size_t rows) { return {at, 1, rows}; }
inline ConstBlock reading(Block b) { return {b.at, b.row_step, b.column_step}; }

enum class Part { all, lower }; ///< lower: what stands above the diagonal of C is left with no meaning

/// C (m x n, rows one apart) += sign A (m x k) B (k x n).
void add_product(Block c, double sign, ConstBlock a, ConstBlock b, std::size_t m, std::size_t n,
                 std::size_t k, Part part = Part::all);

/// The first `pivots` columns of the lower triangle of F (rows x rows) become those of its Cholesky factor,
/// the rest its Schur complement. False where a pivot is not positive.
bool factor(Block f, std::size_t rows, std::size_t pivots);

/// `inverse` (n x n, zero before) becomes the inverse of the lower triangular L.
void invert_lower(Block inverse, ConstBlock l, std::size_t n);

/// The lower triangle of C += A' A for lower triangular A, all n x n.
void add_square_of_lower(Block c, ConstBlock a, std::size_t n);

} // namespace aftercourse::statistics::dense
