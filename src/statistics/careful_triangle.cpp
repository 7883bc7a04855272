#include "careful_triangle.hpp"

#include <algorithm>
#include <array>

namespace aftercourse::statistics {

namespace {

/// The inner product. Four sums at a time: one would wait for itself.
DoubleDouble careful_product(const DoubleDouble* a, const DoubleDouble* b, std::size_t size) {
  std::array<DoubleDouble, 4> sums{};
  std::size_t i = 0;
  for (; i + 4 <= size; i += 4)
    for (std::size_t k = 0; k < 4; ++k) sums[k] += a[i + k] * b[i + k];
  for (; i < size; ++i) sums[0] += a[i] * b[i];
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

} // namespace

CarefulTriangle::CarefulTriangle(std::size_t columns)
    : columns_(columns), capacity_(std::max<std::size_t>(4 * columns, 64)), triangle_(columns * columns),
      block_(columns * capacity_) {}

void CarefulTriangle::add(const std::vector<DoubleDouble>& row) {
  if (size_ == capacity_) fold();
  for (std::size_t j = 0; j < columns_; ++j) block_[j * capacity_ + size_] = row[j];
  ++size_;
}

void CarefulTriangle::fold() {
  for (std::size_t k = 0; k < columns_; ++k) {
    DoubleDouble* reflector = block_.data() + k * capacity_; // its first element is on the diagonal of R
    DoubleDouble& diagonal = at(k, k);
    const DoubleDouble below = careful_product(reflector, reflector, size_);
    if (!(below.high > 0)) continue;
    const DoubleDouble length = sqrt(below + diagonal * diagonal);
    const DoubleDouble image = diagonal.high > 0 ? -length : length;
    const DoubleDouble first = diagonal - image;
    const DoubleDouble scale = DoubleDouble(-1) / (image * first); // 2 / |reflector|²
    for (std::size_t j = k + 1; j < columns_; ++j) {
      DoubleDouble* column = block_.data() + j * capacity_;
      const DoubleDouble share = scale * (first * at(k, j) + careful_product(reflector, column, size_));
      at(k, j) -= share * first;
      for (std::size_t i = 0; i < size_; ++i) column[i] -= share * reflector[i];
    }
    diagonal = image;
  }
  size_ = 0;
}

} // namespace aftercourse::statistics
