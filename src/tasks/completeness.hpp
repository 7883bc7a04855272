// Completeness: how much of what a task needs is there, and whether a fact would add to it.
#pragma once

#include <set>

#include "slot.hpp"

namespace aftercourse {

struct Extent {
  bool complete;
  std::int32_t have, of;
};

class Completeness {
 public:
  explicit Completeness(const Derivation& d) : d_(d), facts_(d.out.facts) {}

  /// Whether the part of the evidence that the leaf stands for still lacks this fact.
  bool wants(const Leaf& leaf, Place fact, Slot& slot) const;
  Extent progress(Slot& slot) const;

 private:
  Extent progress(const Evidence& e, std::uint16_t& leaf, Slot& slot) const;
  Extent several(const Evidence& e, std::uint16_t& leaf, Slot& slot) const;
  Extent topics_asked(const Slot& slot) const;
  /// Whether a fact names a topic that is still to be asked; one that names none is not known to be useless.
  bool asks_more(const Slot& slot, Place fact) const;
  /// The topics that a fact names; nothing when its kind has none.
  std::optional<std::vector<std::string>> topics_of(Place fact) const;
  void load_items(const Evidence& each, Slot& slot) const;
  std::set<std::string> items_covered(const Evidence& each, std::uint16_t leaf, const Slot& slot) const;

  const Derivation& d_;
  const Snapshot& facts_;
};

} // namespace aftercourse
