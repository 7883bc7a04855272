/* Planning with calendars alone, without an engine: a company's own day off, when a duty is to be done and
 * why, the dates of many evaluations at once, and a monthly meeting. */
#include <stdio.h>

#include <aftercourse.h>

#define LEN AFTERCOURSE_TERMINATED /* the texts below end with a NUL */

enum { courses = 3, meetings = 4 };

struct plan {
  aftercourse_calendar *country, *company;
  int32_t first, last; /* between which the follow-up is due */
  char* reasons;
  int32_t evaluations[courses];
  aftercourse_recurrence* meeting;
  aftercourse_occurrences* next_meetings;
  int32_t days[meetings], seconds[meetings];
  size_t found;
};

/* China's calendar, and the day of the company's anniversary off. */
static int make_calendar(struct plan* plan, aftercourse_error** error) {
  static const int32_t off = 0;
  int32_t anniversary = 0;
  return aftercourse_calendar_built_in("cn", LEN, &plan->country, error) ||
         aftercourse_date_parse("2026-10-12", LEN, &anniversary, error) ||
         aftercourse_calendar_with_special_days(plan->country, &anniversary, &off, 1, "Anniversary", LEN,
                                                NULL, 0, &plan->company, error);
}

/* The follow-up of a course that ends a week before the October holiday. */
static int plan_follow_up(struct plan* plan, aftercourse_error** error) {
  int32_t ends = 0;
  return aftercourse_date_parse("2026-09-24", LEN, &ends, error) ||
         aftercourse_window_at("1 week", LEN, "10 working days", LEN, "following", LEN, ends, plan->company,
                               &plan->first, &plan->last, error) ||
         aftercourse_window_explain_json("1 week", LEN, "10 working days", LEN, "following", LEN, ends,
                                         plan->company, &plan->reasons, NULL, error);
}

/* Three months after each course, on a working day. The second course has not ended. */
static int plan_evaluations(struct plan* plan, aftercourse_error** error) {
  int32_t* days = plan->evaluations;
  days[1] = AFTERCOURSE_NO_DATE;
  return aftercourse_date_parse("2026-07-03", LEN, &days[0], error) ||
         aftercourse_date_parse("2026-09-24", LEN, &days[2], error) ||
         aftercourse_period_add_array("3 months", LEN, days, courses, NULL, days, error) ||
         aftercourse_calendar_roll_array(plan->company, days, courses, "following", LEN, days, error);
}

/* At four in the afternoon of each month's last working day, as far as the days off are announced. */
static int plan_meetings(struct plan* plan, aftercourse_error** error) {
  aftercourse_recurrence_options options;
  aftercourse_recurrence_options_init(&options);
  options.calendar = plan->company;
  return aftercourse_recurrence_new("FREQ=MONTHLY;X-BYWORKDAY=-1", LEN, "2026-09-01T16:00", LEN, &options,
                                    &plan->meeting, error) ||
         aftercourse_recurrence_occurrences(plan->meeting, NULL, 0, NULL, 0, &plan->next_meetings, error) ||
         aftercourse_occurrences_next(plan->next_meetings, meetings, plan->days, plan->seconds, &plan->found,
                                      error);
}

static void print_day(const char* what, int32_t day) {
  char* text = NULL;
  if (aftercourse_date_format(day, &text, NULL, NULL) == AFTERCOURSE_OK) printf("%s %s", what, text);
  aftercourse_text_free(text);
}

static void print(const struct plan* plan) {
  print_day("follow-up from", plan->first);
  print_day(" to", plan->last);
  printf(", because\n%s\n", plan->reasons);
  for (size_t i = 0; i < courses; ++i)
    if (plan->evaluations[i] == AFTERCOURSE_NO_DATE)
      printf("evaluation not yet known\n");
    else
      print_day("evaluation on", plan->evaluations[i]), printf("\n");
  for (size_t i = 0; i < plan->found; ++i)
    print_day("meeting on", plan->days[i]), printf(" at %d:00\n", (int)(plan->seconds[i] / 3600));
}

/* Every call may fail; the first that does ends the example. */
int main(void) {
  struct plan plan = {0};
  aftercourse_error* error = NULL;
  const int failed = make_calendar(&plan, &error) || plan_follow_up(&plan, &error) ||
                     plan_evaluations(&plan, &error) || plan_meetings(&plan, &error);
  if (failed)
    fprintf(stderr, "%s [%s]\n", aftercourse_error_message(error), aftercourse_error_code(error));
  else
    print(&plan);

  aftercourse_occurrences_free(plan.next_meetings);
  aftercourse_recurrence_free(plan.meeting);
  aftercourse_text_free(plan.reasons);
  aftercourse_calendar_free(plan.company);
  aftercourse_calendar_free(plan.country);
  aftercourse_error_free(error);
  return failed;
}
