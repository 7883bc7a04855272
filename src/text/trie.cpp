#include "trie.hpp"

#include <bit>

namespace aftercourse::text {

Trie::Trie(std::size_t expected) : values_(1, none) {
  values_.reserve(expected + 1);
  resize(std::bit_ceil(expected * 4 / 3 + 8));
}

void Trie::resize(std::size_t slots) {
  std::vector<Slot> old(slots);
  old.swap(slots_);
  mask_ = slots - 1;
  for (const Slot& slot : old)
    if (slot.child != nowhere) const_cast<Slot&>(find(slot.node, slot.c)) = slot;
}

Trie::Node Trie::add_child(Node node, char32_t c) {
  if (const Node known = child(node, c); known != nowhere) return known;
  if (values_.size() * 4 > slots_.size() * 3) resize(slots_.size() * 2);
  const auto made = static_cast<Node>(values_.size());
  values_.push_back(none);
  const_cast<Slot&>(find(node, c)) = {node, c, made};
  return made;
}

} // namespace aftercourse::text
