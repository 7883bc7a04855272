// What one fact adds to a measure.
#pragma once

#include <aftercourse/tasks/evaluator.hpp>

#include "fact_columns.hpp"

namespace aftercourse {

/// A real to the nearest millionth. Throws LimitError AC5015 for one that no exact sum can hold.
Wide nearest_millionth(double real);

/// What the fact that `from` looks at adds to numerator and denominator; nothing when its value is missing
/// or, in an audit, could not be verified.
std::optional<Contribution> contribution_of(const Evaluator& evaluator, const MeasureRule& rule,
                                            const Calendar& calendar, const Viewpoint& from);

} // namespace aftercourse
