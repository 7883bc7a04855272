// RateBatch: the states of one batch of tasks counted by combination of group codes, in one pass over the
// columns.
//
// A combination is a number whose bits are divided among the columns; a column's bits hold its code + 1 (0:
// missing). Where there are few possible combinations each is a group of its own, otherwise a hash table
// gives groups to those that occur. A group has sixteen counters, one cache line. A row costs a few
// instructions and no allocation either way.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include <aftercourse/measures/rate_state.hpp>

#include "group_table.hpp"

namespace aftercourse {

/// The counters of a group: one for each State, and two that need the due date as well.
inline constexpr std::uint32_t slot_early = 9;    ///< done, due on as_of or later
inline constexpr std::uint32_t slot_pending = 10; ///< submitted, due before as_of
struct alignas(64) SlotCounts : std::array<std::uint32_t, 16> {};

class RateBatch {
 public:
  /// Throws InvalidArgument AC5010 for a code that has no word or a state that does not exist, LimitError
  /// AC5014 when the combinations need more than 64 bits.
  RateBatch(std::span<const State> states, std::span<const std::int32_t> due,
            std::span<const GroupColumn> columns, std::int32_t as_of);

  /// The number of groups; some of them may have no row.
  std::size_t size() const noexcept { return counts_.size(); }
  const SlotCounts& counts(std::size_t group) const noexcept { return counts_[group]; }
  /// The code in a column, or no_code.
  std::uint32_t code(std::size_t group, std::size_t column) const noexcept {
    const std::uint64_t combination = keys_.empty() ? group : keys_[group];
    const Bits& bits = bits_[column];
    return static_cast<std::uint32_t>(combination >> bits.shift & ((std::uint64_t{1} << bits.width) - 1)) -
           1u;
  }

 private:
  struct Rows;
  struct Bits {
    int width, shift;
  };
  struct Entry {
    std::uint64_t key = 0;
    std::uint32_t group = no_code;
  };

  void count_dense(const Rows& rows, int bits);
  void count_hashed(const Rows& rows);
  /// A new group, whose entry is free.
  std::uint32_t add_group(std::size_t entry, std::uint64_t key);
  void grow(std::size_t more, std::size_t rows_done, std::size_t rows);
  std::size_t home(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15u) >>
                                    entry_shift_); // Fibonacci hashing, Knuth TAOCP 3, 6.4
  }

  std::vector<Bits> bits_;          // by column
  std::vector<SlotCounts> counts_;  // by group
  std::vector<std::uint64_t> keys_; // by group: its combination; empty: the group's own number
  std::vector<Entry> entries_;      // open addressing, a power of two, at most half full
  int entry_shift_ = 0;
};

/// Counts a batch and adds it to the table: see RateState::update.
void count_tasks(GroupTable<RateCounts>& table, std::span<const State> states,
                 std::span<const std::int32_t> due, std::span<const GroupColumn> groups, Date as_of);

} // namespace aftercourse
