// Completion over time: the share of tasks done within so many days of their opening, when some are not done
// yet and some are void.
#pragma once

#include <vector>

#include "asked_measure.hpp"
#include "measured_row.hpp"

namespace aftercourse {

/// A row for each group and each of the rule's days, named in `level`. What is undone is censored at as_of,
/// void competes, waived tasks and those of which nobody has said whether they apply are left out. Programmes
/// are clusters. Beyond the day up to which a group was observed a row says `open`. Throws as read_tasks().
std::vector<MeasuredRow> curve_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query);

} // namespace aftercourse
