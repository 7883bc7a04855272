/* Every long call hears of its progress and can be stopped: by its own callback, and from another thread. */
#include "check.h"

static const char file[] = "stopping_test.db";
static aftercourse_engine* engine;
static int heard;

static int32_t stop(void* user, uint64_t done, uint64_t total, const char* step) {
  CHECK(user == &heard && (done <= total || total == 0) && step[0] != '\0');
  ++heard;
  return 1;
}
static int32_t cancel(void* user, uint64_t done, uint64_t total, const char* step) {
  (void)done;
  (void)total;
  (void)step;
  aftercourse_engine_cancel(user);
  return 0;
}

/* The call stops at its first report. */
#define STOPS(call)                                                                                          \
  do {                                                                                                       \
    heard = 0;                                                                                               \
    FAILS(AFTERCOURSE_STATUS_CANCELLED, call);                                                               \
    CHECK(heard == 1);                                                                                       \
  } while (0)

static void test_questions(void) {
  aftercourse_error* error = NULL;
  struct ArrowArrayStream stream;
  char* text = NULL;
  aftercourse_measure_state* state = NULL;

  aftercourse_question question;
  aftercourse_question_init(&question);
  question.progress = stop;
  question.progress_user = &heard;
  const char key[] = "calls/call/enrolment/E1/P1";
  STOPS(aftercourse_engine_facts(engine, "unit", LEN, AFTERCOURSE_NO_DATE, &question, &stream, &error));
  STOPS(aftercourse_engine_facts_json(engine, "unit", LEN, AFTERCOURSE_NO_DATE, &question, &text, NULL,
                                      &error));
  STOPS(aftercourse_engine_explain(engine, key, LEN, day("2027-02-01"), &question, AFTERCOURSE_LANGUAGE_EN,
                                   &text, NULL, &error));
  STOPS(aftercourse_engine_explain_json(engine, key, LEN, day("2027-02-02"), &question, &text, NULL, &error));
  STOPS(aftercourse_engine_findings(engine, day("2027-02-03"), &question, &stream, &error));
  STOPS(aftercourse_engine_findings_json(engine, day("2027-02-04"), &question, &text, NULL, &error));

  aftercourse_agenda_options options;
  aftercourse_agenda_options_init(&options);
  options.progress = stop;
  options.progress_user = &heard;
  STOPS(aftercourse_engine_agenda(engine, day("2027-02-05"), &options, &stream, &error));
  STOPS(aftercourse_engine_tasks_json(engine, day("2027-02-06"), &options, &text, NULL, &error));
  STOPS(aftercourse_engine_changes_json(engine, NULL, 0, day("2027-02-07"), NULL, 0, stop, &heard, &text,
                                        NULL, &error));

  aftercourse_evaluation evaluation;
  aftercourse_evaluation_init(&evaluation);
  evaluation.measures = "[\"completion_rate\"]";
  evaluation.progress = stop;
  evaluation.progress_user = &heard;
  STOPS(aftercourse_engine_evaluate(engine, day("2027-02-08"), &evaluation, &stream, &error));
  STOPS(aftercourse_engine_measure_state(engine, day("2027-02-09"), &evaluation, &state, &error));
  STOPS(aftercourse_engine_explain_value(engine, day("2027-02-10"), &evaluation, 0, AFTERCOURSE_LANGUAGE_EN,
                                         &text, NULL, &error));
  CHECK(text == NULL && state == NULL);
}

/* Nothing is half recorded. */
static void test_recording(void) {
  aftercourse_error* error = NULL;
  uint64_t before = 0, after = 0;
  OK(aftercourse_engine_last_write(engine, &before, &error));

  aftercourse_record_options options;
  aftercourse_record_options_init(&options);
  options.progress = stop;
  options.progress_user = &heard;
  const char json[] = "[{\"id\": \"u\", \"name\": \"U\"}]", line[] = "{\"id\": \"u\", \"name\": \"U\"}\n",
             csv[] = "id,name\nu,U\n";
  STOPS(aftercourse_engine_record_json(engine, "unit", LEN, json, LEN, &options, NULL, NULL, &error));
  STOPS(aftercourse_engine_record_json_lines(engine, "unit", LEN, line, LEN, &options, NULL, NULL, &error));
  STOPS(aftercourse_engine_record_csv(engine, "unit", LEN, csv, LEN, &options, NULL, NULL, &error));

  aftercourse_stamp stamp;
  aftercourse_stamp_init(&stamp);
  stamp.progress = stop;
  stamp.progress_user = &heard;
  STOPS(aftercourse_engine_record_json(engine, "unit", LEN, json, LEN, NULL, &stamp, NULL, &error));

  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(engine, &batch, &error));
  STOPS(aftercourse_batch_all_json(batch, "{\"record\": {\"unit\": [{\"id\": \"u\", \"name\": \"U\"}]}}", LEN,
                                   stop, &heard, &error));
  aftercourse_batch_free(batch);
  OK(aftercourse_engine_last_write(engine, &after, &error));
  CHECK(before == after);
}

static void test_file(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  STOPS(aftercourse_engine_backup(engine, "stopping_copy.db", LEN, stop, &heard, &error));
  CHECK(fopen("stopping_copy.db", "rb") == NULL);
  STOPS(aftercourse_engine_verify(engine, stop, &heard, &error));
  STOPS(aftercourse_engine_quick_check(engine, stop, &heard, &json, NULL, &error));

  aftercourse_open_options options;
  aftercourse_open_options_init(&options);
  options.progress = stop;
  options.progress_user = &heard;
  aftercourse_engine* again = NULL;
  STOPS(aftercourse_engine_open(file, LEN, &options, &again, &error));
  CHECK(again == NULL && json == NULL);
}

/* aftercourse_engine_cancel, here called from within: the call stops at its next step, also when that was its
 * last. The next call runs. */
static void test_cancel(void) {
  aftercourse_error* error = NULL;
  struct ArrowArrayStream stream;
  aftercourse_agenda_options options;
  aftercourse_agenda_options_init(&options);
  options.progress = cancel;
  options.progress_user = engine;
  FAILS(AFTERCOURSE_STATUS_CANCELLED,
        aftercourse_engine_agenda(engine, day("2027-01-02"), &options, &stream, &error));
  aftercourse_engine_cancel(engine);
  aftercourse_engine_cancel(NULL);
  OK(aftercourse_engine_agenda(engine, day("2027-01-02"), NULL, &stream, &error));
  stream.release(&stream);
}

int main(void) {
  remove(file);
  engine = new_engine(file);
  record_calls(engine);
  test_questions();
  test_recording();
  test_file();
  test_cancel();
  aftercourse_engine_free(engine);
  return 0;
}
