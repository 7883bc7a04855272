#include "unit_calendar.hpp"

#include <algorithm>

#include <aftercourse/facts/nearest_unit.hpp>

namespace aftercourse {

std::uint16_t unit_calendar(const Derivation& d, const Rule& rule, const Occurrence& o, Row subject) {
  const auto& named = d.out.calendar_units;
  if (named.size() == 1) return 0;
  Place unit = o.anchor ? unit_of(d.evaluator, o.anchor, o.day) : Place{};
  if (!unit && subject != no_row) unit = unit_of(d.evaluator, {rule.subject_kind, subject}, o.day);
  const Table& units = d.out.facts.table("unit");
  auto own = named.begin(); // everyone's
  nearest_unit(d.out.facts, unit ? unit.row : no_row, [&](Row u) {
    const auto found = std::find(named.begin() + 1, named.end(), units.id(u));
    if (found != named.end()) own = found;
    return found != named.end();
  });
  return static_cast<std::uint16_t>(own - named.begin());
}

} // namespace aftercourse
