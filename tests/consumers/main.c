/* A host in C: opens a file, adopts the built-in regulation, records, and asks what is to be done. */
#include <stdio.h>
#include <string.h>

#include <aftercourse.h>

#define LEN AFTERCOURSE_TERMINATED

static const char facts[] =
    "{\"record\": {\"person\": [{\"id\": \"L1\", \"name\": \"Li Lei\"}], \"programme\": [{\"id\": \"P1\", "
    "\"title\": "
    "\"Sales\", \"starts\": \"2026-09-01\", \"ends\": \"2026-09-10\"}], \"enrolment\": [{\"id\": \"E1\", "
    "\"programme\": \"P1\", \"person\": \"L1\"}]}}";

int main(void) {
  aftercourse_engine* engine = NULL;
  aftercourse_batch* batch = NULL;
  aftercourse_policy* policy = NULL;
  aftercourse_error* error = NULL;
  aftercourse_adoption adoption;
  char* agenda = NULL;
  int32_t today = 0;
  int failed;

  remove("host_c.db");
  aftercourse_adoption_init(&adoption);
  failed = aftercourse_date_parse("2026-01-01", LEN, &adoption.on, &error) ||
           aftercourse_date_parse("2026-09-28", LEN, &today, &error) ||
           aftercourse_engine_open("host_c.db", LEN, NULL, &engine, &error) ||
           aftercourse_policy_built_in("follow-up-visits", LEN, &policy, &error) ||
           aftercourse_engine_adopt(engine, policy, &adoption, NULL, NULL, &error) ||
           aftercourse_batch_new(engine, &batch, &error) ||
           aftercourse_batch_all_json(batch, facts, LEN, NULL, NULL, &error) ||
           aftercourse_engine_commit(engine, batch, NULL, NULL, &error) ||
           aftercourse_engine_agenda_json(engine, today, NULL, &agenda, NULL, &error);
  if (failed)
    fprintf(stderr, "%s [%s]\n", aftercourse_error_message(error), aftercourse_error_code(error));
  else
    printf("aftercourse %s\n%s\n", aftercourse_version(), agenda);
  failed = failed || strstr(agenda, "first-visit") == NULL;

  aftercourse_text_free(agenda);
  aftercourse_batch_free(batch);
  aftercourse_policy_free(policy);
  aftercourse_engine_free(engine);
  aftercourse_error_free(error);
  return failed;
}
