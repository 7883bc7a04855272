// Draws: how the audited facts of a kind were sampled, as far as it was recorded.
#pragma once

#include <map>
#include <string>
#include <unordered_map>

#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

struct Draws {
  std::unordered_map<Row, std::string> stratum_of; ///< by row drawn; drawn twice: the first, by name
  std::map<std::string, std::int64_t> population;  ///< by stratum
};

/// The recorded draws, up to as_of, of facts of that kind. A stratum is one draw: its policy, rule,
/// occurrence, channel and stratum.
Draws draws_of(const TaskSet& tasks, std::size_t kind);

} // namespace aftercourse
