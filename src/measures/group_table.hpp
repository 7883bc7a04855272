// GroupTable: sums by group, where a group is named by one word (or none: missing) in each of some columns.
// The common part of the mergeable states: they differ in what they sum. Words and groups are numbered in the
// order they arrive; order() gives the order of the keys as texts, which does not depend on it.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "words.hpp"

namespace aftercourse {

template <class Sums>
class GroupTable {
 public:
  using Key = std::span<const std::uint32_t>; ///< a code into each column's words, or no_code

  explicit GroupTable(std::size_t columns) : words_(columns) {}

  std::size_t size() const noexcept { return sums_.size(); }
  std::size_t columns() const noexcept { return words_.size(); }
  Words& words(std::size_t column) noexcept { return words_[column]; }
  const Words& words(std::size_t column) const noexcept { return words_[column]; }
  Key key(std::size_t group) const noexcept { return Key(keys_).subspan(group * columns(), columns()); }
  const Sums& sums(std::size_t group) const noexcept { return sums_[group]; }

  /// The sums of a group, which is added when it is new. The reference lasts until the next call.
  Sums& at(Key key) {
    if (indexed_ < size() || 2 * (size() + 1) > slots_.size()) index(std::bit_ceil(4 * (size() + 4)));
    std::size_t slot = home(key);
    for (; slots_[slot] != no_code; slot = (slot + 1) & (slots_.size() - 1))
      if (std::ranges::equal(this->key(slots_[slot]), key)) return sums_[slots_[slot]];
    slots_[slot] = static_cast<std::uint32_t>(size());
    ++indexed_;
    keys_.insert(keys_.end(), key.begin(), key.end());
    return sums_.emplace_back();
  }

  /// The sums of a group that is known to be new: it is found a place in the index when one is next looked
  /// for.
  Sums& append(Key key) {
    keys_.insert(keys_.end(), key.begin(), key.end());
    return sums_.emplace_back();
  }

  /// Adds another table of the same columns.
  void merge(const GroupTable& other) {
    if (this == &other) return merge(GroupTable(other));
    std::vector<std::vector<std::uint32_t>> own(columns());
    for (std::size_t c = 0; c < columns(); ++c)
      for (const std::string& word : other.words(c).texts()) own[c].push_back(words(c).intern(word));
    std::vector<std::uint32_t> key(columns());
    for (std::size_t group = 0; group < other.size(); ++group) {
      const Key theirs = other.key(group);
      for (std::size_t c = 0; c < columns(); ++c) key[c] = theirs[c] == no_code ? no_code : own[c][theirs[c]];
      at(key) += other.sums(group);
    }
  }

  /// Makes room for so many groups.
  void reserve(std::size_t groups) {
    keys_.reserve(groups * columns());
    sums_.reserve(groups);
  }

  /// The groups in the order of their keys, column by column; a missing word comes last.
  std::vector<std::uint32_t> order() const {
    std::vector<Place> places(size());
    for (std::uint32_t group = 0; group < size(); ++group) places[group] = {0, group};
    // Least significant column first, as many as fit 64 bits at a time; each sort keeps the order of the one
    // before.
    std::size_t bits = 0;
    for (std::size_t c = columns(); c-- > 0;) {
      const std::vector<std::uint32_t> ranks = words(c).ranks();
      const std::size_t width = std::bit_width(ranks.size());
      if (bits + width > 64) {
        sort(places, bits);
        for (Place& p : places) p.key = 0;
        bits = 0;
      }
      for (Place& p : places) p.key |= std::uint64_t{rank_of(p.group, c, ranks)} << bits;
      bits += width;
    }
    sort(places, bits);
    std::vector<std::uint32_t> groups(size());
    std::ranges::transform(places, groups.begin(), &Place::group);
    return groups;
  }

  /// The rank of a group's word in a column, whose ranks are given; after all of them when it is missing.
  std::uint32_t rank_of(std::size_t group, std::size_t column,
                        const std::vector<std::uint32_t>& ranks) const {
    const std::uint32_t code = key(group)[column];
    return code == no_code ? static_cast<std::uint32_t>(ranks.size()) : ranks[code];
  }

 private:
  struct Place {
    std::uint64_t key;
    std::uint32_t group;
  };
  /// By the lowest bits of the key, keeping the order of equal ones: a radix sort (Knuth TAOCP 3, 5.2.5),
  /// since there may be millions of groups.
  static void sort(std::vector<Place>& places, std::size_t bits) {
    if (places.size() < 1024) {
      std::ranges::stable_sort(places, {}, &Place::key);
      return;
    }
    constexpr std::size_t digit_bits = 11;
    std::vector<Place> sorted(places.size());
    for (std::size_t shift = 0; shift < bits; shift += digit_bits) {
      const auto digit = [&](const Place& p) { return p.key >> shift & ((1u << digit_bits) - 1); };
      std::array<std::size_t, (1u << digit_bits) + 1> begins{};
      for (const Place& p : places) ++begins[digit(p) + 1];
      for (std::size_t d = 1; d < begins.size(); ++d) begins[d] += begins[d - 1];
      for (const Place& p : places) sorted[begins[digit(p)]++] = p;
      places.swap(sorted);
    }
  }
  std::size_t home(Key key) const noexcept {
    std::uint64_t h = 0;
    for (const std::uint32_t code : key)
      h = (h ^ code) * 0x9E3779B97F4A7C15u; // Fibonacci hashing, Knuth TAOCP 3, 6.4
    return static_cast<std::size_t>(h >> 32) & (slots_.size() - 1);
  }
  void index(std::size_t slots) {
    slots_.assign(slots, no_code);
    indexed_ = size();
    for (std::uint32_t group = 0; group < size(); ++group) {
      std::size_t slot = home(key(group));
      while (slots_[slot] != no_code) slot = (slot + 1) & (slots_.size() - 1);
      slots_[slot] = group;
    }
  }

  std::vector<Words> words_;         // by column
  std::vector<std::uint32_t> keys_;  // columns() codes a group
  std::vector<Sums> sums_;           // by group
  std::vector<std::uint32_t> slots_; // open addressing, a power of two, at most half full
  std::size_t indexed_ = 0;          // groups that stand in slots_
};

} // namespace aftercourse
