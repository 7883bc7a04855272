#include "answers.hpp"

#include <aftercourse/base/error.hpp>

#include "curve_measure.hpp"
#include "measure_of_measures.hpp"
#include "model_measure.hpp"
#include "versus.hpp"

namespace aftercourse {

EvaluationQuery with_days(EvaluationQuery query) {
  if (query.period.empty()) return query;
  const auto span = CalendarSpan::parse(query.period);
  if (!span || query.from || query.to)
    throw InvalidArgument("AC5008", span ? "a period stands instead of first and last day, not beside them"
                                         : "`" + query.period +
                                               "` is no month, quarter or year; write 2026-09, "
                                               "2026-Q3 or 2026");
  query.from = span->first;
  query.to = span->last;
  query.period.clear();
  return query;
}

std::vector<Answered> answers_of(const MeasureState::Impl& state) {
  std::vector<Answered> answers;
  for (const Measurement& m : state.measurements) answers.push_back({m.name, m.by, rows_of(m, state.query)});
  return answers;
}

Answered answer_one(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query) {
  const auto by = grouping_of(asked, query);
  switch (asked.rule->type) {
  case MeasureRule::Type::statistic:
    return {asked.name, by, model_rows(tasks, asked, query), true};
  case MeasureRule::Type::curve:
    return {asked.name, by, curve_rows(tasks, asked, query), true};
  case MeasureRule::Type::trend:
    return {asked.name, by, trend_rows(tasks, asked, query), true};
  case MeasureRule::Type::levels:
    return {asked.name, by, level_rows(tasks, asked, query), true};
  default:
    return {asked.name, by, rows_of(measure(tasks, asked, query), query)};
  }
}

std::vector<Answered> answer(const TaskSet& tasks, const EvaluationQuery& query) {
  if (query.versus == Versus::previous) return answer_versus_previous(tasks, query);
  std::vector<Answered> answers;
  for (const AskedMeasure& asked : find_measures(tasks, query))
    answers.push_back(answer_one(tasks, asked, query));
  return answers;
}

} // namespace aftercourse
