#include <aftercourse/tasks/governing.hpp>

#include <tuple>

#include "task_data.hpp"

namespace aftercourse {

namespace {

bool in_force(const Adoption& a, Date day) { return a.on <= day && (!a.until || day <= *a.until); }

/// Whether the other of two versions of a policy goes before this one, which is in force on the day or begins
/// later.
bool goes_before(const Adoption& other, std::size_t other_index, const Adoption& mine, std::size_t index,
                 Date day) {
  if (in_force(mine, day))
    return in_force(other, day) && std::tie(other.on, other_index) > std::tie(mine.on, index);
  if (other.on > day) return other.on < mine.on || (other.on == mine.on && other_index > index);
  return in_force(other, day);
}

} // namespace

bool covers(const Adoption& adoption, const Evaluator& facts, const Concerned& concerned) {
  if (adoption.units.empty() || (!concerned.anchor && !concerned.subject)) return true;
  const Table& units = facts.facts().table("unit");
  for (const Place& place : {concerned.anchor, concerned.subject}) {
    const Place unit = place ? unit_of(facts, place, concerned.day) : Place{};
    if (!unit) continue;
    for (const std::string& id : adoption.units)
      if (const Row top = units.find(id); top != no_row && within_unit(facts.facts(), unit.row, top))
        return true;
    return false;
  }
  return false;
}

bool governs(std::span<const Adopted> versions, std::size_t which, const Evaluator& facts, Date begin,
             const Concerned& concerned) {
  const Adopted& mine = versions[which];
  if (mine.adoption.until && *mine.adoption.until < begin) return false;
  if (!covers(mine.adoption, facts, concerned)) return false;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Adopted& other = versions[i];
    if (i != which && other.policy.name() == mine.policy.name() &&
        goes_before(other.adoption, i, mine.adoption, which, begin) &&
        covers(other.adoption, facts, concerned))
      return false;
  }
  return true;
}

} // namespace aftercourse
