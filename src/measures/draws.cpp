#include "draws.hpp"

#include <algorithm>

namespace aftercourse {

namespace {

/// Reads the draw facts, whose fields it looks up once.
class DrawReader {
 public:
  DrawReader(const Table& draws, const Table& drawn)
      : draws_(draws), drawn_(drawn), prefix_(drawn.kind().name + "/"), members_(at("members")),
        population_(at("population")), date_(at("date")) {
    for (const char* field : {"policy", "rule", "occurrence", "channel", "stratum"})
      key_.push_back(at(field));
  }

  void add(Row draw, std::int32_t as_of, Draws& out) const {
    if (!draws_.alive(draw) || draws_.day(draw, date_) > as_of) return;
    const Value value = draws_.get(draw, members_);
    const auto* members = std::get_if<std::vector<std::string>>(&value);
    if (!members) return;
    const std::string stratum = stratum_of(draw);
    bool any = false;
    for (const std::string& member : *members) {
      if (!member.starts_with(prefix_)) continue;
      const Row row = drawn_.find(std::string_view(member).substr(prefix_.size()));
      if (row == no_row) continue;
      any = true;
      const auto [entry, fresh] = out.stratum_of.try_emplace(row, stratum);
      if (!fresh) entry->second = std::min(entry->second, stratum);
    }
    if (!any) return;
    std::int64_t& population = out.population[stratum];
    population = std::max(population, draws_.cells[population_].numbers[draw]);
  }

 private:
  std::size_t at(const char* field) const { return draws_.kind().at(field); }
  std::string stratum_of(Row draw) const {
    std::string name;
    for (const std::size_t field : key_) (name += draws_.text(draw, field)) += '\x1f'; // no text holds it
    return name;
  }

  const Table &draws_, &drawn_;
  std::string prefix_;
  std::size_t members_, population_, date_;
  std::vector<std::size_t> key_;
};

} // namespace

Draws draws_of(const TaskSet& tasks, std::size_t kind) {
  Draws out;
  const auto draw = tasks.facts().schema().find("draw");
  if (!draw) return out;
  const Table& draws = tasks.facts().table(*draw);
  const DrawReader reader(draws, tasks.facts().table(kind));
  for (Row row = 0; row < draws.size(); ++row) reader.add(row, tasks.as_of().days(), out);
  return out;
}

} // namespace aftercourse
