// Node: a YAML document as a tree in which every node knows its place. yaml-cpp's own tree keeps duplicate
// keys, shares aliases and recurses without a limit; this one is built from its events, so that a hostile
// file costs a bounded effort.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse::reading {

class Report;

struct Node {
  enum class Type : std::uint8_t { null, scalar, sequence, mapping };
  Type type = Type::null;
  bool quoted = false; ///< a scalar in quotes or a block: always a text
  int line = 0, column = 0;
  std::string text;        ///< scalar
  std::vector<Node> keys;  ///< mapping: scalars, one for each item
  std::vector<Node> items; ///< sequence, mapping

  bool is_scalar() const noexcept { return type == Type::scalar; }
  bool is_sequence() const noexcept { return type == Type::sequence; }
  bool is_mapping() const noexcept { return type == Type::mapping; }
  bool is_word() const noexcept { return is_scalar() && !quoted; } ///< written bare
  const Node* find(std::string_view key) const noexcept;
};

/// "a text", "a list" ... for messages.
std::string_view name_of(Node::Type type) noexcept;

inline constexpr std::size_t max_bytes = 4u << 20;
inline constexpr std::size_t max_depth = 64;
inline constexpr std::size_t max_copied_nodes = 100'000; ///< by anchors and aliases
inline constexpr std::size_t max_nodes = 1'000'000;

/// The document, or nothing when it is no YAML (which the report then says). Throws LimitError AC8003.
std::optional<Node> read_tree(std::string_view text, Report& report);

} // namespace aftercourse::reading
