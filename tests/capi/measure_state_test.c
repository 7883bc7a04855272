/* Measure states: made, sent as bytes, merged, shown; strangers and damaged bytes refused. */
#include "check.h"

static aftercourse_measure_state* state_of(const aftercourse_engine* engine, const char* by) {
  aftercourse_error* error = NULL;
  aftercourse_measure_state* state = NULL;
  aftercourse_evaluation evaluation;
  aftercourse_evaluation_init(&evaluation);
  evaluation.measures = "[\"completion_rate\"]";
  evaluation.by = by;
  OK(aftercourse_engine_measure_state(engine, day("2026-10-20"), &evaluation, &state, &error));
  CHECK(state != NULL);
  return state;
}

static void shows(const aftercourse_measure_state* state, const char* part) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  OK(aftercourse_measure_state_finalize_json(state, &json, NULL, &error));
  HOLDS(json, part);
}

static void test_merge(const aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_measure_state* ours = state_of(engine, NULL);
  aftercourse_measure_state* theirs = NULL;
  char* bytes = NULL;
  size_t length = 0;
  OK(aftercourse_measure_state_serialize(ours, &bytes, &length, &error));
  CHECK(length > 4 && memcmp(bytes, "ACMS", 4) == 0);
  OK(aftercourse_measure_state_deserialize(bytes, length, &theirs, &error));
  shows(theirs, "\"denominator\":1,");
  /* The same learner counted by a second engine stands for another one. */
  OK(aftercourse_measure_state_merge(ours, theirs, &error));
  shows(ours, "\"denominator\":2,");
  struct ArrowArrayStream stream;
  OK(aftercourse_measure_state_finalize(ours, &stream, &error));
  CHECK(stream.release != NULL);
  stream.release(&stream);

  aftercourse_measure_state* stranger = state_of(engine, "[\"month\"]");
  FAILS(AFTERCOURSE_STATUS_CONFLICT, aftercourse_measure_state_merge(ours, stranger, &error));
  aftercourse_measure_state_free(stranger);

  aftercourse_measure_state* none = NULL;
  FAILS(AFTERCOURSE_STATUS_CORRUPT, aftercourse_measure_state_deserialize(bytes, length - 1, &none, &error));
  FAILS(AFTERCOURSE_STATUS_CORRUPT, aftercourse_measure_state_deserialize("", 0, &none, &error));
  bytes[4] = 3;
  FAILS(AFTERCOURSE_STATUS_TOO_NEW, aftercourse_measure_state_deserialize(bytes, length, &none, &error));
  CHECK(none == NULL);
  aftercourse_text_free(bytes);
  aftercourse_measure_state_free(theirs);
  aftercourse_measure_state_free(ours);
}

static void test_misuse(const aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_measure_state* state = state_of(engine, NULL);
  aftercourse_measure_state* out = NULL;
  char* bytes = NULL;
  size_t length = 0;
  struct ArrowArrayStream stream;
  aftercourse_evaluation evaluation;
  aftercourse_evaluation_init(&evaluation);
  MISUSE(aftercourse_engine_measure_state(engine, 0, &evaluation, &out, &error)); /* no measures */
  evaluation.measures = "[\"completion_rate\"]";
  MISUSE(aftercourse_engine_measure_state(NULL, 0, &evaluation, &out, &error));
  MISUSE(aftercourse_engine_measure_state(engine, 0, NULL, &out, &error));
  MISUSE(aftercourse_engine_measure_state(engine, 0, &evaluation, NULL, &error));
  MISUSE(aftercourse_measure_state_merge(NULL, state, &error));
  MISUSE(aftercourse_measure_state_merge(state, NULL, &error));
  MISUSE(aftercourse_measure_state_serialize(NULL, &bytes, &length, &error));
  MISUSE(aftercourse_measure_state_serialize(state, NULL, &length, &error));
  MISUSE(aftercourse_measure_state_serialize(state, &bytes, NULL, &error));
  MISUSE(aftercourse_measure_state_deserialize(NULL, 0, &out, &error));
  MISUSE(aftercourse_measure_state_deserialize("", 0, NULL, &error));
  MISUSE(aftercourse_measure_state_finalize(NULL, &stream, &error));
  MISUSE(aftercourse_measure_state_finalize(state, NULL, &error));
  MISUSE(aftercourse_measure_state_finalize_json(NULL, &bytes, NULL, &error));
  MISUSE(aftercourse_measure_state_finalize_json(state, NULL, NULL, &error));
  CHECK(out == NULL && bytes == NULL);
  aftercourse_measure_state_free(state);
  aftercourse_measure_state_free(NULL);
}

int main(void) {
  aftercourse_engine* engine = engine_with_calls();
  test_merge(engine);
  test_misuse(engine);
  aftercourse_engine_free(engine);
  return 0;
}
