/* aftercourse.h: the C API of aftercourse, the engine for what happens after the course.
 *
 * The conventions, once for all functions:
 *
 * 1. Names and handles. Functions are called aftercourse_<noun>_<verb>. Handles are opaque; what a function
 * hands out belongs to the caller and is released by the _free function of its noun. Every _free takes NULL
 * and does nothing. A handle does not keep another one alive, and none needs it to.
 *
 * 2. Status and errors. A function that can fail returns a status: AFTERCOURSE_OK (0) or the class of the
 * error, one of AFTERCOURSE_STATUS_*. Its last parameter `error` may be NULL; otherwise *error is set to NULL
 * on success and to a new handle on failure, which the caller releases with aftercourse_error_free. What
 * stood in *error before is overwritten, not released. Outputs are assigned only when the call succeeded. A
 * NULL where a handle, an output or a required text belongs answers AFTERCOURSE_STATUS_MISUSE; no function
 * crashes on it.
 *
 * 3. Text and dates. Text is UTF-8. It goes in as pointer and length in bytes; AFTERCOURSE_TERMINATED as
 * length means "up to the NUL". NULL with length 0 (or AFTERCOURSE_TERMINATED) is no text. It comes out as a
 * new NUL-terminated block, released with aftercourse_text_free, and its length without the NUL (`length` may
 * be NULL). Texts returned as `const char *` belong to the handle they come from and live as long. A day is
 * an int32_t, counted from 1970-01-01; AFTERCOURSE_NO_DATE is none. An instant is text as in RFC 3339,
 * "2026-09-12T09:00+08:00".
 *
 * 4. Options. A struct of options begins with its own size. Fill it with its _init function, then set what
 * differs: fields are added at the end only, and a library of another version knows by the size what it was
 * given. NULL in place of a struct of options means the defaults. Truth is an int32_t, 0 or 1. Lists and maps
 * are JSON.
 *
 * 5. Threads and callbacks. An engine may be used from many threads at once; batches, errors, occurrences and
 * measure states by one at a time; policies, calendars, recurrences and time zones never change. Callbacks
 * run on the thread of the call, get back the `user` pointer they were given with, and stop the call with
 * AFTERCOURSE_STATUS_CANCELLED by returning other than 0; nothing is half done then. A callback may ask the
 * engine; what writes or looks at the file (also verify, backup and quick_check) answers
 * AFTERCOURSE_STATUS_MISUSE within a callback of such a call. An answer that is remembered from before comes
 * without a report. The library starts no thread, prints nothing and keeps no state outside its handles.
 *
 * 6. Time travel. `known_at` asks what was known then: the number of a write ("17") or an instant; no text
 * means now.
 */
#ifndef AFTERCOURSE_H
#define AFTERCOURSE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define AFTERCOURSE_API __attribute__((visibility("default")))
#else
#define AFTERCOURSE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* --- statuses, permanent -------------------------------------------------------------------------------- */

#define AFTERCOURSE_OK 0
#define AFTERCOURSE_STATUS_INVALID_ARGUMENT 1 /* a value that was passed is wrong */
#define AFTERCOURSE_STATUS_NOT_FOUND 2        /* a named thing does not exist */
#define AFTERCOURSE_STATUS_CONFLICT 3         /* contradicts what is recorded already */
#define AFTERCOURSE_STATUS_POLICY 4           /* a policy file is wrong */
#define AFTERCOURSE_STATUS_DATA 5             /* rows are wrong; the error lists every fault */
#define AFTERCOURSE_STATUS_STORAGE 6          /* the file or disk failed */
#define AFTERCOURSE_STATUS_CORRUPT 7          /* the file is damaged or not ours */
#define AFTERCOURSE_STATUS_TOO_NEW 8          /* the file was written by a later version */
#define AFTERCOURSE_STATUS_BUSY 9             /* another process is writing; try again */
#define AFTERCOURSE_STATUS_READ_ONLY 10       /* the engine or file cannot be written */
#define AFTERCOURSE_STATUS_FULL 11            /* the disk is full */
#define AFTERCOURSE_STATUS_LIMIT 12           /* a cap on tasks, depth, bytes or memory was reached */
#define AFTERCOURSE_STATUS_DENIED 13          /* the caller may not see or do this */
#define AFTERCOURSE_STATUS_CANCELLED 14       /* a callback or aftercourse_engine_cancel stopped the call */
#define AFTERCOURSE_STATUS_MISUSE 15          /* NULL for a handle, a batch used twice */
#define AFTERCOURSE_STATUS_INTERNAL 16        /* a defect of this library */

/* --- constants and handles ------------------------------------------------------------------------------ */

#define AFTERCOURSE_TERMINATED SIZE_MAX
#define AFTERCOURSE_NO_DATE INT32_MIN
#define AFTERCOURSE_NO_TIME (-1)
#define AFTERCOURSE_LANGUAGE_EN 0
#define AFTERCOURSE_LANGUAGE_ZH 1

typedef struct aftercourse_error aftercourse_error;
typedef struct aftercourse_engine aftercourse_engine;
typedef struct aftercourse_batch aftercourse_batch;
typedef struct aftercourse_policy aftercourse_policy;
typedef struct aftercourse_scheme aftercourse_scheme;
typedef struct aftercourse_instrument aftercourse_instrument;
typedef struct aftercourse_calendar aftercourse_calendar;
typedef struct aftercourse_recurrence aftercourse_recurrence;
typedef struct aftercourse_occurrences aftercourse_occurrences;
typedef struct aftercourse_time_zone aftercourse_time_zone;
typedef struct aftercourse_measure_state aftercourse_measure_state;
typedef struct aftercourse_statistic_result aftercourse_statistic_result;

/* The Arrow C stream interface; defined at the end of this header unless the host has it already. */
struct ArrowArrayStream;

/* Progress of a long call: `done` of `total` (0: unknown) of a step, whose name ends with a NUL and lives for
 * the call of the callback. Other than 0 stops the work. */
typedef int32_t (*aftercourse_progress)(void* user, uint64_t done, uint64_t total, const char* step);

/* The time now: UTC microseconds since 1970 and the offset of the place in minutes, which decides the local
 * day. Other than 0 stops the write. */
typedef int32_t (*aftercourse_clock)(void* user, int64_t* microseconds, int32_t* offset_minutes);

/* --- version -------------------------------------------------------------------------------------------- */

/* The version of the library, "0.1.0". Never released. */
AFTERCOURSE_API const char* aftercourse_version(void);
/* The version of this interface, "1.0", apart from that of the library: the first number changes when a host
 * must be compiled again, the second when something was added. Never released. */
AFTERCOURSE_API const char* aftercourse_abi_version(void);
/* A status as people read it, "not found"; "ok" for AFTERCOURSE_OK, "unknown" for any other number. Never
 * released. */
AFTERCOURSE_API const char* aftercourse_status_name(int32_t status);

/* --- error: why a call failed --------------------------------------------------------------------------- */

/* One fault of a refused input. The texts live as long as the error. */
typedef struct aftercourse_fault {
  uint32_t struct_size;
  int64_t row;        /* line of a text, row of a table, from 1; 0: unknown */
  int64_t column;     /* from 1; 0: unknown */
  const char* source; /* where it was read from: "calls.csv" */
  const char* field;  /* "" for the whole row */
  const char* reason; /* for people; never quotes a personal value */
  const char* code;   /* permanent: "AC2004" */
} aftercourse_fault;

/* Sets the size and clears the rest. NULL does nothing. */
AFTERCOURSE_API void aftercourse_fault_init(aftercourse_fault* fault);

/* The following read an error. For NULL, which stands for success, they answer AFTERCOURSE_OK, 0 or "". */

AFTERCOURSE_API int32_t aftercourse_error_status(const aftercourse_error* error);
/* The permanent code that docs/errors.md explains: "AC2020". */
AFTERCOURSE_API const char* aftercourse_error_code(const aftercourse_error* error);
/* What happened, for people, with its place. Holds no personal value, so it may be logged. */
AFTERCOURSE_API const char* aftercourse_error_message(const aftercourse_error* error);
/* The place alone, in the caller's terms; "" when there is none. */
AFTERCOURSE_API const char* aftercourse_error_where(const aftercourse_error* error);
/* The offending value where it is personal, else "". Do not log it. */
AFTERCOURSE_API const char* aftercourse_error_personal(const aftercourse_error* error);
/* 1 when the same call may succeed later without a change, else 0. */
AFTERCOURSE_API int32_t aftercourse_error_retry(const aftercourse_error* error);
/* How many faults it lists, in the order of the input; 0 for a single error. */
AFTERCOURSE_API size_t aftercourse_error_fault_count(const aftercourse_error* error);
/* Writes fault `index`, counted from 0, to *fault, whose size must be set. Misuse for NULL, invalid argument
 * for an index that is not there; then *fault stays as it was. */
AFTERCOURSE_API int32_t aftercourse_error_fault(const aftercourse_error* error, size_t index,
                                                aftercourse_fault* fault);
AFTERCOURSE_API void aftercourse_error_free(aftercourse_error* error);

/* --- text and dates ------------------------------------------------------------------------------------- */

/* Releases a text that a function of this library handed out as `char **`. */
AFTERCOURSE_API void aftercourse_text_free(char* text);
/* Reads "2026-10-01", exactly so, into *date. Invalid argument, with the reason, for a day that does not
 * exist or a year outside 1400-9999. */
AFTERCOURSE_API int32_t aftercourse_date_parse(const char* text, size_t text_length, int32_t* date,
                                               aftercourse_error** error);
/* Writes a day as "2026-10-01"; released with aftercourse_text_free. Invalid argument outside 1400-9999, so
 * also for AFTERCOURSE_NO_DATE. */
AFTERCOURSE_API int32_t aftercourse_date_format(int32_t date, char** text, size_t* length,
                                                aftercourse_error** error);

/* --- policy: a training regulation as rules ------------------------------------------------------------- */

/* Reads a policy from YAML. `file` names it in diagnostics (no text: "policy.yaml"). `kinds_of`, which may be
 * NULL, is an engine whose declared kinds the policy uses besides the built-in ones. Policy error with every
 * diagnostic in its message; limit for more than 4 MiB, 64 levels or aliases that explode. Released with
 * aftercourse_policy_free. */
AFTERCOURSE_API int32_t aftercourse_policy_parse(const char* yaml, size_t yaml_length, const char* file,
                                                 size_t file_length, const aftercourse_engine* kinds_of,
                                                 aftercourse_policy** policy, aftercourse_error** error);
/* The same from a file. Not found when it cannot be read. */
AFTERCOURSE_API int32_t aftercourse_policy_load(const char* path, size_t path_length,
                                                const aftercourse_engine* kinds_of,
                                                aftercourse_policy** policy, aftercourse_error** error);
/* A policy that comes with the library: "post-training-tracking", "follow-up-visits". Not found for another
 * name. */
AFTERCOURSE_API int32_t aftercourse_policy_built_in(const char* name, size_t name_length,
                                                    aftercourse_policy** policy, aftercourse_error** error);
AFTERCOURSE_API void aftercourse_policy_free(aftercourse_policy* policy);
/* Its name, version and full text; they live as long as the policy, and are "" for NULL. */
AFTERCOURSE_API const char* aftercourse_policy_name(const aftercourse_policy* policy);
AFTERCOURSE_API const char* aftercourse_policy_version(const aftercourse_policy* policy);
AFTERCOURSE_API const char* aftercourse_policy_text(const aftercourse_policy* policy);
/* What is legal but probably not meant, as a JSON array: [{"severity", "code", "file", "line", "column",
 * "message", "expected", "suggestion", "text"}]; `text` says all of it in one line. An empty array when all
 * is well. */
AFTERCOURSE_API int32_t aftercourse_policy_lint_json(const aftercourse_policy* policy, char** json,
                                                     size_t* length, aftercourse_error** error);
/* Every diagnostic of a text that may not be a policy at all, errors and warnings, in the same form. */
AFTERCOURSE_API int32_t aftercourse_policy_check_json(const char* yaml, size_t yaml_length, const char* file,
                                                      size_t file_length, char** json, size_t* length,
                                                      aftercourse_error** error);
/* Runs the policy's examples: [{"name", "file", "line", "passed", "difference"}]. An example that fails is a
 * result, not an error. */
AFTERCOURSE_API int32_t aftercourse_policy_test_json(const aftercourse_policy* policy, char** json,
                                                     size_t* length, aftercourse_error** error);
/* The JSON Schema (2020-12) of policy files, for editors. */
AFTERCOURSE_API int32_t aftercourse_policy_json_schema(char** json, size_t* length,
                                                       aftercourse_error** error);

/* --- scheme: a marking scheme --------------------------------------------------------------------------- */

/* Reads a marking scheme from YAML (docs/assessment.md). `file` names it in diagnostics (no text:
 * "assessment.yaml"). Policy error with every diagnostic in its message, limit error for texts that are or
 * expand too large. Release it with aftercourse_scheme_free. */
