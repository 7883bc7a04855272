/* Calendars: single days, arrays, and what is refused. */
#include "check.h"

/* Beyond what was announced a calendar refuses, or assumes the week when it is told to. */
static void test_assuming(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar *cn = NULL, *assuming = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));
  OK(aftercourse_calendar_assuming(cn, &assuming, &error));
  int32_t worked = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day(cn, day("2040-10-01"), &worked, &error));
  CHECK(worked == -1);
  OK(aftercourse_calendar_is_working_day(assuming, day("2040-10-01"), &worked, &error)); /* a Monday */
  CHECK(worked == 1);
  MISUSE(aftercourse_calendar_assuming(NULL, &assuming, &error));
  MISUSE(aftercourse_calendar_assuming(cn, NULL, &error));
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(assuming);
}

int main(void) {
  test_assuming();
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));

  /* 30 September 2026 is a Wednesday before the National Day holiday; 10 October a make-up working Saturday.
   */
  int32_t working = -1;
  OK(aftercourse_calendar_is_working_day(cn, day("2026-09-30"), &working, &error));
  CHECK(working == 1);
  OK(aftercourse_calendar_is_working_day(cn, day("2026-10-01"), &working, &error));
  CHECK(working == 0);
  OK(aftercourse_calendar_is_working_day(cn, day("2026-10-10"), &working, &error));
  CHECK(working == 1);

  int32_t result = 0;
  OK(aftercourse_calendar_add_working_days(cn, day("2026-09-30"), 1, &result, &error));
  CHECK(result == day("2026-10-08"));
  OK(aftercourse_calendar_add_working_days(cn, day("2026-10-08"), -1, &result, &error));
  CHECK(result == day("2026-09-30"));
  OK(aftercourse_calendar_add_working_days(cn, day("2026-10-01"), 0, &result, &error));
  CHECK(result == day("2026-10-01"));

  int64_t between = 0;
  OK(aftercourse_calendar_working_days_between(cn, day("2026-09-30"), day("2026-10-08"), &between, &error));
  CHECK(between == 1);
  OK(aftercourse_calendar_working_days_between(cn, day("2026-10-08"), day("2026-09-30"), &between, &error));
  CHECK(between == -1);

  /* Arrays; the result may be an input. */
  int32_t dates[2] = {day("2026-09-30"), day("2026-10-01")};
  int32_t days[2] = {1, 1};
  int32_t results[2] = {-1, -1};
  OK(aftercourse_calendar_is_working_day_array(cn, dates, 2, results, &error));
  CHECK(results[0] == 1 && results[1] == 0);
  OK(aftercourse_calendar_add_working_days_array(cn, dates, days, 2, results, &error));
  CHECK(results[0] == day("2026-10-08") && results[1] == day("2026-10-08"));
  OK(aftercourse_calendar_working_days_between_array(cn, dates, results, 2, results, &error));
  CHECK(results[0] == 1 && results[1] == 1);
  OK(aftercourse_calendar_is_working_day_array(cn, NULL, 0, NULL, &error));

  /* One bad day leaves every result as it was. */
  dates[1] = AFTERCOURSE_NO_DATE;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day_array(cn, dates, 2, results, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_add_working_days_array(cn, dates, days, 2, results, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_working_days_between_array(cn, dates, dates, 2, results, &error));
  CHECK(results[0] == 1 && results[1] == 1);
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day(cn, INT32_MAX, &working, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_add_working_days(cn, day("2026-01-01"), INT64_MAX, &result, &error));

  MISUSE(aftercourse_calendar_is_working_day(NULL, 0, &working, &error));
  MISUSE(aftercourse_calendar_is_working_day(cn, 0, NULL, &error));
  MISUSE(aftercourse_calendar_is_working_day_array(cn, NULL, 1, results, &error));
  MISUSE(aftercourse_calendar_add_working_days(NULL, 0, 1, &result, &error));
  MISUSE(aftercourse_calendar_add_working_days(cn, 0, 1, NULL, &error));
  MISUSE(aftercourse_calendar_add_working_days_array(cn, dates, NULL, 1, results, &error));
  MISUSE(aftercourse_calendar_working_days_between(NULL, 0, 1, &between, &error));
  MISUSE(aftercourse_calendar_working_days_between_array(cn, dates, NULL, 1, results, &error));

  /* A calendar of one's own, there and back. */
  char* json = NULL;
  aftercourse_calendar* own = NULL;
  OK(aftercourse_calendar_from_json(
      "{\"name\": \"plant\", \"week\": \"1111110\", \"days_off\": [], \"working_days\": []}", LEN, &own,
      &error));
  OK(aftercourse_calendar_is_working_day(own, day("2026-09-12"), &working, &error)); /* a Saturday */
  CHECK(working == 1);
  OK(aftercourse_calendar_to_json(own, &json, NULL, &error));
  HOLDS(json, "plant");
  MISUSE(aftercourse_calendar_to_json(NULL, &json, NULL, &error));
  aftercourse_calendar_free(own);
  own = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_from_json("{\"name\": \"idle\", \"week\": \"0000000\"}", LEN, &own, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_calendar_from_json("[", LEN, &own, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_calendar_built_in("mars", LEN, &own, &error));
  MISUSE(aftercourse_calendar_from_json(NULL, 0, &own, &error));
  CHECK(own == NULL);
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(NULL);
  return 0;
}
