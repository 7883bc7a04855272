/* Files that cannot be opened or written: not ours, newer, truncated, read-only, a full disk, another process
 * that writes, one that is killed while it does. */
#define _XOPEN_SOURCE 700
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check.h"

static const char path[] = "bad_file_test.db";

static aftercourse_engine* opened(void) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  OK(aftercourse_engine_open(path, LEN, NULL, &engine, &error));
  return engine;
}

static void remove_file(void) {
  remove(path);
  remove("bad_file_test.db-wal");
  remove("bad_file_test.db-shm");
}

/* One write of `count` units named after `prefix`. */
static int32_t record(aftercourse_engine* engine, const char* prefix, int count, aftercourse_error** error) {
  char* lines = malloc((size_t)count * 60 + 1);
  CHECK(lines != NULL);
  char* end = lines;
  for (int i = 0; i < count; ++i)
    end += sprintf(end, "{\"id\": \"%.10s-%d\", \"name\": \"unit\"}\n", prefix, i);
  const int32_t status = aftercourse_engine_record_json_lines(engine, "unit", LEN, lines,
                                                              (size_t)(end - lines), NULL, NULL, NULL, error);
  free(lines);
  return status;
}

static uint64_t last_write(const aftercourse_engine* engine) {
  uint64_t write = 0;
  CHECK(aftercourse_engine_last_write(engine, &write, NULL) == AFTERCOURSE_OK);
  return write;
}

/* A file of one write; bytes of it are changed at a place. */
static void make_file(void) {
  aftercourse_error* error = NULL;
  remove_file();
  aftercourse_engine* engine = opened();
  OK(record(engine, "a", 2000, &error));
  aftercourse_engine_free(engine);
}

