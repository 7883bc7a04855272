// TaskColumns: the tasks that a measure counts, as columns for RateState.
#pragma once

#include "asked_measure.hpp"
#include "words.hpp"

namespace aftercourse {

struct TaskColumns {
  std::vector<TaskIndex> tasks;
  std::vector<State> states;
  std::vector<std::int32_t> due;
  std::vector<WordColumn> groups;
};

/// The tasks of the measure's rules that its `where` and the query let in; of those the given part. Columns:
/// one for each of `by`, then one for each of `within`. Throws InvalidArgument AC5002.
TaskColumns read_tasks(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       const std::vector<std::string>& by, const std::vector<Within>& within,
                       RowPart part = {});

} // namespace aftercourse
