// RateState over the columns that bench_rates.py wrote into the folder $AFTERCOURSE_BENCH_TASKS: raw
// little-endian files of one number a row. The counters tell what came out, so that the peers' results can be
// compared.
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <aftercourse/measures/rate_state.hpp>

using namespace aftercourse;

namespace {

template <class T>
std::vector<T> read(const std::string& column) {
  const char* folder = std::getenv("AFTERCOURSE_BENCH_TASKS");
  if (folder == nullptr) throw std::runtime_error("AFTERCOURSE_BENCH_TASKS names no folder");
  std::ifstream in(folder + ("/" + column), std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error("no column " + column);
  std::vector<T> values(static_cast<std::size_t>(in.tellg()) / sizeof(T));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  return values;
}

struct NamedColumn {
  std::vector<std::uint32_t> codes;
  std::vector<std::string> words;
};

NamedColumn read_column(const std::string& name) {
  NamedColumn column{read<std::uint32_t>(name), {}};
  std::uint32_t last = 0;
  for (const std::uint32_t code : column.codes) last = std::max(last, code);
  for (std::uint32_t i = 0; i <= last; ++i) column.words.push_back(name + std::to_string(i));
  return column;
}

/// From columns to the table of rates.
void rates(benchmark::State& run, const std::vector<std::string>& by) {
  const auto states = read<State>("state");
  const auto due = read<std::int32_t>("due");
  std::vector<NamedColumn> columns;
  for (const std::string& name : by) columns.push_back(read_column(name));
  std::vector<GroupColumn> groups;
  for (const NamedColumn& c : columns) groups.push_back({c.codes, c.words});
  for (auto _ : run) {
    RateState state("", by, Date(2026, 10, 20));
    state.update(states, due, groups);
    const Frame table = state.to_frame();
    run.counters["groups"] = static_cast<double>(table.rows());
    run.counters["on_time"] = static_cast<double>(state.total().on_time);
    run.counters["overdue"] = static_cast<double>(state.total().overdue);
  }
}

using By = std::vector<std::string>;
BENCHMARK_CAPTURE(rates, programme, By{"programme"})->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(rates, unit_month, By{"unit", "month"})->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(rates, all_four, By{"programme", "unit", "lecturer", "month"})->Unit(benchmark::kSecond);

} // namespace
