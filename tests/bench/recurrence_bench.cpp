// Expanding the recurrence rules of the file $AFTERCOURSE_BENCH_RULES, which bench_recurrence.py wrote: lines
// of a start, a rule and how many occurrences are asked for. Reading the texts is a part of it, as it is for
// python-dateutil.
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include <aftercourse/calendar/recurrence.hpp>

using namespace aftercourse;

namespace {

struct Case {
  std::string start, rule;
  std::size_t wanted;
};

std::vector<Case> read() {
  const char* name = std::getenv("AFTERCOURSE_BENCH_RULES");
  if (name == nullptr) throw std::runtime_error("AFTERCOURSE_BENCH_RULES names no file");
  std::vector<Case> cases;
  std::ifstream file(name);
  for (Case c; file >> c.start >> c.rule >> c.wanted;) cases.push_back(c);
  return cases;
}

void expand(benchmark::State& run) {
  const std::vector<Case> cases = read();
  std::size_t given = 0;
  for (auto _ : run) {
    given = 0;
    for (const Case& c : cases)
      given +=
          Recurrence(LocalTime::from_text(c.start), {RecurrenceRule::parse(c.rule)}).take(c.wanted).size();
  }
  run.counters["given"] = static_cast<double>(given);
}
BENCHMARK(expand)->Unit(benchmark::kMillisecond);

/// One long rule: what an occurrence costs when nothing else does.
void walk(benchmark::State& run) {
  const Recurrence set(LocalTime(Date(1997, 9, 2), 9 * 3600),
                       {RecurrenceRule::parse("FREQ=WEEKLY;BYDAY=MO,WE,FR")});
  for (auto _ : run) benchmark::DoNotOptimize(set.take(10'000));
  run.SetItemsProcessed(run.iterations() * 10'000);
}
BENCHMARK(walk);

} // namespace
