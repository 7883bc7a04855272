// The table of evaluate(): always the same columns.
#pragma once

#include "evaluation.hpp"

namespace aftercourse {

/// Measures with groupings of their own share one table: each row's groups move to the columns of `by`.
void align_groups(const TaskSet& tasks, const EvaluationQuery& query, const std::vector<std::string>& by,
                  std::vector<MeasuredRow>& rows);
Frame result_frame(const std::vector<std::string>& by, const std::vector<MeasuredRow>& rows);

} // namespace aftercourse
