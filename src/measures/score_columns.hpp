// ScoreColumns: the responses that a measure of answers scores, as FactColumns. A row is a response in one
// dimension (or item, or the whole); of an appraisal by several roles the first response about somebody
// carries the weighted total, so that it is counted once, and the others add nothing to it.
#pragma once

#include "fact_columns.hpp"

namespace aftercourse {

/// Of an appraisal all responses about one person are of one part. Throws InvalidArgument AC5002; NotFound
/// AC5030 for a questionnaire, dimension or item that no version has; InvalidArgument AC5031 for what has no
/// such score.
FactColumns read_scores(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                        const std::vector<std::string>& by, const std::vector<Within>& within, RowPart part);

} // namespace aftercourse
