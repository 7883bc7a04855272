/* Marking schemes: read, frozen, compared, and papers marked by them. */
#include "check.h"

static const char paper[] =
    "assessment: sample\n"
    "version: 1\n"
    "pass: 60\n"
    "key_points: {grasp: Grasp, law: Law}\n"
    "components:\n"
    "  - id: examination\n"
    "    weight: 100%\n"
    "    items:\n"
    "      - {id: q1, type: multiple, marks: 3, key_points: grasp, options: {A: a1, B: b1, C: c1},\n"
    "         key: [A, B, C], credit: right-minus-wrong}\n"
    "      - {id: q2, type: numeric, marks: 1, key: 0.3}\n";

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_scheme* scheme = NULL;
  aftercourse_scheme* other = NULL;
  char* json = NULL;
  char* frozen = NULL;
  size_t length = 0;

  OK(aftercourse_scheme_parse(paper, LEN, NULL, 0, &scheme, &error));
  CHECK(strcmp(aftercourse_scheme_text(scheme), paper) == 0);
  OK(aftercourse_scheme_frozen(scheme, &frozen, &length, &error));
  CHECK(length == 64);
  aftercourse_text_free(frozen);

  OK(aftercourse_scheme_mark_json(scheme, "L1", LEN, "[{\"answers\": {\"q1\": [\"A\", \"C\"], \"q2\": 0.3}}]",
                                  LEN, &json, &length, &error));
  CHECK(strlen(json) == length);
  HOLDS(json, "\"total\":75,");
  OK(aftercourse_scheme_mark_json(scheme, "L1", LEN, "{\"answers\": {\"q1\": \"A\"}}", LEN, &json, NULL,
                                  &error));
  HOLDS(json, "\"exact\":25,");
  OK(aftercourse_scheme_mark_json(scheme, "L1", LEN, "[]", LEN, &json, NULL, &error));
  HOLDS(json, "\"total\":null");
  OK(aftercourse_scheme_coverage_json(scheme, &json, NULL, &error));
  HOLDS(json, "\"not_examined\":[\"law\"]");
  OK(aftercourse_scheme_json(scheme, &json, NULL, &error));
  HOLDS(json, "\"credit\":\"right-minus-wrong\"");
  OK(aftercourse_scheme_json_schema(&json, NULL, &error));
  HOLDS(json, "marking scheme");

  /* An amendment says what it changes. */
  OK(aftercourse_scheme_parse("assessment: sample\nversion: 2\npass: 60\n"
                              "components: [{id: project, weight: 1, marks: 10}]\n",
                              LEN, "two.yaml", LEN, &other, &error));
  OK(aftercourse_scheme_compare_json(scheme, other, &json, NULL, &error));
  HOLDS(json, "{\"what\":\"version\",\"before\":\"1\",\"after\":\"2\"}");
  aftercourse_scheme_free(other);
  other = NULL;

  /* What is wrong has its place, and assigns nothing. */
  CHECK(aftercourse_scheme_parse("assessment: a\n", LEN, "bad.yaml", LEN, &other, &error) ==
        AFTERCOURSE_STATUS_POLICY);
  CHECK(other == NULL);
  CHECK(strstr(aftercourse_error_message(error), "bad.yaml:1:1") != NULL);
  aftercourse_error_free(error);
  OK(aftercourse_scheme_check_json("assessment: a\n", LEN, NULL, 0, &json, NULL, &error));
  HOLDS(json, "\"code\":\"AC3008\"");
  CHECK(aftercourse_scheme_load("no such file.yaml", LEN, &other, NULL) == AFTERCOURSE_STATUS_NOT_FOUND);
  FAILS(AFTERCOURSE_STATUS_DATA,
        aftercourse_scheme_mark_json(scheme, "L1", LEN, "[{\"answers\": {\"q1\": \"Z\"}}]", LEN, &json, NULL,
                                     &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_scheme_mark_json(scheme, "L1", LEN, "[{\"answer\": {}}]", LEN, &json, NULL, &error));

  const int32_t passed[] = {1, 0, 0, 0};
  const int32_t withdrawn[] = {0, 1, 1, 0};
  const int32_t day[] = {AFTERCOURSE_NO_DATE, 0, 30, AFTERCOURSE_NO_DATE};
  int64_t passing = 0, of = 0;
  OK(aftercourse_pass_rate(passed, withdrawn, day, 4, NULL, 0, &passing, &of, &error));
  CHECK(passing == 1 && of == 3);
  OK(aftercourse_pass_rate(passed, withdrawn, day, 4, "completed", LEN, &passing, &of, &error));
  CHECK(of == 2);
  OK(aftercourse_pass_rate(passed, NULL, NULL, 4, "enrolled", LEN, &passing, &of, &error));
  CHECK(of == 4);
  const int32_t unknown[] = {1, -1, 0, -1}; /* the second withdrew, of the fourth nothing is known */
  OK(aftercourse_pass_rate(unknown, withdrawn, NULL, 4, "enrolled", LEN, &passing, &of, &error));
  CHECK(passing == 1 && of == 3);
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_pass_rate(passed, NULL, NULL, 4, "all", LEN, &passing, &of, &error));

  MISUSE(aftercourse_scheme_parse(NULL, 0, NULL, 0, &other, &error));
  MISUSE(aftercourse_scheme_parse(paper, LEN, NULL, 0, NULL, &error));
  MISUSE(aftercourse_scheme_load(NULL, 0, &other, &error));
  MISUSE(aftercourse_scheme_frozen(NULL, &frozen, NULL, &error));
  MISUSE(aftercourse_scheme_json(NULL, &json, NULL, &error));
  MISUSE(aftercourse_scheme_coverage_json(NULL, &json, NULL, &error));
  MISUSE(aftercourse_scheme_compare_json(scheme, NULL, &json, NULL, &error));
  MISUSE(aftercourse_scheme_check_json(NULL, 0, NULL, 0, &json, NULL, &error));
  MISUSE(aftercourse_scheme_mark_json(scheme, "L1", LEN, NULL, 0, &json, NULL, &error));
  MISUSE(aftercourse_scheme_json_schema(NULL, NULL, &error));
  MISUSE(aftercourse_pass_rate(NULL, NULL, NULL, 1, NULL, 0, &passing, &of, &error));
  MISUSE(aftercourse_pass_rate(passed, NULL, NULL, 1, NULL, 0, NULL, &of, &error));
  CHECK(strcmp(aftercourse_scheme_text(NULL), "") == 0);
  aftercourse_scheme_free(scheme);
  aftercourse_scheme_free(NULL);
  return 0;
}
