// Gram matrices of blocks of rows that lie in the cache: all inner products of a few columns at once. On
// processors with AVX2 four rows go at a time in one register, elsewhere in two; the sums are added in the
// same order, so every machine gives the same bits. Functions are pure.
#pragma once

#include <cstddef>

namespace aftercourse::statistics {

/// Rows of a block: twelve columns of it fill three quarters of a first-level cache of 32 KB.
inline constexpr std::size_t gram_rows = 256;

/// A whole number of register tiles: how many columns the block must have, the last of which may be zeros.
constexpr std::size_t gram_columns(std::size_t columns) { return columns + columns % 2; }

/// `sums[i * columns + j] = ` inner product of columns i and j of `block`, for i <= j. The block is columns
/// of gram_rows numbers one after the other; `columns` is even.
void gram(const double* block, std::size_t columns, double* sums);

} // namespace aftercourse::statistics
