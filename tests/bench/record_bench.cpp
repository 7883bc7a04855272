// Recording a million follow-ups durably from Arrow, and what a program does that hands the same rows to
// sqlite3 itself: the same table, journal and synchronisation, but no checks, no chain of hashes and nothing
// kept in memory. CPU time is that of the whole process.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include <sqlite3.h>

#include <aftercourse/engine/engine.hpp>

#include "company.hpp"

namespace aftercourse::bench {
namespace {

namespace fs = std::filesystem;

const Size size{1'000, 100, 10}; // a million calls

/// A file of its own, removed with what SQLite keeps beside it.
struct File {
  fs::path folder = fs::temp_directory_path() / "aftercourse-bench";
  fs::path path = folder / "training.db";
  File() {
    fs::remove_all(folder);
    fs::create_directories(folder);
  }
  ~File() { fs::remove_all(folder); }
};

const Snapshot& facts() {
  static const Snapshot known = record(size);
  return known;
}

void from_arrow(benchmark::State& state) {
  const Frame table = to_frame(facts(), facts().schema().at("follow_up"));
  for (auto _ : state) {
    state.PauseTiming();
    const File file;
    Engine engine = Engine::open(file.path);
    Batch company = engine.batch();
    const Snapshot known = engine.snapshot();
    company.record("person", persons(known)).record("programme", programmes(known, size));
    company.record("enrolment", enrolments(known, size));
    engine.commit(std::move(company));
    ArrowArrayStream stream{};
    table.export_stream(&stream);
    state.ResumeTiming();
    Batch calls = engine.batch();
    calls.record_arrow("follow_up", &stream);
    if (engine.commit(std::move(calls)).recorded != table.rows()) state.SkipWithError("rows are missing");
    state.PauseTiming();
    engine = Engine::open();
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(table.rows()));
}

void check(int result) {
  if (result != SQLITE_OK && result != SQLITE_DONE) throw std::runtime_error(sqlite3_errstr(result));
}

void insert_all(sqlite3* db, const Table& calls) {
  sqlite3_stmt* insert = nullptr;
  check(sqlite3_prepare_v2(
      db,
      "INSERT INTO fact_follow_up VALUES (1, 'r', ?1, NULL, ?2, ?3, ?4, ?5, NULL, NULL, NULL,"
      " NULL, NULL)",
      -1, &insert, nullptr));
  const auto enrolment = calls.kind().at("enrolment"), date = calls.kind().at("date"),
             channel = calls.kind().at("channel"), reached = calls.kind().at("reached");
  const auto bind = [&](int parameter, std::string_view text) {
    check(sqlite3_bind_text(insert, parameter, text.data(), static_cast<int>(text.size()), SQLITE_STATIC));
  };
  check(sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr));
  for (Row row = 0; row < calls.size(); ++row) {
    bind(1, calls.id(row));
    bind(2, calls.text(row, enrolment));
    check(sqlite3_bind_int64(insert, 3, calls.day(row, date)));
    bind(4, calls.text(row, channel));
    check(sqlite3_bind_int64(insert, 5, calls.cells[reached].booleans[row]));
    check(sqlite3_step(insert));
    check(sqlite3_reset(insert));
  }
  check(sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr));
  sqlite3_finalize(insert);
}

void sqlite_alone(benchmark::State& state) {
  const Table& calls = facts().table("follow_up");
  for (auto _ : state) {
    state.PauseTiming();
    const File file;
    sqlite3* db = nullptr;
    check(sqlite3_open(file.path.c_str(), &db));
    check(sqlite3_exec(
        db,
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;"
        "CREATE TABLE fact_follow_up (_write INTEGER NOT NULL, _op TEXT NOT NULL, id TEXT NOT NULL,"
        " _amended TEXT, enrolment TEXT, date INTEGER, channel TEXT, reached INTEGER, topics TEXT,"
        " \"by\" TEXT, notes TEXT, tasks TEXT, period TEXT) STRICT",
        nullptr, nullptr, nullptr));
    state.ResumeTiming();
    insert_all(db, calls);
    state.PauseTiming();
    check(sqlite3_close(db));
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(calls.size()));
}

#define AFTERCOURSE_BENCH(work)                                                                              \
  BENCHMARK(work)                                                                                            \
      ->Unit(benchmark::kMillisecond)                                                                        \
      ->MeasureProcessCPUTime()                                                                              \
      ->Iterations(1)                                                                                        \
      ->Repetitions(5)                                                                                       \
      ->ReportAggregatesOnly()                                                                               \
      ->ComputeStatistics("min", [](const std::vector<double>& v) { return *std::ranges::min_element(v); })
AFTERCOURSE_BENCH(from_arrow);
AFTERCOURSE_BENCH(sqlite_alone);

} // namespace
} // namespace aftercourse::bench
