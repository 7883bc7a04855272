// Derivation: the work of derive(), in the order of the pipeline: plan occurrences (planner.cpp), match
// evidence (matching.cpp), settle states (settler.cpp) - level by level, because a rule may follow the
// evidence of another.
#pragma once

#include <algorithm>
#include <map>
#include <unordered_set>

#include <aftercourse/calendar/window_rule.hpp>

#include "task_data.hpp"
#include "task_identity.hpp"

namespace aftercourse {

/// The tasks of one rule of one version, as they came out of the planner: groups [first, last).
struct PlannedRule {
  std::uint16_t adopted = 0, rule = 0;
  std::uint32_t first = 0, last = 0;
};

/// What the three steps share.
struct Derivation {
  TaskSet::Data& out;
  const DeriveOptions& options;
  Evaluator evaluator;
  std::vector<PlannedRule> planned;                              ///< of all levels so far
  std::vector<std::unordered_set<Row>> amended;                  ///< by kind: rows with an amendment
  std::map<std::pair<std::size_t, Row>, std::int32_t> cancelled; ///< -> earliest date

  Derivation(TaskSet::Data& data, const DeriveOptions& o);

  const Adopted& adopted(const TaskGroup& g) const { return out.policies[g.adopted]; }
  const Rule& rule(const TaskGroup& g) const { return adopted(g).policy.rules()[g.rule]; }
  const Calendar& calendar(const TaskGroup& g) const { return out.calendars[g.calendar]; }
  Viewpoint viewpoint(const TaskGroup& g, Row subject) const;
  Outcome& outcome(TaskIndex task);
  /// Calls `visit(task, group)` for the tasks of a rule.
  template <class Visit>
  void each_task(const PlannedRule& planned, Visit&& visit) const {
    for (std::uint32_t g = planned.first; g < planned.last; ++g)
      for (TaskIndex t = out.groups[g].begin; t < out.groups[g].begin + out.groups[g].count; ++t) visit(t, g);
  }
  std::int32_t due(const TaskGroup& g, TaskIndex task) const;
};

/// How one bound of a rule's window is worked out on a viewpoint (at its at_write); nothing when a date it
/// needs is missing.
std::optional<Reckoning> reckon_bound(const Evaluator& evaluator, const Bound& bound, Roll roll,
                                      const Viewpoint& from, Date anchor_day, const Calendar& calendar);
/// Both of them.
std::optional<ReckonedWindow> window_at(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                        Date anchor_day, const Calendar& calendar);
/// The window that they make: one that would open after it closes is open on that one day.
inline Window window_of(const ReckonedWindow& w) { return {std::min(w.from.day, w.to.day), w.to.day}; }
/// The day on which `until:` ends the duty: the earliest of its dates that are known.
std::optional<Date> end_of_duty(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                                const Calendar& calendar);
/// The window of a group's rule for one subject as it stood after a write (0: now).
std::optional<Window> window_of(const Derivation& d, const TaskGroup& g, Row subject, std::uint64_t at_write);

void plan_rule(Derivation& d, std::uint16_t adopted, std::uint16_t rule);
void match_level(Derivation& d, std::span<const PlannedRule> level);
void settle_level(Derivation& d, std::span<const PlannedRule> level);

/// The index of a task's channel in its rule, or no_index.
std::uint32_t channel_of(const TaskSet::Data& data, const Evaluator& evaluator, std::uint32_t group,
                         TaskIndex task);
/// The same for all tasks of a group.
std::vector<std::uint32_t> channels_in(const TaskSet::Data& data, const Evaluator& evaluator,
                                       std::uint32_t group);

} // namespace aftercourse
