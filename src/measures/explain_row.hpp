// explain_row: why a number is what it is, for whoever asked the measure.
#pragma once

#include "answers.hpp"

namespace aftercourse {

/// `by`: the groups of the row; `most`: how many tasks or facts of a sort are named.
Explanation explain_row(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                        const std::vector<std::string>& by, const MeasuredRow& row, std::size_t most);

/// Which clause of which policy asks for it; the policy alone where none is given.
Wording clause_words(const Policy& policy, const std::string& clause);

} // namespace aftercourse
