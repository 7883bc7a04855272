/* Recurrences: made, walked in pages, bounded, and what is refused. */
#include "check.h"

enum { page = 4 };
static int32_t dates[page], seconds[page];

static aftercourse_recurrence* recurrence(const char* rule, const char* start,
                                          const aftercourse_recurrence_options* options) {
  aftercourse_error* error = NULL;
  aftercourse_recurrence* made = NULL;
  OK(aftercourse_recurrence_new(rule, LEN, start, LEN, options, &made, &error));
  return made;
}

static aftercourse_occurrences* walk(const aftercourse_recurrence* of, const char* from, const char* to) {
  aftercourse_error* error = NULL;
  aftercourse_occurrences* occurrences = NULL;
  OK(aftercourse_recurrence_occurrences(of, from, LEN, to, LEN, &occurrences, &error));
  return occurrences;
}

/* The next page, into `dates` and `seconds`. */
static size_t next(aftercourse_occurrences* occurrences) {
  aftercourse_error* error = NULL;
  size_t count = 99;
  OK(aftercourse_occurrences_next(occurrences, page, dates, seconds, &count, &error));
  return count;
}

/* The last Friday of each month at nine, in pages, without end. */
static void test_pages(void) {
  aftercourse_recurrence* fridays = recurrence("FREQ=MONTHLY;BYDAY=-1FR", "2026-01-30T09:00", NULL);
  aftercourse_occurrences* all = walk(fridays, NULL, NULL);
  CHECK(next(all) == page);
  CHECK(dates[0] == day("2026-01-30") && dates[1] == day("2026-02-27") && dates[3] == day("2026-04-24"));
  CHECK(seconds[0] == 9 * 3600 && seconds[3] == 9 * 3600);
  CHECK(next(all) == page);
  CHECK(dates[0] == day("2026-05-29"));

  /* Both ends are included; a date as the last includes its day. The recurrence may go first. */
  aftercourse_occurrences* some = walk(fridays, "2026-06-26", "2026-07-31");
  aftercourse_recurrence_free(fridays);
  CHECK(next(some) == 2);
  CHECK(dates[0] == day("2026-06-26") && dates[1] == day("2026-07-31"));
  CHECK(next(some) == 0);
  CHECK(next(some) == 0);
  aftercourse_occurrences_free(all);
  aftercourse_occurrences_free(some);
  aftercourse_recurrence_free(NULL);
  aftercourse_occurrences_free(NULL);
}

