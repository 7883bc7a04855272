// Versus: numbers held against those of the period before.
#pragma once

#include "answers.hpp"

namespace aftercourse {

/// The answers, each row with its change. A row of a month, quarter or year (the finest of its groups) is
/// held against the same group in the period before; rows without one against the query's own period before:
/// the month, quarter or year before, or as many days before. Throws InvalidArgument AC5009 when there is
/// neither.
std::vector<Answered> answer_versus_previous(const TaskSet& tasks, const EvaluationQuery& query);

/// The change from `before` to `now`: d = now - before, with the interval of Zou and Donner (2008, Statistics
/// in Medicine 27:1693, eq. 4) made of the two intervals, which is Newcombe's method 10 (1998, Statistics in
/// Medicine 17:873) for two Wilson intervals. The two periods are taken for independent. No bounds where one
/// of the numbers has none.
PeriodChange change_between(const MeasuredRow& before, const MeasuredRow& now);

} // namespace aftercourse
