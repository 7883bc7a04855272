/* What an error tells, and what is asked of none. */
#include "check.h"

static void test_no_error(void) {
  CHECK(aftercourse_error_status(NULL) == AFTERCOURSE_OK);
  CHECK(aftercourse_error_retry(NULL) == 0);
  CHECK(aftercourse_error_fault_count(NULL) == 0);
  CHECK(strcmp(aftercourse_error_code(NULL), "") == 0);
  CHECK(strcmp(aftercourse_error_message(NULL), "") == 0);
  CHECK(strcmp(aftercourse_error_where(NULL), "") == 0);
  CHECK(strcmp(aftercourse_error_personal(NULL), "") == 0);
  aftercourse_fault fault;
  aftercourse_fault_init(&fault);
  aftercourse_fault_init(NULL);
  CHECK(aftercourse_error_fault(NULL, 0, &fault) == AFTERCOURSE_STATUS_MISUSE);
  aftercourse_error_free(NULL);
}

static void test_faults(void) {
  aftercourse_engine* engine = empty_engine();
  aftercourse_error* error = NULL;
  const char csv[] = "id,title,starts,ends\n"
                     "P1,One,2026-02-30,2026-03-01\n"
                     "P2,Two,2026-03-01\n";
  aftercourse_record_options options;
  aftercourse_record_options_init(&options);
  options.origin = "calls.csv";
  CHECK(aftercourse_engine_record_csv(engine, "programme", LEN, csv, LEN, &options, NULL, NULL, &error) ==
        AFTERCOURSE_STATUS_DATA);
  CHECK(aftercourse_error_status(error) == AFTERCOURSE_STATUS_DATA);
  CHECK(strcmp(aftercourse_error_code(error), "AC2020") == 0);
  CHECK(aftercourse_error_retry(error) == 0);
  CHECK(aftercourse_error_fault_count(error) == 2);

  aftercourse_fault fault;
  aftercourse_fault_init(&fault);
  CHECK(aftercourse_error_fault(error, 0, &fault) == AFTERCOURSE_OK);
  CHECK(fault.struct_size == sizeof fault);
  CHECK(strcmp(fault.source, "calls.csv") == 0);
  CHECK(fault.row == 2);
  CHECK(strcmp(fault.field, "starts") == 0);
  CHECK(strstr(fault.reason, "2026") != NULL || fault.reason[0] != '\0');
  CHECK(strncmp(fault.code, "AC", 2) == 0);
  CHECK(aftercourse_error_fault(error, 1, &fault) == AFTERCOURSE_OK);
  CHECK(fault.row == 3);

  /* A fault that is not there leaves the struct as it was. */
  CHECK(aftercourse_error_fault(error, 2, &fault) == AFTERCOURSE_STATUS_INVALID_ARGUMENT);
  CHECK(fault.row == 3);
  CHECK(aftercourse_error_fault(error, 0, NULL) == AFTERCOURSE_STATUS_MISUSE);
  memset(&fault, 0, sizeof fault); /* no _init */
  CHECK(aftercourse_error_fault(error, 0, &fault) == AFTERCOURSE_STATUS_MISUSE);
  aftercourse_error_free(error);
  aftercourse_engine_free(engine);
}

/* The error's own out-parameter may be NULL: the status remains. */
static void test_error_not_wanted(void) {
  CHECK(aftercourse_policy_built_in("no-such", LEN, NULL, NULL) == AFTERCOURSE_STATUS_MISUSE);
  aftercourse_policy* policy = NULL;
  CHECK(aftercourse_policy_built_in("no-such", LEN, &policy, NULL) == AFTERCOURSE_STATUS_NOT_FOUND);
  CHECK(policy == NULL);
}

/* *error is set to NULL on success, whatever stood there. */
static void test_success_clears(void) {
  aftercourse_error* error = (aftercourse_error*)&error;
  int32_t date = 0;
  CHECK(aftercourse_date_parse("2026-01-01", LEN, &date, &error) == AFTERCOURSE_OK);
  CHECK(error == NULL);
}

int main(void) {
  test_no_error();
  test_faults();
  test_error_not_wanted();
  test_success_clears();
  return 0;
}
