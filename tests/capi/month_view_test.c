/* A month of a calendar, as text and as HTML. */
#include "check.h"

#define MARKS                                                                                                \
  "[{\"from\": \"2026-10-08\", \"to\": \"2026-10-20\", \"text\": \"<Calls>\", \"kind\": \"open\"}]"

static aftercourse_calendar* cn(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &calendar, &error));
  return calendar;
}

static void test_shown(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = cn();
  const int32_t october = day("2026-10-20");
  char* text = NULL;
  size_t length = 0;
  OK(aftercourse_calendar_month_text(calendar, october, MARKS, LEN, AFTERCOURSE_LANGUAGE_EN, &text, &length,
                                     &error));
  CHECK(length == strlen(text) && strncmp(text, "October 2026", 12) == 0);
  CHECK(strstr(text, "10 work") != NULL);
  HOLDS(text, " a     2026-10-08 - 2026-10-20  <Calls> [open]");
  OK(aftercourse_calendar_month_text(calendar, october, NULL, 0, AFTERCOURSE_LANGUAGE_ZH, &text, NULL,
                                     &error));
  HOLDS(text, "10 班");
  OK(aftercourse_calendar_month_html(calendar, october, MARKS, LEN, AFTERCOURSE_LANGUAGE_EN, &text, &length,
                                     &error));
  CHECK(length == strlen(text) && strstr(text, "<Calls>") == NULL);
  HOLDS(text, "&lt;Calls&gt;");
  OK(aftercourse_calendar_month_html(calendar, october, NULL, 0, AFTERCOURSE_LANGUAGE_ZH, &text, NULL,
                                     &error));
  HOLDS(text, "lang=\"zh\"");
  aftercourse_calendar_free(calendar);
}

static void test_refused(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = cn();
  const int32_t october = day("2026-10-20");
  const char* const bad[] = {"{}",
                             "[1]",
                             "[{}]",
                             "[{\"from\": \"2026-10-32\"}]",
                             "[{\"until\": \"2026-10-08\"}]",
                             "no",
                             "[{\"from\": \"2026-10-02\", \"to\": \"2026-10-01\", \"text\": \"\"}]"};
  char* text = NULL;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i)
    FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
          aftercourse_calendar_month_text(calendar, october, bad[i], LEN, 0, &text, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* not announced */
        aftercourse_calendar_month_html(calendar, day("2027-02-01"), NULL, 0, 0, &text, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_month_html(calendar, october, NULL, 0, 7, &text, NULL, &error));
  MISUSE(aftercourse_calendar_month_text(NULL, october, NULL, 0, 0, &text, NULL, &error));
  MISUSE(aftercourse_calendar_month_html(calendar, october, NULL, 0, 0, NULL, NULL, &error));
  CHECK(text == NULL);
  aftercourse_calendar_free(calendar);
}

int main(void) {
  test_shown();
  test_refused();
  return 0;
}
