// Identity of tasks: their ids and keys, and which task one of them names.
#pragma once

#include <string_view>

#include <aftercourse/base/digest.hpp>

#include "task_data.hpp"

namespace aftercourse {

std::string task_id_of(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task);
std::string task_key_of(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task);
std::string_view occurrence_of(const TaskSet::Data& data, const TaskGroup& g);

/// Whether a text has the form of an id: 32 hexadecimal digits. Keys have slashes.
bool is_task_id(std::string_view text) noexcept;
/// The name under which the ids of a rule's tasks are made: a renamed rule keeps its first.
const std::string& lasting_name(const Rule& rule) noexcept;

/// A key is policy/rule/kind/subject/occurrence, and an id of a fact may have slashes too: calls
/// `visit(subject, rest)` for each way to read the key as one of that rule.
template <class Visit>
void each_subject_in(const TaskSet::Data& data, const Policy& policy, const Rule& rule, std::string_view key,
                     Visit&& visit) {
  for (const std::string_view part : {std::string_view(policy.name()), std::string_view(lasting_name(rule)),
                                      std::string_view(data.facts.schema().kind(rule.subject_kind).name)}) {
    if (!key.starts_with(part) || key.size() == part.size() || key[part.size()] != '/') return;
    key.remove_prefix(part.size() + 1);
  }
  for (auto slash = key.find('/'); slash != key.npos; slash = key.find('/', slash + 1))
    visit(key.substr(0, slash), key.substr(slash + 1));
}

TaskIndex find_by_key(const TaskSet::Data& data, std::string_view key);
/// The first question makes an index of all ids.
TaskIndex find_by_id(const TaskSet::Data& data, std::string_view id);

} // namespace aftercourse
