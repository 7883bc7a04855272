// Engine: the face of the library. It keeps the facts (in memory, or in one file), the adopted policies and
// the calendars, and answers what must be done, whether it was, and why.
//
//   auto engine = Engine::open("training.db");
//   engine.adopt(Policy::built_in("follow-up-visits"), {.on = {2026, 1, 1}}, {.actor = "li.wei"});
//   engine.record(std::vector<Programme>{
//       {.id = "P1", .title = "Sales onboarding", .starts = {2026, 9, 1}, .ends = {2026, 9, 10}}});
//   for (const Task& task : engine.agenda({.as_of = {2026, 10, 20}}).tasks()) ...
//
// An Engine may be used from many threads: writes take turns, readers work on snapshots and never wait for a
// writer. It reads no clock except the one given at open, has no threads of its own and writes only to its
// file.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <aftercourse/calendar/time_zone.hpp>
#include <aftercourse/engine/definitions.hpp>
#include <aftercourse/facts/arrow_io.hpp>
#include <aftercourse/facts/csv.hpp>
#include <aftercourse/facts/describe.hpp>
#include <aftercourse/facts/journal.hpp>
#include <aftercourse/instrument/read_responses.hpp>
#include <aftercourse/measures/comments.hpp>
#include <aftercourse/measures/measure_state.hpp>
#include <aftercourse/measures/proposed_finding.hpp>
#include <aftercourse/policy/adoption.hpp>
#include <aftercourse/tasks/derive.hpp>
#include <aftercourse/tasks/explanation.hpp>
#include <aftercourse/tasks/policy_test.hpp>

namespace aftercourse {

struct OpenOptions {
  bool create = true, read_only = false, migrate = false;
  std::int32_t busy_timeout_ms = 5000;
  /// When writes give no time: default the system clock with the offset of Shanghai (+08:00).
  std::function<Instant()> clock{};
  Progress progress{}; ///< of reading a large file; may stop it
};

/// Who writes, when and why.
struct Stamp {
  std::string actor{}, source{}, reason{};
  std::optional<Instant> at{}; ///< default: the engine's clock; never before the last write
  Progress progress{};         ///< of a long commit; may stop it
  bool keep_good = false;      ///< record the good rows and list the bad, instead of nothing
};

/// What was known: at a write or at a moment. Missing: everything.
using KnownAt = std::optional<std::variant<std::uint64_t, Instant>>;

struct AgendaQuery {
  Date as_of;
  Period horizon{0, PeriodUnit::days}; ///< how far ahead upcoming tasks are shown
  AgendaFilter filter{};
  KnownAt known_at{};
  Progress progress{};
};

/// Counts the calls of Engine::cancel().
using Cancellations = std::atomic<std::uint64_t>;

/// Tasks picked from a set, in order.
struct Agenda {
  TaskSet set;
  std::vector<TaskIndex> picked;
  std::size_t size() const noexcept { return picked.size(); }
  Task task(std::size_t i) const { return set.task(picked[i]); }
  std::vector<Task> tasks() const;
  Frame to_frame(const Progress& progress = {}) const { return set.to_frame(picked, progress); }
};

/// A batch: several kinds and operations recorded as one write, whole or not at all. Collects; Engine::commit
/// records. Not thread-safe. Rows read from JSON, CSV or Arrow keep their origin for faults.
class Batch {
 public:
  Batch& record(std::string_view kind, Rows rows, std::string origin = {});
  /// Rows that a host read itself, with the faults it found: commit treats them as its own.
  Batch& record(RecordOp rows, std::vector<Fault> faults = {});
  Batch& record_json(std::string_view kind, std::string_view text, std::string origin = "json",
                     const Progress& progress = {});
  Batch& record_json_lines(std::string_view kind, std::string_view text, std::string origin = "jsonl",
                           const Progress& progress = {});
  Batch& record_csv(std::string_view kind, std::string_view text, std::string origin = "csv",
                    const CsvOptions& options = {}, const Progress& progress = {});
  Batch& record_arrow(std::string_view kind, ArrowArrayStream* stream, std::string origin = "arrow",
                      const std::map<std::string, std::string>& columns = {}, const Progress& progress = {});
  /// What a form tool exported about a questionnaire, one row a response: facts of instrument_response and
  /// instrument_answer. Of what one person sent several times about one occurrence only the last is recorded.
  /// Faults are those of read_responses(). InvalidArgument AC7035 for another occurrence.
  Batch& record_responses(std::string_view csv, const Instrument& instrument,
                          const ResponseColumns& columns = {}, ResponseImport import = {},
                          std::string origin = "csv");
  /// A whole batch as JSON: {"record": {"programme": [...]}, "amend": [...], "retract": [...]}; see
  /// read_json_batch.
  Batch& record_all_json(std::string_view text, const Progress& progress = {});
  Batch& amend(std::string_view kind, std::string id, std::string_view json_fields);
  Batch& amend(std::string_view kind, std::string id, std::vector<std::pair<std::string, Value>> fields);
  Batch& retract(std::string_view kind, std::string id);
  template <KindOfFact T>
  Batch& record(std::span<const T> facts) {
    Rows rows = make_rows(snake_case(detail::type_name<T>()));
    for (const T& fact : facts) {
      const Row row = rows.append(fact.id);
      const auto values = to_values(fact);
      for (std::size_t i = 0; i < values.size(); ++i) rows.set(row, i, values[i]);
    }
    const std::string kind = rows.kind().name;
    return record(kind, std::move(rows));
  }
  template <KindOfFact T>
  Batch& record(const std::vector<T>& facts) {
    return record(std::span<const T>(facts));
  }
  /// Empty rows of a kind to fill by hand.
  Rows make_rows(std::string_view kind) const;
  /// `progress`, and a stop when Engine::cancel() is called from now on: for hosts that fill rows by hand.
  Progress cancellable(const Progress& progress) const;

