// Times RateState over the columns that bench_rates.py wrote: raw little-endian files of one number a row.
// Prints one line a grouping: name, best seconds of five for update() and for update() with to_frame(),
// number of groups, tasks done in time.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string>
#include <vector>

#include <aftercourse/measures/rate_state.hpp>

using namespace aftercourse;

namespace {

template <class T>
std::vector<T> read(const std::string& path) {
  std::ifstream in(path, std::ios::binary | std::ios::ate);
  std::vector<T> values(static_cast<std::size_t>(in.tellg()) / sizeof(T));
  in.seekg(0);
  in.read(reinterpret_cast<char*>(values.data()), static_cast<std::streamsize>(values.size() * sizeof(T)));
  return values;
}

struct Grouping {
  std::string name;
  std::vector<std::string> by;
};

struct NamedColumn {
  std::vector<std::uint32_t> codes;
  std::vector<std::string> words;
};

NamedColumn read_column(const std::string& directory, const std::string& name) {
  NamedColumn column{read<std::uint32_t>(directory + "/" + name), {}};
  std::uint32_t last = 0;
  for (const std::uint32_t code : column.codes) last = std::max(last, code);
  for (std::uint32_t i = 0; i <= last; ++i) column.words.push_back(name + std::to_string(i));
  return column;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string directory = argv[1];
  const auto states = read<State>(directory + "/state");
  const auto due = read<std::int32_t>(directory + "/due");
  const std::vector<Grouping> groupings{
      {"programme", {"programme"}},
      {"unit x month", {"unit", "month"}},
      {"programme x unit x lecturer x month", {"programme", "unit", "lecturer", "month"}}};
  for (const Grouping& grouping : groupings) {
    std::vector<NamedColumn> columns;
    for (const std::string& name : grouping.by) columns.push_back(read_column(directory, name));
    const std::vector<GroupColumn> groups = [&] {
      std::vector<GroupColumn> out;
      for (const NamedColumn& c : columns) out.push_back({c.codes, c.words});
      return out;
    }();
    double best_update = std::numeric_limits<double>::infinity(), best_table = best_update;
    std::size_t rows = 0;
    std::int64_t on_time = 0;
    for (int run = 0; run < 5; ++run) {
      const auto start = std::chrono::steady_clock::now();
      RateState state("", grouping.by, Date(2026, 10, 20));
      state.update(states, due, groups);
      best_update = std::min(best_update, seconds_since(start));
      const Frame table = state.to_frame();
      best_table = std::min(best_table, seconds_since(start));
      rows = table.rows();
      on_time = state.total().on_time;
    }
    std::printf("%s\t%.6f\t%.6f\t%zu\t%lld\n", grouping.name.c_str(), best_update, best_table, rows,
                static_cast<long long>(on_time));
  }
}
