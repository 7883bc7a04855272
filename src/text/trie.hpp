// Trie: words by their characters, each with a number. One hash table holds every branch, so that it is made
// in a few milliseconds and a step is one look-up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace aftercourse::text {

class Trie {
 public:
  using Node = std::uint32_t;
  static constexpr Node root = 0, nowhere = 0xFFFFFFFF;
  static constexpr std::int32_t none = -1;

  /// `expected`: how many characters all words will have, at a guess.
  explicit Trie(std::size_t expected = 0);

  Node child(Node node, char32_t c) const noexcept { return find(node, c).child; }
  /// The number of the word that ends here, or none.
  std::int32_t value(Node node) const noexcept { return values_[node]; }
  Node add_child(Node node, char32_t c);
  void set(Node node, std::int32_t value) { values_[node] = value; }
  bool empty() const noexcept { return values_.size() == 1; }

 private:
  struct Slot {
    Node node = nowhere;
    char32_t c = 0;
    Node child = nowhere;
  };
  static std::size_t hash(Node node, char32_t c) noexcept {
    const std::uint64_t mixed = (std::uint64_t{node} << 21 | c) * 0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(mixed >> 24);
  }
  const Slot& find(Node node, char32_t c) const noexcept {
    std::size_t at = hash(node, c) & mask_;
    while (slots_[at].child != nowhere && (slots_[at].node != node || slots_[at].c != c))
      at = (at + 1) & mask_;
    return slots_[at];
  }
  void resize(std::size_t slots);

  std::vector<Slot> slots_; ///< a power of two of them, at most three quarters full
  std::size_t mask_ = 0;
  std::vector<std::int32_t> values_; ///< by node
};

} // namespace aftercourse::text