 private:
  friend class Engine;
  Batch(Snapshot known, std::shared_ptr<const Cancellations> cancellations)
      : known_(std::move(known)), cancellations_(std::move(cancellations)) {}
  Snapshot known_;
  std::shared_ptr<const Cancellations> cancellations_;
  std::vector<Operation> operations_;
  std::vector<Fault> faults_; ///< of reading; commit refuses or lists them
};

/// What a host must show, change or remove since a cursor.
struct Changes {
  std::string cursor; ///< for the next call
  TaskSet set;        ///< what `added`, `changed`, `moved` and `confirmed` index
  std::vector<TaskIndex> added, changed;
  /// Of `changed`: those whose window is another, and those that were provisional and now stand as they were.
  std::vector<TaskIndex> moved, confirmed;
  std::vector<std::string> removed; ///< ids
  TaskSet before;                   ///< the tasks of the last question; none without a cursor
  std::vector<TaskIndex> gone;      ///< the removed ones among them, in the order of `removed`
};

class Engine {
 public:
  static Engine open(const OpenOptions& options = {}); ///< in memory; touches no SQLite
  static Engine open(const std::filesystem::path& file, const OpenOptions& options = {});
  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  // --- what is decided
  Receipt adopt(const Policy& policy, const Adoption& adoption, const Stamp& stamp = {});
  Receipt declare(const std::vector<Kind>& kinds,
                  const Stamp& stamp = {}); ///< kinds and extra fields of the host
  Receipt set_calendar(const Calendar& calendar, std::string_view unit = {}, const Stamp& stamp = {});
  /// From now on the day of an instant is its day there, whatever offset it is recorded with.
  Receipt set_time_zone(const TimeZone& zone, const Stamp& stamp = {});
  std::vector<Adopted> policies(KnownAt known_at = {}) const;
  Calendars calendars(KnownAt known_at = {}) const;
  /// The calendar by which tasks of the unit count, as it was set: its own or that of the nearest unit above
  /// that has one, else everyone's (no unit). Throws NotFound AC7001.
  Calendar calendar(std::string_view unit = {}, KnownAt known_at = {}) const;
  std::optional<TimeZone> time_zone(KnownAt known_at = {}) const; ///< nothing when none was set

