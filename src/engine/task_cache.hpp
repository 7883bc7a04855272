// TaskCache: the answers to the last few questions. A host asks for the agenda, evaluates rates and explains
// a task in turn, each with a horizon of its own; asked again with nothing changed, none is derived again.
// The caller locks.
#pragma once

#include <cstdint>
#include <list>
#include <optional>

#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

class TaskCache {
 public:
  struct Question {
    std::uint64_t write = 0; ///< what is known: everything up to this write
    Date as_of, horizon;
    bool operator==(const Question&) const = default;
  };

  std::optional<TaskSet> find(const Question& question);
  void keep(const Question& question, const TaskSet& answer);
  void clear() noexcept { answers_.clear(); }

 private:
  static constexpr std::size_t most_answers = 4, most_tasks = 30'000'000; ///< of those beside the last

  std::list<std::pair<Question, TaskSet>> answers_; ///< the last used first
};

} // namespace aftercourse
