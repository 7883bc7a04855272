// Questions as the library takes them, from the structs in which C asks them.
#pragma once

#include "arguments.hpp"

namespace aftercourse::c {

AgendaQuery agenda_query(Date as_of, const aftercourse_agenda_options* given);

/// "publish" (also for no name) or "internal"; InvalidArgument AC9103.
Audience audience_named(std::string_view name);

struct Question {
  KnownAt known_at;
  Progress progress;
};
Question question(const aftercourse_question* given);

struct Evaluation {
  EvaluationQuery query;
  KnownAt known_at;
};
/// Misuse AC9101 for NULL or without measures.
Evaluation evaluation(const aftercourse_evaluation* given);

} // namespace aftercourse::c
