// The table of evaluate(): always the same columns, and those of a comparison when one was asked for.
#pragma once

#include "answers.hpp"

namespace aftercourse {

Frame result_frame(const std::vector<Answered>& answers, const EvaluationQuery& query);

} // namespace aftercourse
