/* Questionnaires: read, printed, filled from an export, scored. */
#include "check.h"

static const char sheet[] =
    "instrument: sample\n"
    "version: 1\n"
    "dimensions: {id: d}\n"
    "roles: {superior: {weight: 60%}, self: {weight: 40%}}\n"
    "items:\n"
    "  - {id: a, type: scale, dimension: d, text: {en: A, zh: 甲}, scale: {min: 1, max: 5, favourable: 4, "
    "not_applicable: true}}\n"
    "  - {id: b, type: scale, dimension: d, text: B, scale: {min: 1, max: 5}, reversed: true}\n";

int main(void) {
  aftercourse_error* error = NULL;
  aftercourse_instrument* instrument = NULL;
  aftercourse_instrument* other = NULL;
  char* json = NULL;
  char* responses = NULL;
  size_t length = 0;

  OK(aftercourse_instrument_parse(sheet, LEN, NULL, 0, &instrument, &error));
  CHECK(strcmp(aftercourse_instrument_text(instrument), sheet) == 0);
  OK(aftercourse_instrument_frozen(instrument, &json, &length, &error));
  CHECK(length == 64);
  aftercourse_text_free(json);
  OK(aftercourse_instrument_json(instrument, &json, NULL, &error));
  HOLDS(json, "\"reversed\":true");
  OK(aftercourse_instrument_html(instrument, AFTERCOURSE_LANGUAGE_ZH, &json, NULL, &error));
  HOLDS(json, "<html lang=\"zh-CN\">");
  OK(aftercourse_instrument_json_schema(&json, NULL, &error));
  HOLDS(json, "questionnaire");

  OK(aftercourse_instrument_read_csv(
      instrument, "who,of,as,甲,B\nL1,L9,superior,5,1\nL2,L9,self,3,\nL2,L9,self,不适用,3\n", LEN,
      "{\"person\": \"who\", \"subject\": \"of\", \"role\": \"as\"}", LEN, &responses, &length, &error));
  CHECK(strlen(responses) == length);
  CHECK(strstr(responses, "\"answers\":{\"a\":5,\"b\":1}") != NULL);
  CHECK(strstr(responses, "{\"not_applicable\":true}") != NULL);
  OK(aftercourse_instrument_last_submissions(instrument, responses, LEN, &json, NULL, &error));
  HOLDS(json, "\"id\":\"3\"");
  OK(aftercourse_instrument_person_scores(instrument, responses, LEN, &json, NULL, &error));
  HOLDS(json, "{\"response\":\"1\",\"dimension\":\"d\",\"score\":5,\"answered\":2,\"asked\":2}");
  OK(aftercourse_instrument_group_scores(instrument, responses, LEN, NULL, 0.95, &json, NULL, &error));
  HOLDS(json, "\"favourable\":1");
  const double weights[] = {1, 1, 2};
  OK(aftercourse_instrument_group_scores(instrument, responses, LEN, weights, 0.95, &json, NULL, &error));
  HOLDS(json, "\"mean\":3.5,");
  OK(aftercourse_instrument_appraisal_scores(instrument, responses, LEN, &json, NULL, &error));
  HOLDS(json, "\"subject\":\"L9\"");
  aftercourse_text_free(responses);

  OK(aftercourse_instrument_built_in("work-performance", LEN, &other, &error));
  OK(aftercourse_instrument_compare_json(instrument, other, &json, NULL, &error));
  HOLDS(json, "\"what\":\"version\"");
  aftercourse_instrument_free(other);
  other = NULL;

  /* What is wrong has its place, and assigns nothing. */
  CHECK(aftercourse_instrument_parse("instrument: a\n", LEN, "bad.yaml", LEN, &other, &error) ==
        AFTERCOURSE_STATUS_POLICY);
  CHECK(other == NULL);
  CHECK(strstr(aftercourse_error_message(error), "bad.yaml:1:1") != NULL);
  aftercourse_error_free(error);
  OK(aftercourse_instrument_check_json("instrument: a\n", LEN, NULL, 0, &json, NULL, &error));
  HOLDS(json, "AC3008");
  CHECK(aftercourse_instrument_read_csv(instrument, "a\n9\n", LEN, NULL, 0, &responses, NULL, &error) ==
        AFTERCOURSE_STATUS_DATA);
  CHECK(aftercourse_error_fault_count(error) == 1);
  aftercourse_error_free(error);
  error = NULL;
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_instrument_built_in("followup", LEN, &other, &error));
  FAILS(AFTERCOURSE_STATUS_NOT_FOUND, aftercourse_instrument_load("no such file.yaml", LEN, &other, &error));
  FAILS(AFTERCOURSE_STATUS_DATA, aftercourse_instrument_person_scores(
                                     instrument, "[{\"answers\": {\"a\": 9}}]", LEN, &json, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_instrument_person_scores(instrument, "{}", LEN, &json, NULL, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_instrument_group_scores(instrument, "[]", LEN, NULL, 2, &json, NULL, &error));

  MISUSE(aftercourse_instrument_parse(NULL, 0, NULL, 0, &other, &error));
  MISUSE(aftercourse_instrument_parse(sheet, LEN, NULL, 0, NULL, &error));
  MISUSE(aftercourse_instrument_load(NULL, 0, &other, &error));
  MISUSE(aftercourse_instrument_built_in(NULL, 0, &other, &error));
  MISUSE(aftercourse_instrument_frozen(NULL, &json, NULL, &error));
  MISUSE(aftercourse_instrument_json(NULL, &json, NULL, &error));
  MISUSE(aftercourse_instrument_html(NULL, AFTERCOURSE_LANGUAGE_EN, &json, NULL, &error));
  MISUSE(aftercourse_instrument_check_json(NULL, 0, NULL, 0, &json, NULL, &error));
  MISUSE(aftercourse_instrument_compare_json(NULL, instrument, &json, NULL, &error));
  MISUSE(aftercourse_instrument_json_schema(NULL, NULL, &error));
  MISUSE(aftercourse_instrument_read_csv(instrument, NULL, 0, NULL, 0, &json, NULL, &error));
  MISUSE(aftercourse_instrument_last_submissions(NULL, "[]", LEN, &json, NULL, &error));
  MISUSE(aftercourse_instrument_person_scores(instrument, NULL, 0, &json, NULL, &error));
  MISUSE(aftercourse_instrument_group_scores(NULL, "[]", LEN, NULL, 0.95, &json, NULL, &error));
  MISUSE(aftercourse_instrument_appraisal_scores(NULL, "[]", LEN, &json, NULL, &error));
  CHECK(strcmp(aftercourse_instrument_text(NULL), "") == 0);
  aftercourse_instrument_free(instrument);
  aftercourse_instrument_free(NULL);
  return 0;
}
