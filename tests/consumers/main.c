/* The least that a host in C does: include the header, link the shared library, ask for its version. */
#include <stdio.h>
#include <string.h>

#include <aftercourse.h>

int main(void) {
  printf("aftercourse %s\n", aftercourse_version());
  return strcmp(aftercourse_version(), "") == 0;
}
