// What a TaskSet shares: the columns and everything their meaning needs.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <aftercourse/tasks/derive.hpp>
#include <aftercourse/tasks/evaluator.hpp>

namespace aftercourse {

class DueOrder;

struct TaskSet::Data {
  Date as_of, horizon;
  Snapshot facts;
  std::vector<Adopted> policies;
  std::vector<Calendar> calendars;         ///< [0] is everyone's
  std::vector<std::string> calendar_units; ///< "" for [0]
  Instruments instruments;

  std::vector<TaskGroup> groups;
  std::vector<std::string> occurrences;
  std::vector<Row> subjects;
  std::vector<State> states;
  std::vector<std::uint32_t> outcome_of;
  std::vector<Outcome> outcomes;
  std::vector<EvidenceUsed> evidence;
  std::unordered_map<TaskIndex, std::string> holders; ///< only of rules with `by: {each: role}`

  /// Filled on first use.
  mutable std::mutex lazy;
  mutable std::vector<std::uint64_t> by_id; ///< see find_by_id
  mutable std::shared_ptr<const DueOrder> by_due;
  mutable std::unordered_map<std::uint64_t, std::vector<Row>>
      channel_samples; ///< (group, channel) -> sampled, ascending
};

std::size_t group_of(const TaskSet::Data& data, TaskIndex task) noexcept;
/// The due date by which a task is judged: its group's, unless a reply-by date or a move changed it.
inline std::int32_t due_of(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task) noexcept {
  const std::uint32_t o = data.outcome_of[task];
  return o != no_index && data.outcomes[o].due != no_day ? data.outcomes[o].due : g.due;
}
/// Whether a bound of its window rests on days that are not announced.
inline bool is_provisional(const TaskSet::Data& data, const TaskGroup& g, TaskIndex task) noexcept {
  const std::uint32_t o = data.outcome_of[task];
  const bool own_due = o != no_index && data.outcomes[o].due != no_day;
  return g.from_provisional || (own_due ? data.outcomes[o].due_provisional : g.due_provisional);
}
inline bool is_done(State s) noexcept { return s == State::done || s == State::done_late; }
/// The evidence that completed a task: it stands last.
inline const EvidenceUsed& completing_evidence(const TaskSet::Data& data, const Outcome& outcome) {
  return data.evidence[outcome.evidence_begin + outcome.evidence_count - 1];
}

/// The viewpoint of a task: its subject and anchor on the anchor day.
Viewpoint viewpoint_of(const TaskSet& tasks, const TaskGroup& group, Row subject);
/// "enrolment/E1"
std::string canonical_id(const Snapshot& facts, Place place);
/// The nearest unit of a row: itself, its own reference, then those of what it refers to; a person's by
/// employment on the day.
Place unit_of(const Evaluator& evaluator, Place place, Date day, int depth = 3);
/// Whether `unit` is `top` or lies below it.
bool within_unit(const Snapshot& facts, Row unit, Row top);

} // namespace aftercourse
