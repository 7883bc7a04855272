/* Windows around a day, and how they are worked out. */
#include "check.h"

static void test_at(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));
  const int32_t anchor = day("2026-09-24");
  int32_t first = -1, last = -1;
  OK(aftercourse_window_at("1 week", LEN, "2 weeks", LEN, "following", LEN, day("2026-09-17"), cn, &first,
                           &last, &error));
  CHECK(first == day("2026-09-24") && last == day("2026-10-08")); /* 1 October is a day off */
  OK(aftercourse_window_at("-1 month", LEN, "1 working day", LEN, NULL, 0, anchor, cn, &first, &last,
                           &error));
  CHECK(first == day("2026-08-24") && last == day("2026-09-28")); /* after the Mid-Autumn Festival */
  OK(aftercourse_window_at(NULL, 0, NULL, LEN, NULL, LEN, anchor, cn, &first, &last, &error));
  CHECK(first == anchor && last == anchor);

  first = last = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* ends before it begins */
        aftercourse_window_at("2 weeks", LEN, "1 week", LEN, NULL, 0, anchor, cn, &first, &last, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_at("", 0, "1 week", LEN, NULL, 0, anchor, cn, &first, &last, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_at(NULL, 0, "one day", 4, NULL, 0, anchor, cn, &first, &last, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_at(NULL, 0, "1 day", LEN, "up", LEN, anchor, cn, &first, &last, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* not announced */
        aftercourse_window_at(NULL, 0, "6 months", LEN, "nearest", LEN, anchor, cn, &first, &last, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_at(NULL, 0, "1 day", LEN, NULL, 0, day("9999-12-31"), cn, &first, &last, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_at(NULL, 0, NULL, 0, NULL, 0, AFTERCOURSE_NO_DATE, cn, &first, &last, &error));
  MISUSE(aftercourse_window_at(NULL, 1, NULL, 0, NULL, 0, anchor, cn, &first, &last, &error));
  MISUSE(aftercourse_window_at(NULL, 0, NULL, 0, NULL, 0, anchor, NULL, &first, &last, &error));
  MISUSE(aftercourse_window_at(NULL, 0, NULL, 0, NULL, 0, anchor, cn, NULL, &last, &error));
  MISUSE(aftercourse_window_at(NULL, 0, NULL, 0, NULL, 0, anchor, cn, &first, NULL, &error));
  CHECK(first == -1 && last == -1);
  aftercourse_calendar_free(cn);
}

static void test_explain(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar *cn = NULL, *assuming = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));
  char* json = NULL;
  size_t length = 0;
  OK(aftercourse_window_explain_json("1 month", LEN, "2 months", LEN, "following", LEN, day("2026-08-31"), cn,
                                     &json, &length, &error));
  CHECK(length == strlen(json));
  CHECK(strstr(json, "\"from\":{\"anchor\":\"2026-08-31\",\"period\":\"1 month\",\"roll\":\"none\","
                     "\"counted\":\"2026-09-30\",\"clipped\":true,\"day\":\"2026-09-30\",\"days\":[],"
                     "\"provisional\":false}") != NULL);
  CHECK(strstr(json, "\"counted\":\"2026-10-31\",\"clipped\":false,\"day\":\"2026-11-02\"") != NULL);
  HOLDS(json, "{\"from\":\"2026-10-31\",\"to\":\"2026-11-01\",\"working\":false,\"why\":\"pattern\"");
  OK(aftercourse_window_explain_json(NULL, 0, "1 working day", LEN, NULL, 0, day("2026-09-30"), cn, &json,
                                     NULL, &error));
  HOLDS(json, "{\"from\":\"2026-10-01\",\"to\":\"2026-10-07\",\"working\":false,\"why\":\"day_off\","
              "\"name\":\"国庆节\"");

  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* not announced */
        aftercourse_window_explain_json(NULL, 0, "1 working day", LEN, NULL, 0, day("2026-12-31"), cn, &json,
                                        NULL, &error));
  CHECK(json == NULL);
  OK(aftercourse_calendar_assuming(cn, &assuming, &error));
  OK(aftercourse_window_explain_json(NULL, 0, "1 working day", LEN, NULL, 0, day("2026-12-31"), assuming,
                                     &json, NULL, &error));
  const char* last = strrchr(json, ':');
  CHECK(last != NULL && strcmp(last, ":true}") == 0);
  HOLDS(json, "\"provisional\":true");

  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* ends before it begins */
        aftercourse_window_explain_json("1 day", LEN, NULL, 0, NULL, 0, day("2026-09-30"), cn, &json, NULL,
                                        &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_explain_json("soon", LEN, NULL, 0, NULL, 0, day("2026-09-30"), cn, &json, NULL,
                                        &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_window_explain_json(NULL, 0, NULL, 0, NULL, 0, INT32_MAX, cn, &json, NULL, &error));
  MISUSE(aftercourse_window_explain_json(NULL, 0, NULL, 0, NULL, 0, 0, NULL, &json, NULL, &error));
  MISUSE(aftercourse_window_explain_json(NULL, 0, NULL, 0, NULL, 0, 0, cn, NULL, NULL, &error));
  CHECK(json == NULL);
  aftercourse_calendar_free(assuming);
  aftercourse_calendar_free(cn);
}

int main(void) {
  test_at();
  test_explain();
  return 0;
}
