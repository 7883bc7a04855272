#include "task_identity.hpp"

#include <algorithm>
#include <charconv>

namespace aftercourse {

namespace {

/// The parts of a task's id.
struct Identity {
  std::string_view policy, rule, kind, subject, occurrence, holder;
};

Identity identity_of(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task) {
  const Policy& policy = data.policies[g.adopted].policy;
  const Rule& rule = policy.rules()[g.rule];
  const Table& table = data.facts.table(rule.subject_kind);
  const auto holder = data.holders.find(task);
  return {policy.name(),
          lasting_name(rule),
          table.kind().name,
          table.id(data.subjects[task]),
          occurrence_of(data, g),
          holder == data.holders.end() ? std::string_view{} : std::string_view(holder->second)};
}

/// The first 32 bits of an id above the task: eight bytes a task, to be sorted and searched.
std::uint64_t entry(std::string_view id, TaskIndex task) {
  std::uint32_t leading = 0;
  std::from_chars(id.data(), id.data() + 8, leading, 16);
  return std::uint64_t{leading} << 32 | task;
}

std::vector<std::uint64_t> index_by_id(const TaskSet::Data& data) {
  std::vector<std::uint64_t> index;
  index.reserve(data.subjects.size());
  for (const TaskGroup& g : data.groups)
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t) index.push_back(entry(task_id_of(data, g, t), t));
  std::sort(index.begin(), index.end());
  return index;
}

/// Whether the rest of a key after its subject can belong to that group: its occurrence, perhaps with a
/// holder.
bool may_end_in(std::string_view rest, std::string_view occurrence) {
  return rest.starts_with(occurrence) && (rest.size() == occurrence.size() || rest[occurrence.size()] == '/');
}

} // namespace

std::string_view occurrence_of(const TaskSet::Data& data, const TaskGroup& g) {
  if (g.occurrence != no_index) return data.occurrences[g.occurrence];
  return g.anchor == no_row ? std::string_view{} : data.facts.table(g.anchor_kind).id(g.anchor);
}

const std::string& lasting_name(const Rule& rule) noexcept {
  return rule.was.empty() ? rule.id : rule.was.front();
}

std::string task_id_of(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task) {
  const Identity i = identity_of(data, g, task);
  return task_id(i.policy, i.rule, i.kind, i.subject, i.occurrence, i.holder);
}

std::string task_key_of(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task) {
  const Identity i = identity_of(data, g, task);
  std::string key;
  for (const std::string_view part : {i.policy, i.rule, i.kind, i.subject, i.occurrence}) {
    if (!key.empty()) key += '/';
    key += part;
  }
  if (!i.holder.empty()) (key += '/') += i.holder;
  return key;
}

bool is_task_id(std::string_view text) noexcept {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == text.npos;
}

TaskIndex find_by_key(const TaskSet::Data& data, std::string_view key) {
  TaskIndex found = no_index;
  for (std::size_t a = 0; a < data.policies.size(); ++a) {
    const Policy& policy = data.policies[a].policy;
    for (std::size_t r = 0; r < policy.rules().size(); ++r)
      each_subject_in(data, policy, policy.rules()[r], key, [&](std::string_view id, std::string_view rest) {
        const Row subject = data.facts.table(policy.rules()[r].subject_kind).find(id);
        if (found != no_index || subject == no_row) return;
        for (const TaskGroup& g : data.groups) {
          if (g.adopted != a || g.rule != r || !may_end_in(rest, occurrence_of(data, g))) continue;
          for (TaskIndex t = g.begin; t < g.begin + g.count; ++t)
            if (data.subjects[t] == subject && task_key_of(data, g, t) == key) found = std::min(found, t);
        }
      });
  }
  return found;
}

TaskIndex find_by_id(const TaskSet::Data& data, std::string_view id) {
  const std::lock_guard lock(data.lazy);
  if (data.by_id.empty()) data.by_id = index_by_id(data);
  const std::uint64_t first = entry(id, 0);
  for (auto i = std::lower_bound(data.by_id.begin(), data.by_id.end(), first);
       i != data.by_id.end() && *i >> 32 == first >> 32; ++i) {
    const auto task = static_cast<TaskIndex>(*i);
    if (task_id_of(data, data.groups[group_of(data, task)], task) == id) return task;
  }
  return no_index;
}

} // namespace aftercourse