  /// Keeps a version of a questionnaire. The same again changes nothing; Conflict AC7030 when that version is
  /// there and says something else.
  Receipt add_instrument(const Instrument& instrument, const Stamp& stamp = {});
  /// All that were added, in their order.
  std::vector<Instrument> instruments(KnownAt known_at = {}) const;
  /// That version, or the one added last; the built-in ones are there without being added. NotFound AC7033.
  Instrument instrument(std::string_view name, std::string_view version = {}, KnownAt known_at = {}) const;
  /// The marking scheme of a programme, frozen on the day it begins: from then on another one is an amendment
  /// with a reason (Conflict AC7032). NotFound AC7031 for the programme.
  Receipt set_scheme(const Scheme& scheme, const std::string& programme,
                     SchemeChange change = SchemeChange::before_start, const Stamp& stamp = {});
  /// The one in force; NotFound AC7031, or AC7034 when none was set.
  Scheme scheme(std::string_view programme, KnownAt known_at = {}) const;
  /// All that were set, with what each changed.
  std::vector<SetScheme> schemes(std::string_view programme, KnownAt known_at = {}) const;

  // --- what happened
  Batch batch() const;
  /// Records a batch: whole or not at all, unless stamp.keep_good. Throws DataError with every fault,
  /// Conflict, Busy ...
  Receipt commit(Batch batch, const Stamp& stamp = {});
  template <KindOfFact T>
  Receipt record(const std::vector<T>& facts, const Stamp& stamp = {}) {
    Batch b = batch();
    b.record(facts);
    return commit(std::move(b), stamp);
  }
  Schema schema() const;
  Snapshot snapshot(KnownAt known_at = {}) const;
  /// The facts of a kind dated up to `as_of`, as a table. NotFound AC2001.
  Frame facts(std::string_view kind, std::optional<Date> as_of = {}, KnownAt known_at = {},
              const Progress& progress = {}) const;
  /// Every write that touched a fact: write, recorded_at, actor, source, reason, operation, field, before,
  /// after.
  Frame history(std::string_view kind, std::string_view id) const;

  // --- what follows
  TaskSet tasks(Date as_of, Date horizon, KnownAt known_at = {}, const Progress& progress = {}) const;
  Agenda agenda(const AgendaQuery& query) const;
  /// The task with that id or key, as of a day. NotFound AC4011.
  Explanation explain(std::string_view task, Date as_of, KnownAt known_at = {},
                      const Progress& progress = {}) const;
  Frame evaluate(const EvaluationQuery& query, Date as_of, KnownAt known_at = {}) const;
  Explanation explain_value(const EvaluationQuery& query, std::size_t row, Date as_of,
                            KnownAt known_at = {}) const;
  /// What evaluate() makes its table from, to be merged with that of other engines.
  MeasureState measure_state(const EvaluationQuery& query, Date as_of, KnownAt known_at = {}) const;
  /// What people wrote in the open items of a questionnaire, summarised.
  Frame comments(const CommentQuery& query, Date as_of, KnownAt known_at = {}) const;
  /// What the adopted policies' findings see: as a table, and as values that make the facts to record.
  Frame findings(Date as_of, KnownAt known_at = {}, const Progress& progress = {}) const;
  std::vector<ProposedFinding> propose_findings(Date as_of, KnownAt known_at = {},
                                                const Progress& progress = {}) const;
  /// Why it is proposed on that day, by its id. NotFound AC5021.
  Explanation explain_finding(std::string_view id, Date as_of, KnownAt known_at = {},
                              const Progress& progress = {}) const;
  /// Differences of the agenda since `cursor` ("" : everything is added).
  Changes changes(std::string_view cursor, Date as_of, Period horizon, const Progress& progress = {}) const;

  // --- the file
  void backup(const std::filesystem::path& to, const Progress& progress = {}) const;
  void verify(const Progress& progress = {}) const; ///< the chain of hashes; see Store::verify
  std::vector<std::string> quick_check(const Progress& progress = {}) const;
  std::uint64_t last_write() const;
  /// `progress`, and a stop when cancel() is called from now on: for what a host does with an answer.
  Progress cancellable(const Progress& progress) const;
  struct Impl; ///< private to the library
  /// Makes running calls of this engine stop with Cancelled at their next step; from any thread.
  void cancel() noexcept;

 private:
  explicit Engine(std::unique_ptr<Impl> i);
  void check_units(const std::vector<std::string>& units) const;
  std::unique_ptr<Impl> impl_;
};

/// Runs all examples of a policy: tasks, measures and findings.
std::vector<ExampleResult> test(const Policy& policy);

} // namespace aftercourse