static void test_bounds(void) {
  aftercourse_error* error = NULL;
  aftercourse_recurrence* daily = recurrence("FREQ=DAILY", "9999-12-30", NULL);
  aftercourse_occurrences* last = walk(daily, NULL, NULL);
  size_t count = 99;
  OK(aftercourse_occurrences_next(last, 0, NULL, NULL, &count, &error));
  CHECK(count == 0);
  OK(aftercourse_occurrences_next(last, 1, dates, NULL, &count, &error));
  CHECK(count == 1 && dates[0] == day("9999-12-30"));
  CHECK(next(last) == 1 && dates[0] == day("9999-12-31") && seconds[0] == AFTERCOURSE_NO_TIME);
  CHECK(next(last) == 0);
  aftercourse_occurrences_free(last);
  aftercourse_occurrences* backward = walk(daily, "9999-12-31", "9999-12-30");
  CHECK(next(backward) == 0);
  aftercourse_occurrences_free(backward);
  aftercourse_recurrence_free(daily);

  aftercourse_recurrence* never = recurrence("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "1400-01-01", NULL);
  aftercourse_occurrences* none = walk(never, NULL, NULL);
  CHECK(next(none) == 0);
  aftercourse_occurrences_free(none);
  aftercourse_recurrence_free(never);

  /* Three hundred years of seconds are no more memory than one of them. */
  aftercourse_recurrence* every_second = recurrence("FREQ=SECONDLY", "2026-01-01T00:00", NULL);
  aftercourse_occurrences* many = walk(every_second, "2100-01-01", "2400-01-01");
  CHECK(next(many) == page);
  CHECK(dates[0] == day("2100-01-01") && seconds[0] == 0 && seconds[3] == 3);
  aftercourse_occurrences_free(many);
  aftercourse_recurrence_free(every_second);
}

static void test_options(void) {
  aftercourse_recurrence_options options;
  aftercourse_recurrence_options_init(NULL);
  aftercourse_recurrence_options_init(&options);
  CHECK(options.struct_size == sizeof options && options.dates_length == LEN && options.calendar == NULL);
  options.further_rules = "[\"FREQ=DAILY;COUNT=2\"]";
  options.dates = "[\"2026-03-20\"]";
  options.exceptions = "[\"2026-03-09\"]";
  aftercourse_recurrence* set = recurrence("FREQ=WEEKLY;COUNT=3", "2026-03-02", &options);
  aftercourse_occurrences* all = walk(set, NULL, NULL);
  CHECK(next(all) == page); /* 2, 3 (daily), 16 and the 20th (added); the 9th is taken away */
  CHECK(dates[0] == day("2026-03-02") && dates[1] == day("2026-03-03"));
  CHECK(dates[2] == day("2026-03-16") && dates[3] == day("2026-03-20"));
  CHECK(next(all) == 0);
  aftercourse_occurrences_free(all);

  aftercourse_error* error = NULL;
  int32_t contains = -1;
  OK(aftercourse_recurrence_contains(set, "2026-03-16", LEN, &contains, &error));
  CHECK(contains == 1);
  OK(aftercourse_recurrence_contains(set, "2026-03-09", LEN, &contains, &error));
  CHECK(contains == 0);
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_recurrence_contains(set, "March", LEN, &contains, &error));
  MISUSE(aftercourse_recurrence_contains(NULL, "2026-03-09", LEN, &contains, &error));
  MISUSE(aftercourse_recurrence_contains(set, NULL, 0, &contains, &error));
  MISUSE(aftercourse_recurrence_contains(set, "2026-03-09", LEN, NULL, &error));
  aftercourse_recurrence_free(set);

  /* Without a rule the start is the first. */
  options.further_rules = NULL;
  aftercourse_recurrence* single = recurrence(NULL, "2026-03-02", &options);
  aftercourse_occurrences* two = walk(single, NULL, NULL);
  CHECK(next(two) == 2);
  CHECK(dates[0] == day("2026-03-02") && dates[1] == day("2026-03-20"));
  aftercourse_occurrences_free(two);
  aftercourse_recurrence_free(single);
}

/* The last working day of each month, as far as the calendar knows. */
static void test_working_days(void) {
  aftercourse_error* error = NULL;
  aftercourse_calendar* cn = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &cn, &error));
  aftercourse_recurrence_options options;
  aftercourse_recurrence_options_init(&options);
  options.calendar = cn;
  aftercourse_recurrence* ends = recurrence("FREQ=MONTHLY;X-BYWORKDAY=-1", "2026-02-01", &options);
  aftercourse_calendar_free(cn);

  aftercourse_occurrences* first = walk(ends, NULL, "2026-03-31");
  CHECK(next(first) == 2);
  CHECK(dates[0] == day("2026-02-28") && dates[1] == day("2026-03-31"));
  aftercourse_occurrences_free(first);
  aftercourse_occurrences* known = walk(ends, "2026-11-01", "2026-12-31");
  CHECK(next(known) == 2);
  CHECK(next(known) == 0);
  aftercourse_occurrences_free(known);

  /* What is known is handed out first; then the failure stays. */
  aftercourse_occurrences* on = walk(ends, "2026-11-01", NULL);
  CHECK(next(on) == 2);
  CHECK(dates[0] == day("2026-11-30") && dates[1] == day("2026-12-31"));
  size_t count = 99;
  for (int i = 0; i < 2; ++i)
    FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
          aftercourse_occurrences_next(on, page, dates, seconds, &count, &error));
  CHECK(count == 99);
  aftercourse_occurrences_free(on);
  aftercourse_recurrence_free(ends);
}

/* The call is refused with that code. */
#define REFUSED(code, call)                                                                                  \
  do {                                                                                                       \
    CHECK((call) == AFTERCOURSE_STATUS_INVALID_ARGUMENT);                                                    \
    CHECK(strcmp(aftercourse_error_code(error), code) == 0);                                                 \
    aftercourse_error_free(error);                                                                           \
  } while (0)

