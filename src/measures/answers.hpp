// Answers: the rows of each measure of a question.
#pragma once

#include <string>
#include <vector>

#include "asked_measure.hpp"
#include "measure_state_impl.hpp"
#include "measured_row.hpp"

namespace aftercourse {

struct Answered {
  std::string measure;
  std::vector<std::string> by; ///< of its rows
  std::vector<MeasuredRow> rows;
  bool is_model = false;
};

/// The question with its period as days. Throws InvalidArgument AC5008.
EvaluationQuery with_days(EvaluationQuery query);

/// In the order of the measures asked for; `query` names days, not a period. With `versus`, each row also has
/// its change. Throws as evaluate() does.
std::vector<Answered> answer(const TaskSet& tasks, const EvaluationQuery& query);
/// One of them, without a comparison.
Answered answer_one(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query);
/// What a state has added up.
std::vector<Answered> answers_of(const MeasureState::Impl& state);

} // namespace aftercourse
