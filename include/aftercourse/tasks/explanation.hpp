// Explanation: why a task, state or number is what it is, as a tree of statements in English and Chinese: the
// clause, the facts, the window day by day where a day off or make-up day mattered, the sample, what was
// counted and what left out.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <aftercourse/base/language.hpp>
#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

struct Explanation {
  std::string
      topic; ///< machine-readable: "clause", "anchor", "window", "day", "sample", "evidence", "state" ...
  std::string en, zh;
  std::vector<std::pair<std::string, std::string>>
      facts; ///< named values behind the statement: {"due", "2026-10-19"}
  std::vector<Explanation> details;

  /// Indented text, a statement a line.
  std::string to_text(Language language = Language::en) const;
  std::string to_json() const;
};

Explanation explain(const TaskSet& tasks, TaskIndex task);

/// Why there is no task: which rules were considered for that subject and what excluded it. NotFound AC4010
/// for no such fact.
Explanation explain_absence(const TaskSet& tasks, std::string_view policy, std::string_view rule,
                            std::string_view subject_id);

} // namespace aftercourse
