#include "ranks.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>

namespace aftercourse::statistics {

namespace {

/// A number whose order as an unsigned integer is the order of the values.
std::uint64_t key_of(double value) noexcept {
  const auto bits = std::bit_cast<std::int64_t>(value + 0.0); // -0 becomes 0
  return static_cast<std::uint64_t>(bits ^ (bits >> 63 | std::numeric_limits<std::int64_t>::min()));
}

struct PlacedValue {
  double value;
  std::uint32_t row;
};
double value_of(double value) noexcept { return value; }
double value_of(const PlacedValue& item) noexcept { return item.value; }

constexpr std::size_t few = 16;            // for which insertion is fastest
constexpr int most_bits = 16;              // of one digit: their counts stay in the second cache
constexpr std::size_t cached = 1 << 15;    // items that stay there too
constexpr std::ptrdiff_t most_open = 2048; // buckets of more items than that to write to at once

/// The bits of the keys by which items go into buckets. Where they differ in no lower ones, those of a bucket
/// are equal.
struct Digit {
  int shift, bits, lowest;

  std::size_t buckets() const noexcept { return std::size_t{1} << bits; }
  template <class Item>
  std::size_t operator()(const Item& item) const noexcept {
    return key_of(value_of(item)) >> shift & (buckets() - 1);
  }
};

/// The highest bits in which the items differ, no more than make a bucket an item. All equal: no bits.
template <class Item>
Digit telling_digit(std::span<const Item> items) {
  const std::uint64_t one = key_of(value_of(items.front()));
  std::uint64_t differing = 0;
  for (const Item& item : items) differing |= key_of(value_of(item)) ^ one;
  const int width = static_cast<int>(std::bit_width(differing)), lowest = std::countr_zero(differing);
  const int bits = std::min({width - lowest, most_bits, static_cast<int>(std::bit_width(items.size()))});
  return {width - bits, bits, lowest};
}

/// What a sort works in, taken from the system but once.
template <class Item>
struct Room {
  std::vector<Item> items;           ///< of the bucket at hand
  std::vector<std::uint32_t> places; ///< a stack: those of one level of buckets after the other
};

/// Counts the items in each bucket. Of many items, takes bits off the digit until not too many buckets are in
/// use.
template <class Item>
void count_buckets(std::span<const Item> items, Digit& digit, std::span<std::uint32_t> sizes) {
  for (const Item& item : items) ++sizes[digit(item)];
  const auto open = [&] {
    return std::ssize(sizes) - std::count(sizes.begin(), sizes.end(), std::uint32_t{0});
  };
  while (items.size() > cached && open() > most_open) {
    ++digit.shift, --digit.bits;
    for (std::size_t i = 0; i < digit.buckets(); ++i) sizes[i] = sizes[2 * i] + sizes[2 * i + 1];
    sizes = sizes.first(digit.buckets());
  }
}

template <class Item>
void insertion_sort(std::span<Item> items) {
  for (std::size_t i = 1; i < items.size(); ++i) {
    const Item item = items[i];
    std::size_t at = i;
    for (; at > 0 && value_of(items[at - 1]) > value_of(item); --at) items[at] = items[at - 1];
    items[at] = item;
  }
}

/// Tells the items into buckets, in the order they have. Gives the size of the largest; the last `places` are
/// the ends of the buckets.
template <class Item>
std::size_t tell_apart(std::span<const Item> from, std::span<Item> to, Digit& digit,
                       std::vector<std::uint32_t>& places) {
  const std::size_t below = places.size();
  places.resize(below + digit.buckets());
  count_buckets(from, digit, std::span(places).subspan(below));
  places.resize(below + digit.buckets());
  const auto place = places.begin() + static_cast<std::ptrdiff_t>(below);
  const std::size_t largest = *std::max_element(place, places.end());
  std::exclusive_scan(place, places.end(), place, std::uint32_t{0});
  for (const Item& item : from) to[place[static_cast<std::ptrdiff_t>(digit(item))]++] = item;
  return largest;
}

/// Stable, most significant digit first: most buckets then fit into the first cache, and the larger ones are
/// sorted likewise by way of the room. `from` may lie in the room.
template <class Item>
void radix_sort(std::span<const Item> from, std::span<Item> to, Digit digit, Room<Item>& room) {
  const std::size_t below = room.places.size();
  const std::size_t largest = tell_apart(from, to, digit, room.places);
  const bool is_told = digit.shift == digit.lowest;
  if (!is_told && largest <= few)
    insertion_sort(to);
  else if (!is_told)
    for (std::size_t i = 0, begin = 0; i < digit.buckets(); ++i) {
      const std::size_t end = room.places[below + i];
      const std::span<Item> bucket = to.subspan(begin, end - begin);
      begin = end;
      if (bucket.size() <= few) {
        insertion_sort(bucket);
      } else if (const Digit next = telling_digit<Item>(bucket); next.bits > 0) {
        room.items.assign(bucket.begin(), bucket.end());
        radix_sort<Item>(room.items, bucket, next, room);
      }
    }
  room.places.resize(below);
}

template <class Item>
std::vector<Item> in_order(std::span<const Item> items) {
  std::vector<Item> out;
  const auto less = [](const Item& a, const Item& b) { return value_of(a) < value_of(b); };
  if (items.size() <= few || std::is_sorted(items.begin(), items.end(), less)) {
    out.assign(items.begin(), items.end());
    insertion_sort<Item>(out);
  } else {
    out.resize(items.size());
    Room<Item> room;
    radix_sort<Item>(items, out, telling_digit(items), room);
  }
  return out;
}

} // namespace

std::vector<double> sorted(std::span<const double> values) { return in_order(values); }

std::vector<std::uint32_t> sorted_order(std::span<const double> values) {
  std::vector<PlacedValue> items(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) items[i] = {values[i], static_cast<std::uint32_t>(i)};
  items = in_order<PlacedValue>(items);
  std::vector<std::uint32_t> order(values.size());
  std::transform(items.begin(), items.end(), order.begin(), [](const PlacedValue& item) { return item.row; });
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