AFTERCOURSE_API int32_t aftercourse_scheme_parse(const char* yaml, size_t yaml_length, const char* file,
                                                 size_t file_length, aftercourse_scheme** scheme,
                                                 aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_scheme_load(const char* path, size_t path_length,
                                                aftercourse_scheme** scheme, aftercourse_error** error);
AFTERCOURSE_API void aftercourse_scheme_free(aftercourse_scheme* scheme);
/* Its full text; it lives as long as the scheme, and is "" for NULL. */
AFTERCOURSE_API const char* aftercourse_scheme_text(const aftercourse_scheme* scheme);
/* SHA-256 of what it says, in hexadecimal: the same for texts that differ in comments and layout only. */
AFTERCOURSE_API int32_t aftercourse_scheme_frozen(const aftercourse_scheme* scheme, char** text,
                                                  size_t* length, aftercourse_error** error);
/* What it says: {"name", "version", "key_points", "components", "pass", "grades", ...}. */
AFTERCOURSE_API int32_t aftercourse_scheme_json(const aftercourse_scheme* scheme, char** json, size_t* length,
                                                aftercourse_error** error);
/* Every diagnostic of a text, in the form of aftercourse_policy_lint_json. */
AFTERCOURSE_API int32_t aftercourse_scheme_check_json(const char* yaml, size_t yaml_length, const char* file,
                                                      size_t file_length, char** json, size_t* length,
                                                      aftercourse_error** error);
/* What the newer one says differently: [{"what", "before", "after"}]. */
AFTERCOURSE_API int32_t aftercourse_scheme_compare_json(const aftercourse_scheme* older,
                                                        const aftercourse_scheme* newer, char** json,
                                                        size_t* length, aftercourse_error** error);
/* Which key points are examined, by how many marks: {"key_points", "not_examined", ...}. */
AFTERCOURSE_API int32_t aftercourse_scheme_coverage_json(const aftercourse_scheme* scheme, char** json,
                                                         size_t* length, aftercourse_error** error);
/* Marks a learner's sittings, given first to last:
 * [{"date", "answers": {item: answer or [options]}, "ratings": {item: {rater: {criterion: level or marks}}},
 * "marks": {component: marks}}]. The outcome: {"learner", "items", "components", "exact", "total", "grade",
 * "passed", "reasons", "missing", ...}. Data error that lists every fault. */
AFTERCOURSE_API int32_t aftercourse_scheme_mark_json(const aftercourse_scheme* scheme, const char* learner,
                                                     size_t learner_length, const char* sittings,
                                                     size_t sittings_length, char** json, size_t* length,
                                                     aftercourse_error** error);
/* The JSON Schema (2020-12) of marking schemes, for editors. */
AFTERCOURSE_API int32_t aftercourse_scheme_json_schema(char** json, size_t* length,
                                                       aftercourse_error** error);
/* How many passed, of whom. `denominator` is "enrolled", "started" (not withdrawn by day 0; the default) or
 * "completed" (not withdrawn). `passed` is 1, 0, or -1: not known, so in neither number unless withdrawn.
 * `withdrawn` and `withdrawn_on` may be NULL: nobody, no day known; day 0 is the first, AFTERCOURSE_NO_DATE
 * none. */
AFTERCOURSE_API int32_t aftercourse_pass_rate(const int32_t* passed, const int32_t* withdrawn,
                                              const int32_t* withdrawn_on, size_t count,
                                              const char* denominator, size_t denominator_length,
                                              int64_t* passing, int64_t* of, aftercourse_error** error);

/* --- instrument: a questionnaire, appraisal or interview sheet ------------------------------------------ */

/* Reads one from YAML (docs/instrument.md), as aftercourse_scheme_parse does (no file name:
 * "instrument.yaml"). Release it with aftercourse_instrument_free. */
AFTERCOURSE_API int32_t aftercourse_instrument_parse(const char* yaml, size_t yaml_length, const char* file,
                                                     size_t file_length, aftercourse_instrument** instrument,
                                                     aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_instrument_load(const char* path, size_t path_length,
                                                    aftercourse_instrument** instrument,
                                                    aftercourse_error** error);
/* One that comes with the library: "follow-up", "effect", "work-performance", "interview". Not found for
 * another name. */
AFTERCOURSE_API int32_t aftercourse_instrument_built_in(const char* name, size_t name_length,
                                                        aftercourse_instrument** instrument,
                                                        aftercourse_error** error);
AFTERCOURSE_API void aftercourse_instrument_free(aftercourse_instrument* instrument);
/* Its full text; it lives as long as the instrument, and is "" for NULL. */
AFTERCOURSE_API const char* aftercourse_instrument_text(const aftercourse_instrument* instrument);
/* SHA-256 of what it says, what it says, the diagnostics of a text, and what two versions say differently; as
 * for schemes. */
AFTERCOURSE_API int32_t aftercourse_instrument_frozen(const aftercourse_instrument* instrument, char** text,
                                                      size_t* length, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_instrument_json(const aftercourse_instrument* instrument, char** json,
                                                    size_t* length, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_instrument_check_json(const char* yaml, size_t yaml_length,
                                                          const char* file, size_t file_length, char** json,
                                                          size_t* length, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_instrument_compare_json(const aftercourse_instrument* older,
                                                            const aftercourse_instrument* newer, char** json,
                                                            size_t* length, aftercourse_error** error);
/* A page to be printed on A4: complete HTML. */
AFTERCOURSE_API int32_t aftercourse_instrument_html(const aftercourse_instrument* instrument,
                                                    int32_t language, char** html, size_t* length,
                                                    aftercourse_error** error);
/* The JSON Schema (2020-12) of questionnaires, for editors. */
AFTERCOURSE_API int32_t aftercourse_instrument_json_schema(char** json, size_t* length,
                                                           aftercourse_error** error);
/* Reads what a form tool exported, one row a response, one column an item. `columns`, a JSON object or no
 * text, says which heading holds what: {"person": "Staff no.", "id": "#", "occurrence": "=P7", "q1": "..."}.
 * The responses, as the functions below take them: [{"id", "person", "occurrence", "subject", "role",
 * "submitted", "seconds", "answers": {item: number, text, [options] or {"not_applicable": true}}}]. Data
 * error that lists every fault with line and column. */
AFTERCOURSE_API int32_t aftercourse_instrument_read_csv(const aftercourse_instrument* instrument,
                                                        const char* csv, size_t csv_length,
                                                        const char* columns, size_t columns_length,
                                                        char** json, size_t* length,
                                                        aftercourse_error** error);
/* The responses that count: of each person, occurrence, subject and role the one submitted last. */
AFTERCOURSE_API int32_t aftercourse_instrument_last_submissions(const aftercourse_instrument* instrument,
                                                                const char* responses,
                                                                size_t responses_length, char** json,
                                                                size_t* length, aftercourse_error** error);
/* Each response's score in each dimension: [{"response", "dimension", "score", "answered", "asked"}]; the
 * dimension "" is the whole, a score that cannot be given is null. Data error that lists every fault. */
AFTERCOURSE_API int32_t aftercourse_instrument_person_scores(const aftercourse_instrument* instrument,
                                                             const char* responses, size_t responses_length,
                                                             char** json, size_t* length,
                                                             aftercourse_error** error);
/* The group in each dimension and item: [{"dimension", "item", "n", "mean", "sd", "low", "high", "valid",
 * "favourable", "judged", "favourable_share", "not_applicable", "missing", "not_asked"}]. `weights`, one for
 * each response, may be NULL; `level` is that of the intervals, 0.95. */
AFTERCOURSE_API int32_t aftercourse_instrument_group_scores(const aftercourse_instrument* instrument,
                                                            const char* responses, size_t responses_length,
                                                            const double* weights, double level, char** json,
                                                            size_t* length, aftercourse_error** error);
/* Who is appraised, in each dimension: [{"subject", "dimension", "roles", "total", "rescaled",
 * "missing_roles"}]. Invalid argument for an instrument without roles. */
AFTERCOURSE_API int32_t aftercourse_instrument_appraisal_scores(const aftercourse_instrument* instrument,
                                                                const char* responses,
                                                                size_t responses_length, char** json,
                                                                size_t* length, aftercourse_error** error);

/* What answers are worth: a function by name, with a JSON object of arguments; numbers and texts of a column
 * stand in arrays, null is missing. Without a questionnaire (`instrument` may be NULL):
 *   "net_promoter"        {"answers": [0-10], "level"}
 *   "response_rate"       {"complete", "partial", "refusal", "non_contact", "other", "unknown",
 *                         "unknown_other"}: AAPOR's RR1 and RR2
 *   "missing_bounds"      {"answers", "min", "max", "missing"}: what a mean can be at worst and best
 *   "rake"                {"groups": {"unit": ["east", ...]}, "targets": {"unit": {"east": 0.4, ...}},
 *                         "weights", "tolerance", "max_rounds", "trim"}
 *   "compare_responders"  {"responded": [1, 0, ...], "columns": {"age": [31, ...], "unit": ["east", ...]}}
 * and with one, on responses as the functions above take them:
 *   "answer_matrix"       {"responses", "dimension"}: {"responses", "items", "values"} for alpha, omega,
 *                         agreement
 *   "answering_flags"     {"responses", "least_items", "fast"}: straight lines and speed
 *   "dispositions"        {"responses", "invited"}: their response rate
 *   "compare_versions"    {"responses", "newer": the YAML of the newer version, "newer_responses", "level"}:
 *                         over the items that both share
 *   "unread_columns"      {"csv", "columns", "separator"}: the headings of an export that reading it leaves
 *                         out
 * An answer has the fields of the C++ value and, where there is one, "words" in both languages; what cannot
 * be given is null. Not found for another function; invalid argument for an argument that it does not take.
 */
AFTERCOURSE_API int32_t aftercourse_survey_json(const aftercourse_instrument* instrument,
                                                const char* function, size_t function_length,
                                                const char* arguments, size_t arguments_length, char** json,
                                                size_t* length, aftercourse_error** error);

/* --- calendar: which days are worked -------------------------------------------------------------------- */

/* "cn" (mainland China with its make-up working days), "weekdays" or "every-day". Not found for another name.
 * Released with aftercourse_calendar_free. */
AFTERCOURSE_API int32_t aftercourse_calendar_built_in(const char* name, size_t name_length,
                                                      aftercourse_calendar** calendar,
                                                      aftercourse_error** error);
/* Reads {"name", "week": "1111100", "announced": {"from", "to"}, "assume": false, "days_off": [...],
 * "working_days": [...]}, where a cycle of another length than a week is "cycle": "1111000", "from":
 * "2026-01-01", and a day is its date or {"date", "name", "source"}; or a yearly notice {"year": 2026,
 * "days": [{"name", "date", "isOffDay"}]}. This is also how a program makes a calendar of its own. Data error
 * with every fault; invalid argument when no day is worked, or one is both off and worked. */
AFTERCOURSE_API int32_t aftercourse_calendar_from_json(const char* json, size_t json_length,
                                                       aftercourse_calendar** calendar,
                                                       aftercourse_error** error);
/* The same forms in YAML; faults tell line and column. */
AFTERCOURSE_API int32_t aftercourse_calendar_from_yaml(const char* yaml, size_t yaml_length,
                                                       aftercourse_calendar** calendar,
                                                       aftercourse_error** error);
/* The whole-day events of a holiday feed in iCalendar: days off, and make-up working days as published feeds
 * mark them (docs/time.md), over the Monday-to-Friday week. `announced_from` and `announced_to` are the days
 * that the feed speaks for; both AFTERCOURSE_NO_DATE: as its X-AFTERCOURSE-ANNOUNCED says, or the whole years
 * in which its events lie. Data error with the line of every fault; limit beyond 64 MiB or 100,000 days. */
AFTERCOURSE_API int32_t aftercourse_calendar_from_ics(const char* ics, size_t ics_length,
                                                      int32_t announced_from, int32_t announced_to,
                                                      aftercourse_calendar** calendar,
                                                      aftercourse_error** error);
/* The special days as events; aftercourse_calendar_from_ics gives an equal calendar. */
AFTERCOURSE_API int32_t aftercourse_calendar_to_ics(const aftercourse_calendar* calendar, char** ics,
                                                    size_t* length, aftercourse_error** error);
/* The calendar's full text; reading it again gives an equal calendar. */
AFTERCOURSE_API int32_t aftercourse_calendar_to_json(const aftercourse_calendar* calendar, char** json,
                                                     size_t* length, aftercourse_error** error);

/* The following make a calendar of others, which stay as they are. It is released with
 * aftercourse_calendar_free as well. */

/* A copy that takes the days outside the announced years as the week has them, instead of refusing them with
 * invalid argument, as the functions below do otherwise. */
AFTERCOURSE_API int32_t aftercourse_calendar_assuming(const aftercourse_calendar* calendar,
                                                      aftercourse_calendar** assuming,
                                                      aftercourse_error** error);
/* A copy that knows one more year as announced, by its yearly notice. Data error with every fault; invalid
 * argument when a year between would be missing; conflict when the notice contradicts a day known as special,
 * unless `amend` is 1: then the notice wins. */
AFTERCOURSE_API int32_t aftercourse_calendar_with_notice(const aftercourse_calendar* calendar,
                                                         const char* json, size_t json_length, int32_t amend,
                                                         aftercourse_calendar** extended,
                                                         aftercourse_error** error);
/* A copy with `count` further special days, which win over what was there: dates[i] is a make-up working day
 * where are_working[i] is 1, a day off where it is 0. `name` is the reason shown for all of them, `source`
 * who says so; both may be no text. Invalid argument for a date given both ways, or when nothing is left to
 * work. */
AFTERCOURSE_API int32_t aftercourse_calendar_with_special_days(
    const aftercourse_calendar* calendar, const int32_t* dates, const int32_t* are_working, size_t count,
    const char* name, size_t name_length, const char* source, size_t source_length,
    aftercourse_calendar** changed, aftercourse_error** error);
/* The days on which both calendars work, or either of them: announced where both are, assuming when both do.
 * Invalid argument when no day is announced in both, nothing is left to work, or their cycles meet again
 * after more than 366 days only. */
AFTERCOURSE_API int32_t aftercourse_calendar_both(const aftercourse_calendar* a,
                                                  const aftercourse_calendar* b, aftercourse_calendar** both,
                                                  aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_calendar_either(const aftercourse_calendar* a,
                                                    const aftercourse_calendar* b,
                                                    aftercourse_calendar** either, aftercourse_error** error);

AFTERCOURSE_API void aftercourse_calendar_free(aftercourse_calendar* calendar);
/* Its name, which lives as long as the calendar; "" for NULL. */
AFTERCOURSE_API const char* aftercourse_calendar_name(const aftercourse_calendar* calendar);
/* The first and the last day for which days off are announced: 1400-01-01 and 9999-12-31 for a calendar that
 * holds for ever. */
AFTERCOURSE_API int32_t aftercourse_calendar_announced(const aftercourse_calendar* calendar, int32_t* first,
                                                       int32_t* last, aftercourse_error** error);
/* 1 when it answers for days beyond those, 0 when it refuses them. */
AFTERCOURSE_API int32_t aftercourse_calendar_assumes(const aftercourse_calendar* calendar, int32_t* assumes,
                                                     aftercourse_error** error);
/* 1 when any day from `from` to `to`, both included and in either order, is beyond what was announced: what
 * rests on it is provisional. Days outside 1400-9999 are refused with invalid argument, here and below. */
AFTERCOURSE_API int32_t aftercourse_calendar_is_provisional(const aftercourse_calendar* calendar,
                                                            int32_t from, int32_t to, int32_t* is_provisional,
                                                            aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_calendar_is_working_day(const aftercourse_calendar* calendar,
                                                            int32_t date, int32_t* is_working,
                                                            aftercourse_error** error);
/* `days` > 0: that many working days after `date`, so 1 is the next working day; < 0: before it, so -1 is the
 * previous one; 0: `date` itself, also when it is a day off. */
AFTERCOURSE_API int32_t aftercourse_calendar_add_working_days(const aftercourse_calendar* calendar,
                                                              int32_t date, int64_t days, int32_t* result,
                                                              aftercourse_error** error);
/* The working days after `from` up to and including `to`; negative, with the ends exchanged, when `to` is
 * earlier. */
AFTERCOURSE_API int32_t aftercourse_calendar_working_days_between(const aftercourse_calendar* calendar,
                                                                  int32_t from, int32_t to, int64_t* result,
                                                                  aftercourse_error** error);
/* The n-th working day of the "month", "quarter" or "year" that holds `date`, counted from 1, or from its end
 * when n < 0: -1 is the last. Invalid argument when it has fewer, for 0, and for another span. */
AFTERCOURSE_API int32_t aftercourse_calendar_nth_working_day(const aftercourse_calendar* calendar,
                                                             const char* span, size_t span_length,
                                                             int32_t date, int64_t n, int32_t* result,
                                                             aftercourse_error** error);
/* Where a day off goes by a convention: "none", "following", "preceding", "modified_following" (the next
 * working day, unless it lies in another month: then the previous one), "modified_preceding", or "nearest"
 * (the next one when both are as far). A working day stays. */
AFTERCOURSE_API int32_t aftercourse_calendar_roll(const aftercourse_calendar* calendar, int32_t date,
                                                  const char* convention, size_t convention_length,
                                                  int32_t* result, aftercourse_error** error);
/* What each day from `from` to `to`, both included, is and why: [{"date", "working", "why", "name", "source",
 * "provisional"}], where `why` is "pattern", "day_off" or "make_up_day". An empty array when `to` is earlier.
 */
AFTERCOURSE_API int32_t aftercourse_calendar_explain_json(const aftercourse_calendar* calendar, int32_t from,
                                                          int32_t to, char** json, size_t* length,
                                                          aftercourse_error** error);

/* The month that holds `date`, to look at in a language: as text for a terminal, in which Chinese characters
 * are two columns wide, and as one <div> of HTML with its own style, escaped, for a light or dark page. Days
 * off and make-up working days are shown with their names, and over the days `marks`, which may be no text:
 * [{"from": "2026-10-08", "to": "2026-10-20", "text": "Calls", "kind": "open"}], both days included, where
 * marks of one `kind`, which may be left out, are shown alike. Invalid argument for a day that is not
 * announced and for a mark that ends before it begins. */
AFTERCOURSE_API int32_t aftercourse_calendar_month_text(const aftercourse_calendar* calendar, int32_t date,
                                                        const char* marks, size_t marks_length,
                                                        int32_t language, char** text, size_t* length,
                                                        aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_calendar_month_html(const aftercourse_calendar* calendar, int32_t date,
                                                        const char* marks, size_t marks_length,
                                                        int32_t language, char** html, size_t* length,
                                                        aftercourse_error** error);

/* The questions above for `count` days at once, much faster than one by one. Inputs and results are arrays of
 * `count` entries, which the caller owns and which may be one array, but must not overlap otherwise; with
 * `count` 0 they may be NULL. AFTERCOURSE_NO_DATE is a missing entry and has a missing answer. One bad entry
 * refuses the call and leaves the results untouched; aftercourse_error_where says which is the first,
 * counted from 0: "row 17". */

/* 1: worked, 0: a day off, -1: missing. */
AFTERCOURSE_API int32_t aftercourse_calendar_is_working_day_array(const aftercourse_calendar* calendar,
                                                                  const int32_t* dates, size_t count,
                                                                  int32_t* are_working,
                                                                  aftercourse_error** error);
/* An entry of `days` may be missing as well, which is AFTERCOURSE_NO_DATE too. */
AFTERCOURSE_API int32_t aftercourse_calendar_add_working_days_array(const aftercourse_calendar* calendar,
                                                                    const int32_t* dates, const int32_t* days,
                                                                    size_t count, int32_t* results,
                                                                    aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_calendar_working_days_between_array(const aftercourse_calendar* calendar,
                                                                        const int32_t* from,
                                                                        const int32_t* to, size_t count,
                                                                        int32_t* results,
                                                                        aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_calendar_roll_array(const aftercourse_calendar* calendar,
                                                        const int32_t* dates, size_t count,
                                                        const char* convention, size_t convention_length,
                                                        int32_t* results, aftercourse_error** error);

/* --- period: a length of calendar time ------------------------------------------------------------------ */

#define AFTERCOURSE_UNIT_DAYS 0
#define AFTERCOURSE_UNIT_WORKING_DAYS 1
#define AFTERCOURSE_UNIT_WEEKS 2
#define AFTERCOURSE_UNIT_MONTHS 3
#define AFTERCOURSE_UNIT_QUARTERS 4
#define AFTERCOURSE_UNIT_YEARS 5

/* Reads "10 days", "1 working day", "-2 weeks", "3 months", "half a year", "1 quarter", "5个工作日"; writes
 * how many and one of AFTERCOURSE_UNIT_*. Invalid argument, with the units there are, for another text. */
AFTERCOURSE_API int32_t aftercourse_period_parse(const char* text, size_t text_length, int32_t* count,
                                                 int32_t* unit, aftercourse_error** error);
/* The day that is a period, given as text, after `date`, or before it when it is negative. Months keep the
 * day of the month, cut to the month's end: a month after 31 January is the last of February, a month after
 * 28 February is 28 March. `calendar` is needed for working days only and may be NULL otherwise. Invalid
 * argument beyond 1400-9999. */
AFTERCOURSE_API int32_t aftercourse_period_add(const char* period, size_t period_length, int32_t date,
                                               const aftercourse_calendar* calendar, int32_t* result,
                                               aftercourse_error** error);
/* The same for an array of days, with missing entries and errors as for aftercourse_calendar_roll_array. */
AFTERCOURSE_API int32_t aftercourse_period_add_array(const char* period, size_t period_length,
                                                     const int32_t* dates, size_t count,
                                                     const aftercourse_calendar* calendar, int32_t* results,
                                                     aftercourse_error** error);

/* --- window: the days within which something is to be done ---------------------------------------------- */

/* The window around a day, closed at both ends: `from` and `to` are periods from the anchor, as
 * aftercourse_period_parse reads them, negative before it (no text: the anchor itself). An end that falls on
 * a day off goes where the convention `roll` says, as in aftercourse_calendar_roll (no text: "none"); a
 * window begins on a day off as on any other. Invalid argument when it would end before it begins. */
AFTERCOURSE_API int32_t aftercourse_window_at(const char* from, size_t from_length, const char* to,
                                              size_t to_length, const char* roll, size_t roll_length,
                                              int32_t anchor, const aftercourse_calendar* calendar,
                                              int32_t* first, int32_t* last, aftercourse_error** error);
/* How that window is worked out: {"from", "to", "provisional"}, each bound as {"anchor", "period", "roll",
 * "counted", "clipped", "day", "days", "provisional"}. `counted` is the anchor plus the period, `clipped`
 * whether a month was too short for the anchor's day, `day` what the roll made of it. `days` are those whose
 * being worked or not decided it, as aftercourse_calendar_explain_json has them, but those in a row in one
 * item with "from" and "to", and at most 40 items; none when every calendar gives the same day. Provisional
 * is what rests on days beyond those announced. */
AFTERCOURSE_API int32_t aftercourse_window_explain_json(const char* from, size_t from_length, const char* to,
                                                        size_t to_length, const char* roll,
                                                        size_t roll_length, int32_t anchor,
                                                        const aftercourse_calendar* calendar, char** json,
                                                        size_t* length, aftercourse_error** error);

/* --- recurrence: when something comes again ------------------------------------------------------------- */

typedef struct aftercourse_recurrence_options {
  uint32_t struct_size;
  const char* further_rules; /* JSON array of rules beside the first */
  size_t further_rules_length;
  const char* dates; /* JSON array of what is added (RDATE), of the form of the start */
  size_t dates_length;
  const char* exceptions; /* JSON array of what is taken away (EXDATE); a date takes away its whole day */
  size_t exceptions_length;
  const aftercourse_calendar* calendar; /* for X-BYWORKDAY and X-ROLL; default NULL: none */
} aftercourse_recurrence_options;

AFTERCOURSE_API void aftercourse_recurrence_options_init(aftercourse_recurrence_options* options);

/* A recurrence set of RFC 5545. `rule` is the value of an RRULE, "FREQ=MONTHLY;BYDAY=-1FR", also with our
 * parts X-BYWORKDAY=-1 (the last working day of the period) and X-ROLL=FOLLOWING (what falls on a day off is
 * moved); with no text the start is the first occurrence. `start` is a date or a local time without zone,
 * "2026-01-30" or "2026-01-30T09:00", and what comes out has its form. docs/time.md has the rules. Invalid
 * argument for a rule (AC1140), a time (AC1141), or parts that do not fit each other (AC1142). Released with
 * aftercourse_recurrence_free. */
AFTERCOURSE_API int32_t aftercourse_recurrence_new(const char* rule, size_t rule_length, const char* start,
                                                   size_t start_length,
                                                   const aftercourse_recurrence_options* options,
                                                   aftercourse_recurrence** recurrence,
                                                   aftercourse_error** error);
AFTERCOURSE_API void aftercourse_recurrence_free(aftercourse_recurrence* recurrence);
/* 1 when `moment`, a date or a local time, is an occurrence, else 0. A date asks for any of its day. */
AFTERCOURSE_API int32_t aftercourse_recurrence_contains(const aftercourse_recurrence* recurrence,
                                                        const char* moment, size_t moment_length,
                                                        int32_t* contains, aftercourse_error** error);
/* The occurrences from `from` to `to`, both included: dates or local times; a date as `to` includes its whole
 * day. No text as `from` means the first, as `to` the end of the year 9999. Nothing is stored: they are found
 * as they are asked for. Released with aftercourse_occurrences_free. */
AFTERCOURSE_API int32_t aftercourse_recurrence_occurrences(const aftercourse_recurrence* recurrence,
                                                           const char* from, size_t from_length,
                                                           const char* to, size_t to_length,
                                                           aftercourse_occurrences** occurrences,
                                                           aftercourse_error** error);
/* Writes the next occurrences, ascending and at most `capacity` of them, and how many in *count; 0 is the
 * end. dates[i] is the day and seconds[i] the time in seconds after midnight, as aftercourse_time_zone_local
 * takes them, or AFTERCOURSE_NO_TIME for bare dates; `seconds` may be NULL. What comes before a failure (a
 * day that the calendar does not know yet) is handed out first; the next call fails, and so does every one
 * after it. */
AFTERCOURSE_API int32_t aftercourse_occurrences_next(aftercourse_occurrences* occurrences, size_t capacity,
                                                     int32_t* dates, int32_t* seconds, size_t* count,
                                                     aftercourse_error** error);
AFTERCOURSE_API void aftercourse_occurrences_free(aftercourse_occurrences* occurrences);

/* --- time zone: on which day a moment falls --------------------------------------------------------------
 */

/* How often clocks at a place show a local time. */
#define AFTERCOURSE_OCCURS_ONCE 0
#define AFTERCOURSE_OCCURS_NEVER 1 /* they are put forward over it: it is moved on by what is skipped */
#define AFTERCOURSE_OCCURS_TWICE 2 /* they are put back over it: the earlier is meant */

/* The zone of that name, "Europe/Berlin", from a folder of compiled files of the IANA database (no text:
 * /usr/share/zoneinfo). Not found; data error for a file of another kind. Released with
 * aftercourse_time_zone_free. */
AFTERCOURSE_API int32_t aftercourse_time_zone_load(const char* name, size_t name_length, const char* folder,
                                                   size_t folder_length, aftercourse_time_zone** zone,
                                                   aftercourse_error** error);
/* The same from the bytes of such a file (TZif version 2 or later, RFC 8536). */
AFTERCOURSE_API int32_t aftercourse_time_zone_from_tzif(const char* name, size_t name_length,
                                                        const char* bytes, size_t length,
                                                        aftercourse_time_zone** zone,
                                                        aftercourse_error** error);
/* A rule as in POSIX: "CST-8", "CET-1CEST,M3.5.0,M10.5.0/3". Invalid argument for another text. */
AFTERCOURSE_API int32_t aftercourse_time_zone_from_posix(const char* name, size_t name_length,
                                                         const char* rule, size_t rule_length,
                                                         aftercourse_time_zone** zone,
                                                         aftercourse_error** error);
AFTERCOURSE_API void aftercourse_time_zone_free(aftercourse_time_zone* zone);
/* Its name, which lives as long as the zone; "" for NULL. */
AFTERCOURSE_API const char* aftercourse_time_zone_name(const aftercourse_time_zone* zone);
/* Seconds east of UTC at a moment, which is seconds since 1970 in UTC. */
AFTERCOURSE_API int32_t aftercourse_time_zone_offset(const aftercourse_time_zone* zone, int64_t utc_seconds,
                                                     int32_t* seconds, aftercourse_error** error);
/* The instant at which clocks there show `seconds` (0 to 86399) after midnight of `date`, and in *occurs,
 * which may be NULL, one of AFTERCOURSE_OCCURS_*. */
AFTERCOURSE_API int32_t aftercourse_time_zone_local(const aftercourse_time_zone* zone, int32_t date,
                                                    int32_t seconds, char** instant, size_t* length,
                                                    int32_t* occurs, aftercourse_error** error);

/* --- engine: facts, adopted policies and calendars ------------------------------------------------------ */

typedef struct aftercourse_open_options {
  uint32_t struct_size;
  int32_t create;          /* make the file when it is missing; default 1 */
  int32_t read_only;       /* default 0 */
  int32_t migrate;         /* bring an older file up to date, after a copy; default 0 */
  int32_t busy_timeout_ms; /* how long to wait for another process; default 5000 */
  aftercourse_clock clock; /* when a write gives no time; default NULL: the system's clock at +08:00 */
  void* clock_user;
  aftercourse_progress progress; /* of reading a large file */
  void* progress_user;
} aftercourse_open_options;

/* Fills in the defaults, as every _init does. NULL does nothing. */
AFTERCOURSE_API void aftercourse_open_options_init(aftercourse_open_options* options);

/* Opens an engine on a file, or in memory when `path` is no text (NULL; ":memory:" would be a file). The
 * options' clock must live as long as the engine. Corrupt, too new, read only, busy, storage or not found.
 * Released with aftercourse_engine_free. */
AFTERCOURSE_API int32_t aftercourse_engine_open(const char* path, size_t path_length,
                                                const aftercourse_open_options* options,
                                                aftercourse_engine** engine, aftercourse_error** error);
/* Closes the engine. No call on it may be running. Batches and Arrow streams made from it stay good. */
AFTERCOURSE_API void aftercourse_engine_free(aftercourse_engine* engine);
/* Makes the calls that run on this engine stop with AFTERCOURSE_STATUS_CANCELLED at their next step; from any
 * thread. A call that begins later is not affected. NULL does nothing. */
AFTERCOURSE_API void aftercourse_engine_cancel(aftercourse_engine* engine);

/* Who writes, when and why. Texts live until the call returns. */
typedef struct aftercourse_stamp {
  uint32_t struct_size;
  int32_t keep_good; /* record the good rows and list the bad in the receipt, instead of nothing; default 0 */
  const char* actor;
  size_t actor_length; /* the lengths are AFTERCOURSE_TERMINATED by default */
  const char* source;
  size_t source_length;
  const char* reason;
  size_t reason_length;
  const char* at; /* an instant, never before the last write; default: the engine's clock */
  size_t at_length;
  aftercourse_progress progress; /* of the write itself */
  void* progress_user;
} aftercourse_stamp;

AFTERCOURSE_API void aftercourse_stamp_init(aftercourse_stamp* stamp);

/* What a write did. Where a function takes one, it may be NULL; else set its size with _init before the call.
 */
typedef struct aftercourse_receipt {
  uint32_t struct_size;
  uint64_t write; /* its number; 0: nothing was new, so nothing was written */
  uint64_t recorded, amended, retracted;
  uint64_t unchanged;     /* the same fact again */
  aftercourse_error* bad; /* with keep_good, a data error whose faults are the rows left out, else NULL; the
                             caller releases it with aftercourse_error_free */
} aftercourse_receipt;

AFTERCOURSE_API void aftercourse_receipt_init(aftercourse_receipt* receipt);

typedef struct aftercourse_adoption {
  uint32_t struct_size;
  int32_t on;        /* anchors from this day on give tasks; required */
  int32_t until;     /* last day; default AFTERCOURSE_NO_DATE: open */
  const char* units; /* JSON array of unit ids; default, and []: all */
  size_t units_length;
  const char*
      parameters; /* JSON: {"phone_share": "20%"}, or [{"name", "value", "from", "source"}] with dates */
  size_t parameters_length;
  const char* source; /* where the decision stands: "annual notice" */
  size_t source_length;
} aftercourse_adoption;

AFTERCOURSE_API void aftercourse_adoption_init(aftercourse_adoption* adoption);

/* Puts a policy into force; the policy may be released afterwards. A later adoption of the same policy from
 * the same day replaces this one. `adoption` is required. Invalid argument for an unknown parameter, a value
 * that does not fit it, or an end before the beginning; not found for an unknown unit. `stamp` and `receipt`
 * may be NULL, here and below. */
AFTERCOURSE_API int32_t aftercourse_engine_adopt(aftercourse_engine* engine, const aftercourse_policy* policy,
                                                 const aftercourse_adoption* adoption,
                                                 const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                                 aftercourse_error** error);
/* Declares kinds of fact, and optional fields for existing kinds: [{"name", "title", "fields": [{"name",
 * "type", "required", "target", "labels"}]}]. Data error for JSON of another form, invalid argument for kinds
 * that cannot be. */
AFTERCOURSE_API int32_t aftercourse_engine_declare_json(aftercourse_engine* engine, const char* kinds,
                                                        size_t kinds_length, const aftercourse_stamp* stamp,
                                                        aftercourse_receipt* receipt,
                                                        aftercourse_error** error);
/* Every kind known, built in or declared, in the form that aftercourse_engine_declare_json takes. */
AFTERCOURSE_API int32_t aftercourse_engine_kinds_json(const aftercourse_engine* engine, char** json,
                                                      size_t* length, aftercourse_error** error);
/* Sets the calendar of a unit and those below it; no text for `unit`: everyone's. The calendar may be
 * released afterwards. Not found for an unknown unit. */
AFTERCOURSE_API int32_t aftercourse_engine_set_calendar(
    aftercourse_engine* engine, const aftercourse_calendar* calendar, const char* unit, size_t unit_length,
    const aftercourse_stamp* stamp, aftercourse_receipt* receipt, aftercourse_error** error);

/* The calendar by which tasks of the unit count, as it was set: its own or that of the nearest unit above
 * that has one, else everyone's (no text). Not found for no unit of that name. Released with
 * aftercourse_calendar_free. */
AFTERCOURSE_API int32_t aftercourse_engine_calendar(const aftercourse_engine* engine, const char* unit,
                                                    size_t unit_length, aftercourse_calendar** calendar,
                                                    aftercourse_error** error);

/* From now on the day of an instant is its day in that zone, whatever offset it is recorded with. The zone
 * may be released afterwards. Until one is set, the offset that an instant was written with decides its day.
 */
AFTERCOURSE_API int32_t aftercourse_engine_set_time_zone(aftercourse_engine* engine,
                                                         const aftercourse_time_zone* zone,
                                                         const aftercourse_stamp* stamp,
                                                         aftercourse_receipt* receipt,
                                                         aftercourse_error** error);

/* --- recording: one kind, one write --------------------------------------------------------------------- */

/* How rows are read. What a format has no use for is ignored. */
typedef struct aftercourse_record_options {
  uint32_t struct_size;
  int32_t separator;  /* CSV; default ',' */
  const char* origin; /* names the input in faults: "calls.csv"; default: the name of the format */
  size_t origin_length;
  const char*
      columns; /* CSV, Arrow: JSON object, field -> column; default: columns are called as fields. For CSV,
                  "=phone" is a constant, "#" numbers the rows, "a+b" joins columns */
  size_t columns_length;
  const char* missing; /* CSV: JSON array of the texts that mean missing, besides the empty one */
  size_t missing_length;
  const char* date_format; /* CSV: default "%Y-%m-%d"; a "*" at the end ignores a time after the day */
  size_t date_format_length;
  const char* list_separator; /* CSV: default ";" */
  size_t list_separator_length;
  aftercourse_progress progress; /* of reading the rows; that of the write itself is the stamp's */
  void* progress_user;
  int32_t short_rows; /* CSV: 1: a row may end early; what it lacks is missing */
  int32_t trim;       /* CSV: 1: spaces and tabs around a cell are no part of it */
} aftercourse_record_options;

AFTERCOURSE_API void aftercourse_record_options_init(aftercourse_record_options* options);

/* The following record facts of one kind as one write: all of them, or none and a data error that lists every
 * fault with row, column, field and reason, unless the stamp says keep_good. Not found for an unknown kind.
 * The same fact again changes nothing; the same id with other content is a conflict. */

/* A JSON array of objects, or one object. */
AFTERCOURSE_API int32_t aftercourse_engine_record_json(
    aftercourse_engine* engine, const char* kind, size_t kind_length, const char* json, size_t json_length,
    const aftercourse_record_options* options, const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
    aftercourse_error** error);
/* One object a line. */
AFTERCOURSE_API int32_t aftercourse_engine_record_json_lines(
    aftercourse_engine* engine, const char* kind, size_t kind_length, const char* lines, size_t lines_length,
    const aftercourse_record_options* options, const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
    aftercourse_error** error);
/* CSV with a line of headings. */
AFTERCOURSE_API int32_t aftercourse_engine_record_csv(aftercourse_engine* engine, const char* kind,
                                                      size_t kind_length, const char* csv, size_t csv_length,
                                                      const aftercourse_record_options* options,
                                                      const aftercourse_stamp* stamp,
                                                      aftercourse_receipt* receipt,
                                                      aftercourse_error** error);
/* A whole Arrow stream. Its `release` is called in every case, also when the call fails, except for a NULL
 * stream. */
AFTERCOURSE_API int32_t aftercourse_engine_record_arrow(aftercourse_engine* engine, const char* kind,
                                                        size_t kind_length, struct ArrowArrayStream* stream,
                                                        const aftercourse_record_options* options,
                                                        const aftercourse_stamp* stamp,
                                                        aftercourse_receipt* receipt,
                                                        aftercourse_error** error);
/* Changes fields of a fact: {"ends": "2026-09-11"}; null makes a field missing. */
AFTERCOURSE_API int32_t aftercourse_engine_amend(aftercourse_engine* engine, const char* kind,
                                                 size_t kind_length, const char* id, size_t id_length,
                                                 const char* fields, size_t fields_length,
                                                 const aftercourse_stamp* stamp, aftercourse_receipt* receipt,
                                                 aftercourse_error** error);
/* Takes a fact back. Refused while other facts refer to it; the error names them. */
AFTERCOURSE_API int32_t aftercourse_engine_retract(aftercourse_engine* engine, const char* kind,
                                                   size_t kind_length, const char* id, size_t id_length,
                                                   const aftercourse_stamp* stamp,
                                                   aftercourse_receipt* receipt, aftercourse_error** error);

/* --- batch: several kinds and operations, one write ----------------------------------------------------- */

/* An empty batch for this engine: it collects, aftercourse_engine_commit records. Released with
 * aftercourse_batch_free, committed or not. Faults of reading are kept for the commit; a call that fails adds
 * nothing. References may point forwards within a batch. */
AFTERCOURSE_API int32_t aftercourse_batch_new(const aftercourse_engine* engine, aftercourse_batch** batch,
                                              aftercourse_error** error);
AFTERCOURSE_API void aftercourse_batch_free(aftercourse_batch* batch);
AFTERCOURSE_API int32_t aftercourse_batch_record_json(aftercourse_batch* batch, const char* kind,
                                                      size_t kind_length, const char* json,
                                                      size_t json_length,
                                                      const aftercourse_record_options* options,
                                                      aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_batch_record_json_lines(aftercourse_batch* batch, const char* kind,
                                                            size_t kind_length, const char* lines,
                                                            size_t lines_length,
                                                            const aftercourse_record_options* options,
                                                            aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_batch_record_csv(aftercourse_batch* batch, const char* kind,
                                                     size_t kind_length, const char* csv, size_t csv_length,
                                                     const aftercourse_record_options* options,
                                                     aftercourse_error** error);
/* The stream is released in every case, except for a NULL stream. */
AFTERCOURSE_API int32_t aftercourse_batch_record_arrow(aftercourse_batch* batch, const char* kind,
                                                       size_t kind_length, struct ArrowArrayStream* stream,
                                                       const aftercourse_record_options* options,
                                                       aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_batch_amend(aftercourse_batch* batch, const char* kind,
                                                size_t kind_length, const char* id, size_t id_length,
                                                const char* fields, size_t fields_length,
                                                aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_batch_retract(aftercourse_batch* batch, const char* kind,
                                                  size_t kind_length, const char* id, size_t id_length,
                                                  aftercourse_error** error);
/* Everything at once: {"record": {"programme": [...]}, "amend": [{"kind", "id", "fields"}], "retract":
 * [{"kind", "id"}]}. */
AFTERCOURSE_API int32_t aftercourse_batch_all_json(aftercourse_batch* batch, const char* json,
                                                   size_t json_length, aftercourse_progress progress,
                                                   void* progress_user, aftercourse_error** error);
/* Records the batch: whole or not at all, unless the stamp says keep_good. It uses the batch up, also when it
 * fails: what follows on it is misuse. Data error with every fault, conflict, busy, full. */
AFTERCOURSE_API int32_t aftercourse_engine_commit(aftercourse_engine* engine, aftercourse_batch* batch,
                                                  const aftercourse_stamp* stamp,
                                                  aftercourse_receipt* receipt, aftercourse_error** error);

/* --- definitions: questionnaires and marking schemes that the engine keeps ------------------------------ */

/* How the export of a form tool is read. */
typedef struct aftercourse_response_options {
  uint32_t struct_size;
  int32_t separator;  /* one ASCII character; default ',' */
  const char* origin; /* the name for faults; default "csv" */
  size_t origin_length;
  const char* columns; /* JSON object, what -> heading, as for aftercourse_instrument_read_csv */
  size_t columns_length;
  const char* choice_separator; /* between several choices in a cell; default: any of ; , 、 | */
  size_t choice_separator_length;
  const char* missing; /* JSON array of cells that mean no answer, besides the empty one */
  size_t missing_length;
  const char*
      occurrence; /* what an occurrence is the id of: "programme" (default), "questionnaire", "enrolment" */
  size_t occurrence_length;
  const char* prefix; /* before the ids of responses; default: made from the text */
  size_t prefix_length;
} aftercourse_response_options;
AFTERCOURSE_API void aftercourse_response_options_init(aftercourse_response_options* options);

/* Adds what a form tool exported to a batch: facts of instrument_response and instrument_answer, checked
 * against the questionnaire; faults are kept for the commit. `options` may be NULL. */
AFTERCOURSE_API int32_t aftercourse_batch_record_responses(aftercourse_batch* batch, const char* csv,
                                                           size_t csv_length,
                                                           const aftercourse_instrument* instrument,
                                                           const aftercourse_response_options* options,
                                                           aftercourse_error** error);
/* Keeps a version of a questionnaire, with its full text. The same again changes nothing; conflict when that
 * version is there and says something else. */
AFTERCOURSE_API int32_t aftercourse_engine_add_instrument(aftercourse_engine* engine,
                                                          const aftercourse_instrument* instrument,
                                                          const aftercourse_stamp* stamp,
                                                          aftercourse_receipt* receipt,
                                                          aftercourse_error** error);
/* That version (no text: the one added last) of a questionnaire; the built-in ones are there without being
 * added. Release it with aftercourse_instrument_free. */
AFTERCOURSE_API int32_t aftercourse_engine_instrument(const aftercourse_engine* engine, const char* name,
                                                      size_t name_length, const char* version,
                                                      size_t version_length, const char* known_at,
                                                      size_t known_at_length,
                                                      aftercourse_instrument** instrument,
                                                      aftercourse_error** error);
/* Those that were added: [{"name", "version", "frozen"}]. */
AFTERCOURSE_API int32_t aftercourse_engine_instruments_json(const aftercourse_engine* engine,
                                                            const char* known_at, size_t known_at_length,
                                                            char** json, size_t* length,
                                                            aftercourse_error** error);
/* Sets the marking scheme of a programme, which is frozen on the day the programme begins: from then on
 * another one is an amendment (`amendment` other than 0) and the stamp has a reason; conflict otherwise. */
AFTERCOURSE_API int32_t aftercourse_engine_set_scheme(aftercourse_engine* engine,
                                                      const aftercourse_scheme* scheme, const char* programme,
                                                      size_t programme_length, int32_t amendment,
                                                      const aftercourse_stamp* stamp,
                                                      aftercourse_receipt* receipt,
                                                      aftercourse_error** error);
/* The scheme in force. Release it with aftercourse_scheme_free. */
AFTERCOURSE_API int32_t aftercourse_engine_scheme(const aftercourse_engine* engine, const char* programme,
                                                  size_t programme_length, const char* known_at,
                                                  size_t known_at_length, aftercourse_scheme** scheme,
                                                  aftercourse_error** error);
/* All that were set, first to last: [{"write", "recorded_at", "actor", "reason", "amendment", "text",
 * "frozen", "changes": [{"what", "before", "after"}]}]. */
AFTERCOURSE_API int32_t aftercourse_engine_schemes_json(const aftercourse_engine* engine,
                                                        const char* programme, size_t programme_length,
                                                        const char* known_at, size_t known_at_length,
                                                        char** json, size_t* length,
                                                        aftercourse_error** error);

/* --- tables: each as an Arrow stream or as JSON --------------------------------------------------------- */

/* *out must be empty memory of the caller's; on success it is a stream of one record batch, to be read and
 * released as Arrow says. It stays good when the engine is freed. JSON is an array with an object a row.
 * `as_of` is the day of the question; a task due on it is still open. */

/* How a question is asked. */
typedef struct aftercourse_question {
  uint32_t struct_size;
  const char* known_at;
  size_t known_at_length;
  aftercourse_progress progress;
  void* progress_user;
} aftercourse_question;

AFTERCOURSE_API void aftercourse_question_init(aftercourse_question* question);

/* The facts of a kind dated up to `as_of` (AFTERCOURSE_NO_DATE: all), without the retracted ones. */
AFTERCOURSE_API int32_t aftercourse_engine_facts(const aftercourse_engine* engine, const char* kind,
                                                 size_t kind_length, int32_t as_of,
                                                 const aftercourse_question* question,
                                                 struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_facts_json(const aftercourse_engine* engine, const char* kind,
                                                      size_t kind_length, int32_t as_of,
                                                      const aftercourse_question* question, char** json,
                                                      size_t* length, aftercourse_error** error);
/* Every write that touched a fact: write, recorded_at, actor, source, reason, operation, field, before,
 * after. Not found for a fact that never was; a retracted one has a history. */
AFTERCOURSE_API int32_t aftercourse_engine_history(const aftercourse_engine* engine, const char* kind,
                                                   size_t kind_length, const char* id, size_t id_length,
                                                   struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_history_json(const aftercourse_engine* engine, const char* kind,
                                                        size_t kind_length, const char* id, size_t id_length,
                                                        char** json, size_t* length,
                                                        aftercourse_error** error);

/* Which tasks are shown. An absent text does not restrict. */
typedef struct aftercourse_agenda_options {
  uint32_t struct_size;
  const char* horizon; /* how far ahead: "2 weeks", "5 working days"; default: as_of itself */
  size_t horizon_length;
  const char* states; /* JSON array: ["open", "overdue"]; []: as without it */
  size_t states_length;
  const char* policy;
  size_t policy_length;
  const char* rule;
  size_t rule_length;
  const char* assignee; /* a role or a person */
  size_t assignee_length;
  const char* subject; /* the id of a fact */
  size_t subject_length;
  const char* known_at;
  size_t known_at_length;
  aftercourse_progress progress;
  void* progress_user;
} aftercourse_agenda_options;

AFTERCOURSE_API void aftercourse_agenda_options_init(aftercourse_agenda_options* options);

/* What must be dealt with: upcoming, open, submitted, overdue and asked tasks, or those in `states`, by due
 * date. No task is no error: the table is empty. */
AFTERCOURSE_API int32_t aftercourse_engine_agenda(const aftercourse_engine* engine, int32_t as_of,
                                                  const aftercourse_agenda_options* options,
                                                  struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_agenda_json(const aftercourse_engine* engine, int32_t as_of,
                                                       const aftercourse_agenda_options* options, char** json,
                                                       size_t* length, aftercourse_error** error);
/* The same for tasks in all states, also done, waived and void ones. */
AFTERCOURSE_API int32_t aftercourse_engine_tasks(const aftercourse_engine* engine, int32_t as_of,
                                                 const aftercourse_agenda_options* options,
                                                 struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_tasks_json(const aftercourse_engine* engine, int32_t as_of,
                                                      const aftercourse_agenda_options* options, char** json,
                                                      size_t* length, aftercourse_error** error);

/* Which numbers are asked for. */
typedef struct aftercourse_evaluation {
  uint32_t struct_size;
  const char* measures; /* JSON array: ["completion_rate"]; required */
  size_t measures_length;
  const char* by; /* JSON array: ["unit", "month"]; default: one row for all */
  size_t by_length;
  const char*
      where; /* JSON object, path -> value or array of values: {"unit": ["sales"]}; an empty array: none */
  size_t where_length;
  const char* interval; /* "automatic" (default), "none", "process", "wilson" or "design" */
  size_t interval_length;
  double level; /* of the interval; default 0.95 */
  int32_t from,
      to; /* only tasks due, and facts dated, within, both ends included; default AFTERCOURSE_NO_DATE */
  const char* known_at;
  size_t known_at_length;
  aftercourse_progress progress;
  void* progress_user;
  const char* period; /* instead of from and to: "2026-09", "2026-Q3" or "2026" */
  size_t period_length;
  const char*
      versus; /* "previous": the columns previous, change, change_low and change_high, too; default: none */
  size_t versus_length;
  const char* audience; /* "publish" (default) hides what fewer than 5 people answered, "internal" does not */
  size_t audience_length;
} aftercourse_evaluation;

/* The defaults, for a struct of that size: one that grew since its first version is as long as the header of
 * the host has it. A host that calls aftercourse_evaluation_init itself, without this header, gets the first
 * version, which ends with progress_user. */
AFTERCOURSE_API void aftercourse_evaluation_init_sized(aftercourse_evaluation* evaluation, size_t size);
AFTERCOURSE_API void aftercourse_evaluation_init(aftercourse_evaluation* evaluation);
#define aftercourse_evaluation_init(evaluation)                                                              \
  aftercourse_evaluation_init_sized((evaluation), sizeof(aftercourse_evaluation))

/* Measures, a row a group. `evaluation` is required. Not found for an unknown measure, invalid argument for a
 * group that cannot be reached. Where there is no data, a row says so; it is no rate of 0. */
AFTERCOURSE_API int32_t aftercourse_engine_evaluate(const aftercourse_engine* engine, int32_t as_of,
                                                    const aftercourse_evaluation* evaluation,
                                                    struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_evaluate_json(const aftercourse_engine* engine, int32_t as_of,
                                                         const aftercourse_evaluation* evaluation,
                                                         char** json, size_t* length,
                                                         aftercourse_error** error);
/* What aftercourse_engine_evaluate makes its table from. Engines that know different learners (of
 * subsidiaries, of years) each make the state of the same evaluation and send its bytes; merged in any order
 * they are, byte for byte, the state of all of it. What is in two of them is counted twice. The bytes may
 * hold ids. */
AFTERCOURSE_API int32_t aftercourse_engine_measure_state(const aftercourse_engine* engine, int32_t as_of,
                                                         const aftercourse_evaluation* evaluation,
                                                         aftercourse_measure_state** state,
                                                         aftercourse_error** error);
AFTERCOURSE_API void aftercourse_measure_state_free(aftercourse_measure_state* state);
/* Adds the other state, which stays as it is. Conflict for one of another policy, evaluation or day. */
AFTERCOURSE_API int32_t aftercourse_measure_state_merge(aftercourse_measure_state* state,
                                                        const aftercourse_measure_state* other,
                                                        aftercourse_error** error);
/* As bytes, which are released with aftercourse_text_free; they are no text: use `length`, which must not be
 * NULL. Equal states give equal bytes. */
AFTERCOURSE_API int32_t aftercourse_measure_state_serialize(const aftercourse_measure_state* state,
                                                            char** bytes, size_t* length,
                                                            aftercourse_error** error);
/* Corrupt for bytes that are no state, too new for those of a later version. */
AFTERCOURSE_API int32_t aftercourse_measure_state_deserialize(const char* bytes, size_t length,
                                                              aftercourse_measure_state** state,
                                                              aftercourse_error** error);
/* The table that aftercourse_engine_evaluate gives. */
AFTERCOURSE_API int32_t aftercourse_measure_state_finalize(const aftercourse_measure_state* state,
                                                           struct ArrowArrayStream* out,
                                                           aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_measure_state_finalize_json(const aftercourse_measure_state* state,
                                                                char** json, size_t* length,
                                                                aftercourse_error** error);
/* Which comments are asked for. Lengths as everywhere: AFTERCOURSE_TERMINATED by default. */
typedef struct aftercourse_comment_query {
  uint32_t struct_size;
  int32_t language;       /* of the titles; default AFTERCOURSE_LANGUAGE_EN */
  int32_t from, to;       /* only responses dated within; default AFTERCOURSE_NO_DATE */
  const char* instrument; /* the questionnaire; required */
  size_t instrument_length;
  const char* item; /* an open item; default: all of them */
  size_t item_length;
  const char* by; /* JSON array: ["programme"]; default: one group */
  size_t by_length;
  const char* where; /* JSON object, as of an evaluation */
  size_t where_length;
  const char* period; /* instead of from and to */
  size_t period_length;
  const char* audience; /* "publish" (default) or "internal" */
  size_t audience_length;
  const char* scheme; /* YAML (docs/text.md); default: the built-in dimensions */
  size_t scheme_length;
  const char* lexicon; /* YAML; default: the built-in one */
  size_t lexicon_length;
  const char* known_at;
  size_t known_at_length;
  aftercourse_progress progress;
  void* progress_user;
} aftercourse_comment_query;

AFTERCOURSE_API void aftercourse_comment_query_init(aftercourse_comment_query* query);
/* What people wrote in the open items of a questionnaire, summarised: a row for each group as a whole and for
 * each topmost dimension that its comments touch; the columns are those of docs/measures.md. To be published,
 * rows of fewer than 5 people are suppressed and fewer than 10 are not quoted. Not found for a questionnaire
 * or open item that is not there. */
AFTERCOURSE_API int32_t aftercourse_engine_comments(const aftercourse_engine* engine, int32_t as_of,
                                                    const aftercourse_comment_query* query,
                                                    struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_comments_json(const aftercourse_engine* engine, int32_t as_of,
                                                         const aftercourse_comment_query* query, char** json,
                                                         size_t* length, aftercourse_error** error);
/* What the findings of the adopted policies see on a day: states of affairs that a clause forbids, and
 * measures that fail a test. They propose; the column `fact` is what to record as a `finding` (record_json)
 * when a person takes it up. docs/agenda.md lists the columns. Invalid argument names the finding whose group
 * cannot be reached. */
AFTERCOURSE_API int32_t aftercourse_engine_findings(const aftercourse_engine* engine, int32_t as_of,
                                                    const aftercourse_question* question,
                                                    struct ArrowArrayStream* out, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_findings_json(const aftercourse_engine* engine, int32_t as_of,
                                                         const aftercourse_question* question, char** json,
                                                         size_t* length, aftercourse_error** error);
/* What a host must show, change or remove since it last asked: {"cursor", "added": [tasks], "changed":
 * [tasks], "removed": [ids], "moved": [ids], "confirmed": [ids]}. Of the changed tasks, moved ones have
 * another window; confirmed ones were provisional and now stand as they were. Give the cursor of the last
 * answer; no text: everything is added. Invalid argument for a cursor of another file. */
AFTERCOURSE_API int32_t aftercourse_engine_changes_json(const aftercourse_engine* engine, const char* cursor,
                                                        size_t cursor_length, int32_t as_of,
                                                        const char* horizon, size_t horizon_length,
                                                        aftercourse_progress progress, void* progress_user,
                                                        char** json, size_t* length,
                                                        aftercourse_error** error);

/* --- iCalendar: tasks in the calendars and to-do lists of people -----------------------------------------
 */

#define AFTERCOURSE_ICS_TODO 0  /* VTODO: due on the last day of the window */
#define AFTERCOURSE_ICS_EVENT 1 /* VEVENT: the days of the window */

typedef struct aftercourse_ics_options {
  uint32_t struct_size;
  int32_t component;  /* default AFTERCOURSE_ICS_TODO */
  int32_t language;   /* default AFTERCOURSE_LANGUAGE_EN */
  const char* alarms; /* JSON array: ["2 working days 09:00"], before the due date, skipping days off */
  size_t alarms_length;
  const char* domain; /* a UID is the task's id, @ and this; default "aftercourse" */
  size_t domain_length;
  const char* product; /* PRODID; default "-//aftercourse//agenda//EN" */
  size_t product_length;
} aftercourse_ics_options;

AFTERCOURSE_API void aftercourse_ics_options_init(aftercourse_ics_options* options);

/* The agenda as iCalendar: a pure function of what is known, `as_of` and the options (docs/time.md). */
AFTERCOURSE_API int32_t aftercourse_engine_agenda_ics(const aftercourse_engine* engine, int32_t as_of,
                                                      const aftercourse_agenda_options* options,
                                                      const aftercourse_ics_options* form, char** ics,
                                                      size_t* length, aftercourse_error** error);
/* What a calendar must show, change or take out since it was last told: added and changed tasks, and those
 * that are gone, cancelled. SEQUENCE rises with every write and day. `cursor`, `horizon` and the errors are
 * as with aftercourse_engine_changes_json; *next_cursor is for the next call, and released as texts are. */
AFTERCOURSE_API int32_t aftercourse_engine_changes_ics(const aftercourse_engine* engine, const char* cursor,
                                                       size_t cursor_length, int32_t as_of,
                                                       const char* horizon, size_t horizon_length,
                                                       const aftercourse_ics_options* form,
                                                       aftercourse_progress progress, void* progress_user,
                                                       char** next_cursor, char** ics, size_t* length,
                                                       aftercourse_error** error);

/* --- explain: why --------------------------------------------------------------------------------------- */

/* Why a task, given by id or key, is what it is: the clause, the facts, the window, the evidence. As indented
 * text in a language, or as JSON in both: {"topic", "en", "zh", "facts", "details"}. Not found for a task
 * that is not there. */
AFTERCOURSE_API int32_t aftercourse_engine_explain(const aftercourse_engine* engine, const char* task,
                                                   size_t task_length, int32_t as_of,
                                                   const aftercourse_question* question, int32_t language,
                                                   char** text, size_t* length, aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_explain_json(const aftercourse_engine* engine, const char* task,
                                                        size_t task_length, int32_t as_of,
                                                        const aftercourse_question* question, char** json,
                                                        size_t* length, aftercourse_error** error);
/* Why row `row`, counted from 0, of the same evaluation is what it is: what counted and what was left out. */
AFTERCOURSE_API int32_t aftercourse_engine_explain_value(const aftercourse_engine* engine, int32_t as_of,
                                                         const aftercourse_evaluation* evaluation, size_t row,
                                                         int32_t language, char** text, size_t* length,
                                                         aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_explain_value_json(const aftercourse_engine* engine, int32_t as_of,
                                                              const aftercourse_evaluation* evaluation,
                                                              size_t row, char** json, size_t* length,
                                                              aftercourse_error** error);
/* Why a finding, given by the `id` of its row, is proposed on that day: the clause, the test and the numbers
 * behind it. Not found when nothing of that id is. */
AFTERCOURSE_API int32_t aftercourse_engine_explain_finding(const aftercourse_engine* engine,
                                                           const char* finding, size_t finding_length,
                                                           int32_t as_of,
                                                           const aftercourse_question* question,
                                                           int32_t language, char** text, size_t* length,
                                                           aftercourse_error** error);
AFTERCOURSE_API int32_t aftercourse_engine_explain_finding_json(
    const aftercourse_engine* engine, const char* finding, size_t finding_length, int32_t as_of,
    const aftercourse_question* question, char** json, size_t* length, aftercourse_error** error);

/* --- the file; misuse for an engine in memory, except aftercourse_engine_last_write --------------------- */

/* A consistent copy while the file is in use. Conflict when `path` exists. */
AFTERCOURSE_API int32_t aftercourse_engine_backup(const aftercourse_engine* engine, const char* path,
                                                  size_t path_length, aftercourse_progress progress,
                                                  void* progress_user, aftercourse_error** error);
/* Recomputes the chain of hashes over all writes. Corrupt names the first write that does not fit. */
AFTERCOURSE_API int32_t aftercourse_engine_verify(const aftercourse_engine* engine,
                                                  aftercourse_progress progress, void* progress_user,
                                                  aftercourse_error** error);
/* What SQLite's quick check finds, as a JSON array of texts; empty when all is well. */
AFTERCOURSE_API int32_t aftercourse_engine_quick_check(const aftercourse_engine* engine,
                                                       aftercourse_progress progress, void* progress_user,
                                                       char** json, size_t* length,
                                                       aftercourse_error** error);
/* The number of the last write; 0: nothing was written. */
AFTERCOURSE_API int32_t aftercourse_engine_last_write(const aftercourse_engine* engine, uint64_t* write,
                                                      aftercourse_error** error);

/* --- statistics: any of them by name, over a table ------------------------------------------------------ */

/* The statistics there are and their arguments: [{"name", "arguments": [{"name", "kind", "required",
 * "choices"}]}]. `kind` is "column" (its name), "columns", "number", "integer", "flag", "text", "texts",
 * "numbers", "table" (rows of numbers) or "lists" (texts by name); all take "missing" and "level" as well.
 * docs/statistics.md says what each of them does, docs/estimators.md which variant it is. */
AFTERCOURSE_API int32_t aftercourse_statistics_json(char** json, size_t* length, aftercourse_error** error);
/* A statistic over a table of numbers, truths, dates (days since 1970) and texts. `data` is released in any
 * case; NULL where the arguments say it all. `arguments` is a JSON object that names its columns and options:
 * {"outcome": "re78", "group": "treat", "level": 0.9}. Rows of which something is missing are left out and
 * counted, or refused (data) when "missing" is "error". Not found for an unknown statistic, column or
 * argument; invalid argument for one of the wrong kind and for infinity. Data too poor for an answer give one
 * whose "not_estimable" says why. Free the result with aftercourse_statistic_result_free. */
AFTERCOURSE_API int32_t aftercourse_statistic(const char* name, size_t name_length,
                                              struct ArrowArrayStream* data, const char* arguments,
                                              size_t arguments_length, aftercourse_statistic_result** result,
                                              aftercourse_error** error);
AFTERCOURSE_API void aftercourse_statistic_result_free(aftercourse_statistic_result* result);
/* All fields, tables as arrays of objects, and "words": {"en", "zh"}. What is not estimable is null, infinite
 * bounds are "inf" and "-inf". */
AFTERCOURSE_API int32_t aftercourse_statistic_result_json(const aftercourse_statistic_result* result,
                                                          char** json, size_t* length,
                                                          aftercourse_error** error);
/* The answer in a sentence or two. */
AFTERCOURSE_API int32_t aftercourse_statistic_result_words(const aftercourse_statistic_result* result,
                                                           int32_t language, char** text, size_t* length,
                                                           aftercourse_error** error);
/* One field that is a number, such as "estimate"; NaN when it is not estimable. Not found for another. */
AFTERCOURSE_API int32_t aftercourse_statistic_result_number(const aftercourse_statistic_result* result,
                                                            const char* field, size_t field_length,
                                                            double* number, aftercourse_error** error);
/* A table of the result by name, such as "coefficients" or "random.lecturer"; no name: its tidy form, which
 * is one row with the single values of an estimate, or the first table of an answer that is no single number.
 * The stream outlives the result. */
AFTERCOURSE_API int32_t aftercourse_statistic_result_table(const aftercourse_statistic_result* result,
                                                           const char* name, size_t name_length,
                                                           struct ArrowArrayStream* out,
                                                           aftercourse_error** error);

/* --- texts: words, key terms, praise and blame, dimensions, similar questions, quotations --------------- */

/* A table about texts. `function` is one of
 *   "tokens"             a row a word: row, word, normal, kind, begin, end, begin_byte, end_byte
 *   "polarity"           a row a text: row, score, label, positive, negative, evidence
 *   "polarity_evidence"  a row a word that counted, with its place and what changed it
 *   "code"               a row a hit of a dimension's term, with its place and entry
 *   "key_terms"          a row a term, against "background"
 *   "new_terms"          the terms that no text of "before" has
 *   "group_similar"      a row a text: its group, how large, the representative
 *   "quotations"         a row a quotation for each dimension and judgement.
 * `arguments` is a JSON object: {"texts": ["a text", null, ...]} (null: missing), with which go "words"
 * (terms that are never cut) of tokens, key_terms and new_terms; "lexicon" (YAML; without one the built-in)
 * of polarity, polarity_evidence and quotations; "scheme" (YAML) of code and quotations; "background",
 * "background_people", "order" ("g2", "log_odds") of key_terms; "before" of new_terms; "people",
 * "stop_words", "at_least", "most_words" of both; "threshold" of group_similar; "people", "most", "shortest",
 * "longest", "distinct" of quotations. docs/text.md says what each does. Not found for another function;
 * invalid argument for an argument that it does not take, one outside its range, and a text with NUL; data
 * for a lexicon or scheme with faults; limit for more than 2^24 similar pairs. */
AFTERCOURSE_API int32_t aftercourse_texts_ask(const char* function, size_t function_length,
                                              const char* arguments, size_t arguments_length,
                                              struct ArrowArrayStream* out, aftercourse_error** error);
/* The same as a JSON array of objects. */
AFTERCOURSE_API int32_t aftercourse_texts_ask_json(const char* function, size_t function_length,
                                                   const char* arguments, size_t arguments_length,
                                                   char** json, size_t* length, aftercourse_error** error);

/* --- the Arrow C data and stream interfaces, as published ----------------------------------------------- */

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE
#define ARROW_FLAG_DICTIONARY_ORDERED 1
#define ARROW_FLAG_NULLABLE 2
#define ARROW_FLAG_MAP_KEYS_SORTED 4

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};
#endif

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE
struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};
#endif

#ifdef __cplusplus
}
#endif

#endif /* AFTERCOURSE_H */
