/* Calendars over arrays: answers as for single days, missing entries, and the row that is refused. */
#include "check.h"

static aftercourse_calendar* cn(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &calendar, &error));
  return calendar;
}

/* The last one is missing. */
#define DATES                                                                                                \
  { day("2026-09-30"), day("2026-10-01"), day("2026-10-10"), AFTERCOURSE_NO_DATE }

static void test_answers(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = cn();
  const int32_t dates[4] = DATES;
  int32_t days[4] = {1, -1, AFTERCOURSE_NO_DATE, 1};
  int32_t results[4];

  OK(aftercourse_calendar_is_working_day_array(calendar, dates, 4, results, &error));
  CHECK(results[0] == 1 && results[1] == 0 && results[2] == 1 && results[3] == -1);

  OK(aftercourse_calendar_add_working_days_array(calendar, dates, days, 4, results, &error));
  CHECK(results[0] == day("2026-10-08") && results[1] == day("2026-09-30"));
  CHECK(results[2] == AFTERCOURSE_NO_DATE && results[3] == AFTERCOURSE_NO_DATE);

  OK(aftercourse_calendar_working_days_between_array(calendar, dates, results, 4, results, &error));
  CHECK(results[0] == 1 && results[1] == 0);
  CHECK(results[2] == AFTERCOURSE_NO_DATE && results[3] == AFTERCOURSE_NO_DATE);

  OK(aftercourse_calendar_roll_array(calendar, dates, 4, "following", LEN, days, &error));
  CHECK(days[0] == dates[0] && days[1] == day("2026-10-08") && days[2] == dates[2]);
  CHECK(days[3] == AFTERCOURSE_NO_DATE);

  OK(aftercourse_calendar_is_working_day_array(calendar, NULL, 0, NULL, &error));
  OK(aftercourse_calendar_add_working_days_array(calendar, NULL, NULL, 0, NULL, &error));
  OK(aftercourse_calendar_working_days_between_array(calendar, NULL, NULL, 0, NULL, &error));
  OK(aftercourse_calendar_roll_array(calendar, NULL, 0, "following", LEN, NULL, &error));
  aftercourse_calendar_free(calendar);
}

/* The call is refused for row 2, which the error names. */
#define FAILS_AT_2(code, call)                                                                               \
  do {                                                                                                       \
    CHECK((call) == AFTERCOURSE_STATUS_INVALID_ARGUMENT);                                                    \
    CHECK(strcmp(aftercourse_error_where(error), "row 2") == 0);                                             \
    CHECK(strcmp(aftercourse_error_code(error), code) == 0);                                                 \
    aftercourse_error_free(error);                                                                           \
  } while (0)

/* One bad day leaves every result as it was. */
static void test_refused(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = cn();
  int32_t dates[4] = DATES;
  int32_t numbers[4] = {1, 1, INT32_MAX, 1};
  const int32_t from[4] = {dates[0], dates[0], dates[0], dates[0]};
  int32_t results[4] = {7, 7, 7, 7};
  FAILS_AT_2("AC1101",
             aftercourse_calendar_add_working_days_array(calendar, dates, numbers, 4, results, &error));
  const char* codes[2] = {"AC1114", "AC1101"};
  for (int i = 0; i < 2; ++i) {
    dates[2] = i == 0 ? day("2030-01-01") : INT32_MAX;
    numbers[2] = 1;
    FAILS_AT_2(codes[i], aftercourse_calendar_is_working_day_array(calendar, dates, 4, results, &error));
    FAILS_AT_2(codes[i],
               aftercourse_calendar_add_working_days_array(calendar, dates, numbers, 4, results, &error));
    FAILS_AT_2(codes[i],
               aftercourse_calendar_roll_array(calendar, dates, 4, "nearest", LEN, results, &error));
    FAILS_AT_2(codes[i],
               aftercourse_calendar_working_days_between_array(calendar, from, dates, 4, results, &error));
  }
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_roll_array(calendar, dates, 2, "backward", LEN, results, &error));
  for (int i = 0; i < 4; ++i) CHECK(results[i] == 7);

  MISUSE(aftercourse_calendar_is_working_day_array(NULL, dates, 1, results, &error));
  MISUSE(aftercourse_calendar_is_working_day_array(calendar, NULL, 1, results, &error));
  MISUSE(aftercourse_calendar_is_working_day_array(calendar, dates, 1, NULL, &error));
  MISUSE(aftercourse_calendar_is_working_day_array(calendar, dates, SIZE_MAX, results, &error));
  MISUSE(aftercourse_calendar_add_working_days_array(NULL, dates, numbers, 1, results, &error));
  MISUSE(aftercourse_calendar_add_working_days_array(calendar, dates, NULL, 1, results, &error));
  MISUSE(aftercourse_calendar_add_working_days_array(calendar, dates, numbers, 1, NULL, &error));
  MISUSE(aftercourse_calendar_working_days_between_array(NULL, dates, dates, 1, results, &error));
  MISUSE(aftercourse_calendar_working_days_between_array(calendar, dates, NULL, 1, results, &error));
  MISUSE(aftercourse_calendar_working_days_between_array(calendar, dates, dates, 1, NULL, &error));
  MISUSE(aftercourse_calendar_roll_array(NULL, dates, 1, "none", LEN, results, &error));
  MISUSE(aftercourse_calendar_roll_array(calendar, NULL, 1, "none", LEN, results, &error));
  MISUSE(aftercourse_calendar_roll_array(calendar, dates, 1, NULL, 0, results, &error));
  MISUSE(aftercourse_calendar_roll_array(calendar, dates, 1, "none", LEN, NULL, &error));
  aftercourse_calendar_free(calendar);
}

/* As many rows as are asked in several blocks, in place. */
static void test_long(void) {
  enum { rows = 10000 };
  static int32_t dates[rows], days[rows], single;
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = cn();
  for (int32_t i = 0; i < rows; ++i) {
    dates[i] = i % 100 == 0 ? AFTERCOURSE_NO_DATE : day("2010-01-01") + i % 5000;
    days[i] = i % 41 - 20;
  }
  static int32_t moved[rows];
  memcpy(moved, dates, sizeof moved);
  OK(aftercourse_calendar_add_working_days_array(calendar, moved, days, rows, moved, &error));
  for (int32_t i = 0; i < rows; ++i)
    if (i % 100 == 0) {
      CHECK(moved[i] == AFTERCOURSE_NO_DATE);
    } else {
      OK(aftercourse_calendar_add_working_days(calendar, dates[i], days[i], &single, &error));
      CHECK(moved[i] == single);
    }
  aftercourse_calendar_free(calendar);
}

int main(void) {
  test_answers();
  test_refused();
  test_long();
  return 0;
}
