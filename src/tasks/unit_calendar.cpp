#include "unit_calendar.hpp"

#include <algorithm>

namespace aftercourse {

std::uint16_t unit_calendar(const Derivation& d, const Rule& rule, const Occurrence& o, Row subject) {
  const auto& named = d.out.calendar_units;
  if (named.size() == 1) return 0;
  Place unit = o.anchor ? unit_of(d.evaluator, o.anchor, o.day) : Place{};
  if (!unit && subject != no_row) unit = unit_of(d.evaluator, {rule.subject_kind, subject}, o.day);
  const Table& units = d.out.facts.table("unit");
  const auto parent = units.kind().at("parent");
  for (std::size_t depth = 0; unit && depth <= units.size(); ++depth) { // parents may form a ring
    const auto own = std::find(named.begin() + 1, named.end(), units.id(unit.row));
    if (own != named.end()) return static_cast<std::uint16_t>(own - named.begin());
    unit.row = units.target(unit.row, parent);
  }
  return 0;
}

} // namespace aftercourse
