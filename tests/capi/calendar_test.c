/* Calendars: how they are made, what they answer for single days, and what is refused. */
#include "check.h"

static aftercourse_calendar* built_in(const char* name) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* calendar = NULL;
  OK(aftercourse_calendar_built_in(name, LEN, &calendar, &error));
  return calendar;
}

static int32_t worked(const aftercourse_calendar* calendar, const char* date) {
  aftercourse_error* error = NULL;
  int32_t working = -1;
  OK(aftercourse_calendar_is_working_day(calendar, day(date), &working, &error));
  return working;
}

static const int32_t too_early = -208189, too_late = 2932897; /* 1399-12-31 and 10000-01-01 */

/* 30 September 2026 is a Wednesday before the National Day holiday; 10 October a make-up working Saturday. */
static void test_arithmetic(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = built_in("cn");
  CHECK(worked(cn, "2026-09-30") == 1);
  CHECK(worked(cn, "2026-10-01") == 0);
  CHECK(worked(cn, "2026-10-10") == 1);

  int32_t result = 0;
  OK(aftercourse_calendar_add_working_days(cn, day("2026-09-30"), 1, &result, &error));
  CHECK(result == day("2026-10-08"));
  OK(aftercourse_calendar_add_working_days(cn, day("2026-10-08"), -1, &result, &error));
  CHECK(result == day("2026-09-30"));
  OK(aftercourse_calendar_add_working_days(cn, day("2026-10-01"), 0, &result, &error));
  CHECK(result == day("2026-10-01"));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_add_working_days(cn, day("2026-01-01"), INT64_MAX, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_add_working_days(cn, day("2026-01-01"), INT64_MIN, &result, &error));

  int64_t between = 0;
  OK(aftercourse_calendar_working_days_between(cn, day("2026-09-30"), day("2026-10-08"), &between, &error));
  CHECK(between == 1);
  OK(aftercourse_calendar_working_days_between(cn, day("2026-10-08"), day("2026-09-30"), &between, &error));
  CHECK(between == -1);

  int32_t working = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day(cn, AFTERCOURSE_NO_DATE, &working, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day(cn, INT32_MAX, &working, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_working_days_between(cn, too_early, 0, &between, &error));
  CHECK(result == day("2026-10-01") && between == -1 && working == -1);
  MISUSE(aftercourse_calendar_is_working_day(NULL, 0, &working, &error));
  MISUSE(aftercourse_calendar_is_working_day(cn, 0, NULL, &error));
  MISUSE(aftercourse_calendar_add_working_days(NULL, 0, 1, &result, &error));
  MISUSE(aftercourse_calendar_add_working_days(cn, 0, 1, NULL, &error));
  MISUSE(aftercourse_calendar_working_days_between(NULL, 0, 1, &between, &error));
  MISUSE(aftercourse_calendar_working_days_between(cn, 0, 1, NULL, &error));
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(NULL);
}

static int32_t nth(const aftercourse_calendar* calendar, const char* span, const char* date, int64_t n) {
  aftercourse_error* error = NULL;
  int32_t result = 0;
  OK(aftercourse_calendar_nth_working_day(calendar, span, LEN, day(date), n, &result, &error));
  return result;
}

static void test_nth(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = built_in("cn");
  CHECK(nth(cn, "month", "2026-10-31", 1) == day("2026-10-08"));
  CHECK(nth(cn, "month", "2026-02-01", -1) == day("2026-02-28")); /* a make-up Saturday */
  CHECK(nth(cn, "quarter", "2026-11-15", 1) == day("2026-10-08"));
  CHECK(nth(cn, "year", "2026-06-01", -1) == day("2026-12-31"));

  int32_t result = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_nth_working_day(cn, "month", LEN, day("2026-10-01"), 0, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_nth_working_day(cn, "month", LEN, day("2026-10-01"), 32, &result, &error));
  FAILS(
      AFTERCOURSE_STATUS_INVALID_ARGUMENT,
      aftercourse_calendar_nth_working_day(cn, "month", LEN, day("2026-10-01"), INT64_MIN, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_nth_working_day(cn, "week", LEN, day("2026-10-01"), 1, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_nth_working_day(cn, "month", 4, day("2026-10-01"), 1, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_nth_working_day(cn, "month", LEN, too_late, 1, &result, &error));
  MISUSE(aftercourse_calendar_nth_working_day(cn, NULL, 0, 0, 1, &result, &error));
  MISUSE(aftercourse_calendar_nth_working_day(NULL, "month", LEN, 0, 1, &result, &error));
  MISUSE(aftercourse_calendar_nth_working_day(cn, "month", LEN, 0, 1, NULL, &error));
  CHECK(result == -1);
  aftercourse_calendar_free(cn);
}

static int32_t rolled(const aftercourse_calendar* calendar, const char* date, const char* convention) {
  aftercourse_error* error = NULL;
  int32_t result = 0;
  OK(aftercourse_calendar_roll(calendar, day(date), convention, LEN, &result, &error));
  return result;
}

/* The holiday lasts from Thursday 1 to Wednesday 7 October 2026; 31 October is a Saturday. */
static void test_roll(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = built_in("cn");
  CHECK(rolled(cn, "2026-10-03", "none") == day("2026-10-03"));
  CHECK(rolled(cn, "2026-10-03", "following") == day("2026-10-08"));
  CHECK(rolled(cn, "2026-10-03", "preceding") == day("2026-09-30"));
  CHECK(rolled(cn, "2026-10-03", "nearest") == day("2026-09-30"));
  CHECK(rolled(cn, "2026-10-04", "nearest") == day("2026-10-08")); /* both are four days away */
  CHECK(rolled(cn, "2026-10-31", "modified_following") == day("2026-10-30"));
  CHECK(rolled(cn, "2026-10-03", "modified_preceding") == day("2026-10-08"));
  CHECK(rolled(cn, "2026-10-10", "following") == day("2026-10-10"));

  int32_t result = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_roll(cn, day("2026-10-03"), "Following", LEN, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_roll(cn, day("2026-10-03"), "", 0, &result, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_roll(cn, too_early, "none", LEN, &result, &error));
  MISUSE(aftercourse_calendar_roll(cn, 0, NULL, 0, &result, &error));
  MISUSE(aftercourse_calendar_roll(NULL, 0, "none", LEN, &result, &error));
  MISUSE(aftercourse_calendar_roll(cn, 0, "none", LEN, NULL, &error));
  CHECK(result == -1);
  aftercourse_calendar_free(cn);
}

/* Beyond what was announced a calendar refuses, or assumes the week when it is told to. */
static void test_announced(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar *cn = built_in("cn"), *assuming = NULL;
  int32_t first = 0, last = 0, answer = -1;
  OK(aftercourse_calendar_announced(cn, &first, &last, &error));
  CHECK(first == day("2007-01-01") && last == day("2026-12-31"));
  OK(aftercourse_calendar_assuming(cn, &assuming, &error));
  OK(aftercourse_calendar_assumes(cn, &answer, &error));
  CHECK(answer == 0);
  OK(aftercourse_calendar_assumes(assuming, &answer, &error));
  CHECK(answer == 1);

  OK(aftercourse_calendar_is_provisional(cn, last, last, &answer, &error));
  CHECK(answer == 0);
  OK(aftercourse_calendar_is_provisional(cn, last, last + 1, &answer, &error));
  CHECK(answer == 1);
  OK(aftercourse_calendar_is_provisional(cn, first, first - 1, &answer, &error));
  CHECK(answer == 1);

  answer = -1;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day(cn, day("2040-10-01"), &answer, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_provisional(cn, first, too_late, &answer, &error));
  CHECK(answer == -1);
  CHECK(worked(assuming, "2040-10-01") == 1); /* a Monday */
  MISUSE(aftercourse_calendar_assuming(NULL, &assuming, &error));
  MISUSE(aftercourse_calendar_assuming(cn, NULL, &error));
  MISUSE(aftercourse_calendar_announced(NULL, &first, &last, &error));
  MISUSE(aftercourse_calendar_announced(cn, NULL, &last, &error));
  MISUSE(aftercourse_calendar_announced(cn, &first, NULL, &error));
  MISUSE(aftercourse_calendar_assumes(NULL, &answer, &error));
  MISUSE(aftercourse_calendar_assumes(cn, NULL, &error));
  MISUSE(aftercourse_calendar_is_provisional(NULL, 0, 0, &answer, &error));
  MISUSE(aftercourse_calendar_is_provisional(cn, 0, 0, NULL, &error));
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(assuming);
}

/* A holiday feed: a make-up day is told by its mark, and a fault by its line. */
static void test_ics(void) {
  static const char feed[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261001\n"
                             "DTEND;VALUE=DATE:20261008\nSUMMARY:Day\nEND:VEVENT\nBEGIN:VEVENT\n"
                             "DTSTART:20261010\nCATEGORIES:WORKING DAY\nEND:VEVENT\nEND:VCALENDAR\n";
  static const char bad[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:tomorrow\nEND:VEVENT\nEND:VCALENDAR\n";
  aftercourse_error* error = NULL;
  aftercourse_calendar *own = NULL, *same = NULL, *none = NULL;
  char* ics = NULL;
  int32_t is_working = -1;
  OK(aftercourse_calendar_from_ics(feed, LEN, AFTERCOURSE_NO_DATE, AFTERCOURSE_NO_DATE, &own, &error));
  CHECK(worked(own, "2026-10-07") == 0); /* a Wednesday */
  CHECK(worked(own, "2026-10-10") == 1); /* a Saturday */
  OK(aftercourse_calendar_to_ics(own, &ics, NULL, &error));
  OK(aftercourse_calendar_from_ics(ics, LEN, AFTERCOURSE_NO_DATE, AFTERCOURSE_NO_DATE, &same, &error));
  aftercourse_text_free(ics);
  OK(aftercourse_calendar_to_ics(same, &ics, NULL, &error));
  HOLDS(ics, "X-AFTERCOURSE-ANNOUNCED:20260101/20261231");
  aftercourse_calendar_free(same);

  OK(aftercourse_calendar_from_ics(feed, LEN, day("2026-10-01"), day("2026-10-31"), &same, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_is_working_day(same, day("2026-11-01"), &is_working, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_from_ics(feed, LEN, day("2026-10-01"), AFTERCOURSE_NO_DATE, &none, &error));
  CHECK(aftercourse_calendar_from_ics(bad, LEN, AFTERCOURSE_NO_DATE, AFTERCOURSE_NO_DATE, &none, &error) ==
        AFTERCOURSE_STATUS_DATA);
  aftercourse_fault fault;
  aftercourse_fault_init(&fault);
  CHECK(aftercourse_error_fault(error, 0, &fault) == AFTERCOURSE_OK);
  CHECK(fault.row == 3);
  aftercourse_error_free(error);
  MISUSE(aftercourse_calendar_from_ics(NULL, 0, 0, 0, &none, &error));
  MISUSE(aftercourse_calendar_to_ics(NULL, &ics, NULL, &error));
  CHECK(none == NULL);
  aftercourse_calendar_free(own);
  aftercourse_calendar_free(same);
}

/* A calendar of one's own, there and back. */
static void test_text(void) {
  static const char json_text[] =
      "{\"name\": \"plant\", \"week\": \"1111110\", \"days_off\": [\"2026-08-03\"], \"working_days\": []}";
  static const char yaml_text[] = "name: plant\nweek: \"1111110\"\ndays_off: [2026-08-03]\n";
  aftercourse_error* error = NULL;
  aftercourse_calendar *own = NULL, *same = NULL;
  char *json = NULL, *again = NULL;
  OK(aftercourse_calendar_from_json(json_text, LEN, &own, &error));
  CHECK(strcmp(aftercourse_calendar_name(own), "plant") == 0);
  CHECK(strcmp(aftercourse_calendar_name(NULL), "") == 0);
  CHECK(worked(own, "2026-09-12") == 1); /* a Saturday */
  CHECK(worked(own, "2026-08-03") == 0); /* a Monday */
  OK(aftercourse_calendar_from_yaml(yaml_text, LEN, &same, &error));
  OK(aftercourse_calendar_to_json(own, &json, NULL, &error));
  OK(aftercourse_calendar_to_json(same, &again, NULL, &error));
  CHECK(strcmp(json, again) == 0);
  aftercourse_text_free(again);
  HOLDS(json, "plant");
  aftercourse_calendar_free(own);
  aftercourse_calendar_free(same);

  own = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_from_json("{\"name\": \"idle\", \"week\": \"0000000\"}", LEN, &own, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_calendar_from_json("[", LEN, &own, &error));
  CHECK(aftercourse_calendar_from_yaml("name: x\nweek: long\n", LEN, &own, &error) ==
        AFTERCOURSE_STATUS_DATA);
  aftercourse_fault fault;
  aftercourse_fault_init(&fault);
  CHECK(aftercourse_error_fault(error, 0, &fault) == AFTERCOURSE_OK);
  CHECK(fault.row == 2 && strcmp(fault.field, "week") == 0);
  aftercourse_error_free(error);
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_calendar_from_yaml("", 0, &own, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_calendar_built_in("mars", LEN, &own, &error));
  MISUSE(aftercourse_calendar_built_in(NULL, 0, &own, &error));
  MISUSE(aftercourse_calendar_from_json(NULL, 0, &own, &error));
  MISUSE(aftercourse_calendar_from_yaml(NULL, 0, &own, &error));
  MISUSE(aftercourse_calendar_from_yaml(yaml_text, LEN, NULL, &error));
  CHECK(own == NULL);
  MISUSE(aftercourse_calendar_to_json(NULL, &json, NULL, &error));
}

#define NOTICE(year, days) "{\"year\": " year ", \"days\": [" days "]}"

/* Next year's notice is data. A second one of the same year is an amendment. */
static void test_notice(void) {
  static const char notice[] =
      NOTICE("2027", "{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true}");
  static const char second[] =
      NOTICE("2027", "{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": false}");
  aftercourse_error* error = NULL;
  aftercourse_calendar *cn = built_in("cn"), *known = NULL, *amended = NULL, *none = NULL;
  OK(aftercourse_calendar_with_notice(cn, notice, LEN, 0, &known, &error));
  CHECK(worked(known, "2027-01-01") == 0);
  int32_t first = 0, last = 0;
  OK(aftercourse_calendar_announced(known, &first, &last, &error));
  CHECK(last == day("2027-12-31"));
  FAILS(AFTERCOURSE_STATUS_CONFLICT, aftercourse_calendar_with_notice(known, second, LEN, 0, &none, &error));
  OK(aftercourse_calendar_with_notice(known, second, LEN, 1, &amended, &error));
  CHECK(worked(amended, "2027-01-01") == 1);
  CHECK(worked(known, "2027-01-01") == 0);

  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* 2027 would be missing */
        aftercourse_calendar_with_notice(cn, NOTICE("2028", ""), LEN, 0, &none, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_calendar_with_notice(cn, "{}", LEN, 0, &none, &error));
  MISUSE(aftercourse_calendar_with_notice(NULL, notice, LEN, 0, &none, &error));
  MISUSE(aftercourse_calendar_with_notice(cn, NULL, 0, 0, &none, &error));
  MISUSE(aftercourse_calendar_with_notice(cn, notice, LEN, 0, NULL, &error));
  CHECK(none == NULL);
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(known);
  aftercourse_calendar_free(amended);
}

static void test_special_days(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar *cn = built_in("cn"), *plant = NULL, *none = NULL;
  const int32_t dates[2] = {day("2026-08-03"), day("2026-08-08")}, working[2] = {0, 1};
  OK(aftercourse_calendar_with_special_days(cn, dates, working, 2, "shutdown", LEN, "works council", LEN,
                                            &plant, &error));
  CHECK(worked(plant, "2026-08-03") == 0);
  CHECK(worked(plant, "2026-08-08") == 1);
  CHECK(worked(cn, "2026-08-03") == 1);
  aftercourse_calendar_free(plant);
  plant = NULL;
  OK(aftercourse_calendar_with_special_days(cn, NULL, NULL, 0, NULL, 0, NULL, 0, &plant, &error));
  CHECK(worked(plant, "2026-08-03") == 1);

  const int32_t twice[2] = {day("2026-08-03"), day("2026-08-03")}, missing[1] = {AFTERCOURSE_NO_DATE};
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_with_special_days(cn, twice, working, 2, "", 0, "", 0, &none, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_with_special_days(cn, missing, working, 1, "", 0, "", 0, &none, &error));
  MISUSE(aftercourse_calendar_with_special_days(NULL, dates, working, 2, "", 0, "", 0, &none, &error));
  MISUSE(aftercourse_calendar_with_special_days(cn, NULL, working, 2, "", 0, "", 0, &none, &error));
  MISUSE(aftercourse_calendar_with_special_days(cn, dates, NULL, 2, "", 0, "", 0, &none, &error));
  MISUSE(aftercourse_calendar_with_special_days(cn, dates, working, SIZE_MAX, "", 0, "", 0, &none, &error));
  MISUSE(aftercourse_calendar_with_special_days(cn, dates, working, 2, NULL, 3, "", 0, &none, &error));
  MISUSE(aftercourse_calendar_with_special_days(cn, dates, working, 2, "", 0, "", 0, NULL, &error));
  CHECK(none == NULL);
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(plant);
}

static void test_joint(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar *cn = built_in("cn"), *weekdays = built_in("weekdays"), *both = NULL, *either = NULL;
  OK(aftercourse_calendar_both(cn, weekdays, &both, &error));
  OK(aftercourse_calendar_either(cn, weekdays, &either, &error));
  CHECK(worked(both, "2026-10-01") == 0 && worked(either, "2026-10-01") == 1); /* a Thursday off in cn */
  CHECK(worked(both, "2026-10-10") == 0 && worked(either, "2026-10-10") == 1); /* a Saturday worked in cn */
  CHECK(worked(both, "2026-10-11") == 0 && worked(either, "2026-10-11") == 0);

  aftercourse_calendar *weekend = NULL, *none = NULL;
  OK(aftercourse_calendar_from_json("{\"name\": \"weekend\", \"week\": \"0000011\"}", LEN, &weekend, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_calendar_both(weekdays, weekend, &none, &error));
  MISUSE(aftercourse_calendar_both(NULL, cn, &none, &error));
  MISUSE(aftercourse_calendar_both(cn, NULL, &none, &error));
  MISUSE(aftercourse_calendar_both(cn, cn, NULL, &error));
  MISUSE(aftercourse_calendar_either(NULL, cn, &none, &error));
  MISUSE(aftercourse_calendar_either(cn, NULL, &none, &error));
  MISUSE(aftercourse_calendar_either(cn, cn, NULL, &error));
  CHECK(none == NULL);
  aftercourse_calendar_free(cn);
  aftercourse_calendar_free(weekdays);
  aftercourse_calendar_free(weekend);
  aftercourse_calendar_free(both);
  aftercourse_calendar_free(either);
}

static void test_explain(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = built_in("cn");
  char* json = NULL;
  size_t length = 0;
  OK(aftercourse_calendar_explain_json(cn, day("2026-09-30"), day("2026-10-01"), &json, &length, &error));
  CHECK(length == strlen(json));
  CHECK(strstr(json, "{\"date\":\"2026-09-30\",\"working\":true,\"why\":\"pattern\",\"name\":\"\","
                     "\"source\":\"\",\"provisional\":false}") != NULL);
  HOLDS(json, "{\"date\":\"2026-10-01\",\"working\":false,\"why\":\"day_off\",\"name\":\"国庆节\"");
  OK(aftercourse_calendar_explain_json(cn, day("2026-10-10"), day("2026-10-10"), &json, NULL, &error));
  HOLDS(json, "\"working\":true,\"why\":\"make_up_day\"");
  OK(aftercourse_calendar_explain_json(cn, day("2026-10-02"), day("2026-10-01"), &json, NULL, &error));
  CHECK(strcmp(json, "[]") == 0);
  aftercourse_text_free(json);
  json = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, /* not announced */
        aftercourse_calendar_explain_json(cn, day("2026-12-31"), day("2027-01-01"), &json, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_calendar_explain_json(cn, too_early, 0, &json, NULL, &error));
  MISUSE(aftercourse_calendar_explain_json(NULL, 0, 0, &json, NULL, &error));
  MISUSE(aftercourse_calendar_explain_json(cn, 0, 0, NULL, NULL, &error));
  CHECK(json == NULL);
  aftercourse_calendar_free(cn);
}

int main(void) {
  test_arithmetic();
  test_nth();
  test_roll();
  test_announced();
  test_text();
  test_ics();
  test_notice();
  test_special_days();
  test_joint();
  test_explain();
  return 0;
}
