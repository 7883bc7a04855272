// Calendar over columns of days that bench_calendar.py wrote into the folder $AFTERCOURSE_BENCH_DAYS: raw
// little-endian files of 32-bit integers. The sums tell what came out, so that the peers' results can be
// compared.
#include <cstdlib>
#include <fstream>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <aftercourse/calendar/columns.hpp>

using namespace aftercourse;

namespace {

std::vector<std::int32_t> read(const std::string& column) {
  const char* folder = std::getenv("AFTERCOURSE_BENCH_DAYS");
  if (folder == nullptr) throw std::runtime_error("AFTERCOURSE_BENCH_DAYS names no folder");
  std::ifstream in(folder + ("/" + column), std::ios::binary | std::ios::ate);
  if (!in) throw std::runtime_error("no column " + column);
  std::vector<std::int32_t> values(static_cast<std::size_t>(in.tellg()) / sizeof(std::int32_t));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(values.data()),
          static_cast<std::streamsize>(values.size() * sizeof(std::int32_t)));
  return values;
}

template <class Ask>
void ask(benchmark::State& run, const char* name, Ask question) {
  const auto days = read("days"), other = read("other"), n = read("n");
  std::vector<std::int32_t> out(days.size());
  const Calendar calendar = Calendar::built_in(name).assuming();
  for (auto _ : run) {
    question(calendar, days, other, n, out);
    benchmark::ClobberMemory();
  }
  run.counters["sum"] = static_cast<double>(std::accumulate(out.begin(), out.end(), std::int64_t{0}));
}

void add(benchmark::State& run, const char* name) {
  ask(run, name, [](const auto& c, const auto& days, const auto&, const auto& n, auto& out) {
    add_working_days(c, days, n, out);
  });
}

void between(benchmark::State& run, const char* name) {
  ask(run, name, [](const auto& c, const auto& days, const auto& other, const auto&, auto& out) {
    working_days_between(c, days, other, out);
  });
}

void rolled(benchmark::State& run, const char* name) {
  ask(run, name, [](const auto& c, const auto& days, const auto&, const auto&, auto& out) {
    roll(c, days, Roll::following, out);
  });
}

/// Two hundred years with thirty special days each.
void build(benchmark::State& run) {
  std::vector<SpecialDay> days;
  for (int year = 1900; year < 2100; ++year)
    for (int i = 0; i < 30; ++i)
      days.push_back({Date(year, 1, 1).plus_days(12 * i), i % 4 == 0, "国庆节", "a notice with an address"});
  for (auto _ : run)
    benchmark::DoNotOptimize(Calendar("c", 0b0011111, days, Date(1900, 1, 1), Date(2099, 12, 31)));
}

BENCHMARK_CAPTURE(add, cn, "cn")->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(add, weekdays, "weekdays")->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(between, cn, "cn")->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(between, weekdays, "weekdays")->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(rolled, cn, "cn")->Unit(benchmark::kSecond);
BENCHMARK(build)->Unit(benchmark::kMillisecond);

} // namespace
