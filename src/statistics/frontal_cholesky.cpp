#include "frontal_cholesky.hpp"

#include <algorithm>
#include <cmath>

#include "dense_kernels.hpp"

namespace aftercourse::statistics {

using dense::Block;
using dense::ConstBlock;

namespace {

using TreeFront = FrontTree::Front;

std::size_t pivots_of(const TreeFront& front) { return static_cast<std::size_t>(front.pivots); }
std::size_t first_of(const TreeFront& front) { return static_cast<std::size_t>(front.first); }

/// Where a row stands in a front.
std::int32_t place_in(const TreeFront& front, std::int32_t row) {
  if (row < front.first + front.pivots) return row - front.first;
  const auto at = std::lower_bound(front.rows.begin(), front.rows.end(), row);
  return front.pivots + static_cast<std::int32_t>(at - front.rows.begin());
}

} // namespace

FrontalCholesky::FrontalCholesky(const FrontTree& tree, std::span<const Entry> entries)
    : tree_(tree), placed_(entries.size()), first_placed_(tree.fronts.size() + 1),
      first_number_(tree.fronts.size() + 1),
      diagonal_(static_cast<std::size_t>(tree.inner + tree.border - 1)) {
  const auto front_of = [&](const Entry& e) {
    return static_cast<std::size_t>(tree.front_of_row[static_cast<std::size_t>(std::min(e.row, e.column))]);
  };
  for (const Entry& e : entries) ++first_placed_[front_of(e) + 1];
  for (std::size_t f = 0; f < tree.fronts.size(); ++f) {
    first_placed_[f + 1] += first_placed_[f];
    first_number_[f + 1] = first_number_[f] + tree.fronts[f].size() * pivots_of(tree.fronts[f]);
  }
  std::vector<std::size_t> next(first_placed_.begin(), first_placed_.end() - 1);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::size_t f = front_of(entries[i]);
    const auto [low, high] = std::minmax(entries[i].row, entries[i].column);
    placed_[next[f]++] = {static_cast<std::int32_t>(i), place_in(tree.fronts[f], high),
                          low - tree.fronts[f].first};
  }
  factor_.resize(first_number_.back());
}

std::span<const FrontalCholesky::Placed> FrontalCholesky::placed_in(std::size_t front) const {
  return {placed_.data() + first_placed_[front], first_placed_[front + 1] - first_placed_[front]};
}

FrontalCholesky::Numbers FrontalCholesky::take(std::size_t size) const {
  Numbers numbers;
  if (!unused_.empty()) {
    numbers.swap(unused_.back());
    unused_.pop_back();
  }
  numbers.assign(size, 0.0);
  return numbers;
}

void FrontalCholesky::give_back(Numbers& numbers) const { unused_.push_back(std::move(numbers)); }

void FrontalCholesky::assemble(std::size_t front, std::span<const double> values, Numbers& to) const {
  const std::size_t size = tree_.fronts[front].size();
  for (const Placed& e : placed_in(front))
    to[static_cast<std::size_t>(e.column) * size + static_cast<std::size_t>(e.row)] +=
        values[static_cast<std::size_t>(e.entry)];
}

/// Adds what is left of a front to its parent's.
void FrontalCholesky::add_to_parent(std::size_t front, const Numbers& from, Numbers& to) const {
  const TreeFront& child = tree_.fronts[front];
  const std::size_t size = child.size(), pivots = pivots_of(child), rows = child.rows.size();
  const std::size_t parent_size = tree_.fronts[static_cast<std::size_t>(child.parent)].size();
  const std::int32_t* place = child.in_parent.data();
  for (std::size_t j = 0; j < rows; ++j) {
    const double* column = &from[(pivots + j) * size + pivots];
    double* into = &to[static_cast<std::size_t>(place[j]) * parent_size];
    for (std::size_t i = j; i < rows; ++i) into[place[i]] += column[i];
  }
}

bool FrontalCholesky::factor(std::span<const double> values) {
  std::vector<Numbers> open(tree_.fronts.size()); // fronts whose children are being done
  bool positive = true;
  for (std::size_t f = 0; f < tree_.fronts.size() && positive; ++f) {
    const TreeFront& front = tree_.fronts[f];
    const std::size_t size = front.size(), pivots = pivots_of(front);
    if (open[f].empty()) open[f] = take(size * size);
    Numbers& numbers = open[f];
    assemble(f, values, numbers);
    positive = dense::factor(dense::block(numbers.data(), size), size, pivots);
    std::copy_n(numbers.begin(), size * pivots,
                factor_.begin() + static_cast<std::ptrdiff_t>(first_number_[f]));
    for (std::size_t p = 0; p < pivots; ++p) diagonal_[first_of(front) + p] = numbers[p * size + p];
    if (front.parent == FrontTree::none) {
      residual_ = numbers.back();
    } else {
      Numbers& of_parent = open[static_cast<std::size_t>(front.parent)];
      const std::size_t parent_size = tree_.fronts[static_cast<std::size_t>(front.parent)].size();
      if (of_parent.empty()) of_parent = take(parent_size * parent_size);
      add_to_parent(f, numbers, of_parent);
    }
    give_back(numbers);
  }
  return positive;
}