static void overwrite(long at, const void* bytes, size_t size) {
  FILE* file = fopen(path, "r+b");
  CHECK(file != NULL && fseek(file, at, SEEK_SET) == 0);
  CHECK(fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

static void refused(int32_t status, const char* code) {
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  const int32_t got = aftercourse_engine_open(path, LEN, NULL, &engine, &error);
  if (got != status || strcmp(aftercourse_error_code(error), code) != 0) {
    fprintf(stderr, "expected %s, got %s: %s\n", code, aftercourse_error_code(error),
            aftercourse_error_message(error));
    exit(1);
  }
  CHECK(engine == NULL && strstr(aftercourse_error_message(error), path) != NULL);
  aftercourse_error_free(error);
}

static void test_damaged(void) {
  make_file();
  overwrite(0, "somebody else's\n", 16);
  refused(AFTERCOURSE_STATUS_CORRUPT, "AC6001");

  make_file();
  const unsigned char version[] = {0, 0, 0, 99}; /* SQLite's user_version, big-endian at byte 60 */
  overwrite(60, version, sizeof version);
  refused(AFTERCOURSE_STATUS_TOO_NEW, "AC6003");

  make_file();
  struct stat file;
  CHECK(stat(path, &file) == 0 && truncate(path, file.st_size / 2) == 0);
  refused(AFTERCOURSE_STATUS_CORRUPT, "AC6002");
}

static void test_read_only(void) {
  make_file();
  aftercourse_error* error = NULL;
  aftercourse_engine* engine = NULL;
  aftercourse_open_options options;
  aftercourse_open_options_init(&options);
  options.read_only = 1;
  OK(aftercourse_engine_open(path, LEN, &options, &engine, &error));
  FAILS(AFTERCOURSE_STATUS_READ_ONLY, record(engine, "b", 1, &error));
  CHECK(last_write(engine) == 1);
  aftercourse_engine_free(engine);
}

/* Runs `work` in a process of its own and says how it ended. */
static int in_child(void (*work)(void)) {
  const pid_t child = fork();
  CHECK(child >= 0);
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  CHECK(waitpid(child, &status, 0) == child);
  return status;
}

static void limit_file_size(rlim_t bytes) {
  struct rlimit limit;
  CHECK(getrlimit(RLIMIT_FSIZE, &limit) == 0);
  limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
  CHECK(setrlimit(RLIMIT_FSIZE, &limit) == 0);
}

static void fill_the_disk(void) {
  aftercourse_error* error = NULL;
  signal(SIGXFSZ, SIG_IGN);
  aftercourse_engine* engine = opened();
  limit_file_size(1000 * 1000);
  FAILS(AFTERCOURSE_STATUS_FULL, record(engine, "b", 50000, &error));
  CHECK(last_write(engine) == 1);
  limit_file_size(RLIM_INFINITY);
  OK(record(engine, "c", 10, &error)); /* the engine works on */
  CHECK(last_write(engine) == 2);
  aftercourse_engine_free(engine);
}

static void test_full_disk(void) {
  aftercourse_error* error = NULL;
  make_file();
  CHECK(in_child(fill_the_disk) == 0);
  aftercourse_engine* engine = opened();
  CHECK(last_write(engine) == 2);
  OK(aftercourse_engine_verify(engine, NULL, NULL, &error));
  aftercourse_engine_free(engine);
}

/* Four processes write at once: every write is there once. */
enum { processes = 4, writes = 10 };

static void write_some(void) {
  aftercourse_error* error = NULL;
  char prefix[20];
  aftercourse_engine* engine = opened();
  for (int i = 0; i < writes; ++i) {
    sprintf(prefix, "%d.%d", (int)(getpid() % 100000), i);
    OK(record(engine, prefix, 3, &error));
  }
  aftercourse_engine_free(engine);
}

static void test_several_processes(void) {
  aftercourse_error* error = NULL;
  make_file();
  for (int i = 0; i < processes; ++i) {
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      write_some();
      _exit(0);
    }
  }
  for (int i = 0; i < processes; ++i) {
    int status = 0;
    CHECK(wait(&status) > 0 && status == 0);
  }
  aftercourse_engine* engine = opened();
  CHECK(last_write(engine) == 1 + processes * writes);
  OK(aftercourse_engine_verify(engine, NULL, NULL, &error));
  aftercourse_engine_free(engine);
}

/* Killed in the middle, a write is there entirely or not at all. */
static void write_for_ever(void) {
  char prefix[20];
  aftercourse_engine* engine = opened();
  for (int i = 0;; ++i) {
    sprintf(prefix, "k%d", i);
    if (record(engine, prefix, 3000, NULL) != AFTERCOURSE_OK) _exit(1);
  }
}

static uint64_t rows_of_units(const aftercourse_engine* engine) {
  struct ArrowArrayStream stream;
  struct ArrowArray array;
  CHECK(aftercourse_engine_facts(engine, "unit", LEN, AFTERCOURSE_NO_DATE, NULL, &stream, NULL) ==
        AFTERCOURSE_OK);
  CHECK(stream.get_next(&stream, &array) == 0 && array.release != NULL);
  const uint64_t rows = (uint64_t)array.length;
  array.release(&array);
  stream.release(&stream);
  return rows;
}

static void test_killed(void) {
  aftercourse_error* error = NULL;
  for (unsigned round = 0; round < 5; ++round) {
    make_file();
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) write_for_ever();
    const struct timespec some_time = {0, 20000000L + 13000000L * (long)round};
    nanosleep(&some_time, NULL);
    CHECK(kill(child, SIGKILL) == 0);
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    aftercourse_engine* engine = opened();
    CHECK(rows_of_units(engine) == 2000 + 3000 * (last_write(engine) - 1));
    OK(aftercourse_engine_verify(engine, NULL, NULL, &error));
    OK(record(engine, "after", 1, &error));
    aftercourse_engine_free(engine);
  }
}

int main(void) {
  test_damaged();
  test_read_only();
  test_full_disk();
  test_several_processes();
  test_killed();
  remove_file();
  return 0;
}
