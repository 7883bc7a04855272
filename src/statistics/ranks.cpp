#include "ranks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace aftercourse::statistics {

namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// A number whose order as an unsigned integer is the order of the values.
std::uint64_t key_of(double value) noexcept {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0); // -0 becomes 0
  return bits & sign_bit ? ~bits : bits | sign_bit;
}

struct KeyedRow {
  std::uint64_t key;
  std::uint32_t row;
};
std::uint64_t key_of(const KeyedRow& item) noexcept { return item.key; }

constexpr std::size_t few = 2000; // below this a comparison sort is faster
constexpr unsigned digit_bits = 11, digits = 6;
constexpr std::size_t buckets = std::size_t{1} << digit_bits;
constexpr unsigned usually_enough = 3; // digits that tell most of a million values apart

template <class Item>
std::size_t digit_of(const Item& item, unsigned digit) noexcept {
  return key_of(item) >> (digit * digit_bits) & (buckets - 1);
}

/// Finishes what is in order but for close neighbours. Gives up, and says so, after too many moves.
template <class Item>
bool insert_in_order(std::vector<Item>& items) {
  std::size_t moves = 8 * items.size();
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Item item = items[i];
    const std::uint64_t key = key_of(item);
    std::size_t at = i;
    for (; at > 0 && key_of(items[at - 1]) > key; --at) items[at] = items[at - 1];
    items[at] = item;
    if (i - at > moves) return false;
    moves -= i - at;
  }
  return true;
}

/// Stable, least significant digit first. The three highest digits that vary leave most values in order, and
/// an insertion sort does the rest; where they do not, all digits are sorted by.
template <class Item>
void radix_sort(std::vector<Item>& items) {
  if (items.size() < few) {
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return key_of(a) < key_of(b); });
    return;
  }
  std::vector<std::array<std::uint32_t, buckets>> counts(digits);
  for (const Item& item : items)
    for (unsigned d = 0; d < digits; ++d) ++counts[d][digit_of(item, d)];
  std::vector<unsigned> varying;
  for (unsigned d = 0; d < digits; ++d)
    if (counts[d][digit_of(items[0], d)] != items.size()) varying.push_back(d);
  std::vector<Item> other(items.size());
  const auto sort_by = [&](unsigned d) {
    std::array<std::uint32_t, buckets> place;
    std::exclusive_scan(counts[d].begin(), counts[d].end(), place.begin(), std::uint32_t{0});
    for (const Item& item : items) other[place[digit_of(item, d)]++] = item;
    items.swap(other);
  };
  const std::size_t skipped = varying.size() > usually_enough ? varying.size() - usually_enough : 0;
  for (std::size_t i = skipped; i < varying.size(); ++i) sort_by(varying[i]);
  if (skipped == 0 || insert_in_order(items)) return;
  for (const unsigned d : varying) sort_by(d);
}

} // namespace

std::vector<double> sorted(std::span<const double> values) {
  std::vector<double> out(values.begin(), values.end());
  radix_sort(out);
  return out;
}

std::vector<std::uint32_t> sorted_order(std::span<const double> values) {
  std::vector<KeyedRow> items(values.size());
  for (std::size_t i = 0; i < values.size(); ++i)
    items[i] = {key_of(values[i]), static_cast<std::uint32_t>(i)};
  radix_sort(items);
  std::vector<std::uint32_t> order(values.size());
  std::transform(items.begin(), items.end(), order.begin(), [](const KeyedRow& item) { return item.row; });
  return order;
}

Ranks midranks(std::span<const double> values) {
  const std::vector<std::uint32_t> order = sorted_order(values);
  Ranks out;
  out.doubled.resize(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && values[order[end]] == values[order[begin]]) ++end;
    const auto run = static_cast<double>(end - begin);
    out.ties += run * (run * run - 1);
    // The ranks begin + 1 … end, twice their mean.
    for (std::size_t i = begin; i < end; ++i)
      out.doubled[order[i]] = static_cast<std::int64_t>(begin + end + 1);
  }
  return out;
}

} // namespace aftercourse::statistics
