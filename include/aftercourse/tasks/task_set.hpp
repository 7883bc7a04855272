// TaskSet: the tasks that derive() found, compactly. Tasks of one rule and occurrence share a group with its
// window; a task itself is a subject row, a state and, if anything happened, an outcome. Immutable; safe from
// many threads.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/base/frame.hpp>
#include <aftercourse/base/progress.hpp>
#include <aftercourse/calendar/calendar.hpp>
#include <aftercourse/facts/journal.hpp>
#include <aftercourse/instrument/instruments.hpp>
#include <aftercourse/policy/adoption.hpp>
#include <aftercourse/tasks/task.hpp>

namespace aftercourse {

using TaskIndex = std::uint32_t;
inline constexpr std::uint32_t no_index = 0xffffffffu;

/// The tasks of one rule for one occurrence: [begin, begin + count) of the columns.
struct TaskGroup {
  std::uint16_t adopted = 0; ///< index into policies()
  std::uint16_t rule = 0;    ///< index into that policy's rules()
  std::uint16_t calendar = 0;
  std::uint16_t anchor_kind = 0;
  bool from_provisional = false; ///< its opening rests on days that are not announced
  bool due_provisional = false;  ///< its due date does
  Row anchor = no_row;           ///< the anchor's fact, of anchor_kind; no_row: calendar period
  TaskIndex parent = no_index;   ///< the parent task, for task and missed anchors
  std::uint32_t occurrence = 0;  ///< index into occurrences, or no_index: the anchor's id
  std::int32_t anchor_day = 0;
  std::int32_t from = 0, due = 0;
  TaskIndex begin = 0;
  std::uint32_t count = 0;
};

/// What happened to a task. Tasks without any evidence, waiver or void have none.
struct Outcome {
  std::int32_t done_on = no_day; ///< date of the completing evidence
  std::int32_t due = no_day;     ///< the due date by which it was judged, when it differs from the group's
  bool due_provisional = false;  ///< that due date rests on days that are not announced
  std::int32_t submitted_on = no_day; ///< all evidence is there and waits for acceptance
  std::int32_t void_on = no_day;
  Row waiver = no_row;
  Row decision = no_row;                                ///< the decision that accepted or returned it
  std::uint32_t evidence_begin = 0, evidence_count = 0; ///< into TaskSet::evidence()
  std::int32_t parts_done = 0, parts = 0;               ///< parts: 0 while none is there
};

/// One fact that counts for a task.
struct EvidenceUsed {
  std::uint32_t kind;
  Row row;
};

class DueOrder; ///< private to the library

class TaskSet {
 public:
  TaskSet();
  std::size_t size() const noexcept;
  Date as_of() const noexcept;
  const Snapshot& facts() const noexcept;
  std::span<const Adopted> policies() const noexcept;
  std::span<const Calendar> calendars() const noexcept;
  const Instruments& instruments() const noexcept;

  std::span<const TaskGroup> groups() const noexcept;
  std::span<const Row> subjects() const noexcept;           ///< by task
  std::span<const State> states() const noexcept;           ///< by task
  std::span<const std::uint32_t> outcomes() const noexcept; ///< by task: index into outcome(), or no_index
  const Outcome& outcome(std::uint32_t index) const noexcept;
  std::span<const EvidenceUsed> evidence(const Outcome& o) const noexcept;
  /// The holder of a task of a rule with `by: {each: role}`; empty otherwise.
  std::string_view holder(TaskIndex task) const noexcept;

  std::size_t group_of(TaskIndex task) const noexcept;
  const Rule& rule_of(const TaskGroup& g) const noexcept;
  std::string_view occurrence_of(const TaskGroup& g) const noexcept;
  /// The due date by which the task is judged (the group's, unless a reply-by date or a move changed it).
  std::int32_t due_of(TaskIndex task) const noexcept;

  /// The channels by which a group's tasks go as things stand: indices into their rule's channels, or
  /// no_index.
  std::vector<std::uint32_t> channels_of(std::size_t group) const;

  /// Everything about one task as a value.
  Task task(TaskIndex i) const;
  std::string id_of(TaskIndex i) const;
  /// The task with that id (or key); no_index when there is none.
  TaskIndex find(std::string_view id_or_key) const;
  /// These tasks as a table (all: every task), in the given order; columns as in docs/agenda.md.
  Frame to_frame(std::span<const TaskIndex> tasks, const Progress& progress = {}) const;
  Frame to_frame() const;

  struct Data;
  explicit TaskSet(std::shared_ptr<const Data> d) : data_(std::move(d)) {}

 private:
  friend const DueOrder& due_order(const TaskSet& tasks);
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse
