/* From a programme that ended to the calls it asks for: record, adopt, ask, explain. */
#include <stdio.h>

#include <aftercourse.h>

#define LEN AFTERCOURSE_TERMINATED /* the texts below end with a NUL */

static const char facts[] = "{\"record\": {"
                            "\"person\": [{\"id\": \"li\", \"name\": \"李雷\"}],"
                            "\"programme\": [{\"id\": \"P1\", \"title\": \"Sales onboarding\", \"starts\": "
                            "\"2026-09-01\", \"ends\": \"2026-09-10\"}],"
                            "\"enrolment\": [{\"id\": \"E1\", \"programme\": \"P1\", \"person\": \"li\"}]}}";

/* Every call may fail; the first that does ends the example. */
static int run(aftercourse_engine** engine, aftercourse_batch** batch, aftercourse_policy** policy,
               char** text, aftercourse_error** error) {
  aftercourse_adoption adoption;
  aftercourse_adoption_init(&adoption);
  adoption.parameters = "{\"phone_share\": \"50%\"}";
  int32_t today = 0;

  return aftercourse_date_parse("2026-01-01", LEN, &adoption.on, error) ||
         aftercourse_date_parse("2026-09-28", LEN, &today, error) ||
         aftercourse_engine_open(NULL, 0, NULL, engine, error) || /* in memory; give a path to keep it */
         aftercourse_policy_built_in("follow-up-visits", LEN, policy, error) ||
         aftercourse_engine_adopt(*engine, *policy, &adoption, NULL, NULL, error) ||
         aftercourse_batch_new(*engine, batch, error) ||
         aftercourse_batch_all_json(*batch, facts, LEN, NULL, NULL, error) ||
         aftercourse_engine_commit(*engine, *batch, NULL, NULL, error) ||
         aftercourse_engine_explain(*engine, "follow-up-visits/first-visit/enrolment/E1/P1", LEN, today, NULL,
                                    AFTERCOURSE_LANGUAGE_EN, text, NULL, error);
}

int main(void) {
  aftercourse_engine* engine = NULL;
  aftercourse_batch* batch = NULL;
  aftercourse_policy* policy = NULL;
  aftercourse_error* error = NULL;
  char* text = NULL;

  const int failed = run(&engine, &batch, &policy, &text, &error);
  if (failed)
    fprintf(stderr, "%s [%s]\n", aftercourse_error_message(error), aftercourse_error_code(error));
  else
    printf("%s", text);

  aftercourse_text_free(text);
  aftercourse_batch_free(batch);
  aftercourse_policy_free(policy);
  aftercourse_engine_free(engine);
  aftercourse_error_free(error);
  return failed;
}
