#include "dense_kernels.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace aftercourse::statistics::dense {

namespace {

// A tile of C is held in registers while a strip of A and one of B pass by; the strips lie packed, so that
// they are read in one go (Goto and van de Geijn 2008, ACM TOMS 34(3), 12).
constexpr std::size_t tile_rows = 12, tile_columns = 4;
constexpr std::size_t depth = 256, tall = 8 * tile_rows; // a packed block of A stays in the second cache
constexpr std::size_t narrow = 16;                       // pivots that are eliminated column by column
constexpr std::size_t panel = 64;

using Tile = void (*)(std::size_t k, const double* a, const double* b, double* out);

void portable_tile(std::size_t k, const double* a, const double* b, double* out) {
  double sum[tile_columns][tile_rows] = {};
  for (std::size_t p = 0; p < k; ++p, a += tile_rows, b += tile_columns)
    for (std::size_t j = 0; j < tile_columns; ++j)
      for (std::size_t i = 0; i < tile_rows; ++i) sum[j][i] += a[i] * b[j];
  std::copy_n(&sum[0][0], tile_rows * tile_columns, out);
}

#if defined(__x86_64__)

__attribute__((target("avx2,fma"))) void fused_tile(std::size_t k, const double* a, const double* b,
                                                    double* out) {
  __m256d sum[tile_columns][3];
  for (auto& column : sum)
    for (auto& part : column) part = _mm256_setzero_pd();
  for (std::size_t p = 0; p < k; ++p, a += tile_rows, b += tile_columns) {
    const __m256d a0 = _mm256_loadu_pd(a), a1 = _mm256_loadu_pd(a + 4), a2 = _mm256_loadu_pd(a + 8);
#pragma GCC unroll 4
    for (std::size_t j = 0; j < tile_columns; ++j) {
      const __m256d bj = _mm256_broadcast_sd(b + j);
      sum[j][0] = _mm256_fmadd_pd(a0, bj, sum[j][0]);
      sum[j][1] = _mm256_fmadd_pd(a1, bj, sum[j][1]);
      sum[j][2] = _mm256_fmadd_pd(a2, bj, sum[j][2]);
    }
  }
#pragma GCC unroll 4
  for (std::size_t j = 0; j < tile_columns; ++j)
    for (std::size_t i = 0; i < 3; ++i) _mm256_storeu_pd(out + j * tile_rows + 4 * i, sum[j][i]);
}

bool fused_detected() noexcept { return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"); }

#else

void fused_tile(std::size_t k, const double* a, const double* b, double* out) { portable_tile(k, a, b, out); }
bool fused_detected() noexcept { return false; }

#endif

Tile tile_kernel() noexcept {
  static const bool fused = fused_detected();
  return fused ? fused_tile : portable_tile;
}

/// Strips of `width` rows (or, transposed, columns), filled up with zeros.
void pack_strips(std::vector<double>& to, ConstBlock from, std::size_t rows, std::size_t k, std::size_t width,
                 double sign) {
  const std::size_t strips = (rows + width - 1) / width;
  to.resize(strips * width * k);
  double* out = to.data();
  for (std::size_t start = 0; start < rows; start += width) {
    const std::size_t here = std::min(width, rows - start);
    for (std::size_t p = 0; p < k; ++p, out += width) {
      for (std::size_t i = 0; i < here; ++i) out[i] = sign * from(start + i, p);
      std::fill(out + here, out + width, 0.0);
    }
  }
}

void add_small_product(Block c, double sign, ConstBlock a, ConstBlock b, std::size_t m, std::size_t n,
                       std::size_t k, Part part) {
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t p = 0; p < k; ++p) {
      const double by = sign * b(p, j);
      double* to = &c(0, j);
      if (a.row_step == 1) {
        const double* from = &a(0, p);
        for (std::size_t i = part == Part::lower ? j : 0; i < m; ++i) to[i] += from[i] * by;
      } else {
        for (std::size_t i = part == Part::lower ? j : 0; i < m; ++i) to[i] += a(i, p) * by;
      }
    }
}

/// Adds what the tiles of one packed block of A and one of B make to C.
void add_tiles(Block c, const std::vector<double>& a, const std::vector<double>& b, std::size_t m,
               std::size_t n, std::size_t k, std::size_t above, Part part) {
  const Tile tile = tile_kernel();
  double sum[tile_rows * tile_columns];
  for (std::size_t j = 0; j < n; j += tile_columns)
    for (std::size_t i = 0; i < m; i += tile_rows) {
      if (part == Part::lower && above + i + tile_rows <= j) continue;
      tile(k, &a[i * k], &b[j * k], sum);
      const std::size_t rows = std::min(tile_rows, m - i), columns = std::min(tile_columns, n - j);
      for (std::size_t y = 0; y < columns; ++y) {
        double* to = &c(i, j + y);
        for (std::size_t x = 0; x < rows; ++x) to[x] += sum[y * tile_rows + x];
      }
    }
}

/// Columns one after another, for few of them.
bool factor_columns(Block f, std::size_t rows, std::size_t pivots) {
  for (std::size_t p = 0; p < pivots; ++p) {
    double* column = &f(0, p);
    if (!(column[p] > 0)) return false;
    const double root = std::sqrt(column[p]);
    column[p] = root;
    for (std::size_t i = p + 1; i < rows; ++i) column[i] /= root;
    for (std::size_t j = p + 1; j < pivots; ++j) {
      double* to = &f(0, j);
      const double by = column[j];
      for (std::size_t i = j; i < rows; ++i) to[i] -= column[i] * by;
    }
  }
  return true;
}

/// Factors the columns of the pivots alone: one half, what it takes from the other, the other half.
bool factor_panel(Block f, std::size_t rows, std::size_t pivots) {
  if (pivots <= narrow) return factor_columns(f, rows, pivots);
  const std::size_t half = pivots / 2, rest = pivots - half;
  if (!factor_panel(f, rows, half)) return false;
  const ConstBlock below = reading(f.from(half, 0));
  add_product(f.from(half, half), -1, below, below.transposed(), rows - half, rest, half, Part::lower);
  return factor_panel(f.from(half, half), rows - half, rest);
}

/// Column after column of the inverse, by forward substitution.
void invert_small(Block inverse, ConstBlock l, std::size_t n) {
  for (std::size_t j = 0; j < n; ++j) {
    double* to = &inverse(0, j);
    to[j] = 1;
    for (std::size_t p = j; p < n; ++p) {
      to[p] /= l(p, p);
      for (std::size_t i = p + 1; i < n; ++i) to[i] -= l(i, p) * to[p];
    }
  }
}

} // namespace

