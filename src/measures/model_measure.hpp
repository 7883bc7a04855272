// Model measures: numbers that are a statistic of the facts of a group, worked out from all of them at once.
// They are no sums, so they have no state that merges.
#pragma once

#include <string>
#include <vector>

#include "asked_measure.hpp"
#include "measured_row.hpp"

namespace aftercourse {

/// One row for a group whose statistic is one number; one for each row of its table (a coefficient, a
/// lecturer, a comparison) otherwise, named in `level`. Throws as read_facts() does, and as the statistic
/// does for arguments that do not fit the data.
std::vector<MeasuredRow> model_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query);

} // namespace aftercourse
