// Answers that are tables. Each is made in one way and leaves as an Arrow stream or as JSON.
#include "handles.hpp"
#include "json.hpp"
#include "queries.hpp"
#include "tables.hpp"

using namespace aftercourse;
using c::as_json;
using c::as_stream;

namespace {

const Engine& asked(const aftercourse_engine* engine) { return c::needed(engine, "engine").value; }

Frame facts(const aftercourse_engine* engine, const char* kind, size_t kind_length, int32_t as_of,
            const aftercourse_question* question) {
  const c::Question q = c::question(question);
  return asked(engine).facts(c::needed_text(kind, kind_length, "kind"), c::date_or_none(as_of), q.known_at,
                             q.progress);
}

Frame history(const aftercourse_engine* engine, const char* kind, size_t kind_length, const char* id,
              size_t id_length) {
  return asked(engine).history(c::needed_text(kind, kind_length, "kind"),
                               c::needed_text(id, id_length, "id"));
}

/// The callback hears of the making of the table, too.
Frame table(const Engine& engine, const AgendaQuery& query) {
  const Progress watched = engine.cancellable(query.progress);
  return engine.agenda(query).to_frame(watched);
}

Frame agenda(const aftercourse_engine* engine, int32_t as_of, const aftercourse_agenda_options* options) {
  return table(asked(engine), c::agenda_query(Date::from_days(as_of), options));
}

Frame tasks(const aftercourse_engine* engine, int32_t as_of, const aftercourse_agenda_options* options) {
  AgendaQuery query = c::agenda_query(Date::from_days(as_of), options);
  if (query.filter.states.empty())
    query.filter.states = {State::upcoming, State::open,   State::submitted, State::done, State::done_late,
                           State::overdue,  State::waived, State::void_,     State::asked};
  return table(asked(engine), query);
}

Frame evaluated(const aftercourse_engine* engine, int32_t as_of, const aftercourse_evaluation* evaluation) {
  const c::Evaluation e = c::evaluation(evaluation);
  return asked(engine).evaluate(e.query, Date::from_days(as_of), e.known_at);
}

Frame findings(const aftercourse_engine* engine, int32_t as_of, const aftercourse_question* question) {
  const c::Question q = c::question(question);
  return asked(engine).findings(Date::from_days(as_of), q.known_at, q.progress);
}

std::string ids_json(const Changes& changes, const std::vector<TaskIndex>& tasks) {
  std::vector<std::string> ids;
  for (const TaskIndex task : tasks) ids.push_back(changes.set.id_of(task));
  return c::to_json(ids);
}

std::string to_json(const Changes& changes) {
  // The cursor is an ASCII text of the library's own; ids may hold anything.
  return "{\"cursor\":\"" + changes.cursor + "\",\"added\":" + changes.set.to_frame(changes.added).to_json() +
         ",\"changed\":" + changes.set.to_frame(changes.changed).to_json() +
         ",\"removed\":" + c::to_json(changes.removed) + ",\"moved\":" + ids_json(changes, changes.moved) +
         ",\"confirmed\":" + ids_json(changes, changes.confirmed) + "}";
}

} // namespace

