/* Periods: read, and added to a day and to arrays of days. */
#include "check.h"

static int32_t after(const char* period, const char* date, const aftercourse_calendar* calendar) {
  aftercourse_error* error = NULL;
  int32_t result = 0;
  OK(aftercourse_period_add(period, LEN, day(date), calendar, &result, &error));
  return result;
}

static void test_parse(void) {
  static const struct {
    const char* text;
    int32_t count, unit;
  } good[] = {{"10 days", 10, AFTERCOURSE_UNIT_DAYS},
              {"1 working day", 1, AFTERCOURSE_UNIT_WORKING_DAYS},
              {"5个工作日", 5, AFTERCOURSE_UNIT_WORKING_DAYS},
              {"-2 weeks", -2, AFTERCOURSE_UNIT_WEEKS},
              {"half a year", 6, AFTERCOURSE_UNIT_MONTHS},
              {"1 quarter", 1, AFTERCOURSE_UNIT_QUARTERS},
              {"0 years", 0, AFTERCOURSE_UNIT_YEARS},
              {"2147483647 years", INT32_MAX, AFTERCOURSE_UNIT_YEARS}};
  static const char* const bad[] = {"",        "3", "months", "3 fortnights", "3 months ", "2147483648 days",
                                    "1.5 days"};
  aftercourse_error* error = NULL;
  int32_t count = 0, unit = 0;
  for (size_t i = 0; i < sizeof good / sizeof *good; ++i) {
    OK(aftercourse_period_parse(good[i].text, LEN, &count, &unit, &error));
    CHECK(count == good[i].count && unit == good[i].unit);
  }
  count = unit = -1;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; ++i)
    FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_period_parse(bad[i], LEN, &count, &unit, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_period_parse("3 days", 3, &count, &unit, &error));
  MISUSE(aftercourse_period_parse(NULL, 0, &count, &unit, &error));
  MISUSE(aftercourse_period_parse("3 days", LEN, NULL, &unit, &error));
  MISUSE(aftercourse_period_parse("3 days", LEN, &count, NULL, &error));
  CHECK(count == -1 && unit == -1);
}

static void test_add(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));
  CHECK(after("1 month", "2026-01-31", NULL) == day("2026-02-28"));
  CHECK(after("1 month", "2026-02-28", NULL) == day("2026-03-28"));
  CHECK(after("-1 year", "2028-02-29", NULL) == day("2027-02-28"));
  CHECK(after("2 weeks", "2026-09-30", cn) == day("2026-10-14"));
  CHECK(after("1 working day", "2026-09-30", cn) == day("2026-10-08"));
  CHECK(after("1 day", "9999-12-30", NULL) == day("9999-12-31"));

  int32_t result = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_period_add("1 day", LEN, day("9999-12-31"), NULL, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_period_add("-1 month", LEN, day("1400-01-31"), NULL, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_period_add("2147483647 years", LEN, 0, NULL, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_period_add("0 days", LEN, AFTERCOURSE_NO_DATE, NULL, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* not announced */
        aftercourse_period_add("1 working day", LEN, day("2026-12-31"), cn, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_period_add("soon", LEN, 0, NULL, &result, &error));
  MISUSE(aftercourse_period_add("1 working day", LEN, 0, NULL, &result, &error));
  MISUSE(aftercourse_period_add(NULL, 0, 0, NULL, &result, &error));
  MISUSE(aftercourse_period_add("1 day", LEN, 0, NULL, NULL, &error));
  CHECK(result == -1);
  aftercourse_calendar_free(cn);
}

static void test_array(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));
  int32_t dates[3] = {day("2026-01-31"), AFTERCOURSE_NO_DATE, day("2026-09-30")};
  OK(aftercourse_period_add_array("1 month", LEN, dates, 3, NULL, dates, &error));
  CHECK(dates[0] == day("2026-02-28") && dates[1] == AFTERCOURSE_NO_DATE && dates[2] == day("2026-10-30"));
  OK(aftercourse_period_add_array("-1 working day", LEN, dates, 3, cn, dates, &error));
  CHECK(dates[0] == day("2026-02-27") && dates[1] == AFTERCOURSE_NO_DATE && dates[2] == day("2026-10-29"));
  OK(aftercourse_period_add_array("1 day", LEN, NULL, 0, NULL, NULL, &error));

  dates[2] = INT32_MAX;
  int32_t results[3] = {7, 7, 7};
  CHECK(aftercourse_period_add_array("1 month", LEN, dates, 3, NULL, results, &error) ==
        AFTERCOURSE_STATUS_INVALID_ARGUMENT);
  CHECK(strcmp(aftercourse_error_where(error), "row 2") == 0);
  aftercourse_error_free(error);
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_period_add_array("1 working day", LEN, dates, 3, cn, results, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_period_add_array("soon", LEN, dates, 1, NULL, results, &error));
  MISUSE(aftercourse_period_add_array("1 working day", LEN, dates, 1, NULL, results, &error));
  MISUSE(aftercourse_period_add_array(NULL, 0, dates, 1, NULL, results, &error));
  MISUSE(aftercourse_period_add_array("1 day", LEN, NULL, 1, NULL, results, &error));
  MISUSE(aftercourse_period_add_array("1 day", LEN, dates, 1, NULL, NULL, &error));
  CHECK(results[0] == 7 && results[1] == 7 && results[2] == 7);
  aftercourse_calendar_free(cn);
}

int main(void) {
  test_parse();
  test_add();
  test_array();
  return 0;
}
