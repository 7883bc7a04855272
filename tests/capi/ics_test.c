/* Agendas and changes as iCalendar. */
#include "check.h"

static aftercourse_engine* engine;

static void test_agenda(void) {
  aftercourse_error* error = NULL;
  char *ics = NULL, *again = NULL;
  size_t length = 0;
  aftercourse_agenda_options two_weeks;
  aftercourse_agenda_options_init(&two_weeks);
  two_weeks.horizon = "2 weeks";
  OK(aftercourse_engine_agenda_ics(engine, day("2026-09-20"), &two_weeks, NULL, &ics, &length, &error));
  CHECK(strlen(ics) == length);
  CHECK(strncmp(ics, "BEGIN:VCALENDAR\r\n", 17) == 0);
  CHECK(strstr(ics, "BEGIN:VTODO\r\n") != NULL && strstr(ics, "@aftercourse\r\n") != NULL);
  CHECK(strstr(ics, "VALARM") == NULL);
  OK(aftercourse_engine_agenda_ics(engine, day("2026-09-20"), &two_weeks, NULL, &again, NULL, &error));
  CHECK(strcmp(ics, again) == 0);
  aftercourse_text_free(ics);
  aftercourse_text_free(again);

  aftercourse_ics_options form;
  aftercourse_ics_options_init(&form);
  CHECK(form.component == AFTERCOURSE_ICS_TODO && form.language == AFTERCOURSE_LANGUAGE_EN);
  aftercourse_ics_options_init(NULL);
  form.component = AFTERCOURSE_ICS_EVENT;
  form.language = AFTERCOURSE_LANGUAGE_ZH;
  form.alarms = "[\"1 working day 09:00\"]";
  form.domain = "hr.example.org";
  form.product = "-//Example//HR//ZH";
  OK(aftercourse_engine_agenda_ics(engine, day("2026-09-17"), &two_weeks, &form, &ics, NULL, &error));
  CHECK(strstr(ics, "PRODID:-//Example//HR//ZH\r\n") != NULL);
  CHECK(strstr(ics, "BEGIN:VEVENT\r\n") != NULL && strstr(ics, "@hr.example.org\r\n") != NULL);
  CHECK(strstr(ics, "DTEND;VALUE=DATE:") != NULL);
  HOLDS(ics, "TRIGGER;RELATED=START:");

  form.alarms = "[\"soon\"]";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_agenda_ics(engine, 0, NULL, &form, &ics, NULL, &error));
  aftercourse_ics_options_init(&form);
  form.component = 2;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_agenda_ics(engine, 0, NULL, &form, &ics, NULL, &error));
  form.struct_size = 0;
  MISUSE(aftercourse_engine_agenda_ics(engine, 0, NULL, &form, &ics, NULL, &error));
  MISUSE(aftercourse_engine_agenda_ics(NULL, 0, NULL, NULL, &ics, NULL, &error));
  MISUSE(aftercourse_engine_agenda_ics(engine, 0, NULL, NULL, NULL, NULL, &error));
  CHECK(ics == NULL);
}

static int32_t stop(void* user, uint64_t done, uint64_t total, const char* step) {
  (void)user, (void)done, (void)total, (void)step;
  return 1;
}

static void test_changes(void) {
  aftercourse_error* error = NULL;
  char *cursor = NULL, *next = NULL, *ics = NULL;
  OK(aftercourse_engine_changes_ics(engine, NULL, 0, day("2026-09-24"), NULL, 0, NULL, NULL, NULL, &cursor,
                                    &ics, NULL, &error));
  CHECK(cursor != NULL && strncmp(cursor, "1:", 2) == 0);
  HOLDS(ics, "BEGIN:VTODO");
  OK(aftercourse_engine_changes_ics(engine, cursor, LEN, day("2026-09-24"), "0 days", LEN, NULL, NULL, NULL,
                                    &next, &ics, NULL, &error));
  CHECK(strcmp(cursor, next) == 0);
  CHECK(strstr(ics, "VTODO") == NULL);
  aftercourse_text_free(ics);
  aftercourse_text_free(next);
  ics = next = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_engine_changes_ics(engine, "yesterday", LEN, 0, NULL, 0, NULL, NULL, NULL, &next, &ics,
                                       NULL, &error));
  FAILS(AFTERCOURSE_STATUS_CANCELLED,
        aftercourse_engine_changes_ics(engine, NULL, 0, day("2026-09-24"), NULL, 0, NULL, stop, NULL, &next,
                                       &ics, NULL, &error));
  MISUSE(
      aftercourse_engine_changes_ics(NULL, NULL, 0, 0, NULL, 0, NULL, NULL, NULL, &next, &ics, NULL, &error));
  MISUSE(aftercourse_engine_changes_ics(engine, NULL, 0, 0, NULL, 0, NULL, NULL, NULL, NULL, &ics, NULL,
                                        &error));
  MISUSE(aftercourse_engine_changes_ics(engine, NULL, 0, 0, NULL, 0, NULL, NULL, NULL, &next, NULL, NULL,
                                        &error));
  CHECK(next == NULL && ics == NULL);
  aftercourse_text_free(cursor);
}

int main(void) {
  engine = engine_with_calls();
  test_agenda();
  test_changes();
  aftercourse_engine_free(engine);
  return 0;
}
