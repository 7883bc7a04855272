/* Facts, history, agenda, tasks, rates, findings and changes, as streams and as JSON. */
#include <stddef.h>

#include "check.h"

static aftercourse_engine* engine;

/* Reads a stream to its end, releases it and says how many rows it had. */
static int64_t rows_of(struct ArrowArrayStream* stream) {
  int64_t rows = 0;
  struct ArrowSchema schema;
  CHECK(stream->get_schema(stream, &schema) == 0);
  CHECK(schema.n_children > 0);
  schema.release(&schema);
  for (;;) {
    struct ArrowArray array;
    CHECK(stream->get_next(stream, &array) == 0);
    if (array.release == NULL) break;
    rows += array.length;
    array.release(&array);
  }
  stream->release(stream);
  return rows;
}

/* The question of what was known then. */
static const aftercourse_question* known_at(const char* then) {
  static aftercourse_question question;
  aftercourse_question_init(&question);
  question.known_at = then;
  return &question;
}

static void test_facts(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  struct ArrowArrayStream stream;
  OK(aftercourse_engine_facts(engine, "programme", LEN, AFTERCOURSE_NO_DATE, NULL, &stream, &error));
  CHECK(rows_of(&stream) == 1);
  OK(aftercourse_engine_facts_json(engine, "programme", LEN, day("2026-09-30"), NULL, &json, NULL, &error));
  HOLDS(json, "Onboarding");
  /* Before it was dated, and before it was known. */
  OK(aftercourse_engine_facts_json(engine, "programme", LEN, day("2026-08-01"), NULL, &json, NULL, &error));
  CHECK(strcmp(json, "[]") == 0);
  aftercourse_text_free(json);
  OK(aftercourse_engine_facts(engine, "programme", LEN, AFTERCOURSE_NO_DATE, known_at("0"), &stream, &error));
  CHECK(rows_of(&stream) == 0);
  OK(aftercourse_engine_facts(engine, "programme", LEN, AFTERCOURSE_NO_DATE,
                              known_at("2026-09-12T12:00+08:00"), &stream, &error));
  CHECK(rows_of(&stream) == 1);

  json = NULL;
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_engine_facts(engine, "no", LEN, 0, NULL, &stream, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_facts(engine, "unit", LEN, 0, known_at("soon"), &stream, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_facts(engine, "unit", LEN, 0, known_at("99"), &stream, &error));
  MISUSE(aftercourse_engine_facts(NULL, "unit", LEN, 0, NULL, &stream, &error));
  MISUSE(aftercourse_engine_facts(engine, NULL, 0, 0, NULL, &stream, &error));
  MISUSE(aftercourse_engine_facts(engine, "unit", LEN, 0, NULL, NULL, &error));
  MISUSE(aftercourse_engine_facts_json(NULL, "unit", LEN, 0, NULL, &json, NULL, &error));
  MISUSE(aftercourse_engine_facts_json(engine, "unit", LEN, 0, NULL, NULL, NULL, &error));
  CHECK(json == NULL);
}

static void test_history(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  struct ArrowArrayStream stream;
  OK(aftercourse_engine_history(engine, "unit", LEN, "sales", LEN, &stream, &error));
  CHECK(rows_of(&stream) == 1);
  OK(aftercourse_engine_history_json(engine, "unit", LEN, "sales", LEN, &json, NULL, &error));
  HOLDS(json, "\"record\"");
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_history(engine, "unit", LEN, "moon", LEN, &stream, &error));
  MISUSE(aftercourse_engine_history(NULL, "unit", LEN, "sales", LEN, &stream, &error));
  MISUSE(aftercourse_engine_history_json(engine, "unit", LEN, NULL, 0, &json, NULL, &error));
}

