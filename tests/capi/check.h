/* What the C tests share: checks that name their line, and an engine with one programme of which nobody was
 * called. */
#ifndef AFTERCOURSE_TESTS_CHECK_H
#define AFTERCOURSE_TESTS_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <aftercourse.h>

#define LEN AFTERCOURSE_TERMINATED

/* Stops the test, with its place, when the condition is false. */
#define CHECK(condition)                                                                                     \
  do {                                                                                                       \
    if (!(condition)) {                                                                                      \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                        \
      exit(1);                                                                                               \
    }                                                                                                        \
  } while (0)

/* The call, whose last argument is &error, succeeds. */
#define OK(call)                                                                                             \
  do {                                                                                                       \
    if ((call) != AFTERCOURSE_OK) {                                                                          \
      fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, aftercourse_error_message(error));       \
      exit(1);                                                                                               \
    }                                                                                                        \
    CHECK(error == NULL);                                                                                    \
  } while (0)

/* The call fails with that status, and its error says the same. */
#define FAILS(expected, call)                                                                                \
  do {                                                                                                       \
    const int32_t status = (call);                                                                           \
    if (status != (expected)) {                                                                              \
      fprintf(stderr, "%s:%d: %s: %s: %s\n", __FILE__, __LINE__, #call, aftercourse_status_name(status),     \
              aftercourse_error_message(error));                                                             \
      exit(1);                                                                                               \
    }                                                                                                        \
    CHECK(aftercourse_error_status(error) == (expected));                                                    \
    CHECK(strncmp(aftercourse_error_code(error), "AC", 2) == 0);                                             \
    CHECK(aftercourse_error_message(error)[0] != '\0');                                                      \
    aftercourse_error_free(error);                                                                           \
    error = NULL;                                                                                            \
  } while (0)

#define MISUSE(call) FAILS(AFTERCOURSE_STATUS_MISUSE, call)

/* The text holds `part`; it is released. */
#define HOLDS(text, part)                                                                                    \
  do {                                                                                                       \
    if (strstr(text, part) == NULL) {                                                                        \
      fprintf(stderr, "%s:%d: `%s` is not in: %s\n", __FILE__, __LINE__, part, text);                        \
      exit(1);                                                                                               \
    }                                                                                                        \
    aftercourse_text_free(text);                                                                             \
    text = NULL;                                                                                             \
  } while (0)

static inline int32_t day(const char* text) {
  int32_t date = 0;
  CHECK(aftercourse_date_parse(text, LEN, &date, NULL) == AFTERCOURSE_OK);
  return date;
}

/* Noon in Shanghai on 12 September 2026, for ever. */
static inline int32_t noon(void* user, int64_t* microseconds, int32_t* offset_minutes) {
  (void)user;
  *microseconds = INT64_C(1789185600) * 1000000;
  *offset_minutes = 8 * 60;
  return 0;
}

/* A new engine in memory (NULL) or in a file. */
static inline aftercourse_engine* new_engine(const char* file) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  aftercourse_open_options options;
  aftercourse_open_options_init(&options);
  options.clock = noon;
  OK(aftercourse_engine_open(file, LEN, &options, &engine, &error));
  CHECK(engine != NULL);
  return engine;
}
static inline aftercourse_engine* empty_engine(void) { return new_engine(NULL); }

static const char facts[] =
    "{\"record\": {"
    "\"unit\": [{\"id\": \"sales\", \"name\": \"Sales\"}],"
    "\"person\": [{\"id\": \"li\", \"name\": \"李雷\"}],"
    "\"programme\": [{\"id\": \"P1\", \"title\": \"Onboarding\", \"starts\": \"2026-09-01\","
    " \"ends\": \"2026-09-10\", \"unit\": \"sales\"}],"
    "\"enrolment\": [{\"id\": \"E1\", \"programme\": \"P1\", \"person\": \"li\"}]}}";

/* One call to each learner, one to two weeks after the end of the programme. */
static const char calls[] =
    "policy: calls\n"
    "title: {en: Calls, zh: 回访}\n"
    "version: \"1\"\n"
    "parameters: {latest: {title: {en: Latest, zh: 最晚}, value: 2 weeks, source: none}}\n"
    "roles: {training-department: {title: {en: Training department, zh: 培训部}}}\n"
    "rules:\n"
    "  - id: call\n"
    "    title: {en: Call, zh: 电话回访}\n"
    "    clause: \"5(1)1\"\n"
    "    after: programme.ended\n"
    "    each: enrolment\n"
    "    window: {from: 1 week, to: latest}\n"
    "    do: follow-up\n"
    "    by: training-department\n"
    "    done_by: follow_up\n"
    "examples:\n"
    "  - name: due after two weeks\n"
    "    facts:\n"
    "      person: [{id: li, name: 李雷}]\n"
    "      programme: [{id: P1, title: Sales, starts: 2026-09-01, ends: 2026-09-10}]\n"
    "      enrolment: [{id: E1, programme: P1, person: li}]\n"
    "    as_of: 2026-09-25\n"
    "    expect: [{rule: call, due: 2026-09-24, state: overdue}]\n";

static inline aftercourse_policy* calls_policy(void) {
  aftercourse_error* error = NULL;
  aftercourse_policy* policy = NULL;
  OK(aftercourse_policy_parse(calls, LEN, "calls.yaml", LEN, NULL, &policy, &error));
  return policy;
}

/* Write 1: the facts. Write 2: the policy, from 2026 on. */
static inline void record_calls(aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_all_json(batch, facts, LEN, NULL, NULL, &error));
  OK(aftercourse_engine_commit(engine, batch, NULL, NULL, &error));
  aftercourse_batch_free(batch);

  aftercourse_policy* policy = calls_policy();
  aftercourse_adoption adoption;
  aftercourse_adoption_init(&adoption);
  adoption.on = day("2026-01-01");
  OK(aftercourse_engine_adopt(engine, policy, &adoption, NULL, NULL, &error));
  aftercourse_policy_free(policy);
}
static inline aftercourse_engine* engine_with_calls(void) {
  aftercourse_engine* engine = empty_engine();
  record_calls(engine);
  return engine;
}

#endif
