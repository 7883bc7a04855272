// Deriving tasks and asking for them. Each benchmark does its work once an iteration; bench_derive.py takes
// the best of several, in CPU time, since all of it runs on the calling thread.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <fstream>
#include <malloc.h>
#include <unistd.h>

#include <aftercourse/engine/engine.hpp>
#include <aftercourse/facts/built_in_kinds.hpp>

#include "company.hpp"

namespace aftercourse::bench {
namespace {

const Date as_of{2026, 12, 1};

Adoption from_2024() {
  Adoption adoption;
  adoption.on = Date(2024, 1, 1);
  return adoption;
}

std::vector<Adopted> adopted(int months) { return {{monthly_visits(months), from_2024()}}; }

TaskSet derived(const std::vector<Adopted>& policies, const Snapshot& facts) {
  return derive(policies, facts, {}, {as_of, as_of, {}, {}});
}

/// Visits every task: whom it concerns and when it is due.
std::int64_t enumerate(const TaskSet& tasks) {
  std::int64_t sum = 0;
  const auto subjects = tasks.subjects();
  for (const TaskGroup& g : tasks.groups())
    for (TaskIndex t = g.begin; t < g.begin + g.count; ++t) sum += subjects[t] + g.due;
  return sum;
}

double resident_megabytes() {
  malloc_trim(0);
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  statm >> pages >> pages;
  return pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

/// Derives and enumerates; says how many tasks a second, and how far the process grows while it holds them.
void derive_tasks(benchmark::State& state, const Size& size, int months) {
  const Snapshot facts = record(size);
  const auto policies = adopted(months);
  derived(policies, facts); // the first question also makes the lookups of the facts
  const double before = resident_megabytes();
  TaskSet tasks;
  for (auto _ : state) {
    tasks = TaskSet();
    tasks = derived(policies, facts);
    benchmark::DoNotOptimize(enumerate(tasks));
  }
  state.counters["megabytes"] = resident_megabytes() - before;
  state.counters["tasks"] = static_cast<double>(tasks.size());
  state.counters["done"] =
      static_cast<double>(std::count(tasks.states().begin(), tasks.states().end(), State::done));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(tasks.size()));
}

void plain(benchmark::State& state) { derive_tasks(state, {10'000, 100}, 10); }
void evidence(benchmark::State& state) { derive_tasks(state, {5'000, 100, 2}, 4); }

/// What a program would write that knows this one policy: the same columns, from the same facts.
void plain_loop(benchmark::State& state) {
  const Snapshot facts = record({10'000, 100});
  const Table& programmes = facts.table("programme");
  const std::size_t enrolment = facts.schema().at("enrolment"), ends = programmes.kind().at("ends");
  const std::size_t programme = facts.schema().kind(enrolment).at("programme");
  std::vector<Row> subjects;
  std::vector<std::int32_t> due;
  std::vector<State> states;
  for (auto _ : state) {
    subjects = {}, due = {}, states = {};
    for (int m = 0; m < 10; ++m)
      for (Row p = 0; p < programmes.size(); ++p) {
        const std::int32_t to = programmes.day(p, ends) + 30 * m + 29;
        for (const Row e : facts.referring(enrolment, programme, p)) {
          subjects.push_back(e);
          due.push_back(to);
          states.push_back(to < as_of.days() ? State::overdue : State::open);
        }
      }
    benchmark::DoNotOptimize(due.data());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(subjects.size()));
}

/// 2 million learners with ten visits each; a report on a programme discharges the visits of all its
/// learners. Nearly all of the 20 million tasks are done on the day asked about, as they are in a company
/// that has run for years.
const Date busy_day{2027, 11, 1};

Engine& large_company() {
  static Engine engine = [] {
    const Size size{20'000, 100};
    Engine e = Engine::open();
    e.adopt(Policy::parse(
                [] {
                  std::string text = "policy: visits\ntitle: {en: Visits, zh: 回访}\nversion: \"1\"\nroles: "
                                     "{office: {}}\nrules:\n";
                  for (int m = 0; m < 10; ++m)
                    text +=
                        "  - {id: visit-" + std::to_string(m + 1) +
                        ", clause: \"1\", after: programme.ended, each: enrolment, window: {from: " +
                        std::to_string(80 * m) + " days, to: " + std::to_string(80 * m + 79) +
                        " days}, do: visit, by: office, done_by: {report: {link: {programme: programme}}}}\n";
                  return text;
                }(),
                "visits.yaml"),
            from_2024());
    Batch batch = e.batch();
    const Snapshot known = e.snapshot();
    batch.record("person", persons(known)).record("programme", programmes(known, size));
    batch.record("enrolment", enrolments(known, size));
    Rows reports = rows_of(known, "report");
    const auto date = reports.kind().at("date"), programme = reports.kind().at("programme");
    for (Row p = 0; p < size.programmes; ++p)
      for (Row m = 0; m < 10; ++m) {
        const Row row = reports.append(numbered('R', p * 10 + m));
        reports.cells[date].days[row] =
            first_end.days() + static_cast<std::int32_t>(p % days) + 80 * static_cast<std::int32_t>(m) + 5;
        reports.cells[programme].symbols[row] = reports.words().intern(numbered('P', p));
      }
    batch.record("report", std::move(reports));
    e.commit(std::move(batch));
    return e;
  }();
  return engine;
}

void agenda_again(benchmark::State& state) {
  Engine& engine = large_company();
  const AgendaQuery query{.as_of = busy_day, .horizon = {1000, PeriodUnit::days}};
  Agenda agenda = engine.agenda(query);
  for (auto _ : state) benchmark::DoNotOptimize(agenda = engine.agenda(query));
  state.counters["tasks"] = static_cast<double>(agenda.set.size());
  state.counters["picked"] = static_cast<double>(agenda.size());
}

void agenda_of_open_tasks(benchmark::State& state) {
  Engine& engine = large_company();
  const AgendaQuery query{
      .as_of = busy_day, .horizon = {1000, PeriodUnit::days}, .filter = {.states = {State::open}}};
  Agenda agenda = engine.agenda(query);
  for (auto _ : state) benchmark::DoNotOptimize(agenda = engine.agenda(query));
  state.counters["picked"] = static_cast<double>(agenda.size());
}

void agenda_of_next_day(benchmark::State& state) {
  Engine& engine = large_company();
  static Date day = busy_day; // every repetition asks for a day of its own
  for (auto _ : state)
    benchmark::DoNotOptimize(
        engine.agenda({.as_of = day = day.plus_days(1), .horizon = {1000, PeriodUnit::days}}));
}

/// From facts as values to the agenda, in an engine that is empty.
void record_and_agenda(benchmark::State& state) {
  Person person;
  person.id = "L1", person.name = {"李雷"};
  const std::vector<Person> learners{person};
  std::vector<Programme> held(1'000);
  for (std::size_t p = 0; p < held.size(); ++p) {
    held[p].id = "P" + std::to_string(p);
    held[p].title = "Sales";
    held[p].starts = held[p].ends = first_end.plus_days(static_cast<std::int64_t>(p) % days);
  }
  std::vector<Enrolment> enrolled(99'000);
  for (std::size_t e = 0; e < enrolled.size(); ++e) {
    enrolled[e].id = "E" + std::to_string(e);
    enrolled[e].programme = {"P" + std::to_string(e / 99)};
    enrolled[e].person = {"L1"};
  }
  const Policy policy = monthly_visits(1);
  for (auto _ : state) {
    Engine engine = Engine::open();
    engine.adopt(policy, from_2024());
    Batch batch = engine.batch();
    batch.record(learners).record(held).record(enrolled);
    engine.commit(std::move(batch));
    const Agenda agenda = engine.agenda({.as_of = as_of});
    if (agenda.size() != enrolled.size()) state.SkipWithError("the agenda lacks tasks");
  }
}

#define AFTERCOURSE_BENCH(work, iterations)                                                                  \
  BENCHMARK(work)                                                                                            \
      ->Unit(benchmark::kMillisecond)                                                                        \
      ->Iterations(iterations)                                                                               \
      ->Repetitions(5)                                                                                       \
      ->ReportAggregatesOnly()                                                                               \
      ->ComputeStatistics("min", [](const std::vector<double>& v) { return *std::ranges::min_element(v); })  \
      ->ComputeStatistics("max", [](const std::vector<double>& v) { return *std::ranges::max_element(v); })
AFTERCOURSE_BENCH(plain, 1);
AFTERCOURSE_BENCH(plain_loop, 1);
AFTERCOURSE_BENCH(evidence, 1);
AFTERCOURSE_BENCH(agenda_again, 3);
AFTERCOURSE_BENCH(agenda_of_open_tasks, 3);
AFTERCOURSE_BENCH(agenda_of_next_day, 1);
AFTERCOURSE_BENCH(record_and_agenda, 1);

} // namespace
} // namespace aftercourse::bench
