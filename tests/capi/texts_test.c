/* The functions over texts: tables as JSON and as Arrow streams, and what is refused. */
#include "check.h"

static void test_tables(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  size_t length = 0;
  OK(aftercourse_texts_ask_json("polarity", LEN, "{\"texts\": [\"讲得不够清楚\", null, \"很好\"]}", LEN,
                                &json, &length, &error));
  CHECK(length == strlen(json));
  CHECK(strstr(json, "\"row\":1,\"score\":null") != NULL);
  HOLDS(json, "\"label\":\"negative\"");
  OK(aftercourse_texts_ask_json("tokens", LEN, "{\"texts\": [\"Excel表格\"], \"words\": [\"Excel表格\"]}",
                                LEN, &json, NULL, &error));
  HOLDS(json, "\"word\":\"Excel表格\"");
  OK(aftercourse_texts_ask_json("code", LEN, "{\"texts\": [\"讲师很专业\"]}", LEN, &json, NULL, &error));
  HOLDS(json, "\"dimension\":\"lecturer.expertise\"");
  OK(aftercourse_texts_ask_json(
      "key_terms", LEN,
      "{\"texts\": [\"卡顿\", \"卡顿\"], \"background\": [\"讲师\"], \"order\": \"log_odds\"}", LEN, &json,
      NULL, &error));
  HOLDS(json, "\"term\":\"卡顿\",\"n\":2,\"of\":2");
  OK(aftercourse_texts_ask_json("new_terms", LEN, "{\"texts\": [\"卡顿\"], \"before\": [], \"at_least\": 1}",
                                LEN, &json, NULL, &error));
  HOLDS(json, "卡顿");
  OK(aftercourse_texts_ask_json("group_similar", LEN,
                                "{\"texts\": [\"何时发证\", \"何时发证？\"], \"threshold\": 0.9}", LEN, &json,
                                NULL, &error));
  HOLDS(json, "\"size\":2");
  OK(aftercourse_texts_ask_json("quotations", LEN, "{\"texts\": [\"讲师讲得清楚。\"], \"most\": 1}", LEN,
                                &json, NULL, &error));
  HOLDS(json, "\"quote\":\"讲师讲得清楚。\"");
  OK(aftercourse_texts_ask_json(
      "polarity_evidence", LEN,
      "{\"texts\": [\"spiffy\"], \"lexicon\": \"{lexicon: x, positive: {en: [spiffy]}}\"}", LEN, &json, NULL,
      &error));
  HOLDS(json, "\"weight\":2");
}

static void test_stream(void) {
  aftercourse_error* error = NULL;
  struct ArrowArrayStream out;
  memset(&out, 0, sizeof out);
  OK(aftercourse_texts_ask("polarity", LEN, "{\"texts\": [\"很好\", null]}", LEN, &out, &error));
  struct ArrowArray batch;
  CHECK(out.get_next(&out, &batch) == 0 && batch.length == 2 && batch.n_children == 6);
  batch.release(&batch);
  out.release(&out);
}

static void test_refusals(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  const struct {
    const char *function, *arguments;
    int32_t status;
  } cases[] = {
      {"sentiment", "{}", AFTERCOURSE_STATUS_NOT_FOUND},
      {"polarity", "", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"polarity", "[]", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"polarity", "{\"texts\": [1]}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"polarity", "{\"texts\": \"a\"}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"polarity", "{\"text\": []}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"polarity", "{\"texts\": [\"a\\u0000b\"]}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"polarity", "{\"lexicon\": \"words: [a]\"}", AFTERCOURSE_STATUS_DATA},
      {"code", "{\"scheme\": \"\"}", AFTERCOURSE_STATUS_DATA},
      {"group_similar", "{\"threshold\": 2}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"key_terms", "{\"most_words\": 4294967297}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"key_terms", "{\"order\": \"n\"}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"tokens", "{\"words\": [\"!\"]}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i) {
    FAILS(cases[i].status,
          aftercourse_texts_ask_json(cases[i].function, LEN, cases[i].arguments, LEN, &json, NULL, &error));
    CHECK(json == NULL);
  }
  MISUSE(aftercourse_texts_ask_json("polarity", LEN, NULL, 0, &json, NULL, &error));
  MISUSE(aftercourse_texts_ask_json(NULL, 0, "{}", LEN, &json, NULL, &error));
  MISUSE(aftercourse_texts_ask_json("polarity", LEN, "{}", LEN, NULL, NULL, &error));
  MISUSE(aftercourse_texts_ask("polarity", LEN, "{}", LEN, NULL, &error));
}

int main(void) {
  test_tables();
  test_stream();
  test_refusals();
  return 0;
}
