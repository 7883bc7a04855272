#include <aftercourse/engine/engine.hpp>

#include <algorithm>
#include <chrono>

#include <aftercourse/measures/policy_test.hpp>

#include "engine_impl.hpp"
#include "records.hpp"

namespace aftercourse {

namespace {

/// The system clock, written with China's offset; hosts elsewhere give their own clock at open.
Instant system_clock() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(now).count(), 8 * 60};
}

std::unique_ptr<Engine::Impl> make(const OpenOptions& options) {
  auto impl = std::make_unique<Engine::Impl>();
  impl->read_only = options.read_only;
  impl->clock = options.clock ? options.clock : system_clock;
  return impl;
}

} // namespace

Engine Engine::open(const OpenOptions& options) { return Engine(make(options)); }

Engine Engine::open(const std::filesystem::path& file, const OpenOptions& options) {
  auto impl = make(options);
  StoreOptions store;
  store.create = options.create;
  store.read_only = options.read_only;
  store.migrate = options.migrate;
  store.busy_timeout = std::chrono::milliseconds(options.busy_timeout_ms);
  impl->store.emplace(Store::open(file, store));
  impl->refresh(options.progress);
  return Engine(std::move(impl));
}

Engine::Engine(std::unique_ptr<Impl> i) : impl_(std::move(i)) {}
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;
Engine::~Engine() = default;

// --- what is decided ---------------------------------------------------------------------------------------

void Engine::check_units(const std::vector<std::string>& units) const {
  for (const std::string& unit : units)
    if (impl_->current().table("unit").find(unit) == no_row)
      throw NotFound("AC7001", "there is no unit `" + unit + "`");
}

Receipt Engine::adopt(const Policy& policy, const Adoption& adoption, const Stamp& stamp) {
  check_adoption(policy, adoption);
  check_units(adoption.units);
  return impl_->write({}, stamp, documents_of(policy, adoption));
}

Receipt Engine::declare(const std::vector<Kind>& kinds, const Stamp& stamp) {
  std::vector<Kind> declared;
  for (const Kind& kind : kinds) declared.push_back(evidence_kind(kind));
  (void)impl_->current().schema().extended(declared); // throws before anything is written
  return impl_->write({}, stamp, {{0, "kinds", "host", to_json(declared)}});
}

Receipt Engine::set_calendar(const Calendar& calendar, std::string_view unit, const Stamp& stamp) {
  if (!unit.empty()) check_units({std::string(unit)});
  return impl_->write({}, stamp, {{0, "calendar", std::string(unit), calendar.to_json()}});
}

Receipt Engine::set_time_zone(const TimeZone& zone, const Stamp& stamp) {
  return impl_->write({}, stamp, {{0, "zone", {}, zone.to_json()}});
}

std::vector<Adopted> Engine::policies(KnownAt known_at) const { return adopted_in(snapshot(known_at)); }
Calendars Engine::calendars(KnownAt known_at) const { return calendars_in(snapshot(known_at)); }

Calendar Engine::calendar(std::string_view unit, KnownAt known_at) const {
  return calendar_in(snapshot(known_at), unit);
}

std::optional<TimeZone> Engine::time_zone(KnownAt known_at) const { return zone_in(snapshot(known_at)); }

// --- what happened -----------------------------------------------------------------------------------------

Batch Engine::batch() const { return Batch(impl_->current(), impl_->cancellations); }

Receipt Engine::commit(Batch batch, const Stamp& stamp) {
  if (!batch.faults_.empty() && !stamp.keep_good)
    throw DataError("AC2020", refusal_of(batch.faults_)).with_faults(std::move(batch.faults_));
  batch.known_ = {}; // lets the journal change its tables in place
  Receipt receipt = impl_->write(std::move(batch.operations_), stamp, {});
  receipt.bad.insert(receipt.bad.begin(), batch.faults_.begin(), batch.faults_.end());
  return receipt;
}

Schema Engine::schema() const { return impl_->current().schema(); }

Snapshot Engine::snapshot(KnownAt known_at) const {
  Snapshot now = impl_->current();
  if (!known_at) return now;
  if (const auto* write = std::get_if<std::uint64_t>(&*known_at)) return now.at(*write);
  return now.at(now.write_at(std::get<Instant>(*known_at)));
}

Frame Engine::facts(std::string_view kind, std::optional<Date> as_of, KnownAt known_at,
                    const Progress& progress) const {
  const Snapshot known = snapshot(known_at);
  return to_frame(known, known.schema().at(kind), as_of, impl_->cancellable(progress));
}

Frame Engine::history(std::string_view kind, std::string_view id) const {
  return history_of(impl_->current(), kind, id);
}

// --- what follows ------------------------------------------------------------------------------------------