double FrontalCholesky::log_determinant(std::size_t from, std::size_t to) const {
  double sum = 0;
  for (std::size_t i = from; i < to; ++i) sum += std::log(diagonal_[i]);
  return 2 * sum;
}

std::vector<double> FrontalCholesky::solution() const {
  std::vector<double> x(pivots());
  for (std::size_t f = tree_.fronts.size(); f-- > 0;) {
    const TreeFront& front = tree_.fronts[f];
    const std::size_t size = front.size(), width = pivots_of(front);
    for (std::size_t p = width; p-- > 0;) {
      const double* column = &factor_[first_number_[f] + p * size];
      double value = column[size - 1];
      for (std::size_t i = p + 1; i < width; ++i) value -= column[i] * x[first_of(front) + i];
      for (std::size_t i = 0; i + 1 < front.rows.size(); ++i)
        value -= column[width + i] * x[static_cast<std::size_t>(front.rows[i])];
      x[first_of(front) + p] = value / column[p];
    }
  }
  return x;
}

void FrontalCholesky::solve_lower(std::span<double> right_hand_sides, std::size_t columns) const {
  for (std::size_t f = 0; f < tree_.fronts.size(); ++f) {
    const TreeFront& front = tree_.fronts[f];
    const std::size_t size = front.size(), width = pivots_of(front);
    for (std::size_t c = 0; c < columns; ++c) {
      double* x = right_hand_sides.data() + c * pivots();
      for (std::size_t p = 0; p < width; ++p) {
        const double* column = &factor_[first_number_[f] + p * size];
        const double value = x[first_of(front) + p] /= column[p];
        for (std::size_t i = p + 1; i < width; ++i) x[first_of(front) + i] -= column[i] * value;
        for (std::size_t i = 0; i + 1 < front.rows.size(); ++i)
          x[static_cast<std::size_t>(front.rows[i])] -= column[width + i] * value;
      }
    }
  }
}

/// The inverse's block at the pivots and rows of a front, the last row left out: with L = [L1; L2] and W = L2
/// L1^-1 it is [(L1 L1')^-1 + W' R W, .; -R W, R], where R is the inverse at the rows.
FrontalCholesky::Numbers FrontalCholesky::inverse_of_front(std::size_t number,
                                                           const Numbers& of_parent) const {
  const TreeFront& front = tree_.fronts[number];
  const std::size_t size = front.size(), width = pivots_of(front), rows = front.rows.size() - 1,
                    full = size - 1;
  Numbers result = take(full * full);
  const Block whole = dense::block(result.data(), full), corner = whole.from(width, width);
  if (rows > 0) {
    const std::size_t parent_full = tree_.fronts[static_cast<std::size_t>(front.parent)].size() - 1;
    const std::int32_t* place = front.in_parent.data();
    for (std::size_t j = 0; j < rows; ++j) {
      const double* from = &of_parent[static_cast<std::size_t>(place[j]) * parent_full];
      double* to = &corner(0, j);
      for (std::size_t i = 0; i < rows; ++i) to[i] = from[place[i]];
    }
  }
  const ConstBlock l = dense::block(factor_.data() + first_number_[number], size);
  Numbers inverse = take(width * width), w = take(rows * width);
  const Block l_inverse = dense::block(inverse.data(), width), w_block = dense::block(w.data(), rows);
  dense::invert_lower(l_inverse, l, width);
  dense::add_product(w_block, 1, l.from(width, 0), reading(l_inverse), rows, width, width);
  dense::add_product(whole.from(width, 0), -1, reading(corner), reading(w_block), rows, width, rows);
  dense::add_square_of_lower(whole, reading(l_inverse), width);
  dense::add_product(whole, -1, reading(w_block).transposed(), reading(whole.from(width, 0)), width, width,
                     rows, dense::Part::lower);
  for (std::size_t j = 0; j < width; ++j)
    for (std::size_t i = j + 1; i < full; ++i) whole(j, i) = whole(i, j);
  give_back(inverse);
  give_back(w);
  return result;
}

void FrontalCholesky::inverse(std::span<double> values) const {
  std::fill(values.begin(), values.end(), 0.0);
  std::vector<Numbers> open(tree_.fronts.size());
  std::vector<std::int32_t> left(tree_.fronts.size());
  for (std::size_t f = tree_.fronts.size(); f-- > 0;) {
    const TreeFront& front = tree_.fronts[f];
    const std::size_t full = front.size() - 1;
    const auto parent = static_cast<std::size_t>(front.parent == FrontTree::none ? 0 : front.parent);
    Numbers numbers = inverse_of_front(f, open[parent]);
    for (const Placed& e : placed_in(f))
      if (static_cast<std::size_t>(e.row) < full)
        values[static_cast<std::size_t>(e.entry)] =
            numbers[static_cast<std::size_t>(e.column) * full + static_cast<std::size_t>(e.row)];
    left[f] = front.children;
    if (front.parent != FrontTree::none && --left[parent] == 0) give_back(open[parent]);
    if (left[f] > 0)
      open[f] = std::move(numbers);
    else
      give_back(numbers);
  }
}

} // namespace aftercourse::statistics
