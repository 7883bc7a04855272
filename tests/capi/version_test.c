/* Versions and the names of statuses. */
#include "check.h"

int main(void) {
  CHECK(strchr(aftercourse_version(), '.') != NULL);
  CHECK(strchr(aftercourse_abi_version(), '.') != NULL);
  CHECK(strcmp(aftercourse_status_name(AFTERCOURSE_OK), "ok") == 0);
  CHECK(strcmp(aftercourse_status_name(AFTERCOURSE_STATUS_NOT_FOUND), "not found") == 0);
  CHECK(strcmp(aftercourse_status_name(-1), "unknown") == 0);
  CHECK(strcmp(aftercourse_status_name(17), "unknown") == 0);
  return 0;
}
