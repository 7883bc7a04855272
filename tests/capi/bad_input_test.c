/* What strangers send: each is refused with its status, code, place and reason; nothing is recorded and the
 * engine works on. */
#include <errno.h>

#include "check.h"

static aftercourse_engine* engine;

/* How a text goes in. */
enum form { JSON, LINES, CSV, BATCH, POLICY };

struct bad {
  const char* what;
  enum form form;
  const char* kind;
  const char* text;
  size_t length;
  int32_t status;
  const char* code;
  const char* where; /* `field` of row `row`, or part of the message where there is no row */
  int64_t row;
  const char* reason;
};

#define DATA AFTERCOURSE_STATUS_DATA
#define P "{\"id\": \"B\", \"title\": \"T\", \"starts\": \"2026-09-01\", "
#define RESULT "{\"id\": \"B\", \"enrolment\": \"E1\", \"date\": \"2026-09-11\", "

static const struct bad table[] = {
    {"unknown kind", JSON, "untit", "{}", LEN, AFTERCOURSE_STATUS_NOT_FOUND, "AC2001", "", 0,
     "did you mean 'unit'"},
    {"unknown field", JSON, "unit", "{\"id\": \"B\", \"nmae\": \"B\"}", LEN, DATA, "AC2031", "nmae", 1,
     "did you mean 'name'"},
    {"missing id", JSON, "unit", "{\"name\": \"B\"}", LEN, DATA, "AC2034", "id", 1, "missing"},
    {"id given twice", JSON, "unit", "[{\"id\": \"B\", \"name\": \"B\"}, {\"id\": \"B\", \"name\": \"C\"}]",
     LEN, DATA, "AC2022", "id", 1, "more than once"},
    {"dangling reference", JSON, "enrolment",
     "{\"id\": \"B\", \"programme\": \"P1\", \"person\": \"nobody\"}", LEN, DATA, "AC2025", "person", 1,
     "nobody, which does not exist"},
    {"ends before it starts", JSON, "programme", P "\"ends\": \"2026-08-31\"}", LEN, DATA, "AC2024", "ends",
     1, "2026-08-31 is before starts 2026-09-01"},
    {"30 February", JSON, "programme", P "\"ends\": \"2027-02-30\"}", LEN, DATA, "AC2033", "ends", 1,
     "30 February 2027 does not exist"},
    {"year 20226", JSON, "programme", P "\"ends\": \"20226-09-10\"}", LEN, DATA, "AC2033", "ends", 1,
     "not a date"},
    {"1.5 for an integer", JSON, "loan", "{\"id\": \"B\", \"count\": 1.5}", LEN, DATA, "AC2033", "count", 1,
     "whole number"},
    {"\"1\" for an integer", JSON, "loan", "{\"id\": \"B\", \"count\": \"1\"}", LEN, DATA, "AC2033", "count",
     1, "found text"},
    {"NaN", JSON, "assessment_result", RESULT "\"score\": NaN}", LEN, DATA, "AC2030", "", 1, "not JSON"},
    {"NaN in a cell", CSV, "assessment_result", "id,enrolment,date,score\nB,E1,2026-09-11,NaN\n", LEN, DATA,
     "AC2033", "score", 2, "not a number"},
    {"invalid UTF-8", JSON, "unit", "{\"id\": \"B\", \"name\": \"\xff\"}", LEN, DATA, "AC2030", "", 1,
     "not UTF-8"},
    {"invalid UTF-8 in a cell", CSV, "unit", "id,name\nB,\xe6\x9d\n", LEN, DATA, "AC2033", "name", 2,
     "not UTF-8"},
    {"embedded NUL", JSON, "unit", "{\"id\": \"B\", \"name\": \"a\\u0000b\"}", LEN, DATA, "AC2033", "name", 1,
     "NUL"},
    {"embedded NUL in a cell", CSV, "unit", "id,name\nB,a\0b\n", 14, DATA, "AC2033", "name", 2, "NUL"},
    {"score beyond its maximum", JSON, "assessment_result", RESULT "\"score\": 101, \"maximum\": 100}", LEN,
     DATA, "AC2024", "maximum", 1, "maximum 100 is below score 101"},
    {"ragged row", CSV, "unit", "id,name\nB,B,B\n", LEN, DATA, "AC2036", "", 2, "3 cells, the heading 2"},
    {"short row", CSV, "unit", "id,name\nB\n", LEN, DATA, "AC2036", "", 2, "1 cells, the heading 2"},
    {"duplicate keys", LINES, "unit", "{\"id\": \"B\", \"name\": \"B\", \"name\": \"C\"}", LEN, DATA,
     "AC2032", "name", 1, "given twice"},
    {"dangling in a batch", BATCH, "",
     "{\"record\": {\"unit\": [{\"id\": \"B\", \"name\": \"B\", \"parent\": \"Z\"}]}}", LEN, DATA, "AC2025",
     "parent", 1, "refers to unit Z"},
    {"duplicate keys in a policy", POLICY, "", "policy: a\npolicy: b\n", LEN, AFTERCOURSE_STATUS_POLICY,
     "AC3001", "policy.yaml:2:1", 0, "given twice (see also policy.yaml:1:1) [AC3005]"},
    {"anchors that explode", POLICY, "",
     "a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
     "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
     "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
     "g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f, *f]\nh: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g, *g]\n",
     LEN, AFTERCOURSE_STATUS_LIMIT, "AC8003", "expand", 0, "aliases"},
};

