/* The engine: opening, adopting, declaring, calendars, and its file. */
#include "check.h"

static void test_open(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  OK(aftercourse_engine_open(NULL, 0, NULL, &engine, &error));
  uint64_t write = 9;
  OK(aftercourse_engine_last_write(engine, &write, &error));
  CHECK(write == 0);
  MISUSE(aftercourse_engine_last_write(engine, NULL, &error));
  MISUSE(aftercourse_engine_last_write(NULL, &write, &error));

  /* An engine in memory has no file. */
  char* json = NULL;
  MISUSE(aftercourse_engine_backup(engine, "copy.db", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_verify(engine, NULL, NULL, &error));
  MISUSE(aftercourse_engine_quick_check(engine, NULL, NULL, &json, NULL, &error));
  MISUSE(aftercourse_engine_backup(NULL, "copy.db", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_verify(NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_quick_check(NULL, NULL, NULL, &json, NULL, &error));
  aftercourse_engine_free(engine);
  aftercourse_engine_free(NULL);
  MISUSE(aftercourse_engine_open(NULL, 0, NULL, NULL, &error));
}

/* A struct without _init is refused; one of a later version is taken when it asks for nothing new. */
static void test_struct_size(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  struct {
    aftercourse_open_options known;
    uint64_t later;
  } options;
  memset(&options, 0, sizeof options);
  MISUSE(aftercourse_engine_open(NULL, 0, &options.known, &engine, &error));
  aftercourse_open_options_init(&options.known);
  options.known.struct_size = sizeof options;
  options.later = 1;
  MISUSE(aftercourse_engine_open(NULL, 0, &options.known, &engine, &error));
  CHECK(engine == NULL);
  options.later = 0;
  OK(aftercourse_engine_open(NULL, 0, &options.known, &engine, &error));
  aftercourse_engine_free(engine);

  aftercourse_open_options_init(NULL);
  aftercourse_stamp_init(NULL);
  aftercourse_receipt_init(NULL);
  aftercourse_adoption_init(NULL);
  aftercourse_record_options_init(NULL);
  aftercourse_agenda_options_init(NULL);
  aftercourse_evaluation_init(NULL);
}

static void test_adopt(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_policy* policy = calls_policy();
  aftercourse_stamp stamp;
  aftercourse_stamp_init(&stamp);
  stamp.actor = "li.wei";
  stamp.source = "annual notice";
  stamp.reason = "board decision, and more";
  stamp.reason_length = 14;
  stamp.at = "2026-09-12T13:00+08:00";
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  aftercourse_adoption adoption;
  aftercourse_adoption_init(&adoption);

  /* Without a first day, with a wrong parameter or wrong JSON there is no adoption. */
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_adopt(engine, policy, &adoption, &stamp, &receipt, &error));
  adoption.on = day("2026-01-01");
  adoption.parameters = "{\"no_such\": \"20%\"}";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_adopt(engine, policy, &adoption, &stamp, &receipt, &error));
  adoption.parameters = "{\"latest\": 3}";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_adopt(engine, policy, &adoption, &stamp, &receipt, &error));
  adoption.parameters =
      "[{\"name\": \"latest\", \"value\": \"3 weeks\", \"from\": \"2026-02-01\", \"source\": \"notice\"}]";
  adoption.until = day("2025-12-31");
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_adopt(engine, policy, &adoption, &stamp, &receipt, &error));
  adoption.until = AFTERCOURSE_NO_DATE;
  adoption.units = "sales";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_adopt(engine, policy, &adoption, &stamp, &receipt, &error));
  adoption.units = NULL;
  CHECK(receipt.write == 0);
  OK(aftercourse_engine_adopt(engine, policy, &adoption, &stamp, &receipt, &error));
  CHECK(receipt.write == 1 && receipt.bad == NULL);

  stamp.at = "2026-09-12";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_adopt(engine, policy, &adoption, &stamp, NULL, &error));
  MISUSE(aftercourse_engine_adopt(NULL, policy, &adoption, NULL, NULL, &error));
  MISUSE(aftercourse_engine_adopt(engine, NULL, &adoption, NULL, NULL, &error));
  MISUSE(aftercourse_engine_adopt(engine, policy, NULL, NULL, NULL, &error));
  memset(&receipt, 0, sizeof receipt);
  MISUSE(aftercourse_engine_adopt(engine, policy, &adoption, NULL, &receipt, &error));
  aftercourse_policy_free(policy);
  aftercourse_engine_free(engine);
}

