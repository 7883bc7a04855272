// Selection from all pairs without making them: the k-th smallest of a table whose rows ascend and whose
// entries fall from row to row, such as the differences of two sorted columns. A cut at a value is a
// staircase through the table, walked in O(rows + columns) (Johnson & Mizoguchi 1978, SIAM Journal on
// Computing 7:147-153); a few cuts, placed by interpolation, leave few candidates, which are sorted (Monahan
// 1984, ACM TOMS 10:265-270). Exact: the value returned is an entry of the table. Private to this floor.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace aftercourse::statistics {

/// second[c] - first[r].
struct DifferenceTable {
  std::span<const double> first, second; ///< ascending

  std::size_t rows() const noexcept { return first.size(); }
  std::size_t columns() const noexcept { return second.size(); }
  std::size_t begin(std::size_t) const noexcept { return 0; }
  double at(std::size_t r, std::size_t c) const noexcept { return second[c] - first[r]; }
};

/// The Walsh averages of each pair and of each value with itself; rows from the largest value down.
struct WalshTable {
  std::span<const double> values; ///< ascending

  std::size_t rows() const noexcept { return values.size(); }
  std::size_t columns() const noexcept { return values.size(); }
  std::size_t begin(std::size_t r) const noexcept { return values.size() - 1 - r; }
  double at(std::size_t r, std::size_t c) const noexcept { return (values[begin(r)] + values[c]) / 2; }
};

struct Cut {
  std::int64_t count = 0;                                  ///< entries at or below the cut
  double below = -std::numeric_limits<double>::infinity(); ///< the largest of them
  double above = std::numeric_limits<double>::infinity();  ///< the smallest of the others
};

template <class Table>
Cut cut_at(const Table& table, double value) {
  Cut cut;
  std::size_t c = 0;
  const std::size_t columns = table.columns();
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::size_t begin = table.begin(r);
    while (c < columns && table.at(r, c) <= value) ++c;
    if (c > begin) {
      cut.count += static_cast<std::int64_t>(c - begin);
      cut.below = std::max(cut.below, table.at(r, c - 1));
    }
    if (const std::size_t next = std::max(c, begin); next < columns)
      cut.above = std::min(cut.above, table.at(r, next));
  }
  return cut;
}

/// The entry number `k`, counted from 1, of all entries in order.
template <class Table>
double select_entry(const Table& table, std::int64_t k) {
  const auto few = static_cast<std::int64_t>(2 * (table.rows() + table.columns()) + 1000);
  double low = -std::numeric_limits<double>::infinity(); // all entries at or below it are before the k-th
  Cut high = cut_at(table, std::numeric_limits<double>::infinity()); // its count is at least k
  Cut under = cut_at(table, low);
  for (int round = 0; high.count - under.count > few && under.above < high.below; ++round) {
    // Interpolated on the counts, with a margin to the nearer side; halved when that does not help.
    const double share = static_cast<double>(k - under.count) / static_cast<double>(high.count - under.count);
    const double part = round % 3 == 2 ? 0.5 : std::clamp(share, 0.001, 0.999);
    const double value =
        std::min(under.above + part * (high.below - under.above), std::nextafter(high.below, under.above));
    const Cut cut = cut_at(table, value);
    if (cut.count >= k)
      high = cut;
    else
      under = cut, low = value;
  }
  if (under.above >= high.below) return high.below;
  std::vector<double> candidates;
  std::size_t c = 0;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    while (c < table.columns() && table.at(r, c) <= low) ++c;
    for (std::size_t i = std::max(c, table.begin(r)); i < table.columns() && table.at(r, i) <= high.below;
         ++i)
      candidates.push_back(table.at(r, i));
  }
  const auto kth = candidates.begin() + static_cast<std::ptrdiff_t>(k - under.count - 1);
  std::nth_element(candidates.begin(), kth, candidates.end());
  return *kth;
}

/// The median of all entries: the mean of the middle two when their number is even.
template <class Table>
double median_entry(const Table& table, std::int64_t entries) {
  const double lower = select_entry(table, (entries + 1) / 2);
  if (entries % 2 == 1) return lower;
  const Cut cut = cut_at(table, lower);
  const double upper = cut.count > entries / 2 ? lower : cut.above;
  return lower + (upper - lower) / 2;
}

} // namespace aftercourse::statistics
