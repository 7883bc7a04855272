// RowIndex: from a 32-bit key (the symbol of an id) to a row, in constant time. Open addressing in one block
// of memory, because a million ids are looked up whenever a million facts are recorded. A value; concurrent
// reading is safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace aftercourse {

using Row = std::uint32_t;
inline constexpr Row no_row = std::numeric_limits<Row>::max();

class RowIndex {
 public:
  /// The row put last for the key, or no_row.
  Row find(std::uint32_t key) const noexcept {
    if (slots_.empty()) return no_row;
    for (std::size_t i = home(key);; i = (i + 1) & mask()) {
      if (slots_[i].row == no_row) return no_row;
      if (slots_[i].key == key) return slots_[i].row;
    }
  }
  /// Replaces what was there. `row` is not no_row.
  void put(std::uint32_t key, Row row);
  void reserve(std::size_t keys);
  std::size_t size() const noexcept { return size_; }

 private:
  struct Slot {
    std::uint32_t key = 0;
    Row row = no_row;
  };
  std::size_t mask() const noexcept { return slots_.size() - 1; }
  /// Eight neighbouring keys share a cache line, as ids are often interned one after the other; lines are
  /// scattered, so that two runs of keys never pile up on each other.
  std::size_t home(std::uint32_t key) const noexcept {
    const std::uint64_t line = (std::uint64_t{key >> 3} * 0x9E3779B97F4A7C15u) >> 32;
    return static_cast<std::size_t>(line << 3 | (key & 7)) & mask();
  }
  void resize(std::size_t slots);

  std::vector<Slot> slots_; // a power of two, at most half full
  std::size_t size_ = 0;
};

} // namespace aftercourse
