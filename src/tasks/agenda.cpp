#include <aftercourse/tasks/derive.hpp>

#include <algorithm>

#include "derivation.hpp"

namespace aftercourse {

namespace {

bool unsettled(State s) {
  return s == State::upcoming || s == State::open || s == State::submitted || s == State::overdue ||
         s == State::asked;
}

bool concerns(const TaskSet& tasks, TaskIndex t, const std::string& assignee) {
  const Task task = tasks.task(t);
  const auto holds = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), assignee) != names.end();
  };
  return holds(task.roles) || holds(task.holders);
}

} // namespace

std::vector<TaskIndex> agenda(const TaskSet& tasks, const AgendaFilter& filter) {
  std::vector<TaskIndex> picked;
  const auto states = tasks.states();
  const auto subjects = tasks.subjects();
  for (const TaskGroup& g : tasks.groups()) {
    const Rule& rule = tasks.rule_of(g);
    if (!filter.rule.empty() && rule.id != filter.rule) continue;
    if (!filter.policy.empty() && tasks.policies()[g.adopted].policy.name() != filter.policy) continue;
    const Table& table = tasks.facts().table(rule.subject_kind);
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t) {
      const bool wanted = filter.states.empty() ? unsettled(states[t])
                                                : std::find(filter.states.begin(), filter.states.end(),
                                                            states[t]) != filter.states.end();
      if (!wanted || (!filter.subject.empty() && table.id(subjects[t]) != filter.subject)) continue;
      if (!filter.assignee.empty() && !concerns(tasks, t, filter.assignee)) continue;
      picked.push_back(t);
    }
  }
  // By due date, then key; the key is made only where due dates are equal and the order of planning does not
  // decide.
  std::vector<std::pair<std::int32_t, TaskIndex>> keyed;
  keyed.reserve(picked.size());
  for (const TaskIndex t : picked) keyed.emplace_back(tasks.due_of(t), t);
  std::sort(keyed.begin(), keyed.end());
  std::transform(keyed.begin(), keyed.end(), picked.begin(), [](const auto& k) { return k.second; });
  return picked;
}

} // namespace aftercourse
