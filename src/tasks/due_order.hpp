// DueOrder: the tasks of a set by due date, as runs of tasks that stand side by side. An agenda looks at the
// runs and enters only those that hold a state it wants, so that it costs as much as what it shows.
#pragma once

#include <cstdint>
#include <vector>

#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

class DueOrder {
 public:
  /// Tasks [begin, begin + count) of one group, due on one day.
  struct Run {
    std::int32_t due;
    TaskIndex begin;
    std::uint32_t count;
    std::uint32_t group;
    std::uint16_t states; ///< a bit for each state that one of them has
  };
  static std::uint16_t bit(State s) noexcept {
    return static_cast<std::uint16_t>(1u << static_cast<unsigned>(s));
  }

  explicit DueOrder(const TaskSet::Data& data);
  const std::vector<Run>& runs() const noexcept { return runs_; }

 private:
  std::vector<Run> runs_; ///< by due date; then as the tasks stand
};

/// Made by the first question.
const DueOrder& due_order(const TaskSet& tasks);

} // namespace aftercourse
