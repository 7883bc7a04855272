// nearest_unit: what a unit does not have itself it has from the units above it.
#pragma once

#include <cstddef>

#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

/// The first that `wanted(row)` takes of a unit, the one above it, and so on; no_row when there is none, or
/// no unit to begin with. Parents may form a ring.
template <class Wanted>
Row nearest_unit(const Snapshot& facts, Row unit, Wanted wanted) {
  const Table& units = facts.table("unit");
  const std::size_t parent = units.kind().at("parent");
  for (std::size_t depth = 0; unit != no_row && depth <= units.size(); ++depth) {
    if (wanted(unit)) return unit;
    unit = units.target(unit, parent);
  }
  return no_row;
}

} // namespace aftercourse
