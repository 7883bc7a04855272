/* Batches: several kinds and operations as one write. */
#include "check.h"

static void test_one_write(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_record_json_lines(batch, "enrolment", LEN,
                                         "{\"id\": \"E2\", \"programme\": \"P2\", \"person\": \"li\"}\n", LEN,
                                         NULL, &error));
  /* What E2 refers to comes later in the batch. */
  OK(aftercourse_batch_record_json(
      batch, "programme", LEN,
      "{\"id\": \"P2\", \"title\": \"Two\", \"starts\": \"2026-10-01\", \"ends\": \"2026-10-02\"}", LEN, NULL,
      &error));
  OK(aftercourse_batch_record_csv(batch, "unit", LEN, "id,name\nit,IT\n", LEN, NULL, &error));
  OK(aftercourse_batch_amend(batch, "unit", LEN, "sales", LEN, "{\"name\": \"Selling\"}", LEN, &error));
  OK(aftercourse_batch_retract(batch, "enrolment", LEN, "E1", LEN, &error));

  /* A call that fails adds nothing and leaves the batch usable. */
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_batch_retract(batch, "nothing", LEN, "E1", LEN, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_batch_all_json(batch, "{", LEN, NULL, NULL, &error));

  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_commit(engine, batch, NULL, &receipt, &error));
  CHECK(receipt.write == 3 && receipt.recorded == 3 && receipt.amended == 1 && receipt.retracted == 1);

  /* It is used up. */
  MISUSE(aftercourse_engine_commit(engine, batch, NULL, &receipt, &error));
  MISUSE(aftercourse_batch_record_json(batch, "unit", LEN, "[]", LEN, NULL, &error));
  aftercourse_batch_free(batch);
  aftercourse_engine_free(engine);
}

/* Faults of reading come out at the commit, with those of checking; nothing is recorded. */
static void test_faults(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_record_json(batch, "unit", LEN,
                                   "[{\"id\": \"a\", \"name\": \"A\"}, {\"id\": \"b\", \"name\": 2}]", LEN,
                                   NULL, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_engine_commit(engine, batch, NULL, NULL, &error));
  uint64_t write = 9;
  OK(aftercourse_engine_last_write(engine, &write, &error));
  CHECK(write == 0);
  aftercourse_batch_free(batch);
  aftercourse_engine_free(engine);
}

static void test_misuse(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_batch* batch = NULL;
  MISUSE(aftercourse_batch_new(NULL, &batch, &error));
  MISUSE(aftercourse_batch_new(engine, NULL, &error));
  CHECK(batch == NULL);
  MISUSE(aftercourse_batch_record_json(NULL, "unit", LEN, "[]", LEN, NULL, &error));
  MISUSE(aftercourse_batch_record_json_lines(NULL, "unit", LEN, "", LEN, NULL, &error));
  MISUSE(aftercourse_batch_record_csv(NULL, "unit", LEN, "", LEN, NULL, &error));
  MISUSE(aftercourse_batch_record_arrow(NULL, "unit", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_batch_amend(NULL, "unit", LEN, "a", LEN, "{}", LEN, &error));
  MISUSE(aftercourse_batch_retract(NULL, "unit", LEN, "a", LEN, &error));
  MISUSE(aftercourse_batch_all_json(NULL, "{}", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_engine_commit(engine, NULL, NULL, NULL, &error));
  OK(aftercourse_batch_new(engine, &batch, &error));
  MISUSE(aftercourse_engine_commit(NULL, batch, NULL, NULL, &error));
  MISUSE(aftercourse_batch_all_json(batch, NULL, 0, NULL, NULL, &error));
  MISUSE(aftercourse_batch_amend(batch, "unit", LEN, NULL, 0, "{}", LEN, &error));
  /* A batch does not need its engine to be freed. */
  aftercourse_engine_free(engine);
  aftercourse_batch_free(batch);
  aftercourse_batch_free(NULL);
}

int main(void) {
  test_one_write();
  test_faults();
  test_misuse();
  return 0;
}
