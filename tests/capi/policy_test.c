/* Policies: read, linted and tested without an engine. */
#include "check.h"

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_policy* policy = NULL;
  char* json = NULL;
  size_t length = 0;

  OK(aftercourse_policy_parse(calls, LEN, NULL, 0, NULL, &policy, &error));
  CHECK(strcmp(aftercourse_policy_name(policy), "calls") == 0);
  CHECK(strcmp(aftercourse_policy_version(policy), "1") == 0);
  CHECK(strcmp(aftercourse_policy_text(policy), calls) == 0);
  OK(aftercourse_policy_test_json(policy, &json, &length, &error));
  CHECK(strlen(json) == length);
  HOLDS(json, "\"passed\":true");
  OK(aftercourse_policy_lint_json(policy, &json, &length, &error));
  CHECK(json[0] == '[' && json[length - 1] == ']');
  aftercourse_text_free(json);
  aftercourse_policy_free(policy);
  policy = NULL;

  /* What is wrong has its place, and assigns nothing. */
  const char bad[] = "policy: bad\nrules: [{id: a, afterr: programme.ended}]\n";
  CHECK(aftercourse_policy_parse(bad, LEN, "bad.yaml", LEN, NULL, &policy, &error) ==
        AFTERCOURSE_STATUS_POLICY);
  CHECK(policy == NULL);
  CHECK(strstr(aftercourse_error_message(error), "bad.yaml:2:") != NULL);
  aftercourse_error_free(error);
  OK(aftercourse_policy_check_json(bad, LEN, "bad.yaml", LEN, &json, NULL, &error));
  HOLDS(json, "\"line\":2");

  /* Kinds that an engine's host declared. */
  aftercourse_engine* engine = empty_engine();
  OK(aftercourse_policy_parse(calls, LEN, "calls.yaml", LEN, engine, &policy, &error));
  aftercourse_engine_free(engine);
  aftercourse_policy_free(policy);
  policy = NULL;

  OK(aftercourse_policy_built_in("follow-up-visits", LEN, &policy, &error));
  CHECK(strcmp(aftercourse_policy_name(policy), "follow-up-visits") == 0);
  FILE* file = fopen("loaded.yaml", "wb");
  CHECK(file != NULL);
  CHECK(fputs(calls, file) >= 0 && fclose(file) == 0);
  aftercourse_policy_free(policy);
  OK(aftercourse_policy_load("loaded.yaml", LEN, NULL, &policy, &error));
  CHECK(strcmp(aftercourse_policy_name(policy), "calls") == 0);
  CHECK(remove("loaded.yaml") == 0);
  aftercourse_policy_free(policy);
  policy = NULL;
  CHECK(aftercourse_policy_load("no such file.yaml", LEN, NULL, &policy, NULL) != AFTERCOURSE_OK);
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_policy_built_in("follow-up", LEN, &policy, &error));
  CHECK(policy == NULL);

  OK(aftercourse_policy_json_schema(&json, &length, &error));
  CHECK(json[0] == '{');
  aftercourse_text_free(json);
  json = NULL;

  MISUSE(aftercourse_policy_parse(NULL, 0, NULL, 0, NULL, &policy, &error));
  MISUSE(aftercourse_policy_parse(calls, LEN, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_policy_load(NULL, 0, NULL, &policy, &error));
  MISUSE(aftercourse_policy_built_in(NULL, 0, &policy, &error));
  MISUSE(aftercourse_policy_lint_json(NULL, &json, NULL, &error));
  MISUSE(aftercourse_policy_test_json(NULL, &json, NULL, &error));
  MISUSE(aftercourse_policy_check_json(calls, LEN, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_policy_json_schema(NULL, NULL, &error));
  CHECK(json == NULL);
  CHECK(strcmp(aftercourse_policy_name(NULL), "") == 0);
  CHECK(strcmp(aftercourse_policy_version(NULL), "") == 0);
  CHECK(strcmp(aftercourse_policy_text(NULL), "") == 0);
  aftercourse_policy_free(NULL);
  return 0;
}