static void test_refused(void) {
  aftercourse_error* error = NULL;
  aftercourse_recurrence* made = NULL;
  const char* daily = "FREQ=DAILY";
  REFUSED("AC1140", aftercourse_recurrence_new("FREQ=NEVER", LEN, "2026-01-01", LEN, NULL, &made, &error));
  REFUSED("AC1140", aftercourse_recurrence_new("", 0, "2026-01-01", LEN, NULL, &made, &error));
  REFUSED("AC1140", aftercourse_recurrence_new(daily, 9, "2026-01-01", LEN, NULL, &made, &error));
  REFUSED("AC1140", aftercourse_recurrence_new("FREQ=DAILY;COUNT=1;UNTIL=20260101", LEN, "2026-01-01", LEN,
                                               NULL, &made, &error));
  REFUSED("AC1141", aftercourse_recurrence_new(daily, LEN, "2026-02-30", LEN, NULL, &made, &error));
  REFUSED("AC1141", aftercourse_recurrence_new(daily, LEN, "1399-12-31", LEN, NULL, &made, &error));
  REFUSED("AC1141", aftercourse_recurrence_new(daily, LEN, "2026-01-01T09:00Z", LEN, NULL, &made, &error));
  REFUSED("AC1142", aftercourse_recurrence_new("FREQ=HOURLY", LEN, "2026-01-01", LEN, NULL, &made, &error));
  REFUSED("AC1142", aftercourse_recurrence_new("FREQ=MONTHLY;X-BYWORKDAY=1", LEN, "2026-01-01", LEN, NULL,
                                               &made, &error));
  aftercourse_recurrence_options options;
  aftercourse_recurrence_options_init(&options);
  options.dates = "[\"2026-01-02T09:00\"]";
  REFUSED("AC1142", aftercourse_recurrence_new(daily, LEN, "2026-01-01", LEN, &options, &made, &error));
  options.dates = "2026-01-02";
  REFUSED("AC9110", aftercourse_recurrence_new(daily, LEN, "2026-01-01", LEN, &options, &made, &error));
  options.dates = NULL;
  options.exceptions = "[\"tomorrow\"]";
  REFUSED("AC1141", aftercourse_recurrence_new(daily, LEN, "2026-01-01", LEN, &options, &made, &error));
  options.exceptions = NULL;
  options.further_rules = "[\"FREQ=\"]";
  REFUSED("AC1140", aftercourse_recurrence_new(daily, LEN, "2026-01-01", LEN, &options, &made, &error));
  options.struct_size = 0;
  MISUSE(aftercourse_recurrence_new(daily, LEN, "2026-01-01", LEN, &options, &made, &error));
  MISUSE(aftercourse_recurrence_new(NULL, 3, "2026-01-01", LEN, NULL, &made, &error));
  MISUSE(aftercourse_recurrence_new(daily, LEN, NULL, 0, NULL, &made, &error));
  MISUSE(aftercourse_recurrence_new(daily, LEN, "2026-01-01", LEN, NULL, NULL, &error));
  CHECK(made == NULL);

  made = recurrence(daily, "2026-01-01", NULL);
  aftercourse_occurrences* occurrences = NULL;
  REFUSED("AC1141", aftercourse_recurrence_occurrences(made, "", 0, NULL, 0, &occurrences, &error));
  REFUSED("AC1141",
          aftercourse_recurrence_occurrences(made, NULL, 0, "10000-01-01", LEN, &occurrences, &error));
  MISUSE(aftercourse_recurrence_occurrences(NULL, NULL, 0, NULL, 0, &occurrences, &error));
  MISUSE(aftercourse_recurrence_occurrences(made, NULL, 0, NULL, 0, NULL, &error));
  CHECK(occurrences == NULL);
  occurrences = walk(made, NULL, NULL);
  size_t count = 99;
  MISUSE(aftercourse_occurrences_next(NULL, page, dates, seconds, &count, &error));
  MISUSE(aftercourse_occurrences_next(occurrences, page, NULL, seconds, &count, &error));
  MISUSE(aftercourse_occurrences_next(occurrences, SIZE_MAX, dates, seconds, &count, &error));
  MISUSE(aftercourse_occurrences_next(occurrences, page, dates, seconds, NULL, &error));
  CHECK(count == 99);
  CHECK(next(occurrences) == page && dates[0] == day("2026-01-01")); /* nothing was lost */
  aftercourse_occurrences_free(occurrences);
  aftercourse_recurrence_free(made);
}

int main(void) {
  test_pages();
  test_bounds();
  test_options();
  test_working_days();
  test_refused();
  return 0;
}
