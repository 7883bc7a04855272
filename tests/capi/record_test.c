/* Recording one kind as one write: every form of input, amending and retracting. */
#include "check.h"

static const char unit[] = "{\"id\": \"hr\", \"name\": \"人事部\"}";

static void test_forms(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_record_json(engine, "unit", LEN, unit, LEN, NULL, NULL, &receipt, &error));
  CHECK(receipt.write == 1 && receipt.recorded == 1 && receipt.unchanged == 0 && receipt.bad == NULL);

  /* The same again is no write; the same id with other content is a conflict. */
  OK(aftercourse_engine_record_json(engine, "unit", LEN, unit, LEN, NULL, NULL, &receipt, &error));
  CHECK(receipt.write == 0 && receipt.recorded == 0 && receipt.unchanged == 1);
  FAILS(AFTERCOURSE_STATUS_CONFLICT,
        aftercourse_engine_record_json(engine, "unit", LEN, "{\"id\": \"hr\", \"name\": \"HR\"}", LEN, NULL,
                                       NULL, &receipt, &error));
  CHECK(receipt.unchanged == 1);

  const char lines[] = "{\"id\": \"it\", \"name\": \"IT\"}\n{\"id\": \"pr\", \"name\": \"PR\"}\n";
  OK(aftercourse_engine_record_json_lines(engine, "unit", LEN, lines, LEN, NULL, NULL, &receipt, &error));
  CHECK(receipt.write == 2 && receipt.recorded == 2);

  aftercourse_record_options options;
  aftercourse_record_options_init(&options);
  options.separator = ';';
  options.columns = "{\"id\": \"#\", \"name\": \"Abteilung\", \"parent\": \"=hr\"}";
  OK(aftercourse_engine_record_csv(engine, "unit", LEN, "Nr;Abteilung\n7;Einkauf\n8;Lager\n", LEN, &options,
                                   NULL, &receipt, &error));
  CHECK(receipt.recorded == 2);
  options.separator = 0;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_record_csv(engine, "unit", LEN, "id;name\n", LEN, &options, NULL, NULL, &error));
  options.separator = ',';
  options.columns = "[]";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_record_csv(engine, "unit", LEN, "id;name\n", LEN, &options, NULL, NULL, &error));

  /* Dates as another country writes them, and texts that mean missing. */
  aftercourse_record_options_init(&options);
  options.date_format = "%d.%m.%Y";
  options.missing = "[\"n/a\"]";
  options.list_separator = "|";
  OK(aftercourse_engine_record_csv(engine, "programme", LEN,
                                   "id,title,starts,ends,category\nP1,One,01.09.2026,10.09.2026,n/a\n", LEN,
                                   &options, NULL, &receipt, &error));
  CHECK(receipt.recorded == 1);
  char* json = NULL;
  OK(aftercourse_engine_facts_json(engine, "programme", LEN, AFTERCOURSE_NO_DATE, NULL, &json, NULL, &error));
  CHECK(strstr(json, "\"n/a\"") == NULL);
  HOLDS(json, "2026-09-10");

  /* Rows that end early and cells with spaces around them. */
  aftercourse_record_options_init(&options);
  options.short_rows = options.trim = 1;
  OK(aftercourse_engine_record_csv(engine, "unit", LEN, "id,name,parent\n sa , Sales\n", LEN, &options, NULL,
                                   &receipt, &error));
  CHECK(receipt.recorded == 1);
  aftercourse_engine_free(engine);
}