static int32_t give(const struct bad* b, aftercourse_error** error) {
  aftercourse_policy* policy = NULL;
  aftercourse_batch* batch = NULL;
  int32_t status = AFTERCOURSE_OK;
  switch (b->form) {
  case JSON:
    return aftercourse_engine_record_json(engine, b->kind, LEN, b->text, b->length, NULL, NULL, NULL, error);
  case LINES:
    return aftercourse_engine_record_json_lines(engine, b->kind, LEN, b->text, b->length, NULL, NULL, NULL,
                                                error);
  case CSV:
    return aftercourse_engine_record_csv(engine, b->kind, LEN, b->text, b->length, NULL, NULL, NULL, error);
  case POLICY:
    return aftercourse_policy_parse(b->text, b->length, NULL, 0, engine, &policy, error);
  case BATCH:
    CHECK(aftercourse_batch_new(engine, &batch, NULL) == AFTERCOURSE_OK);
    CHECK(aftercourse_batch_all_json(batch, b->text, b->length, NULL, NULL, NULL) == AFTERCOURSE_OK);
    status = aftercourse_engine_commit(engine, batch, NULL, NULL, error);
    aftercourse_batch_free(batch);
  }
  return status;
}

/* The error is the one expected; the place and reason of the first fault where it lists faults. */
static int is_expected(const struct bad* b, int32_t status, const aftercourse_error* error) {
  const char* message = aftercourse_error_message(error);
  if (status != b->status || strstr(message, b->reason) == NULL) return 0;
  if (b->row == 0)
    return strcmp(aftercourse_error_code(error), b->code) == 0 && strstr(message, b->where) != NULL;
  aftercourse_fault fault;
  aftercourse_fault_init(&fault);
  return aftercourse_error_fault(error, 0, &fault) == AFTERCOURSE_OK && fault.row == b->row &&
         strcmp(fault.field, b->where) == 0 && strcmp(fault.code, b->code) == 0 &&
         strstr(fault.reason, b->reason) != NULL;
}

static void show(const struct bad* b, int32_t status, const aftercourse_error* error) {
  aftercourse_fault fault;
  aftercourse_fault_init(&fault);
  fault.field = fault.reason = fault.code = "";
  if (aftercourse_error_fault_count(error) > 0)
    CHECK(aftercourse_error_fault(error, 0, &fault) == AFTERCOURSE_OK);
  fprintf(stderr, "%s: %s %s row %d `%s`: %s (%s)\n", b->what, aftercourse_status_name(status),
          aftercourse_error_code(error), (int)fault.row, fault.field, fault.reason,
          aftercourse_error_message(error));
}

static void wrote_nothing_after(uint64_t writes) {
  aftercourse_error* error = NULL;
  uint64_t write = 0;
  OK(aftercourse_engine_last_write(engine, &write, &error));
  CHECK(write == writes);
}

static int test_table(void) {
  int unexpected = 0;
  uint64_t writes = 0;
  CHECK(aftercourse_engine_last_write(engine, &writes, NULL) == AFTERCOURSE_OK);
  for (size_t i = 0; i < sizeof table / sizeof table[0]; ++i) {
    aftercourse_error* error = NULL;
    const int32_t status = give(&table[i], &error);
    if (!is_expected(&table[i], status, error)) {
      show(&table[i], status, error);
      ++unexpected;
    }
    aftercourse_error_free(error);
    wrote_nothing_after(writes);
  }
  return unexpected;
}

