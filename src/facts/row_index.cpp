#include <aftercourse/facts/row_index.hpp>

#include <algorithm>
#include <bit>

namespace aftercourse {

void RowIndex::put(std::uint32_t key, Row row) {
  if (2 * (size_ + 1) > slots_.size()) resize(std::max<std::size_t>(16, 2 * slots_.size()));
  std::size_t i = home(key);
  while (slots_[i].row != no_row && slots_[i].key != key) i = (i + 1) & mask();
  if (slots_[i].row == no_row) ++size_;
  slots_[i] = {key, row};
}

void RowIndex::reserve(std::size_t keys) {
  const std::size_t wanted = std::bit_ceil(std::max<std::size_t>(8, keys) * 2);
  if (wanted > slots_.size()) resize(wanted);
}

void RowIndex::resize(std::size_t slots) {
  std::vector<Slot> old(slots);
  slots_.swap(old);
  size_ = 0;
  for (const Slot& slot : old)
    if (slot.row != no_row) put(slot.key, slot.row);
}

} // namespace aftercourse
