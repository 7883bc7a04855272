/* Time zones, and the day of an instant that is recorded. */
#include "check.h"

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"

static aftercourse_time_zone* zone_of(const char* rule) {
  aftercourse_error* error = NULL;
  aftercourse_time_zone* zone = NULL;
  OK(aftercourse_time_zone_from_posix("Europe/Berlin", LEN, rule, LEN, &zone, &error));
  return zone;
}

static void test_offsets(void) {
  aftercourse_error* error = NULL;
  aftercourse_time_zone* berlin = zone_of(BERLIN);
  CHECK(strcmp(aftercourse_time_zone_name(berlin), "Europe/Berlin") == 0);
  CHECK(strcmp(aftercourse_time_zone_name(NULL), "") == 0);
  int32_t seconds = 0, occurs = -1;
  OK(aftercourse_time_zone_offset(berlin, INT64_C(1774746000) - 1, &seconds, &error)); /* 2026-03-29T01:00Z */
  CHECK(seconds == 3600);
  OK(aftercourse_time_zone_offset(berlin, INT64_C(1774746000), &seconds, &error));
  CHECK(seconds == 7200);
  OK(aftercourse_time_zone_offset(berlin, INT64_MAX, &seconds, &error));
  OK(aftercourse_time_zone_offset(berlin, INT64_MIN, &seconds, &error));
  CHECK(seconds == 3600);

  char* text = NULL;
  OK(aftercourse_time_zone_local(berlin, day("2026-03-29"), 9000, &text, NULL, &occurs, &error));
  CHECK(occurs == AFTERCOURSE_OCCURS_NEVER);
  HOLDS(text, "2026-03-29T03:30:00+02:00");
  OK(aftercourse_time_zone_local(berlin, day("2026-10-25"), 9000, &text, NULL, &occurs, &error));
  CHECK(occurs == AFTERCOURSE_OCCURS_TWICE);
  HOLDS(text, "2026-10-25T02:30:00+02:00");
  OK(aftercourse_time_zone_local(berlin, day("2026-07-01"), 0, &text, NULL, NULL, &error));
  HOLDS(text, "2026-07-01T00:00:00+02:00");
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_time_zone_local(berlin, day("2026-07-01"), 86400, &text, NULL, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_time_zone_local(berlin, AFTERCOURSE_NO_DATE, 0, &text, NULL, NULL, &error));
  MISUSE(aftercourse_time_zone_local(NULL, 0, 0, &text, NULL, NULL, &error));
  MISUSE(aftercourse_time_zone_local(berlin, 0, 0, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_time_zone_offset(NULL, 0, &seconds, &error));
  MISUSE(aftercourse_time_zone_offset(berlin, 0, NULL, &error));
  aftercourse_time_zone_free(berlin);
  aftercourse_time_zone_free(NULL);
}

static void test_making(void) {
  aftercourse_error* error = NULL;
  aftercourse_time_zone* zone = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_time_zone_from_posix("x", LEN, "no rule", LEN, &zone, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_time_zone_load("Europe/Atlantis", LEN, NULL, 0, &zone, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_time_zone_load("Europe/Berlin", LEN, "no such folder", LEN, &zone, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_time_zone_from_tzif("x", LEN, "TZif2", 5, &zone, &error));
  MISUSE(aftercourse_time_zone_from_tzif("x", LEN, NULL, 5, &zone, &error));
  MISUSE(aftercourse_time_zone_from_posix(NULL, 0, "CST-8", LEN, &zone, &error));
  MISUSE(aftercourse_time_zone_load("Asia/Shanghai", LEN, NULL, 0, NULL, &error));
  CHECK(zone == NULL);
}

/* 23:30 in Shanghai is that day, though it was written with another offset. */
static void test_recording(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_time_zone* shanghai = zone_of("CST-8");
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_set_time_zone(engine, shanghai, NULL, &receipt, &error));
  CHECK(receipt.write == 1);
  const char kinds[] = "[{\"name\": \"call\", \"fields\": [{\"name\": \"at\", \"type\": \"instant\"}]}]";
  OK(aftercourse_engine_declare_json(engine, kinds, LEN, NULL, NULL, &error));
  OK(aftercourse_engine_record_json(engine, "call", LEN, "{\"id\": \"a\", \"at\": \"2026-09-12T15:30:00Z\"}",
                                    LEN, NULL, NULL, NULL, &error));
  char* json = NULL;
  OK(aftercourse_engine_history_json(engine, "call", LEN, "a", LEN, &json, NULL, &error));
  aftercourse_text_free(json);
  OK(aftercourse_engine_amend(engine, "call", LEN, "a", LEN, "{\"at\": \"2026-09-12T16:30:00Z\"}", LEN, NULL,
                              NULL, &error));
  OK(aftercourse_engine_history_json(engine, "call", LEN, "a", LEN, &json, NULL, &error));
  CHECK(strstr(json, "2026-09-12T23:30:00+08:00") != NULL); /* before */
  HOLDS(json, "2026-09-13T00:30:00+08:00");
  MISUSE(aftercourse_engine_set_time_zone(engine, NULL, NULL, NULL, &error));
  MISUSE(aftercourse_engine_set_time_zone(NULL, shanghai, NULL, NULL, &error));
  aftercourse_time_zone_free(shanghai);
  aftercourse_engine_free(engine);
}

int main(void) {
  test_offsets();
  test_making();
  test_recording();
  return 0;
}
