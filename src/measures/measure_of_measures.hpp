// Measures of measures: the trend of one over periods, and several side by side as levels of evidence.
#pragma once

#include "answers.hpp"

namespace aftercourse {

/// For each group: how much the measure rises with each month, quarter or year (Sen's slope with its
/// interval, the p-value of Mann and Kendall), over the periods that have a number. `denominator` is how many
/// have. Two periods or fewer are not estimable.
std::vector<MeasuredRow> trend_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query);

/// For each group the rows of each level's measures, named in `level` ("reaction", or "reaction: liking"
/// where a level has several); a level without data says so.
std::vector<MeasuredRow> level_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query);

} // namespace aftercourse
