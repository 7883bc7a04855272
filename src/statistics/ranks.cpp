#include "ranks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace aftercourse::statistics {

namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// Numbers whose order as unsigned integers is the order of the values.
std::uint64_t key_of(double value) noexcept {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0); // -0 becomes 0
  return bits & sign_bit ? ~bits : bits | sign_bit;
}
double value_of(std::uint64_t key) noexcept {
  return std::bit_cast<double>(key & sign_bit ? key ^ sign_bit : ~key);
}

struct KeyedRow {
  std::uint64_t key;
  std::uint32_t row;
};
std::uint64_t key_of(const KeyedRow& item) noexcept { return item.key; }
std::uint64_t key_of(std::uint64_t key) noexcept { return key; }

constexpr std::size_t few = 2000; // below this a comparison sort is faster
constexpr unsigned digit_bits = 11, digits = 6;
constexpr std::size_t buckets = std::size_t{1} << digit_bits;

/// Least significant digit first; a digit that all keys share costs nothing but its count.
template <class Item>
void radix_sort(std::vector<Item>& items) {
  if (items.size() < few) {
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return key_of(a) < key_of(b); });
    return;
  }
  std::vector<std::array<std::size_t, buckets>> counts(digits);
  for (const Item& item : items)
    for (unsigned d = 0; d < digits; ++d) ++counts[d][key_of(item) >> (d * digit_bits) & (buckets - 1)];
  std::vector<Item> other(items.size());
  for (unsigned d = 0; d < digits; ++d) {
    auto& place = counts[d];
    if (std::find(place.begin(), place.end(), items.size()) != place.end()) continue;
    std::exclusive_scan(place.begin(), place.end(), place.begin(), std::size_t{0});
    for (const Item& item : items) other[place[key_of(item) >> (d * digit_bits) & (buckets - 1)]++] = item;
    items.swap(other);
  }
}

} // namespace

std::vector<double> sorted(std::span<const double> values) {
  std::vector<std::uint64_t> keys(values.size());
  std::transform(values.begin(), values.end(), keys.begin(), [](double v) { return key_of(v); });
  radix_sort(keys);
  std::vector<double> out(values.size());
  std::transform(keys.begin(), keys.end(), out.begin(), value_of);
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