TaskSet Engine::tasks(Date as_of, Date horizon, KnownAt known_at, const Progress& progress) const {
  return impl_->tasks(as_of, horizon, known_at, progress);
}

std::vector<Task> Agenda::tasks() const {
  std::vector<Task> all;
  for (const TaskIndex i : picked) all.push_back(set.task(i));
  return all;
}

Agenda Engine::agenda(const AgendaQuery& query) const {
  const Date horizon = horizon_of(query.as_of, query.horizon, calendars(query.known_at).everyone);
  Agenda result{tasks(query.as_of, horizon, query.known_at, query.progress), {}};
  result.picked = aftercourse::agenda(result.set, query.filter);
  return result;
}

Explanation Engine::explain(std::string_view task, Date as_of, KnownAt known_at,
                            const Progress& progress) const {
  // What is due is mostly known already; a year ahead reaches every task that an agenda is likely to have
  // shown.
  const Date year_ahead = horizon_of(as_of, {1, PeriodUnit::years}, calendars(known_at).everyone);
  for (const Date horizon : {as_of, year_ahead}) {
    const TaskSet set = tasks(as_of, horizon, known_at, progress);
    if (const TaskIndex i = set.find(task); i != no_index) return aftercourse::explain(set, i);
  }
  throw NotFound("AC4011", "there is no task `" + std::string(task) + "` as of " + as_of.to_string());
}

Frame Engine::evaluate(const EvaluationQuery& query, Date as_of, KnownAt known_at) const {
  const EvaluationQuery watched = impl_->cancellable(query);
  return aftercourse::evaluate(tasks(as_of, as_of, known_at, watched.progress), watched);
}

MeasureState Engine::measure_state(const EvaluationQuery& query, Date as_of, KnownAt known_at) const {
  const EvaluationQuery watched = impl_->cancellable(query);
  return {tasks(as_of, as_of, known_at, watched.progress), watched};
}

Explanation Engine::explain_value(const EvaluationQuery& query, std::size_t row, Date as_of,
                                  KnownAt known_at) const {
  const EvaluationQuery watched = impl_->cancellable(query);
  return aftercourse::explain_value(tasks(as_of, as_of, known_at, watched.progress), watched, row);
}

Frame Engine::comments(const CommentQuery& query, Date as_of, KnownAt known_at) const {
  CommentQuery watched = query;
  watched.progress = impl_->cancellable(query.progress);
  return summarise_comments(tasks(as_of, as_of, known_at, watched.progress), watched);
}

Frame Engine::findings(Date as_of, KnownAt known_at, const Progress& progress) const {
  return evaluate_findings(tasks(as_of, as_of, known_at, progress), cancellable(progress));
}

std::vector<ProposedFinding> Engine::propose_findings(Date as_of, KnownAt known_at,
                                                      const Progress& progress) const {
  return aftercourse::propose_findings(tasks(as_of, as_of, known_at, progress), cancellable(progress));
}

Explanation Engine::explain_finding(std::string_view id, Date as_of, KnownAt known_at,
                                    const Progress& progress) const {
  return aftercourse::explain_finding(tasks(as_of, as_of, known_at, progress), id, 20, cancellable(progress));
}

Changes Engine::changes(std::string_view cursor, Date as_of, Period horizon, const Progress& progress) const {
  return changes_since(*impl_, cursor, as_of, horizon, progress);
}

// --- the file ----------------------------------------------------------------------------------------------

void Engine::backup(const std::filesystem::path& to, const Progress& progress) const {
  impl_->with_store([&](Store& s) { s.backup(to, impl_->cancellable(progress)); });
}
void Engine::verify(const Progress& progress) const {
  impl_->with_store([&](Store& s) { s.verify(impl_->cancellable(progress)); });
}
std::vector<std::string> Engine::quick_check(const Progress& progress) const {
  std::vector<std::string> messages;
  impl_->with_store([&](Store& s) { messages = s.quick_check(impl_->cancellable(progress)); });
  return messages;
}
std::uint64_t Engine::last_write() const { return impl_->current().last_write(); }
Progress Engine::cancellable(const Progress& progress) const { return impl_->cancellable(progress); }
void Engine::cancel() noexcept { ++*impl_->cancellations; }

std::vector<ExampleResult> test(const Policy& policy) {
  std::vector<ExampleResult> results;
  for (const Example& example : policy.examples()) {
    ExampleResult result{example.name, example.at, false, {}};
    try {
      const ExampleRun run = run_example(policy, example);
      result.difference = compare_tasks(run) + compare_measures(run);
    } catch (const Error& e) {
      result.difference = e.what();
    }
    result.passed = result.difference.empty();
    results.push_back(std::move(result));
  }
  return results;
}

} // namespace aftercourse
