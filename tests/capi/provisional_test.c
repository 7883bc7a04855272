/* A task that rests on days not announced yet, its reminder, and what a notice settles. */
#include "check.h"

static const char policy_text[] = "policy: reports\n"
                                  "version: \"1\"\n"
                                  "roles: {trainer: {}}\n"
                                  "rules:\n"
                                  "  - {id: report, clause: \"1\", after: programme.ended,\n"
                                  "     window: {to: 5 working days}, by: trainer, done_by: report,\n"
                                  "     remind: {before: 2 working days}}\n";

static const char programmes[] =
    "{\"record\": {\"programme\": ["
    "{\"id\": \"P1\", \"title\": \"T\", \"starts\": \"2026-12-01\", \"ends\": \"2026-12-25\"},"
    "{\"id\": \"P2\", \"title\": \"T\", \"starts\": \"2026-12-01\", \"ends\": \"2026-12-28\"}]}}";

/* Made up: New Year's Day is off, the Saturday after it is worked. */
static const char notice[] = "{\"year\": 2027, \"days\": ["
                             "{\"name\": \"元旦\", \"date\": \"2027-01-01\", \"isOffDay\": true},"
                             "{\"name\": \"元旦\", \"date\": \"2027-01-02\", \"isOffDay\": false}]}";

static aftercourse_engine* engine_with_reports(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_policy* policy = NULL;
  OK(aftercourse_policy_parse(policy_text, LEN, "reports.yaml", LEN, NULL, &policy, &error));
  aftercourse_adoption adoption;
  aftercourse_adoption_init(&adoption);
  adoption.on = day("2026-01-01");
  OK(aftercourse_engine_adopt(engine, policy, &adoption, NULL, NULL, &error));
  aftercourse_policy_free(policy);
  aftercourse_batch* batch = NULL;
  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_all_json(batch, programmes, LEN, NULL, NULL, &error));
  OK(aftercourse_engine_commit(engine, batch, NULL, NULL, &error));
  aftercourse_batch_free(batch);
  return engine;
}

static char* changes(aftercourse_engine* engine, const char* cursor) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  OK(aftercourse_engine_changes_json(engine, cursor, LEN, day("2026-12-20"), "4 weeks", LEN, NULL, NULL,
                                     &json, NULL, &error));
  return json;
}

static void load_the_notice(aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_calendar *known = NULL, *next = NULL;
  OK(aftercourse_calendar_built_in("cn", LEN, &known, &error));
  OK(aftercourse_calendar_with_notice(known, notice, LEN, 0, &next, &error));
  OK(aftercourse_engine_set_calendar(engine, next, NULL, 0, NULL, NULL, &error));
  aftercourse_calendar_free(known);
  aftercourse_calendar_free(next);
}

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = engine_with_reports();
  char *json = NULL, cursor[100], first_id[33], second_id[33];

  json = changes(engine, "");
  CHECK(sscanf(strstr(json, "\"cursor\""), "\"cursor\":\"%99[^\"]", cursor) == 1);
  char* first = strstr(json, "\"id\":\"");
  CHECK(first != NULL && sscanf(first, "\"id\":\"%32[0-9a-f]", first_id) == 1);
  char* second = strstr(first + 1, "\"id\":\"");
  CHECK(second != NULL && sscanf(second, "\"id\":\"%32[0-9a-f]", second_id) == 1);
  HOLDS(json, "\"provisional\":true");
  OK(aftercourse_engine_explain(engine, first_id, LEN, day("2026-12-26"), NULL, AFTERCOURSE_LANGUAGE_EN,
                                &json, NULL, &error));
  HOLDS(json, "provisional: the notice for 2027 is not loaded");

  load_the_notice(engine);
  json = changes(engine, cursor);
  char moved[100], confirmed[100];
  snprintf(moved, sizeof moved, "\"moved\":[\"%s\"]", first_id);
  snprintf(confirmed, sizeof confirmed, "\"confirmed\":[\"%s\"]", second_id);
  CHECK(strstr(json, moved) != NULL);
  CHECK(strstr(json, "\"provisional\":true") == NULL);
  HOLDS(json, confirmed);

  /* Due on the worked Saturday: two working days before is Wednesday 30 December. */
  OK(aftercourse_engine_agenda_json(engine, day("2026-12-29"), NULL, &json, NULL, &error));
  HOLDS(json, "\"reminders\":[]");
  OK(aftercourse_engine_agenda_json(engine, day("2026-12-30"), NULL, &json, NULL, &error));
  HOLDS(json, "\"reminders\":[\"2026-12-30 trainer\"]");
  aftercourse_engine_free(engine);
  return 0;
}
