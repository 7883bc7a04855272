#include "holders.hpp"

#include <algorithm>

#include <aftercourse/facts/nearest_unit.hpp>

namespace aftercourse {

namespace {

struct Assignments {
  const Evaluator& evaluator;
  const Table& table;
  std::size_t role, person, unit, programme;

  explicit Assignments(const Evaluator& e)
      : evaluator(e), table(e.facts().table("role_assignment")), role(table.kind().at("role")),
        person(table.kind().at("person")), unit(table.kind().at("unit")),
        programme(table.kind().at("programme")) {}

  /// Those in force for exactly this unit (no_row: those for no unit).
  std::vector<std::string> in_unit(const std::string& name, Row wanted, Row of_programme, Date day) const {
    const std::size_t kind = table.kind_index();
    std::vector<std::string> found;
    const auto symbol = evaluator.facts().words().find(name);
    if (!symbol) return found;
    for (Row row = 0; row < table.size(); ++row) {
      if (table.cells[role].symbols[row] != *symbol || !table.alive(row) || table.target(row, unit) != wanted)
        continue;
      if (table.target(row, programme) != no_row && table.target(row, programme) != of_programme) continue;
      if (evaluator.in_force({kind, row}, day)) found.emplace_back(table.text(row, person));
    }
    return found;
  }
};

std::vector<std::string> assigned(const Evaluator& evaluator, const Holder& role, const Viewpoint& from) {
  const Assignments assignments(evaluator);
  const Snapshot& facts = evaluator.facts();
  Place unit;
  if (role.of) {
    const Place reached = evaluator.follow(*role.of, from);
    unit = reached ? unit_of(evaluator, reached, from.day) : Place{};
  } else {
    unit = from.anchor ? unit_of(evaluator, from.anchor, from.day) : Place{};
    if (!unit && from.subject) unit = unit_of(evaluator, from.subject, from.day);
  }
  Row programme = no_row;
  const auto programme_kind = facts.schema().find("programme");
  for (const Place& place : {from.anchor, from.subject}) {
    if (!place || !programme_kind) continue;
    if (place.kind == *programme_kind)
      programme = place.row;
    else if (const auto field = facts.schema().kind(place.kind).find("programme");
             field && facts.schema().kind(place.kind).fields[*field].target == "programme")
      programme = facts.table(place.kind).target(place.row, *field);
    if (programme != no_row) break;
  }
  std::vector<std::string> found;
  const auto held_in = [&](Row u) {
    found = assignments.in_unit(role.role, u, programme, from.day);
    return !found.empty();
  };
  if (nearest_unit(facts, unit ? unit.row : no_row, held_in) == no_row) held_in(no_row);
  return found;
}

} // namespace

std::vector<std::string> holders_of(const Evaluator& evaluator, const std::vector<Holder>& roles,
                                    const Viewpoint& from) {
  std::vector<std::string> persons;
  for (const Holder& role : roles) {
    if (role.is) {
      const Place person = evaluator.follow(*role.is, from);
      if (person) persons.emplace_back(evaluator.facts().table(person.kind).id(person.row));
    } else {
      const auto found = assigned(evaluator, role, from);
      persons.insert(persons.end(), found.begin(), found.end());
    }
  }
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

} // namespace aftercourse
