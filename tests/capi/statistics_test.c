/* Statistics by name, over a table that comes as an Arrow stream. */
#include <math.h>

#include "check.h"

/* A table with numbers and texts: marks as an engine gives them. */
static struct ArrowArrayStream scores(void) {
  static const char marks[] =
      "["
      "{\"id\": \"1\", \"enrolment\": \"E\", \"date\": \"2026-09-10\", \"score\": 60, \"component\": \"a\"},"
      "{\"id\": \"2\", \"enrolment\": \"E\", \"date\": \"2026-09-10\", \"score\": 70, \"component\": \"a\"},"
      "{\"id\": \"3\", \"enrolment\": \"E\", \"date\": \"2026-09-10\", \"score\": 80, \"component\": \"b\"},"
      "{\"id\": \"4\", \"enrolment\": \"E\", \"date\": \"2026-09-10\", \"score\": 95, \"component\": \"b\"},"
      "{\"id\": \"5\", \"enrolment\": \"E\", \"date\": \"2026-09-10\", \"score\": 95}]";
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  const struct {
    const char *kind, *rows;
  } kinds[] = {
      {"programme",
       "[{\"id\": \"P\", \"title\": \"T\", \"starts\": \"2026-09-01\", \"ends\": \"2026-09-10\"}]"},
      {"person", "[{\"id\": \"L\", \"name\": \"L\"}]"},
      {"enrolment", "[{\"id\": \"E\", \"programme\": \"P\", \"person\": \"L\"}]"},
      {"assessment_result", marks},
  };
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; ++i)
    OK(aftercourse_engine_record_json(engine, kinds[i].kind, LEN, kinds[i].rows, LEN, NULL, NULL, NULL,
                                      &error));
  struct ArrowArrayStream out;
  memset(&out, 0, sizeof out);
  OK(aftercourse_engine_facts(engine, "assessment_result", LEN, AFTERCOURSE_NO_DATE, NULL, &out, &error));
  aftercourse_engine_free(engine);
  return out;
}

static void test_list(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  size_t length = 0;
  OK(aftercourse_statistics_json(&json, &length, &error));
  CHECK(length == strlen(json));
  HOLDS(json,
        "{\"name\":\"t_test\",\"arguments\":[{\"name\":\"outcome\",\"kind\":\"column\",\"required\":false");
}

static void test_answer(void) {
  aftercourse_error* error = NULL;
  struct ArrowArrayStream data = scores();
  aftercourse_statistic_result* result = NULL;
  OK(aftercourse_statistic("t_test", LEN, &data, "{\"outcome\": \"score\", \"group\": \"component\"}", LEN,
                           &result, &error));
  CHECK(data.release == NULL && result != NULL);
  double number = 0;
  OK(aftercourse_statistic_result_number(result, "estimate", LEN, &number, &error));
  CHECK(fabs(number - 22.5) < 1e-12);
  OK(aftercourse_statistic_result_number(result, "missing", LEN, &number, &error));
  CHECK(number == 1);
  char* text = NULL;
  OK(aftercourse_statistic_result_json(result, &text, NULL, &error));
  CHECK(strstr(text, "\"n\":4") != NULL);
  HOLDS(text, "\"estimate\":2.25E1");
  OK(aftercourse_statistic_result_words(result, AFTERCOURSE_LANGUAGE_ZH, &text, NULL, &error));
  HOLDS(text, "22.5");
  struct ArrowArrayStream table;
  memset(&table, 0, sizeof table);
  OK(aftercourse_statistic_result_table(result, "groups", LEN, &table, &error));
  table.release(&table);
  OK(aftercourse_statistic_result_table(result, NULL, 0, &table, &error));
  table.release(&table);

  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_statistic_result_number(result, "estimator", LEN, &number, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_statistic_result_table(result, "none", LEN, &table, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_statistic_result_words(result, 7, &text, NULL, &error));
  MISUSE(aftercourse_statistic_result_number(result, "n", LEN, NULL, &error));
  MISUSE(aftercourse_statistic_result_json(NULL, &text, NULL, &error));
  aftercourse_statistic_result_free(result);
  aftercourse_statistic_result_free(NULL);
}

/* Whatever is wrong, the stream is released and no result is given. */
static void test_refused(void) {
  static const struct {
    const char *name, *arguments;
    int32_t status;
  } bad[] = {
      {"t-test", "{}", AFTERCOURSE_STATUS_NOT_FOUND},
      {"t_test", "{}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "[]", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "{\"outcome\"", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "{\"outcome\": \"scor\"}", AFTERCOURSE_STATUS_NOT_FOUND},
      {"t_test", "{\"outcome\": 1}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "{\"outcome\": \"component\"}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "{\"outcome\": \"score\", \"levle\": 0.9}", AFTERCOURSE_STATUS_NOT_FOUND},
      {"t_test", "{\"outcome\": \"score\", \"level\": 1}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "{\"outcome\": \"score\", \"alternative\": \"more\"}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"t_test", "{\"outcome\": \"score\", \"group\": \"component\", \"missing\": \"error\"}",
       AFTERCOURSE_STATUS_DATA},
  };
  aftercourse_error* error = NULL;
  aftercourse_statistic_result* result = NULL;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i) {
    struct ArrowArrayStream data = scores();
    FAILS(bad[i].status,
          aftercourse_statistic(bad[i].name, LEN, &data, bad[i].arguments, LEN, &result, &error));
    CHECK(data.release == NULL && result == NULL);
  }
  struct ArrowArrayStream data = scores();
  MISUSE(aftercourse_statistic("t_test", LEN, &data, "{}", LEN, NULL, &error));
  CHECK(data.release == NULL);
  MISUSE(aftercourse_statistic(NULL, 0, NULL, NULL, 0, &result, &error));
  MISUSE(aftercourse_statistics_json(NULL, NULL, &error));
}

int main(void) {
  test_list();
  test_answer();
  test_refused();
  return 0;
}