static void test_agenda(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  struct ArrowArrayStream stream;
  aftercourse_agenda_options options;
  aftercourse_agenda_options_init(&options);
  const int32_t after = day("2026-09-25"); /* the day after the call was due */

  OK(aftercourse_engine_agenda(engine, after, NULL, &stream, &error));
  CHECK(rows_of(&stream) == 1);
  OK(aftercourse_engine_agenda_json(engine, after, NULL, &json, NULL, &error));
  HOLDS(json, "\"overdue\"");
  OK(aftercourse_engine_agenda_json(engine, day("2026-09-24"), NULL, &json, NULL, &error));
  HOLDS(json, "\"open\"");
  OK(aftercourse_engine_tasks(engine, after, NULL, &stream, &error));
  CHECK(rows_of(&stream) == 1);
  OK(aftercourse_engine_tasks_json(engine, after, NULL, &json, NULL, &error));
  HOLDS(json, "calls");

  options.states = "[\"open\", \"overdue\"]";
  options.policy = "calls";
  options.rule = "call, and more";
  options.rule_length = 4;
  options.assignee = "training-department";
  options.subject = "E1";
  OK(aftercourse_engine_agenda(engine, after, &options, &stream, &error));
  CHECK(rows_of(&stream) == 1);
  options.assignee = "nobody";
  OK(aftercourse_engine_agenda(engine, after, &options, &stream, &error));
  CHECK(rows_of(&stream) == 0);

  /* A day before the window opens, the task is there with a horizon. */
  aftercourse_agenda_options_init(&options);
  options.horizon = "1 week";
  OK(aftercourse_engine_agenda_json(engine, day("2026-09-16"), &options, &json, NULL, &error));
  HOLDS(json, "\"upcoming\"");
  options.known_at = "1"; /* before the adoption */
  OK(aftercourse_engine_agenda_json(engine, day("2026-09-16"), &options, &json, NULL, &error));
  CHECK(strcmp(json, "[]") == 0);
  aftercourse_text_free(json);

  aftercourse_agenda_options_init(&options);
  options.states = "[\"late\"]";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_agenda(engine, after, &options, &stream, &error));
  options.states = NULL;
  options.horizon = "soon";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_tasks(engine, after, &options, &stream, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_agenda(engine, AFTERCOURSE_NO_DATE, NULL, &stream, &error));
  MISUSE(aftercourse_engine_agenda(NULL, after, NULL, &stream, &error));
  MISUSE(aftercourse_engine_agenda(engine, after, NULL, NULL, &error));
  MISUSE(aftercourse_engine_agenda_json(engine, after, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_tasks(NULL, after, NULL, &stream, &error));
  MISUSE(aftercourse_engine_tasks_json(NULL, after, NULL, &json, NULL, &error));
}

static void test_evaluate(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  struct ArrowArrayStream stream;
  aftercourse_evaluation evaluation;
  aftercourse_evaluation_init(&evaluation);
  const int32_t after = day("2026-10-20");
  evaluation.measures = "[\"completion_rate\"]";
  OK(aftercourse_engine_evaluate(engine, after, &evaluation, &stream, &error));
  CHECK(rows_of(&stream) == 1);
  evaluation.by = "[\"month\"]";
  evaluation.interval = "none";
  OK(aftercourse_engine_evaluate_json(engine, after, &evaluation, &json, NULL, &error));
  HOLDS(json, "2026-09");
  evaluation.interval = "wide";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_evaluate(engine, after, &evaluation, &stream, &error));
  evaluation.interval = NULL;
  evaluation.where = "[]";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_evaluate(engine, after, &evaluation, &stream, &error));
  evaluation.where = NULL;
  evaluation.measures = "[\"no_such_rate\"]";
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_evaluate(engine, after, &evaluation, &stream, &error));
  evaluation.measures = NULL;
  MISUSE(aftercourse_engine_evaluate(engine, after, &evaluation, &stream, &error));
  MISUSE(aftercourse_engine_evaluate(engine, after, NULL, &stream, &error));
  evaluation.measures = "[\"completion_rate\"]";
  MISUSE(aftercourse_engine_evaluate(NULL, after, &evaluation, &stream, &error));
  MISUSE(aftercourse_engine_evaluate(engine, after, &evaluation, NULL, &error));
  MISUSE(aftercourse_engine_evaluate_json(NULL, after, &evaluation, &json, NULL, &error));
}

