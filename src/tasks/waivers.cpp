#include "waivers.hpp"

#include "task_identity.hpp"

namespace aftercourse {

Waivers::Waivers(const Derivation& d) : data_(d.out) {
  const auto kind = data_.facts.schema().find("waiver");
  if (!kind) return;
  const Table& table = data_.facts.table(*kind);
  const auto task = table.kind().at("task"), date = table.kind().at("date");
  for (const Row row : data_.facts.living(*kind)) {
    if (table.day(row, date) > d.options.as_of.days()) break;
    const std::string_view name = table.text(row, task);
    if (is_task_id(name))
      by_id_.emplace(name, row);
    else if (by_key_.emplace(name, row).second)
      note_subjects(name);
  }
}

void Waivers::note_subjects(std::string_view key) {
  for (const Adopted& adopted : data_.policies)
    for (const Rule& rule : adopted.policy.rules())
      each_subject_in(data_, adopted.policy, rule, key, [&](std::string_view subject, std::string_view) {
        if (const auto symbol = data_.facts.words().find(subject)) subjects_.insert(*symbol);
      });
}

Row Waivers::of(const TaskGroup& group, TaskIndex task) const {
  const Rule& rule = data_.policies[group.adopted].policy.rules()[group.rule];
  if (!by_key_.empty() &&
      subjects_.contains(data_.facts.table(rule.subject_kind).ids[data_.subjects[task]])) {
    const std::string key = task_key_of(data_, group, task);
    if (const auto hit = by_key_.find(key); hit != by_key_.end()) return hit->second;
  }
  if (!by_id_.empty()) {
    const std::string id = task_id_of(data_, group, task);
    if (const auto hit = by_id_.find(id); hit != by_id_.end()) return hit->second;
  }
  return no_row;
}

} // namespace aftercourse
