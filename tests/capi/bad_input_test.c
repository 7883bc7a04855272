/* Everything that is wrong with what a host may hand in: status, code and place of the error; and nothing was
 * recorded. */
#include "check.h"

#include <stdio.h>

static aftercourse_engine* engine;

/* The error has that status; its code, message or a fault's hold `code` and `place`; nothing was recorded. */
static void refused(int line, int32_t wanted, const char* code, const char* place, int32_t status,
                    aftercourse_error* error) {
  char said[4096];
  uint64_t write = 0;
  size_t n;
  size_t i;
  snprintf(said, sizeof said, "%s %s", aftercourse_error_code(error), aftercourse_error_message(error));
  for (i = 0; i < aftercourse_error_fault_count(error); ++i) {
    aftercourse_fault fault;
    aftercourse_fault_init(&fault);
    CHECK(aftercourse_error_fault(error, i, &fault) == AFTERCOURSE_OK);
    n = strlen(said);
    snprintf(said + n, sizeof said - n, "\n%s:%d: %s: %s [%s]", fault.source, (int)fault.row, fault.field,
             fault.reason, fault.code);
  }
  if (status != wanted || strstr(said, code) == NULL || strstr(said, place) == NULL) {
    fprintf(stderr, "%s:%d: expected %s, %s and %s, got %s: %s\n", __FILE__, line,
            aftercourse_status_name(wanted), code, place, aftercourse_status_name(status), said);
    exit(1);
  }
  aftercourse_error_free(error);
  CHECK(aftercourse_engine_last_write(engine, &write, NULL) == AFTERCOURSE_OK && write == 2);
}

static void refused_json(int line, const char* code, const char* place, const char* kind, const char* rows) {
  aftercourse_error* error = NULL;
  const int32_t status =
      aftercourse_engine_record_json(engine, kind, LEN, rows, LEN, NULL, NULL, NULL, &error);
  refused(line, AFTERCOURSE_STATUS_DATA, code, place, status, error);
}

static void refused_csv(int line, const char* code, const char* place, const char* text, size_t length) {
  aftercourse_error* error = NULL;
  const int32_t status =
      aftercourse_engine_record_csv(engine, "person", LEN, text, length, NULL, NULL, NULL, &error);
  refused(line, AFTERCOURSE_STATUS_DATA, code, place, status, error);
}

#define JSON(code, place, kind, rows) refused_json(__LINE__, code, place, kind, rows)
#define CSV(code, place, text) refused_csv(__LINE__, code, place, text, sizeof text - 1)
#define PROGRAMME "\"id\": \"P2\", \"title\": \"T\", \"starts\": \"2026-09-01\""
#define RESULT "\"id\": \"R1\", \"enrolment\": \"E1\", \"date\": \"2026-09-10\", "

static void test_rows(void) {
  JSON("AC2031", "did you mean", "person", "[{\"id\": \"L2\", \"nmae\": \"x\"}]");
  JSON("AC2034", "id", "person", "[{\"name\": \"x\"}]");
  JSON("AC2022", "L2", "person", "[{\"id\": \"L2\", \"name\": \"x\"}, {\"id\": \"L2\", \"name\": \"y\"}]");
  JSON("AC2025", "P9", "enrolment", "[{\"id\": \"E2\", \"programme\": \"P9\", \"person\": \"li\"}]");
  JSON("AC2024", "2026-08-31", "programme", "[{" PROGRAMME ", \"ends\": \"2026-08-31\"}]");
  JSON("AC2033", "30 February", "programme", "[{" PROGRAMME ", \"ends\": \"2026-02-30\"}]");
  JSON("AC2033", "ends", "programme", "[{" PROGRAMME ", \"ends\": \"20226-09-10\"}]");
  JSON("AC2033", "attempt", "assessment_result", "[{" RESULT "\"score\": 1, \"attempt\": 1.5}]");
  JSON("AC2033", "attempt", "assessment_result", "[{" RESULT "\"score\": 1, \"attempt\": \"1\"}]");
  JSON("AC2024", "101", "assessment_result", "[{" RESULT "\"score\": 101, \"maximum\": 100}]");
  JSON("AC2030", "json:1", "assessment_result", "[{" RESULT "\"score\": NaN}]");
  CSV("AC2033", "name", "id,name\nL2,\xff\n");
  CSV("AC2033", "NUL", "id,name\nL2,a\0b\n");
  CSV("AC2036", "csv:3", "id,name\nL2,x\nL3,y,z\n");
}

/* 10 MB of opening brackets, in both languages. */
static void test_nesting(void) {
  const size_t length = 10000000;
  aftercourse_error* error = NULL;
  aftercourse_policy* policy = NULL;
  char* deep = malloc(length);
  int32_t status;
  CHECK(deep != NULL);
  memset(deep, '[', length);
  status = aftercourse_engine_record_json(engine, "person", LEN, deep, length, NULL, NULL, NULL, &error);
  refused(__LINE__, AFTERCOURSE_STATUS_LIMIT, "AC8002", "json:1", status, error);
  error = NULL;
  status = aftercourse_policy_parse(deep, length, "own.yaml", LEN, NULL, &policy, &error);
  refused(__LINE__, AFTERCOURSE_STATUS_LIMIT, "AC8003", "own.yaml", status, error);
  CHECK(policy == NULL);
  free(deep);
}

static void test_policies(void) {
  aftercourse_error* error = NULL;
  aftercourse_policy* policy = NULL;
  int32_t status =
      aftercourse_policy_parse("policy: p\npolicy: q\n", LEN, "own.yaml", LEN, NULL, &policy, &error);
  refused(__LINE__, AFTERCOURSE_STATUS_POLICY, "AC3005", "own.yaml:2", status, error);
  error = NULL;
  status = aftercourse_policy_load("/no/such/file.yaml", LEN, NULL, &policy, &error);
  refused(__LINE__, AFTERCOURSE_STATUS_NOT_FOUND, "AC3002", "/no/such/file.yaml", status, error);
  CHECK(policy == NULL);
}

/* Files that are no database of ours. */
static void test_files(void) {
  static const char text[] =
      "this is a text, long enough to hold the header of a database but none itself ......"
      "..........................";
  aftercourse_error* error = NULL;
  aftercourse_engine* other = NULL;
  FILE* file = fopen("not-ours.db", "wb");
  int32_t status;
  CHECK(file != NULL);
  CHECK(fwrite(text, 1, sizeof text, file) == sizeof text);
  fclose(file);
  status = aftercourse_engine_open("not-ours.db", LEN, NULL, &other, &error);
  refused(__LINE__, AFTERCOURSE_STATUS_CORRUPT, "AC6", "not-ours.db", status, error);
  CHECK(other == NULL);
  remove("not-ours.db");
}

int main(void) {
  engine = engine_with_calls();
  test_rows();
  test_nesting();
  test_policies();
  test_files();
  aftercourse_engine_free(engine);
  return 0;
}
