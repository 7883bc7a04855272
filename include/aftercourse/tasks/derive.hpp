// derive: from policies, facts, calendars and questionnaires to tasks, on values alone - no store, no clock.
// Permuting the facts changes nothing in the result but the order of equal keys, which is by id.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <aftercourse/base/progress.hpp>
#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

/// Calendars by unit: the unit of a task's anchor (or subject) decides, inherited downwards; "" is
/// everyone's. Tasks assume the pattern beyond what a calendar knows as announced, and are provisional there.
struct Calendars {
  Calendar everyone = Calendar::built_in("cn").assuming();
  std::map<std::string, Calendar> of_unit;
};

/// Caps against policies that explode; going beyond throws LimitError AC8004 and names the rule.
struct Limits {
  std::uint64_t tasks = 100'000'000;
  std::uint64_t occurrences = 10'000'000; ///< of one rule
};

struct DeriveOptions {
  Date as_of;
  Date horizon; ///< tasks whose window opens up to this day; at least as_of
  Limits limits{};
  Progress progress{};
};

/// Throws InvalidArgument AC4001 when horizon < as_of, PolicyError when a policy was not resolved against the
/// facts' schema. The questionnaires are what measures of answers are scored by.
TaskSet derive(std::vector<Adopted> policies, Snapshot facts, Calendars calendars,
               const DeriveOptions& options, Instruments instruments = {});

/// The tasks that must be dealt with: open, submitted, overdue and asked ones, and upcoming ones of the
/// horizon; by due date, then in the order of policies, rules, occurrences and subjects. The filter restricts
/// where it is not empty; `assignee` is a role or person. NotFound AC4012, AC3003 for a policy or rule of
/// which no adopted version knows.
struct AgendaFilter {
  std::vector<State> states{};
  std::string rule{}, policy{}, assignee{}, subject{};
};
std::vector<TaskIndex> agenda(const TaskSet& tasks, const AgendaFilter& filter = {});

} // namespace aftercourse
