#include <aftercourse/tasks/derive.hpp>

#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "due_order.hpp"
#include "holders.hpp"
#include "task_data.hpp"

namespace aftercourse {

namespace {

std::uint16_t wanted_states(const AgendaFilter& filter) {
  static constexpr State unsettled[] = {State::upcoming, State::open, State::submitted, State::overdue,
                                        State::asked};
  const std::span<const State> states =
      filter.states.empty() ? std::span(unsettled) : std::span(filter.states);
  std::uint16_t wanted = 0;
  for (const State s : states) wanted |= DueOrder::bit(s);
  return wanted;
}

/// What a filter asks of tasks beside their state.
class Selection {
 public:
  Selection(const TaskSet& tasks, const AgendaFilter& filter)
      : tasks_(tasks), filter_(filter), evaluator_(tasks.facts()),
        subject_(filter.subject.empty() ? std::nullopt : tasks.facts().words().find(filter.subject)) {}

  bool has_rule(const TaskGroup& g) const {
    return (filter_.rule.empty() || tasks_.rule_of(g).id == filter_.rule) &&
           (filter_.policy.empty() || tasks_.policies()[g.adopted].policy.name() == filter_.policy);
  }

  bool has_persons(const TaskGroup& g, TaskIndex t) const {
    if (!filter_.subject.empty() && !concerns_subject(g, t)) return false;
    return filter_.assignee.empty() || falls_to(filter_.assignee, g, t);
  }

 private:
  bool concerns_subject(const TaskGroup& g, TaskIndex t) const {
    const Table& table = tasks_.facts().table(tasks_.rule_of(g).subject_kind);
    return subject_ && table.ids[tasks_.subjects()[t]] == *subject_;
  }

  /// A role that may do it, or a person who holds one at as_of.
  bool falls_to(const std::string& assignee, const TaskGroup& g, TaskIndex t) const {
    const Rule& rule = tasks_.rule_of(g);
    if (std::any_of(rule.by.begin(), rule.by.end(), [&](const Holder& h) { return h.role == assignee; }))
      return true;
    if (const auto one = tasks_.holder(t); !one.empty()) return one == assignee;
    Viewpoint now = viewpoint_of(tasks_, g, tasks_.subjects()[t]);
    now.day = tasks_.as_of();
    const auto holders = holders_of(evaluator_, rule.by, now);
    return std::binary_search(holders.begin(), holders.end(), assignee);
  }

  const TaskSet& tasks_;
  const AgendaFilter& filter_;
  const Evaluator evaluator_;
  const std::optional<Symbol> subject_;
};

/// A misspelt name must not read as "nothing to do". Before the first adoption nothing is known to compare
/// with.
void check_names(const TaskSet& tasks, const AgendaFilter& filter) {
  std::vector<std::string> policies, rules;
  for (const Adopted& a : tasks.policies()) {
    policies.push_back(a.policy.name());
    for (const Rule& rule : a.policy.rules()) rules.push_back(rule.id);
  }
  const auto check = [](const std::string& name, const std::vector<std::string>& known, const char* code,
                        const std::string& what) {
    if (name.empty() || known.empty() || std::ranges::find(known, name) != known.end()) return;
    const auto meant = nearest(name, known);
    throw NotFound(code, "no adopted policy " + what + " `" + name + "`" +
                             (meant ? "; did you mean `" + *meant + "`?" : ""));
  };
  check(filter.policy, policies, "AC4012", "is named");
  check(filter.rule, rules, "AC3003", "has a rule");
}

} // namespace

std::vector<TaskIndex> agenda(const TaskSet& tasks, const AgendaFilter& filter) {
  check_names(tasks, filter);
  const std::uint16_t wanted = wanted_states(filter);
  const Selection selection(tasks, filter);
  const bool everybody = filter.subject.empty() && filter.assignee.empty();
  const auto states = tasks.states();
  std::vector<TaskIndex> picked;
  for (const DueOrder::Run& run : due_order(tasks).runs()) {
    const TaskGroup& group = tasks.groups()[run.group];
    if ((run.states & wanted) == 0 || !selection.has_rule(group)) continue;
    for (TaskIndex t = run.begin; t < run.begin + run.count; ++t)
      if ((DueOrder::bit(states[t]) & wanted) != 0 && (everybody || selection.has_persons(group, t)))
        picked.push_back(t);
  }
  return picked;
}

} // namespace aftercourse
