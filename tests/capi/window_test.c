/* Windows around a day. */
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

int main(void) {
  test_at();
  return 0;
}