void add_product(Block c, double sign, ConstBlock a, ConstBlock b, std::size_t m, std::size_t n,
                 std::size_t k, Part part) {
  if (m == 0 || n == 0 || k == 0) return;
  if (k <= 2 || m * n * k <= 2048) return add_small_product(c, sign, a, b, m, n, k, part);
  static thread_local std::vector<double> packed_a, packed_b;
  for (std::size_t p = 0; p < k; p += depth) {
    const std::size_t deep = std::min(depth, k - p);
    pack_strips(packed_b, b.from(p, 0).transposed(), n, deep, tile_columns, 1);
    for (std::size_t i = 0; i < m; i += tall) {
      const std::size_t rows = std::min(tall, m - i);
      pack_strips(packed_a, a.from(i, p), rows, deep, tile_rows, sign);
      const std::size_t columns = part == Part::lower ? std::min(n, i + rows) : n;
      add_tiles(c.from(i, 0), packed_a, packed_b, rows, columns, deep, i, part);
    }
  }
}

bool factor(Block f, std::size_t rows, std::size_t pivots) {
  if (!factor_panel(f, rows, pivots)) return false;
  const std::size_t rest = rows - pivots;
  if (rest == 0) return true;
  const ConstBlock below = reading(f.from(pivots, 0));
  add_product(f.from(pivots, pivots), -1, below, below.transposed(), rest, rest, pivots, Part::lower);
  return true;
}

/// Block row after block row: each takes its part from those below as soon as it is known.
void invert_lower(Block inverse, ConstBlock l, std::size_t n) {
  static thread_local std::vector<double> pivots, taken;
  for (std::size_t start = 0; start < n; start += panel) {
    const std::size_t end = std::min(n, start + panel), width = end - start;
    pivots.assign(width * width, 0.0);
    const Block small = block(pivots.data(), width);
    invert_small(small, l.from(start, start), width);
    for (std::size_t j = 0; j < width; ++j) std::copy_n(&small(0, j), width, &inverse(start, start + j));
    taken.resize(width * start);
    const Block before = block(taken.data(), width);
    for (std::size_t j = 0; j < start; ++j) {
      std::copy_n(&inverse(start, j), width, &before(0, j));
      std::fill_n(&inverse(start, j), width, 0.0);
    }
    add_product(inverse.from(start, 0), 1, reading(small), reading(before), width, start, width);
    add_product(inverse.from(end, 0), -1, l.from(end, start), reading(inverse.from(start, 0)), n - end, end,
                width);
  }
}

void add_square_of_lower(Block c, ConstBlock a, std::size_t n) {
  for (std::size_t start = 0; start < n; start += panel) {
    const std::size_t end = std::min(n, start + panel);
    add_product(c.from(start, 0), 1, a.from(start, start).transposed(), a.from(start, 0), end - start, end,
                n - start);
  }
}

} // namespace aftercourse::statistics::dense