extern "C" {

void aftercourse_agenda_options_init(aftercourse_agenda_options* options) {
  c::clear(options);
  if (options == nullptr) return;
  options->horizon_length = options->states_length = options->policy_length = options->rule_length =
      options->assignee_length = options->subject_length = options->known_at_length = AFTERCOURSE_TERMINATED;
}

void aftercourse_question_init(aftercourse_question* question) {
  c::clear(question);
  if (question != nullptr) question->known_at_length = AFTERCOURSE_TERMINATED;
}

void aftercourse_evaluation_init_sized(aftercourse_evaluation* evaluation, size_t size) {
  if (evaluation == nullptr || size < c::first_size<aftercourse_evaluation>) return;
  const EvaluationQuery defaults;
  aftercourse_evaluation e{};
  e.struct_size = static_cast<uint32_t>(size);
  e.level = defaults.level;
  e.from = e.to = AFTERCOURSE_NO_DATE;
  e.measures_length = e.by_length = e.where_length = e.interval_length = e.known_at_length = e.period_length =
      e.versus_length = e.audience_length = AFTERCOURSE_TERMINATED;
  std::memset(static_cast<void*>(evaluation), 0, size);
  std::memcpy(static_cast<void*>(evaluation), &e, std::min(size, sizeof e));
}

void(aftercourse_evaluation_init)(aftercourse_evaluation* evaluation) {
  aftercourse_evaluation_init_sized(evaluation, c::first_size<aftercourse_evaluation>);
}

int32_t aftercourse_engine_facts(const aftercourse_engine* engine, const char* kind, size_t kind_length,
                                 int32_t as_of, const aftercourse_question* question, ArrowArrayStream* out,
                                 aftercourse_error** error) {
  return as_stream(out, error, [&] { return facts(engine, kind, kind_length, as_of, question); });
}

int32_t aftercourse_engine_facts_json(const aftercourse_engine* engine, const char* kind, size_t kind_length,
                                      int32_t as_of, const aftercourse_question* question, char** json,
                                      size_t* length, aftercourse_error** error) {
  return as_json(json, length, error, [&] { return facts(engine, kind, kind_length, as_of, question); });
}

int32_t aftercourse_engine_history(const aftercourse_engine* engine, const char* kind, size_t kind_length,
                                   const char* id, size_t id_length, ArrowArrayStream* out,
                                   aftercourse_error** error) {
  return as_stream(out, error, [&] { return history(engine, kind, kind_length, id, id_length); });
}

int32_t aftercourse_engine_history_json(const aftercourse_engine* engine, const char* kind,
                                        size_t kind_length, const char* id, size_t id_length, char** json,
                                        size_t* length, aftercourse_error** error) {
  return as_json(json, length, error, [&] { return history(engine, kind, kind_length, id, id_length); });
}

int32_t aftercourse_engine_agenda(const aftercourse_engine* engine, int32_t as_of,
                                  const aftercourse_agenda_options* options, ArrowArrayStream* out,
                                  aftercourse_error** error) {
  return as_stream(out, error, [&] { return agenda(engine, as_of, options); });
}

int32_t aftercourse_engine_agenda_json(const aftercourse_engine* engine, int32_t as_of,
                                       const aftercourse_agenda_options* options, char** json, size_t* length,
                                       aftercourse_error** error) {
  return as_json(json, length, error, [&] { return agenda(engine, as_of, options); });
}

int32_t aftercourse_engine_tasks(const aftercourse_engine* engine, int32_t as_of,
                                 const aftercourse_agenda_options* options, ArrowArrayStream* out,
                                 aftercourse_error** error) {
  return as_stream(out, error, [&] { return tasks(engine, as_of, options); });
}

int32_t aftercourse_engine_tasks_json(const aftercourse_engine* engine, int32_t as_of,
                                      const aftercourse_agenda_options* options, char** json, size_t* length,
                                      aftercourse_error** error) {
  return as_json(json, length, error, [&] { return tasks(engine, as_of, options); });
}

int32_t aftercourse_engine_evaluate(const aftercourse_engine* engine, int32_t as_of,
                                    const aftercourse_evaluation* evaluation, ArrowArrayStream* out,
                                    aftercourse_error** error) {
  return as_stream(out, error, [&] { return evaluated(engine, as_of, evaluation); });
}

int32_t aftercourse_engine_evaluate_json(const aftercourse_engine* engine, int32_t as_of,
                                         const aftercourse_evaluation* evaluation, char** json,
                                         size_t* length, aftercourse_error** error) {
  return as_json(json, length, error, [&] { return evaluated(engine, as_of, evaluation); });
}

int32_t aftercourse_engine_findings(const aftercourse_engine* engine, int32_t as_of,
                                    const aftercourse_question* question, ArrowArrayStream* out,
                                    aftercourse_error** error) {
  return as_stream(out, error, [&] { return findings(engine, as_of, question); });
}

int32_t aftercourse_engine_findings_json(const aftercourse_engine* engine, int32_t as_of,
                                         const aftercourse_question* question, char** json, size_t* length,
                                         aftercourse_error** error) {
  return as_json(json, length, error, [&] { return findings(engine, as_of, question); });
}

int32_t aftercourse_engine_changes_json(const aftercourse_engine* engine, const char* cursor,
                                        size_t cursor_length, int32_t as_of, const char* horizon,
                                        size_t horizon_length, aftercourse_progress progress,
                                        void* progress_user, char** json, size_t* length,
                                        aftercourse_error** error) {
  return c::guard(error, [&] {
    c::TextOut out(json, length);
    const std::string_view since = c::text(cursor, cursor_length, "cursor");
    const std::string_view ahead = c::text(horizon, horizon_length, "horizon");
    const Period period = ahead.empty() ? Period{} : Period::from_text(ahead);
    out.assign(to_json(
        asked(engine).changes(since, Date::from_days(as_of), period, c::progress(progress, progress_user))));
  });
}

} // extern "C"
