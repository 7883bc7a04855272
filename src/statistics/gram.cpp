#include "gram.hpp"

#include <cstring>

namespace aftercourse::statistics {

namespace {

using Lanes = double __attribute__((vector_size(32)));

[[gnu::always_inline]] inline void load_lanes(Lanes& lanes, const double* from) {
  std::memcpy(&lanes, from, sizeof lanes);
}

[[gnu::always_inline]] inline double sum_of_lanes(const Lanes& lanes) {
  return (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
}

[[gnu::always_inline]] inline void gram_in_tiles(const double* block, std::size_t columns, double* sums) {
  for (std::size_t i = 0; i < columns; i += 2)
    for (std::size_t j = i; j < columns; j += 2) {
      const double *a = block + i * gram_rows, *b = block + j * gram_rows;
      Lanes s00{}, s01{}, s10{}, s11{};
      for (std::size_t row = 0; row < gram_rows; row += 4) {
        Lanes a0, a1, b0, b1;
        load_lanes(a0, a + row), load_lanes(a1, a + gram_rows + row);
        load_lanes(b0, b + row), load_lanes(b1, b + gram_rows + row);
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
      }
      sums[i * columns + j] = sum_of_lanes(s00);
      sums[i * columns + j + 1] = sum_of_lanes(s01);
      sums[(i + 1) * columns + j] = sum_of_lanes(s10);
      sums[(i + 1) * columns + j + 1] = sum_of_lanes(s11);
    }
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void gram_avx2(const double* block, std::size_t columns, double* sums) {
  gram_in_tiles(block, columns, sums);
}
#endif

} // namespace

void gram(const double* block, std::size_t columns, double* sums) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2")) return gram_avx2(block, columns, sums);
#endif
  gram_in_tiles(block, columns, sums);
}

} // namespace aftercourse::statistics
