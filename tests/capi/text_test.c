/* Texts and dates. */
#include "check.h"

int main(void) {
  aftercourse_error* error = NULL;
  int32_t date = 7;

  OK(aftercourse_date_parse("1970-01-01", LEN, &date, &error));
  CHECK(date == 0);
  OK(aftercourse_date_parse("2026-10-01, and more", 10, &date, &error));
  CHECK(date == 20727);

  /* What is refused assigns nothing. */
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_date_parse("2026-02-30", LEN, &date, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_date_parse("20226-01-01", LEN, &date, &error));
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT, aftercourse_date_parse("", 0, &date, &error));
  MISUSE(aftercourse_date_parse(NULL, 0, &date, &error));
  MISUSE(aftercourse_date_parse(NULL, 3, &date, &error));
  MISUSE(aftercourse_date_parse("2026-10-01", LEN, NULL, &error));
  CHECK(aftercourse_date_parse("2026-02-30", LEN, &date, NULL) == AFTERCOURSE_STATUS_INVALID_ARGUMENT);
  CHECK(date == 20727);

  char* text = NULL;
  size_t length = 0;
  OK(aftercourse_date_format(date, &text, &length, &error));
  CHECK(length == 10 && strcmp(text, "2026-10-01") == 0);
  aftercourse_text_free(text);
  OK(aftercourse_date_format(date, &text, NULL, &error));
  aftercourse_text_free(text);
  text = NULL;
  FAILS(AFTERCOURSE_STATUS_INVALID_ARGUMENT,
        aftercourse_date_format(AFTERCOURSE_NO_DATE, &text, &length, &error));
  CHECK(text == NULL && length == 10);
  MISUSE(aftercourse_date_format(0, NULL, NULL, &error));
  aftercourse_text_free(NULL);
  return 0;
}
