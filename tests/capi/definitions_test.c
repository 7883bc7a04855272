/* Questionnaires and marking schemes that an engine keeps, and the responses of a form tool as facts. */
#include "check.h"

static const char sheet[] =
    "instrument: liking\n"
    "version: \"1\"\n"
    "items:\n"
    "  - {id: q1, type: scale, text: {en: How useful, zh: 有用吗}, scale: {min: 1, max: 5}}\n";

static const char scheme_60[] = "assessment: exam\nversion: \"1\"\ncomponents:\n  - {id: examination, "
                                "weight: 100%, marks: 100}\npass: 60\n";
static const char scheme_50[] = "assessment: exam\nversion: \"2\"\ncomponents:\n  - {id: examination, "
                                "weight: 100%, marks: 100}\npass: 50\n";

static aftercourse_engine* engine_with_programme(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = empty_engine();
  aftercourse_batch* batch = NULL;
  aftercourse_stamp stamp;
  aftercourse_stamp_init(&stamp);
  stamp.at = "2026-08-01T09:00+08:00";
  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_all_json(batch, facts, LEN, NULL, NULL, &error));
  OK(aftercourse_engine_commit(engine, batch, &stamp, NULL, &error));
  aftercourse_batch_free(batch);
  return engine;
}

static void keeps_questionnaires(aftercourse_engine* engine, aftercourse_instrument* instrument) {
  aftercourse_error* error = NULL;
  aftercourse_instrument* kept = NULL;
  aftercourse_receipt receipt;
  char* json = NULL;
  aftercourse_receipt_init(&receipt);
  OK(aftercourse_engine_add_instrument(engine, instrument, NULL, &receipt, &error));
  CHECK(receipt.write == 2);
  OK(aftercourse_engine_add_instrument(engine, instrument, NULL, &receipt, &error));
  CHECK(receipt.write == 0);
  OK(aftercourse_engine_instrument(engine, "liking", LEN, "1", LEN, NULL, 0, &kept, &error));
  CHECK(strcmp(aftercourse_instrument_text(kept), sheet) == 0);
  aftercourse_instrument_free(kept);
  kept = NULL;
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_instrument(engine, "liking", LEN, "2", LEN, NULL, 0, &kept, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_instrument(engine, "liking", LEN, NULL, 0, "1", LEN, &kept, &error));
  MISUSE(aftercourse_engine_instrument(engine, NULL, 0, NULL, 0, NULL, 0, &kept, &error));
  CHECK(kept == NULL);
  OK(aftercourse_engine_instruments_json(engine, NULL, 0, &json, NULL, &error));
  HOLDS(json, "{\"name\":\"liking\",\"version\":\"1\",\"frozen\":\"");
}

static void keeps_schemes(aftercourse_engine* engine) {
  aftercourse_error* error = NULL;
  aftercourse_scheme* first = NULL;
  aftercourse_scheme* second = NULL;
  aftercourse_scheme* in_force = NULL;
  aftercourse_stamp stamp;
  char* json = NULL;
  OK(aftercourse_scheme_parse(scheme_60, LEN, NULL, 0, &first, &error));
  OK(aftercourse_scheme_parse(scheme_50, LEN, NULL, 0, &second, &error));
  aftercourse_stamp_init(&stamp);
  stamp.at = "2026-09-12T12:00+08:00"; /* after the programme began */
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_scheme(engine, "P1", LEN, NULL, 0, &in_force, &error));
  FAILS(AFTERCOURSE_STATUS_CONFLICT,
        aftercourse_engine_set_scheme(engine, first, "P1", LEN, 0, &stamp, NULL, &error));
  stamp.reason = "the paper was too hard";
  OK(aftercourse_engine_set_scheme(engine, first, "P1", LEN, 1, &stamp, NULL, &error));
  OK(aftercourse_engine_set_scheme(engine, second, "P1", LEN, 1, &stamp, NULL, &error));
  OK(aftercourse_engine_scheme(engine, "P1", LEN, NULL, 0, &in_force, &error));
  CHECK(strcmp(aftercourse_scheme_text(in_force), scheme_50) == 0);
  OK(aftercourse_engine_schemes_json(engine, "P1", LEN, NULL, 0, &json, NULL, &error));
  CHECK(strstr(json, "\"reason\":\"the paper was too hard\"") != NULL);
  CHECK(strstr(json, "\"amendment\":true") != NULL);
  HOLDS(json, "\"before\":\"60\",\"after\":\"50\"");
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND,
        aftercourse_engine_set_scheme(engine, first, "P9", LEN, 0, NULL, NULL, &error));
  aftercourse_scheme_free(first);
  aftercourse_scheme_free(second);
  aftercourse_scheme_free(in_force);
}

static void records_responses(aftercourse_engine* engine, const aftercourse_instrument* instrument) {
  aftercourse_error* error = NULL;
  aftercourse_batch* batch = NULL;
  aftercourse_response_options options;
  aftercourse_receipt receipt;
  aftercourse_receipt_init(&receipt);
  aftercourse_response_options_init(&options);
  options.columns = "{\"person\": \"who\", \"occurrence\": \"=P1\", \"submitted\": \"when\"}";
  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_record_responses(batch, "who,when,有用吗\nli,2026-09-12 10:00,4\n", LEN, instrument,
                                        &options, &error));
  OK(aftercourse_engine_commit(engine, batch, NULL, &receipt, &error));
  CHECK(receipt.recorded == 2); /* the response and its answer */
  MISUSE(aftercourse_batch_record_responses(batch, "", 0, instrument, NULL, &error));
  aftercourse_batch_free(batch);

  OK(aftercourse_batch_new(engine, &batch, &error));
  OK(aftercourse_batch_record_responses(batch, "who,when,有用吗\nli,2026-09-12 10:00,9\n", LEN, instrument,
                                        &options, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_engine_commit(engine, batch, NULL, NULL, &error));
  aftercourse_batch_free(batch);
  OK(aftercourse_batch_new(engine, &batch, &error));
  options.occurrence = "unit";
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_batch_record_responses(batch, "q1\n4\n", LEN, instrument, &options, &error));
  options.separator = 0;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_batch_record_responses(batch, "q1\n4\n", LEN, instrument, &options, &error));
  aftercourse_batch_free(batch);
}

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_instrument* instrument = NULL;
  aftercourse_engine* engine = engine_with_programme();
  OK(aftercourse_instrument_parse(sheet, LEN, NULL, 0, &instrument, &error));
  keeps_questionnaires(engine, instrument);
  keeps_schemes(engine);
  records_responses(engine, instrument);
  aftercourse_instrument_free(instrument);
  aftercourse_engine_free(engine);
  return 0;
}
