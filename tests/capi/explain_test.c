/* Why a task and a number are what they are. */
#include "check.h"

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  const char key[] = "calls/call/enrolment/E1/P1";
  const int32_t after = day("2026-09-25");
  char* text = NULL;
  size_t length = 0;
  aftercourse_question question;
  aftercourse_question_init(&question);
  question.known_at = "2";

  OK(aftercourse_engine_explain(engine, key, LEN, after, NULL, AFTERCOURSE_LANGUAGE_EN, &text, &length,
                                &error));
  CHECK(strlen(text) == length);
  HOLDS(text, "5(1)1");
  OK(aftercourse_engine_explain(engine, key, LEN, after, &question, AFTERCOURSE_LANGUAGE_ZH, &text, &length,
                                &error));
  HOLDS(text, "5(1)1");
  OK(aftercourse_engine_explain_json(engine, key, LEN, after, NULL, &text, &length, &error));
  HOLDS(text, "\"zh\":");
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_explain_json(engine, "no", LEN, after, NULL, &text, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_explain(engine, key, LEN, after, NULL, 2, &text, &length, &error));
  MISUSE(aftercourse_engine_explain(NULL, key, LEN, after, NULL, 0, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain(engine, NULL, 0, after, NULL, 0, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain(engine, key, LEN, after, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_engine_explain_json(NULL, key, LEN, after, NULL, &text, NULL, &error));

  aftercourse_evaluation evaluation;
  aftercourse_evaluation_init(&evaluation);
  evaluation.measures = "[\"completion_rate\"]";
  OK(aftercourse_engine_explain_value(engine, after, &evaluation, 0, AFTERCOURSE_LANGUAGE_EN, &text, &length,
                                      &error));
  CHECK(strlen(text) == length && length > 0);
  aftercourse_text_free(text);
  OK(aftercourse_engine_explain_value_json(engine, after, &evaluation, 0, &text, NULL, &error));
  HOLDS(text, "\"topic\"");
  CHECK(aftercourse_engine_explain_value(engine, after, &evaluation, 99, 0, &text, NULL, NULL) !=
        AFTERCOURSE_OK);
  MISUSE(aftercourse_engine_explain_value(engine, after, NULL, 0, 0, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain_value(NULL, after, &evaluation, 0, 0, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain_value_json(NULL, after, &evaluation, 0, &text, NULL, &error));
  CHECK(text == NULL);
  aftercourse_engine_free(engine);
  return 0;
}