/* Options that came after the first version of the struct. */
static void test_evaluate_later_options(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  aftercourse_evaluation evaluation;
  aftercourse_evaluation_init(&evaluation);
  CHECK(evaluation.struct_size == sizeof evaluation);
  const int32_t after = day("2026-10-20");
  evaluation.measures = "[\"completion_rate\"]";
  evaluation.period = "2026-09";
  evaluation.versus = "previous";
  evaluation.audience = "internal";
  OK(aftercourse_engine_evaluate_json(engine, after, &evaluation, &json, NULL, &error));
  HOLDS(json, "\"previous\":null,\"change\":null");
  evaluation.period = "2026-13";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_evaluate_json(engine, after, &evaluation, &json, NULL, &error));
  evaluation.period = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* no period is before another */
        aftercourse_engine_evaluate_json(engine, after, &evaluation, &json, NULL, &error));
  evaluation.versus = "next";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_evaluate_json(engine, after, &evaluation, &json, NULL, &error));
  evaluation.versus = NULL;
  evaluation.audience = "all";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_evaluate_json(engine, after, &evaluation, &json, NULL, &error));
}

/* A host of the first version: its struct is shorter, and neither filled nor read beyond its end. */
static void test_evaluate_first_version(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  const size_t first = offsetof(aftercourse_evaluation, period);
  void* volatile bytes = malloc(first); /* so that a sanitizer sees what is beyond */
  CHECK(bytes != NULL);
  aftercourse_evaluation* evaluation = bytes;
  (aftercourse_evaluation_init)(evaluation);
  CHECK(evaluation->struct_size == first);
  evaluation->measures = "[\"completion_rate\"]";
  OK(aftercourse_engine_evaluate_json(engine, day("2026-10-20"), evaluation, &json, NULL, &error));
  HOLDS(json, "completion_rate");
  free(bytes);
  aftercourse_evaluation_init_sized(NULL, first);
}

static void test_findings(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  struct ArrowArrayStream stream;
  OK(aftercourse_engine_findings(engine, day("2026-10-20"), NULL, &stream, &error));
  CHECK(rows_of(&stream) == 0);
  OK(aftercourse_engine_findings_json(engine, day("2026-10-20"), NULL, &json, NULL, &error));
  CHECK(strcmp(json, "[]") == 0);
  aftercourse_text_free(json);
  MISUSE(aftercourse_engine_findings(NULL, 0, NULL, &stream, &error));
  MISUSE(aftercourse_engine_findings_json(NULL, 0, NULL, &json, NULL, &error));
}

static void test_changes(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  OK(aftercourse_engine_changes_json(engine, NULL, 0, day("2026-09-24"), NULL, 0, NULL, NULL, &json, NULL,
                                     &error));
  CHECK(strstr(json, "\"added\":[{") != NULL);
  char cursor[100];
  const char* from = strstr(json, "\"cursor\":\"");
  CHECK(from != NULL && sscanf(from, "\"cursor\":\"%99[^\"]", cursor) == 1);
  aftercourse_text_free(json);
  OK(aftercourse_engine_changes_json(engine, cursor, LEN, day("2026-09-24"), "1 week", LEN, NULL, NULL, &json,
                                     NULL, &error));
  CHECK(strstr(json, "\"added\":[],\"changed\":[],\"removed\":[]") != NULL);
  aftercourse_text_free(json);
  OK(aftercourse_engine_changes_json(engine, cursor, LEN, day("2026-09-25"), NULL, 0, NULL, NULL, &json, NULL,
                                     &error));
  HOLDS(json, "\"changed\":[{");
  FAILS(
      AFTERCOURSE_STATUS_INVALID_ARGUMENT,
      aftercourse_engine_changes_json(engine, "yesterday", LEN, 0, NULL, 0, NULL, NULL, &json, NULL, &error));
  MISUSE(aftercourse_engine_changes_json(NULL, NULL, 0, 0, NULL, 0, NULL, NULL, &json, NULL, &error));
  MISUSE(aftercourse_engine_changes_json(engine, NULL, 0, 0, NULL, 0, NULL, NULL, NULL, NULL, &error));
}

int main(void) {
  engine = engine_with_calls();
  test_facts();
  test_history();
  test_agenda();
  test_evaluate();
  test_evaluate_later_options();
  test_evaluate_first_version();
  test_findings();
  test_changes();
  aftercourse_engine_free(engine);
  return 0;
}
