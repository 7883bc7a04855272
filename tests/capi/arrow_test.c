/* Arrow streams: out of one engine and into another, a stream that fails, and who releases it. */
#include <errno.h>

#include "check.h"

/* What goes out goes in again. */
static void test_round_trip(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* from = engine_with_calls();
  aftercourse_engine* to = empty_engine();
  struct ArrowArrayStream stream;
  memset(&stream, 0, sizeof stream);
  OK(aftercourse_engine_facts(from, "unit", LEN, AFTERCOURSE_NO_DATE, NULL, &stream, &error));
  aftercourse_engine_free(from); /* the stream stays good */
  struct ArrowSchema schema;
  CHECK(stream.get_schema(&stream, &schema) == 0);
  CHECK(strcmp(schema.format, "+s") == 0 && strcmp(schema.children[0]->name, "id") == 0);
  schema.release(&schema);
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_record_arrow(to, "unit", LEN, &stream, NULL, NULL, &receipt, &error));
  CHECK(receipt.recorded == 1 && stream.release == NULL);

  /* The same through a batch, with columns renamed. */
  OK(aftercourse_engine_facts(to, "unit", LEN, AFTERCOURSE_NO_DATE, NULL, &stream, &error));
  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(to, &batch, &error));
  aftercourse_record_options options;
  aftercourse_record_options_init(&options);
  options.columns = "{\"id\": \"id\", \"name\": \"id\"}";
  OK(aftercourse_batch_record_arrow(batch, "organisation", LEN, &stream, &options, &error));
  CHECK(stream.release == NULL);
  OK(aftercourse_engine_commit(to, batch, NULL, &receipt, &error));
  CHECK(receipt.recorded == 1);
  aftercourse_batch_free(batch);
  aftercourse_engine_free(to);
}

/* A stream that fails at its first batch and counts how often it is released. */
static int no_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  (void)stream;
  (void)out;
  return EIO;
}
static int no_batch(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  (void)stream;
  (void)out;
  return EIO;
}
static const char* why(struct ArrowArrayStream* stream) {
  (void)stream;
  return "the cable was cut";
}
static void count_release(struct ArrowArrayStream* stream) {
  ++*(int*)stream->private_data;
  stream->release = NULL;
}
static struct ArrowArrayStream failing(int* released) {
  struct ArrowArrayStream stream = {no_schema, no_batch, why, count_release, released};
  return stream;
}

static void test_released_in_every_case(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  int released = 0;
  struct ArrowArrayStream stream = failing(&released);
  CHECK(aftercourse_engine_record_arrow(engine, "unit", LEN, &stream, NULL, NULL, NULL, &error) ==
        AFTERCOURSE_STATUS_DATA);
  CHECK(strstr(aftercourse_error_message(error), "the cable was cut") != NULL);
  aftercourse_error_free(error);
  error = NULL;
  CHECK(released == 1);
  stream = failing(&released);
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_record_arrow(engine, "nothing", LEN, &stream, NULL, NULL, NULL, &error));
  CHECK(released == 2);
  stream = failing(&released);
  MISUSE(aftercourse_engine_record_arrow(NULL, "unit", LEN, &stream, NULL, NULL, NULL, &error));
  CHECK(released == 3);
  stream = failing(&released);
  MISUSE(aftercourse_batch_record_arrow(NULL, "unit", LEN, &stream, NULL, &error));
  CHECK(released == 4);
  MISUSE(aftercourse_engine_record_arrow(engine, "unit", LEN, NULL, NULL, NULL, NULL, &error));
  aftercourse_engine_free(engine);
}

static int32_t stop(void* user, uint64_t done, uint64_t total, const char* step) {
  (void)done;
  (void)total;
  CHECK(step != NULL);
  ++*(int*)user;
  return 1;
}

static void test_cancelled(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_calls();
  struct ArrowArrayStream stream;
  memset(&stream, 0, sizeof stream);
  OK(aftercourse_engine_facts(engine, "unit", LEN, AFTERCOURSE_NO_DATE, NULL, &stream, &error));
  int asked = 0;
  aftercourse_record_options options;
  aftercourse_record_options_init(&options);
  options.progress = stop;
  options.progress_user = &asked;
  FAILS(AFTERCOURSE_STATUS_CANCELLED,
        aftercourse_engine_record_arrow(engine, "unit", LEN, &stream, &options, NULL, NULL, &error));
  CHECK(asked == 1);
  aftercourse_engine_free(engine);
}

int main(void) {
  test_round_trip();
  test_released_in_every_case();
  test_cancelled();
  return 0;
}
