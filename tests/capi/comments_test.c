/* What people wrote, summarised: as JSON and as an Arrow stream. */
#include "check.h"

/* Six people write of one programme: five of the lecturer, one of the platform. */
static void record_comments(aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_batch* batch = NULL;
  static const char* const comments[] = {"讲师很专业",       "讲师讲得很清楚", "讲师讲得很好",
                                         "讲师讲得不够清楚", "讲师很专业",     "线上平台卡顿"};
  OK(aftercourse_batch_new(engine, &batch, &error));
  for (int i = 0; i < 6; ++i) {
    char json[1024];
    snprintf(json, sizeof json,
             "{\"record\": {\"instrument_response\": [{\"id\": \"R%d\", \"instrument\": \"follow-up\", "
             "\"version\": \"2026.1\", \"date\": \"2026-09-15\"}], \"instrument_answer\": [{\"id\": \"A%d\", "
             "\"response\": \"R%d\", \"item\": \"suggestions\", \"text\": \"%s\"}]}}",
             i, i, i, comments[i]);
    OK(aftercourse_batch_all_json(batch, json, LEN, NULL, NULL, &error));
  }
  OK(aftercourse_engine_commit(engine, batch, NULL, NULL, &error));
  aftercourse_batch_free(batch);
}

int main(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  aftercourse_engine* engine = empty_engine();
  record_comments(engine);
  aftercourse_comment_query query;
  aftercourse_comment_query_init(&query);
  query.instrument = "follow-up";
  query.language = AFTERCOURSE_LANGUAGE_ZH;
  OK(aftercourse_engine_comments_json(engine, day("2026-10-20"), &query, &json, NULL, &error));
  CHECK(strstr(json, "\"people\":6,\"comments\":6") != NULL);
  CHECK(strstr(json, "\"people\":5,\"comments\":5,\"positive\":4,\"negative\":1") != NULL);
  CHECK(strstr(json, "\"quotes\":\"hidden\"") != NULL);
  CHECK(strstr(json, "卡顿。") == NULL);
  HOLDS(json, "\"state\":\"suppressed\""); /* one wrote of the platform */

  query.audience = "internal";
  query.item = "suggestions";
  OK(aftercourse_engine_comments_json(engine, day("2026-10-20"), &query, &json, NULL, &error));
  CHECK(strstr(json, "suppressed") == NULL);
  HOLDS(json, "\"quotes\":\"shown\"");

  struct ArrowArrayStream out;
  memset(&out, 0, sizeof out);
  OK(aftercourse_engine_comments(engine, day("2026-10-20"), &query, &out, &error));
  struct ArrowArray batch;
  CHECK(out.get_next(&out, &batch) == 0 && batch.length == 3 && batch.n_children == 13);
  batch.release(&batch);
  out.release(&out);

  query.item = "suggestion";
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_comments_json(engine, day("2026-10-20"), &query, &json, NULL, &error));
  query.item = NULL;
  query.audience = "everybody";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_comments_json(engine, day("2026-10-20"), &query, &json, NULL, &error));
  query.audience = NULL;
  query.lexicon = "[";
  FAILS(AFTERCOURSE_STATUS_DATA,
        aftercourse_engine_comments_json(engine, day("2026-10-20"), &query, &json, NULL, &error));
  MISUSE(aftercourse_engine_comments_json(engine, day("2026-10-20"), NULL, &json, NULL, &error));
  CHECK(json == NULL);
  aftercourse_engine_free(engine);
  return 0;
}
