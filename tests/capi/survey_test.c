/* What answers are worth: functions by name, with numbers worked out by hand. */
#include "check.h"

static const char sheet[] =
    "instrument: sample\n"
    "version: 1\n"
    "dimensions: {id: d}\n"
    "items:\n"
    "  - {id: a, type: scale, dimension: d, text: {en: A, zh: 甲}, scale: {min: 1, max: 5}}\n"
    "  - {id: b, type: scale, dimension: d, text: {en: B, zh: 乙}, scale: {min: 1, max: 5}, reversed: "
    "true}\n";

static const char answers[] = "{\"responses\": [{\"id\": \"R1\", \"answers\": {\"a\": 5, \"b\": 1}},"
                              " {\"id\": \"R2\", \"answers\": {\"a\": 3}}]";

static char* survey(const aftercourse_instrument* instrument, const char* function, const char* arguments) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  OK(aftercourse_survey_json(instrument, function, LEN, arguments, LEN, &json, NULL, &error));
  return json;
}

static void test_without_a_questionnaire(void) {
  char* json = survey(NULL, "net_promoter", "{\"answers\": [10, 9, 8, 3, null]}");
  CHECK(strstr(json, "\"promoters\":2,\"passives\":1,\"detractors\":1") != NULL);
  CHECK(strstr(json, "\"words\":{\"en\":") != NULL);
  HOLDS(json, "\"estimate\":0.25");
  json = survey(NULL, "response_rate", "{\"complete\": 60, \"partial\": 20, \"non_contact\": 20}");
  HOLDS(json, "\"rr1\":0.6,\"rr2\":0.8");
  /* The mean of 4 and 2 is 3; with two more at 1 or 5 it is 2 or 4. */
  json =
      survey(NULL, "missing_bounds", "{\"answers\": [4, 2, null], \"missing\": 1, \"min\": 1, \"max\": 5}");
  HOLDS(json, "\"observed\":3,\"worst\":2,\"best\":4");
  /* One of east stands for as many as three of west: weights 2 and 2/3. */
  json = survey(NULL, "rake",
                "{\"groups\": {\"unit\": [\"east\", \"west\", \"west\", \"west\"]},"
                " \"targets\": {\"unit\": {\"east\": 50, \"west\": 50}}}");
  HOLDS(json, "\"converged\":true");
  json = survey(NULL, "compare_responders",
                "{\"responded\": [1, 1, 0, 0], \"columns\": {\"unit\": [\"a\", \"b\", \"a\", \"a\"]}}");
  HOLDS(json, "\"responders\":0.5,\"others\":1");
}

static void test_of_a_questionnaire(void) {
  aftercourse_error* error = NULL;
  aftercourse_instrument* instrument = NULL;
  OK(aftercourse_instrument_parse(sheet, LEN, NULL, 0, &instrument, &error));
  char arguments[1024];
  snprintf(arguments, sizeof arguments, "%s, \"dimension\": \"d\"}", answers);
  char* json = survey(instrument, "answer_matrix", arguments);
  HOLDS(json, "\"items\":[\"a\",\"b\"],\"values\":[[5,5],[3,null]]"); /* b after reversing */
  snprintf(arguments, sizeof arguments, "%s, \"invited\": 4}", answers);
  json = survey(instrument, "dispositions", arguments);
  HOLDS(json, "\"of\":4,\"rr1\":0.25,\"rr2\":0.5");
  json = survey(instrument, "unread_columns", "{\"csv\": \"no.;a\\n1;5\\n\", \"separator\": \";\"}");
  HOLDS(json, "[\"no.\"]");
  snprintf(arguments, sizeof arguments, "%s, \"least_items\": 1}", answers);
  json = survey(instrument, "answering_flags", arguments);
  HOLDS(json, "\"response\":\"R1\",\"straight_line\":false");
  json = survey(
      instrument, "compare_versions",
      "{\"responses\": [{\"answers\": {\"a\": 2}}], \"newer_responses\": [{\"answers\": {\"a\": 4}}],"
      " \"newer\": \"{instrument: sample, version: 2, dimensions: {id: d}, items: [{id: a, type: scale, "
      "dimension: d, text: {en: A, zh: 甲}, scale: {min: 1, max: 5}}]}\"}");
  HOLDS(json, "\"difference\":2");
  aftercourse_instrument_free(instrument);
}

static void test_refusals(void) {
  aftercourse_error* error = NULL;
  char* json = NULL;
  const struct {
    const char *function, *arguments;
    int32_t status;
  } cases[] = {
      {"nps", "{}", AFTERCOURSE_STATUS_NOT_FOUND},
      {"net_promoter", "[]", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"net_promoter", "{\"answers\": [\"10\"]}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"net_promoter", "{\"answers\": [11]}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"net_promoter", "{\"answer\": [1]}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"missing_bounds", "{\"answers\": [1], \"min\": 1}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"rake", "{\"groups\": {}, \"targets\": {\"unit\": {\"a\": 1}}}", AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"rake", "{\"groups\": {\"unit\": [\"b\"]}, \"targets\": {\"unit\": {\"a\": 1}}}",
       AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"compare_responders", "{\"responded\": [1], \"columns\": {\"x\": 1}}",
       AFTERCOURSE_STATUS_INVALID_ARGUMENT},
      {"answer_matrix", "{\"responses\": []}", AFTERCOURSE_STATUS_MISUSE}, /* of which questionnaire? */
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; ++i)
    FAILS(cases[i].status, aftercourse_survey_json(NULL, cases[i].function, LEN, cases[i].arguments, LEN,
                                                   &json, NULL, &error));
  CHECK(json == NULL);
}

int main(void) {
  test_without_a_questionnaire();
  test_of_a_questionnaire();
  test_refusals();
  return 0;
}