/* 10 MB of `[`, in each reader. */
static void test_nesting(void) {
  aftercourse_error* error = NULL;
  const size_t size = 10 * 1000 * 1000;
  char* nested = malloc(size);
  CHECK(nested != NULL);
  memset(nested, '[', size);
  aftercourse_policy* policy = NULL;
  aftercourse_calendar* calendar = NULL;
  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(engine, &batch, &error));
  FAILS(AFTERCOURSE_STATUS_LIMIT,
        aftercourse_engine_record_json(engine, "unit", LEN, nested, size, NULL, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_LIMIT, aftercourse_batch_all_json(batch, nested, size, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_LIMIT, aftercourse_engine_declare_json(engine, nested, size, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_LIMIT, aftercourse_calendar_from_json(nested, size, &calendar, &error));
  FAILS(AFTERCOURSE_STATUS_LIMIT, aftercourse_policy_parse(nested, size, NULL, 0, NULL, &policy, &error));
  FAILS(AFTERCOURSE_STATUS_LIMIT, aftercourse_policy_parse(nested, 1000, NULL, 0, NULL, &policy, &error));
  CHECK(policy == NULL && calendar == NULL);
  aftercourse_batch_free(batch);
  free(nested);
  wrote_nothing_after(3);
}

/* recorded_at never goes back. */
static void test_going_back(void) {
  aftercourse_error* error = NULL;
  aftercourse_stamp stamp;
  aftercourse_stamp_init(&stamp);
  stamp.at = "2020-01-01T00:00Z";
  const char unit[] = "{\"id\": \"B\", \"name\": \"B\"}";
  CHECK(aftercourse_engine_record_json(engine, "unit", LEN, unit, LEN, NULL, &stamp, NULL, &error) ==
        AFTERCOURSE_STATUS_CONFLICT);
  CHECK(strstr(aftercourse_error_message(error), "2020-01-01") != NULL);
  aftercourse_error_free(error);
  wrote_nothing_after(3);
}

/* A BOM is no part of the first heading. */
static void test_byte_order_mark(void) {
  aftercourse_error* error = NULL;
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_record_csv(engine, "unit", LEN, "\xef\xbb\xbfid,name\nbom,BOM\n", LEN, NULL, NULL,
                                   &receipt, &error));
  CHECK(receipt.recorded == 1);
}

/* A report a month by each of 10^4 people over 8600 years: 10^9 tasks. */
static void test_too_many_tasks(void) {
  aftercourse_error* error = NULL;
  const char every_month[] =
      "policy: endless\ntitle: {en: Endless, zh: 无尽}\nversion: \"1\"\n"
      "roles: {all: {title: {en: All, zh: 全体}}}\n"
      "rules:\n  - id: monthly\n    title: {en: Monthly, zh: 每月}\n    clause: \"1\"\n"
      "    after: {every: month}\n    each: person\n    by: all\n    done_by: report\n";
  const size_t people = 10000;
  char* lines = malloc(people * 40);
  CHECK(lines != NULL);
  char* end = lines;
  for (size_t i = 0; i < people; ++i) end += sprintf(end, "{\"id\": \"p%d\", \"name\": \"P\"}\n", (int)i);
  OK(aftercourse_engine_record_json_lines(engine, "person", LEN, lines, (size_t)(end - lines), NULL, NULL,
                                          NULL, &error));
  free(lines);
  aftercourse_policy* policy = NULL;
  aftercourse_adoption adoption;
  aftercourse_adoption_init(&adoption);
  adoption.on = day("1400-01-01");
  OK(aftercourse_policy_parse(every_month, LEN, NULL, 0, NULL, &policy, &error));
  OK(aftercourse_engine_adopt(engine, policy, &adoption, NULL, NULL, &error));
  aftercourse_policy_free(policy);
  char* json = NULL;
  CHECK(aftercourse_engine_agenda_json(engine, day("9999-01-01"), NULL, &json, NULL, &error) ==
        AFTERCOURSE_STATUS_LIMIT);
  CHECK(strcmp(aftercourse_error_code(error), "AC8004") == 0);
  CHECK(strstr(aftercourse_error_message(error), "monthly") != NULL);
  aftercourse_error_free(error);
}

/* A path that ends early would be another path; a length that no text has is a slip of the caller. */
static void test_paths_and_lengths(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  aftercourse_policy* policy = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_open("bad\0tail.db", 11, NULL, &engine, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_policy_load("bad\0tail", 8, NULL, &policy, &error));
  MISUSE(aftercourse_policy_parse("policy: x", SIZE_MAX - 1, NULL, 0, NULL, &policy, &error));
  CHECK(engine == NULL && policy == NULL && fopen("bad", "rb") == NULL);
}

int main(void) {
  test_paths_and_lengths();
  aftercourse_error* error = NULL;
  engine = engine_with_calls();
  OK(aftercourse_engine_declare_json(
      engine, "[{\"name\": \"loan\", \"fields\": [{\"name\": \"count\", \"type\": \"integer\"}]}]", LEN, NULL,
      NULL, &error));
  const int unexpected = test_table();
  test_nesting();
  test_going_back();
  test_byte_order_mark();
  test_too_many_tasks();
  aftercourse_engine_free(engine);
  return unexpected;
}
