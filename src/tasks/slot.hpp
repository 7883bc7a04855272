// Slot: a task that is being matched with evidence, and what it has got so far.
#pragma once

#include "derivation.hpp"

namespace aftercourse {

/// One `fact` of a rule's evidence, which may be a tree; numbered in reading order.
struct Leaf {
  const Evidence* evidence;
  const Evidence* parent; ///< null: the evidence is this one fact
  std::uint16_t index;
  std::optional<std::size_t> reached; ///< the field that says whether anybody was reached
};

struct Piece {
  std::uint16_t leaf;
  Place fact;
  std::int32_t date;
  std::int32_t due; ///< as it stood when the fact was recorded
};

struct Slot {
  TaskIndex task = no_index;
  const TaskGroup* group = nullptr;
  const Rule* rule = nullptr;
  Window window; ///< as it stands now
  std::vector<Piece> pieces;
  std::vector<std::string> items; ///< for_each: what each evidence must name
  bool complete = false;          ///< all parts are there (and accepted, where that is needed)
  Row decision = no_row;

  /// Begins another task; the vectors keep their memory.
  void begin(TaskIndex t, const TaskGroup& g, const Rule& r, const Window& w) {
    task = t, group = &g, rule = &r, window = w;
    pieces.clear();
    items.clear();
    complete = false;
    decision = no_row;
  }
};

} // namespace aftercourse
