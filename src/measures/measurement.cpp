#include "measurement.hpp"

#include <algorithm>
#include <array>

#include "rate_counts.hpp"
#include "table_blob.hpp"

namespace aftercourse {

// Found by write_table and read_table through the arguments, so in no unnamed namespace.
static void write(BlobWriter& out, const FactSums& sums) {
  out.number(sums.counted);
  out.number(sums.missing);
  out.wide(sums.total.y);
  out.wide(sums.total.x);
}

static void read(BlobReader& in, FactSums& sums) {
  sums.counted = in.tally();
  sums.missing = in.tally();
  sums.total.y = in.wide();
  sums.total.x = in.wide();
  if (sums.counted + sums.missing == 0) BlobReader::refuse("a group is empty");
}

namespace {

/// The types by name, as the bytes call them, in the order of the enumeration.
/// Those that add up; models have no state.
constexpr std::array<std::string_view, 13> type_names{
    "completion", "on_time", "overdue", "accuracy",     "share", "mean",      "sum",
    "count",      "ratio",   "elapsed", "distribution", "score", "favourable"};
static_assert(type_names[static_cast<std::size_t>(MeasureRule::Type::favourable)] == "favourable");

Measurement::Table table_for(MeasureRule::Type type, std::size_t columns) {
  if (over_tasks(type)) return GroupTable<RateCounts>(columns);
  return GroupTable<FactSums>(columns);
}

MeasureRule::Type read_type(BlobReader& in) {
  const auto found = std::ranges::find(type_names, in.text());
  if (found == type_names.end()) BlobReader::refuse("a type of measure that does not exist");
  return static_cast<MeasureRule::Type>(found - type_names.begin());
}

std::vector<Within> read_within(BlobReader& in) {
  std::vector<Within> columns;
  for (auto left = in.number<std::uint32_t>(); left > 0; --left) {
    const auto column = in.number<std::uint8_t>();
    if (column > static_cast<std::uint8_t>(Within::respondent))
      BlobReader::refuse("a column that does not exist");
    columns.push_back(static_cast<Within>(column));
  }
  return columns;
}

std::map<std::string, std::int64_t> read_strata(BlobReader& in) {
  std::map<std::string, std::int64_t> strata;
  for (auto left = in.number<std::uint32_t>(); left > 0; --left) {
    std::string name = read_text(in);
    if (!strata.empty() && name <= strata.rbegin()->first) BlobReader::refuse("the draws are not in order");
    strata.emplace(std::move(name), in.tally());
  }
  return strata;
}

} // namespace

Measurement::Measurement(const AskedMeasure& asked, const EvaluationQuery& query, const Schema& schema)
    : name(asked.name), clause(asked.rule->clause), type(asked.rule->type), by(grouping_of(asked, query)),
      within(aftercourse::within(*asked.rule, query, schema)),
      table(table_for(type, by.size() + within.size())) {}

void Measurement::add(const TaskColumns& columns, Date as_of) {
  std::vector<GroupColumn> groups;
  for (const WordColumn& g : columns.groups) groups.push_back(g.column());
  count_tasks(std::get<GroupTable<RateCounts>>(table), columns.states, columns.due, groups, as_of);
}

void Measurement::add(const FactColumns& columns) {
  GroupTable<FactSums> batch(columns.groups.size());
  for (std::size_t c = 0; c < columns.groups.size(); ++c) batch.words(c) = columns.groups[c].words;
  std::vector<std::uint32_t> key(columns.groups.size());
  for (std::size_t row = 0; row < columns.rows.size(); ++row) {
    if (columns.counts_nowhere(row)) continue;
    for (std::size_t c = 0; c < key.size(); ++c) key[c] = columns.groups[c].codes[row];
    const auto& added = columns.contributions[row];
    batch.at(key) += added ? FactSums{1, 0, *added} : FactSums{0, 1, {}};
  }
  std::get<GroupTable<FactSums>>(table).merge(batch);
  for (const auto& [stratum, population] : columns.strata) strata[stratum] = population;
}

bool Measurement::same_measure(const Measurement& a, const Measurement& b) {
  return a.name == b.name && a.clause == b.clause && a.type == b.type && a.by == b.by && a.within == b.within;
}

void Measurement::merge(const Measurement& other) {
  if (auto* counts = std::get_if<GroupTable<RateCounts>>(&table))
    counts->merge(std::get<GroupTable<RateCounts>>(other.table));
  else
    std::get<GroupTable<FactSums>>(table).merge(std::get<GroupTable<FactSums>>(other.table));
  // A draw is one fact, whoever saw it.
  for (const auto& [stratum, population] : other.strata) {
    std::int64_t& own = strata[stratum];
    own = std::max(own, population);
  }
}

void Measurement::write(BlobWriter& out) const {
  out.text(name);
  out.text(clause);
  out.text(type_names[static_cast<std::size_t>(type)]);
  write_texts(out, by);
  out.number(static_cast<std::uint32_t>(within.size()));
  for (const Within column : within) out.number(static_cast<std::uint8_t>(column));
  out.number(static_cast<std::uint32_t>(strata.size()));
  for (const auto& [stratum, population] : strata) {
    out.text(stratum);
    out.number(population);
  }
  std::visit([&](const auto& t) { write_table(out, t); }, table);
}

Measurement Measurement::read(BlobReader& in) {
  Measurement m;
  m.name = read_text(in);
  m.clause = read_text(in);
  m.type = read_type(in);
  m.by = read_texts(in);
  m.within = read_within(in);
  m.strata = read_strata(in);
  m.table = table_for(m.type, m.by.size() + m.within.size());
  std::visit([&](auto& t) { read_table(in, t); }, m.table);
  return m;
}

Measurement measure(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                    RowPart part) {
  Measurement m(asked, query, tasks.facts().schema());
  if (over_tasks(asked.rule->type))
    m.add(read_tasks(tasks, asked, query, m.by, m.within, part), tasks.as_of());
  else
    m.add(read_facts(tasks, asked, query, m.by, m.within, part));
  return m;
}

} // namespace aftercourse
