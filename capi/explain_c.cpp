#include "guard.hpp"
#include "handles.hpp"
#include "queries.hpp"

using namespace aftercourse;

namespace {

Explanation of_task(const aftercourse_engine* engine, const char* task, size_t task_length, int32_t as_of,
                    const aftercourse_question* question) {
  const c::Question q = c::question(question);
  return c::needed(engine, "engine")
      .value.explain(c::needed_text(task, task_length, "task"), Date::from_days(as_of), q.known_at,
                     q.progress);
}

Explanation of_value(const aftercourse_engine* engine, int32_t as_of,
                     const aftercourse_evaluation* evaluation, size_t row) {
  const c::Evaluation e = c::evaluation(evaluation);
  return c::needed(engine, "engine").value.explain_value(e.query, row, Date::from_days(as_of), e.known_at);
}

Explanation of_finding(const aftercourse_engine* engine, const char* finding, size_t finding_length,
                       int32_t as_of, const aftercourse_question* question) {
  const c::Question q = c::question(question);
  return c::needed(engine, "engine")
      .value.explain_finding(c::needed_text(finding, finding_length, "finding"), Date::from_days(as_of),
                             q.known_at, q.progress);
}

} // namespace

extern "C" {

int32_t aftercourse_engine_explain(const aftercourse_engine* engine, const char* task, size_t task_length,
                                   int32_t as_of, const aftercourse_question* question, int32_t language,
                                   char** text, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    const Language spoken = c::language(language);
    out.assign(of_task(engine, task, task_length, as_of, question).to_text(spoken));
  });
}

int32_t aftercourse_engine_explain_json(const aftercourse_engine* engine, const char* task,
                                        size_t task_length, int32_t as_of,
                                        const aftercourse_question* question, char** json, size_t* length,
                                        aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(of_task(engine, task, task_length, as_of, question).to_json());
  });
}

int32_t aftercourse_engine_explain_value(const aftercourse_engine* engine, int32_t as_of,
                                         const aftercourse_evaluation* evaluation, size_t row,
                                         int32_t language, char** text, size_t* length,
                                         aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    const Language spoken = c::language(language);
    out.assign(of_value(engine, as_of, evaluation, row).to_text(spoken));
  });
}

int32_t aftercourse_engine_explain_value_json(const aftercourse_engine* engine, int32_t as_of,
                                              const aftercourse_evaluation* evaluation, size_t row,
                                              char** json, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(of_value(engine, as_of, evaluation, row).to_json());
  });
}

int32_t aftercourse_engine_explain_finding(const aftercourse_engine* engine, const char* finding,
                                           size_t finding_length, int32_t as_of,
                                           const aftercourse_question* question, int32_t language,
                                           char** text, size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(text, length);
    const Language spoken = c::language(language);
    out.assign(of_finding(engine, finding, finding_length, as_of, question).to_text(spoken));
  });
}

int32_t aftercourse_engine_explain_finding_json(const aftercourse_engine* engine, const char* finding,
                                                size_t finding_length, int32_t as_of,
                                                const aftercourse_question* question, char** json,
                                                size_t* length, aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    out.assign(of_finding(engine, finding, finding_length, as_of, question).to_json());
  });
}

} // extern "C"