static void test_declare(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  const char loan[] = "[{\"name\": \"loan\", \"fields\": [{\"name\": \"due\", \"type\": \"date\"}]}]";
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_declare_json(engine, loan, LEN, NULL, &receipt, &error));
  CHECK(receipt.write == 1);
  char* json = NULL;
  OK(aftercourse_engine_kinds_json(engine, &json, NULL, &error));
  HOLDS(json, "\"loan\"");
  OK(aftercourse_engine_record_json(engine, "loan", LEN, "{\"id\": \"L1\", \"due\": \"2026-10-01\"}", LEN,
                                    NULL, NULL, &receipt, &error));
  CHECK(receipt.recorded == 1);

  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_engine_declare_json(engine, "{}", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_declare_json(engine, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_engine_declare_json(NULL, loan, LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_kinds_json(NULL, &json, NULL, &error));
  MISUSE(aftercourse_engine_kinds_json(engine, NULL, NULL, &error));
  aftercourse_engine_free(engine);
}

static void test_set_calendar(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  aftercourse_calendar* calendar = NULL;
  OK(aftercourse_calendar_built_in("weekdays", LEN, &calendar, &error));
  OK(aftercourse_engine_set_calendar(engine, calendar, NULL, 0, NULL, NULL, &error));
  OK(aftercourse_engine_set_calendar(engine, calendar, "sales", LEN, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_set_calendar(engine, calendar, "moon", LEN, NULL, NULL, &error));
  aftercourse_calendar* asked = NULL;
  int32_t assumes = -1;
  OK(aftercourse_engine_calendar(engine, "sales", LEN, &asked, &error));
  OK(aftercourse_calendar_assumes(asked, &assumes, &error));
  CHECK(assumes == 0); /* as it was set */
  aftercourse_calendar_free(asked);
  OK(aftercourse_engine_calendar(engine, NULL, 0, &asked, &error));
  aftercourse_calendar_free(asked);
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_engine_calendar(engine, "moon", LEN, &asked, &error));
  MISUSE(aftercourse_engine_calendar(NULL, NULL, 0, &asked, &error));
  MISUSE(aftercourse_engine_calendar(engine, NULL, 0, NULL, &error));
  MISUSE(aftercourse_engine_set_calendar(engine, NULL, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_engine_set_calendar(NULL, calendar, NULL, 0, NULL, NULL, &error));
  aftercourse_calendar_free(calendar);
  aftercourse_engine_free(engine);
}

/* The host's clock dates a write; when it gives no time, nothing is written. */
static int32_t broken_clock(void* user, int64_t* microseconds, int32_t* offset_minutes) {
  (void)microseconds;
  (void)offset_minutes;
  ++*(int*)user;
  return 1;
}

static void test_clock(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  char* json = NULL;
  OK(aftercourse_engine_history_json(engine, "programme", LEN, "P1", LEN, &json, NULL, &error));
  HOLDS(json, "2026-09-12");
  aftercourse_engine_free(engine);

  int asked = 0;
  aftercourse_open_options options;
  aftercourse_open_options_init(&options);
  options.clock = broken_clock;
  options.clock_user = &asked;
  OK(aftercourse_engine_open(NULL, 0, &options, &engine, &error));
  FAILS(AFTERCOURSE_STATUS_CANCELLED,
        aftercourse_engine_record_json(engine, "unit", LEN, "{\"id\": \"u\", \"name\": \"U\"}", LEN, NULL,
                                       NULL, NULL, &error));
  CHECK(asked == 1);
  aftercourse_engine_free(engine);
}

static void test_file(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  remove("engine_test.db");
  remove("engine_copy.db");
  aftercourse_open_options options;
  aftercourse_open_options_init(&options);
  options.create = 0;
  CHECK(aftercourse_engine_open("engine_test.db", LEN, &options, &engine, NULL) != AFTERCOURSE_OK);
  CHECK(engine == NULL);
  OK(aftercourse_engine_open("engine_test.db", LEN, NULL, &engine, &error));
  OK(aftercourse_engine_record_json(engine, "unit", LEN, "{\"id\": \"u\", \"name\": \"U\"}", LEN, NULL, NULL,
                                    NULL, &error));
  OK(aftercourse_engine_verify(engine, NULL, NULL, &error));
  char* json = NULL;
  OK(aftercourse_engine_quick_check(engine, NULL, NULL, &json, NULL, &error));
  CHECK(strcmp(json, "[]") == 0);
  aftercourse_text_free(json);
  OK(aftercourse_engine_backup(engine, "engine_copy.db", LEN, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_CONFLICT,
        aftercourse_engine_backup(engine, "engine_copy.db", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_backup(engine, NULL, 0, NULL, NULL, &error));
  aftercourse_engine_free(engine);

  /* The copy holds what was written, and is not written when opened read-only. */
  options.read_only = 1;
  OK(aftercourse_engine_open("engine_copy.db", LEN, &options, &engine, &error));
  uint64_t write = 0;
  OK(aftercourse_engine_last_write(engine, &write, &error));
  CHECK(write == 1);
  FAILS(AFTERCOURSE_STATUS_READ_ONLY,
        aftercourse_engine_record_json(engine, "unit", LEN, "{\"id\": \"v\", \"name\": \"V\"}", LEN, NULL,
                                       NULL, NULL, &error));
  aftercourse_engine_free(engine);

  FILE* file = fopen("not_ours.db", "wb");
  CHECK(file != NULL &&
        fputs("this is a letter, not a database, and long enough to be read as one", file) >= 0);
  CHECK(fclose(file) == 0);
  engine = NULL;
  FAILS(AFTERCOURSE_STATUS_CORRUPT, aftercourse_engine_open("not_ours.db", LEN, NULL, &engine, &error));
  CHECK(engine == NULL);
}

int main(void) {
  test_open();
  test_struct_size();
  test_adopt();
  test_declare();
  test_set_calendar();
  test_clock();
  test_file();
  return 0;
}
