/* What a policy's findings see, why, and what a person makes of it. */
#include "check.h"

static const char policy_text[] =
    "policy: idle\n"
    "version: \"1\"\n"
    "findings:\n"
    "  - {id: idle, title: {en: Nobody calls, zh: 无人回访}, clause: \"7\", measure: completion_rate,\n"
    "     by: [programme], limit: {below: 99%}, min_n: 1}\n";

static void adopt(aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_policy* policy = NULL;
  OK(aftercourse_policy_parse(policy_text, LEN, "idle.yaml", LEN, NULL, &policy, &error));
  aftercourse_adoption adoption;
  aftercourse_adoption_init(&adoption);
  adoption.on = day("2026-01-01");
  OK(aftercourse_engine_adopt(engine, policy, &adoption, NULL, NULL, &error));
  aftercourse_policy_free(policy);
}

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  const int32_t after = day("2026-09-25");
  char* json = NULL;
  char* text = NULL;
  size_t length = 0;
  adopt(engine);

  /* None of one call: P(X <= 0 | 1, 0.99) = 0.01, at most 0.95. */
  OK(aftercourse_engine_findings_json(engine, after, NULL, &json, NULL, &error));
  CHECK(strstr(json, "\"state\":\"found\"") != NULL && strstr(json, "\"n\":1,") != NULL);
  CHECK(strstr(json, "\"group\":\"programme = P1\"") != NULL && strstr(json, "\"bound\":0.95") != NULL);
  CHECK(strstr(json, "\"fact\":\"{\\\"id\\\":") != NULL);
  char id[40];
  const char* from = strstr(json, "\"id\":\"");
  CHECK(from != NULL && sscanf(from, "\"id\":\"%39[0-9a-f]\"", id) == 1 && strlen(id) == 32);
  aftercourse_text_free(json);

  OK(aftercourse_engine_explain_finding(engine, id, LEN, after, NULL, AFTERCOURSE_LANGUAGE_EN, &text, &length,
                                        &error));
  CHECK(strlen(text) == length && strstr(text, "clause 7 of idle 1") != NULL);
  HOLDS(text, "call E1 (2026-09-24)");
  OK(aftercourse_engine_explain_finding(engine, id, LEN, after, NULL, AFTERCOURSE_LANGUAGE_ZH, &text, NULL,
                                        &error));
  HOLDS(text, "检验");
  OK(aftercourse_engine_explain_finding_json(engine, id, LEN, after, NULL, &json, &length, &error));
  CHECK(strlen(json) == length);
  HOLDS(json, "\"topic\":\"finding\"");
  aftercourse_question question;
  aftercourse_question_init(&question);
  question.known_at = "2"; /* before the policy was adopted */
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_explain_finding_json(engine, id, LEN, after, &question, &json, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_explain_finding(engine, "no", LEN, after, NULL, 0, &text, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_explain_finding(engine, id, LEN, after, NULL, 2, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain_finding(NULL, id, LEN, after, NULL, 0, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain_finding(engine, NULL, 0, after, NULL, 0, &text, NULL, &error));
  MISUSE(aftercourse_engine_explain_finding(engine, id, LEN, after, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_engine_explain_finding_json(NULL, id, LEN, after, NULL, &json, NULL, &error));
  CHECK(text == NULL && json == NULL);
  aftercourse_engine_free(engine);
  return 0;
}
