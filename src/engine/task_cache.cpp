#include "task_cache.hpp"

#include <algorithm>

namespace aftercourse {

std::optional<TaskSet> TaskCache::find(const Question& question) {
  const auto known =
      std::find_if(answers_.begin(), answers_.end(), [&](const auto& a) { return a.first == question; });
  if (known == answers_.end()) return std::nullopt;
  answers_.splice(answers_.begin(), answers_, known);
  return answers_.front().second;
}

void TaskCache::keep(const Question& question, const TaskSet& answer) {
  answers_.emplace_front(question, answer);
  std::size_t kept = 0, tasks = 0;
  std::erase_if(answers_, [&](const auto& a) {
    if (kept++ == 0) return false;
    tasks += a.second.size();
    return kept > most_answers || tasks > most_tasks;
  });
}

} // namespace aftercourse