/* Nothing is recorded when a row is wrong, unless the good rows are asked for. */
static void test_faults(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  const char rows[] = "[{\"id\": \"hr\", \"name\": \"HR\"}, {\"id\": \"it\", \"nmae\": \"IT\"}, {\"id\": "
                      "\"pr\", \"name\": 1}]";
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  uint64_t write = 9;
  FAILS(AFTERCOURSE_STATUS_DATA,
        aftercourse_engine_record_json(engine, "unit", LEN, rows, LEN, NULL, NULL, &receipt, &error));
  OK(aftercourse_engine_last_write(engine, &write, &error));
  CHECK(write == 0);

  aftercourse_stamp stamp;
  aftercourse_stamp_init(&stamp);
  stamp.keep_good = 1;
  OK(aftercourse_engine_record_json(engine, "unit", LEN, rows, LEN, NULL, &stamp, &receipt, &error));
  CHECK(receipt.write == 1 && receipt.recorded == 1);
  CHECK(aftercourse_error_status(receipt.bad) == AFTERCOURSE_STATUS_DATA);
  CHECK(aftercourse_error_fault_count(receipt.bad) >= 2);
  aftercourse_error_free(receipt.bad);

  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_record_json(engine, "untit", LEN, unit, LEN, NULL, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_DATA,
        aftercourse_engine_record_json(engine, "unit", LEN, "{", LEN, NULL, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_DATA,
        aftercourse_engine_record_json(engine, "unit", LEN, "{\"id\": \"a\", \"name\": \"\xff\"}", LEN, NULL,
                                       NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_DATA,
        aftercourse_engine_record_json_lines(engine, "enrolment", LEN,
                                             "{\"id\": \"E\", \"programme\": \"no\", \"person\": \"no\"}",
                                             LEN, NULL, NULL, NULL, &error));
  aftercourse_stamp_init(&stamp);
  stamp.at = "2020-01-01T00:00Z"; /* before the last write */
  CHECK(aftercourse_engine_record_json(engine, "unit", LEN, "{\"id\": \"z\", \"name\": \"Z\"}", LEN, NULL,
                                       &stamp, NULL, NULL) != AFTERCOURSE_OK);
  aftercourse_engine_free(engine);
}

static void test_amend_and_retract(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_amend(engine, "programme", LEN, "P1", LEN, "{\"ends\": \"2026-09-11\"}", LEN, NULL,
                              &receipt, &error));
  CHECK(receipt.write == 3 && receipt.amended == 1);
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_engine_amend(engine, "programme", LEN, "P1", LEN,
                                                          "{\"ends\": 7}", LEN, NULL, NULL, &error));
  CHECK(aftercourse_engine_amend(engine, "programme", LEN, "P9", LEN, "{\"title\": \"T\"}", LEN, NULL, NULL,
                                 NULL) != AFTERCOURSE_OK);
  /* E1 refers to P1. */
  CHECK(aftercourse_engine_retract(engine, "programme", LEN, "P1", LEN, NULL, NULL, NULL) != AFTERCOURSE_OK);
  OK(aftercourse_engine_retract(engine, "enrolment", LEN, "E1", LEN, NULL, &receipt, &error));
  CHECK(receipt.retracted == 1);
  OK(aftercourse_engine_retract(engine, "programme", LEN, "P1", LEN, NULL, NULL, &error));
  aftercourse_engine_free(engine);
}

static void test_misuse(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  MISUSE(aftercourse_engine_record_json(NULL, "unit", LEN, unit, LEN, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_record_json(engine, NULL, 0, unit, LEN, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_record_json(engine, "unit", LEN, NULL, 0, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_record_json_lines(NULL, "unit", LEN, unit, LEN, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_record_json_lines(engine, "unit", LEN, NULL, 0, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_record_csv(NULL, "unit", LEN, unit, LEN, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_record_csv(engine, "unit", LEN, NULL, 0, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_amend(NULL, "unit", LEN, "hr", LEN, "{}", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_amend(engine, "unit", LEN, "hr", LEN, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_engine_retract(NULL, "unit", LEN, "hr", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_retract(engine, "unit", LEN, NULL, 0, NULL, NULL, &error));
  aftercourse_engine_free(engine);
}

int main(void) {
  test_forms();
  test_faults();
  test_amend_and_retract();
  test_misuse();
  return 0;
}
