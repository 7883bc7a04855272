#include <algorithm>

#include <aftercourse/facts/journal.hpp>

#include "cells.hpp"
#include "snapshot_data.hpp"

namespace aftercourse {

namespace {

Postings::Less less(const Table& table, RowOrder order) {
  const auto dated_by = order == RowOrder::by_date ? table.kind().dated_by() : std::nullopt;
  return [&table, dated_by](Row a, Row b) {
    if (dated_by) {
      const std::int32_t first = table.day(a, *dated_by), second = table.day(b, *dated_by);
      if (first != second) return first < second;
    }
    return table.id(a) < table.id(b);
  };
}

/// Where there is no date to go by, one list serves both orders.
RowOrder effective(RowOrder order, const Kind& kind) { return kind.dated_by() ? order : RowOrder::by_id; }

/// Calls `use(row, symbol)` for each reference of the living rows, in lists too.
template <class Use>
void each_reference(const Table& table, std::size_t field, Use&& use) {
  const Cells& cells = table.cells[field];
  const Field& f = table.kind().fields[field];
  for (Row row = 0; row < table.size(); ++row) {
    if (!table.alive(row)) continue;
    for (const Symbol s : symbols_of(cells, f, row))
      if (s != 0) use(row, s);
  }
}

/// A list may name the same fact twice; it refers to it once.
void add_once(std::vector<Postings::Entry>& entries, std::uint32_t key, Row row) {
  for (auto e = entries.rbegin(); e != entries.rend() && e->row == row; ++e)
    if (e->key == key) return;
  entries.push_back({key, row});
}

Postings references_to_rows(const Snapshot::Data& data, std::size_t kind, std::size_t field, RowOrder order) {
  const Table& table = data.kinds[kind]->table;
  const Field& f = table.kind().fields[field];
  const Table& target = data.kinds[data.schema.at(f.target)]->table;
  std::vector<Postings::Entry> entries;
  entries.reserve(f.list ? 0 : table.size());
  each_reference(table, field, [&](Row row, Symbol id) {
    if (!f.list)
      entries.push_back({table.target(row, field), row});
    else if (const Row found = target.find(id); found != no_row)
      add_once(entries, found, row);
  });
  return {std::move(entries), true, less(table, order)};
}

/// By the symbol of "kind/id", which is the same text whatever becomes of the tables.
Postings references_by_text(const Table& table, std::size_t field) {
  std::vector<Postings::Entry> entries;
  each_reference(table, field, [&](Row row, Symbol text) { add_once(entries, text, row); });
  return {std::move(entries), false, less(table, RowOrder::by_date)};
}

Postings amendments_by_row(const std::vector<Amendment>& amendments) {
  std::vector<Postings::Entry> entries;
  for (std::size_t i = 0; i < amendments.size(); ++i)
    entries.push_back({amendments[i].row, static_cast<Row>(i)});
  return {std::move(entries), false};
}

constexpr std::uint32_t one_key = 0;

Postings living_rows(const Table& table, RowOrder order) {
  std::vector<Postings::Entry> entries;
  for (Row row = 0; row < table.size(); ++row)
    if (table.alive(row)) entries.push_back({one_key, row});
  return {std::move(entries), true, less(table, order)};
}

/// How many rows were there after the write. Rows stand in the order of the writes that recorded them.
std::size_t rows_after(const Table& table, std::uint64_t write) {
  const auto end = std::upper_bound(table.recorded_by.begin(), table.recorded_by.end(), write);
  return static_cast<std::size_t>(end - table.recorded_by.begin());
}

auto amendments_after(const std::vector<Amendment>& amendments, std::uint64_t write) {
  return std::upper_bound(amendments.begin(), amendments.end(), write,
                          [](std::uint64_t w, const Amendment& a) { return w < a.write; });
}

/// The rows that were there after `write`, living unless they were retracted by then; cells as they are now.
Table rows_known(const Snapshot::Data& data, const Table& now, std::uint64_t write) {
  const std::size_t rows = rows_after(now, write);
  const auto count = static_cast<std::ptrdiff_t>(rows);
  Table table(now.schema(), now.kind_index(), data.words);
  append_first(table, now, rows);
  for (std::size_t f = 0; f < now.cells.size(); ++f)
    if (has_targets(now.kind().fields[f]))
      table.cells[f].targets.assign(now.cells[f].targets.begin(), now.cells[f].targets.begin() + count);
  table.recorded_by.assign(now.recorded_by.begin(), now.recorded_by.begin() + count);
  table.retracted_by.assign(now.retracted_by.begin(), now.retracted_by.begin() + count);
  for (std::uint64_t& by : table.retracted_by)
    if (by > write) by = 0;
  for (Row row = 0; row < rows; ++row) table.by_id.put(table.ids[row], row);
  return table;
}

/// Takes back what later writes amended, the last first. The tables referred to must be there already.
void undo_amendments(const Snapshot::Data& then, KindFacts& facts, const std::vector<Amendment>& all) {
  const auto later = all.begin() + static_cast<std::ptrdiff_t>(facts.amendments.size());
  for (auto a = all.end(); a != later;) {
    --a;
    if (a->row >= facts.table.size()) continue;
    facts.table.set(a->row, a->field, a->before);
    find_target(then, facts.table, a->field, a->row);
  }
}

std::uint64_t last_change(const Table& table, const std::vector<Amendment>& amendments) {
  std::uint64_t last = table.recorded_by.empty() ? 0 : table.recorded_by.back();
  if (!amendments.empty()) last = std::max(last, amendments.back().write);
  for (const std::uint64_t by : table.retracted_by) last = std::max(last, by);
  return last;
}

std::shared_ptr<KindFacts> facts_known(const Snapshot::Data& data, const KindFacts& now,
                                       std::uint64_t write) {
  Table table = rows_known(data, now.table, write);
  std::vector<Amendment> amendments(now.amendments.begin(), amendments_after(now.amendments, write));
  const std::uint64_t change = last_change(table, amendments);
  return std::make_shared<KindFacts>(std::move(table), std::move(amendments), change);
}

} // namespace

std::shared_ptr<Snapshot::Data> empty_data(const Schema& schema) {
  auto data =
      std::make_shared<Snapshot::Data>(Snapshot::Data{schema, std::make_shared<Dictionary>(), {}, {}, {}});
  for (std::size_t kind = 0; kind < schema.kinds().size(); ++kind)
    data->kinds.push_back(empty_facts(*data, kind));
  return data;
}

std::shared_ptr<KindFacts> empty_facts(const Snapshot::Data& data, std::size_t kind) {
  return std::make_shared<KindFacts>(Table(data.schema, kind, data.words), std::vector<Amendment>{}, 0);
}

bool has_targets(const Field& field) {
  return field.type == FieldType::reference && !field.list && !field.target.empty();
}

void find_targets(const Snapshot::Data& data, Table& table, std::size_t field, Row from) {
  const Field& f = table.kind().fields[field];
  if (!has_targets(f)) return;
  const Table& target = data.kinds[data.schema.at(f.target)]->table;
  Cells& cells = table.cells[field];
  cells.targets.resize(table.size(), no_row);
  for (Row row = from; row < table.size(); ++row)
    if (const Symbol id = cells.symbols[row]; id != 0) cells.targets[row] = target.find(id);
}

void find_target(const Snapshot::Data& data, Table& table, std::size_t field, Row row) {
  const Field& f = table.kind().fields[field];
  if (!has_targets(f)) return;
  const Symbol id = table.cells[field].symbols[row];
  table.cells[field].targets[row] = id == 0 ? no_row : data.kinds[data.schema.at(f.target)]->table.find(id);
}

std::optional<std::pair<std::string_view, std::string_view>> split_reference(std::string_view any) noexcept {
  const std::size_t slash = any.find('/');
  if (slash == any.npos || slash == 0 || slash + 1 == any.size()) return {};
  return std::pair(any.substr(0, slash), any.substr(slash + 1));
}

Snapshot::Snapshot() : data_(empty_data(Schema::built_in())) {}

const Schema& Snapshot::schema() const noexcept { return data_->schema; }
const Dictionary& Snapshot::words() const noexcept { return *data_->words; }
std::shared_ptr<Dictionary> Snapshot::shared_words() const noexcept { return data_->words; }
std::uint64_t Snapshot::last_write() const noexcept { return data_->writes.size(); }
const std::vector<Write>& Snapshot::writes() const noexcept { return data_->writes; }
const std::vector<Document>& Snapshot::documents() const noexcept { return data_->documents; }
const Table& Snapshot::table(std::size_t kind) const noexcept { return data_->kinds[kind]->table; }
const std::vector<Amendment>& Snapshot::amendments(std::size_t kind) const noexcept {
  return data_->kinds[kind]->amendments;
}

/// What the first later amendment of the cell replaced; if there is none, what the cell holds.
Value Snapshot::value_at(std::size_t kind, Row row, std::size_t field, std::uint64_t at) const {
  const KindFacts& facts = *data_->kinds[kind];
  if (facts.table.recorded_by[row] > at) return {};
  if (facts.last_change <= at || facts.amendments.empty()) return facts.table.get(row, field);
  const Postings& of_row =
      facts.lookups->at(facts.amendments_slot(), [&] { return amendments_by_row(facts.amendments); });
  for (const std::uint32_t i : of_row.of(row)) {
    const Amendment& a = facts.amendments[i];
    if (a.field == field && a.write > at) return a.before;
  }
  return facts.table.get(row, field);
}

std::span<const Row> Snapshot::living(std::size_t kind, RowOrder order) const {
  const KindFacts& facts = *data_->kinds[kind];
  order = effective(order, facts.table.kind());
  return facts.lookups->at(facts.living_slot(order), [&] { return living_rows(facts.table, order); })
      .of(one_key);
}

std::span<const Row> Snapshot::referring(std::size_t kind, std::size_t field, Row target,
                                         RowOrder order) const {
  const KindFacts& facts = *data_->kinds[kind];
  const Field& f = facts.table.kind().fields[field];
  if (f.type != FieldType::reference || f.target.empty()) return {};
  order = effective(order, facts.table.kind());
  return facts.lookups
      ->at(facts.field_slot(field, order), [&] { return references_to_rows(*data_, kind, field, order); })
      .of(target);
}

std::pair<std::size_t, Row> Snapshot::resolve(std::string_view any_reference) const noexcept {
  const auto parts = split_reference(any_reference);
  const auto kind = parts ? data_->schema.find(parts->first) : std::nullopt;
  const Row row = kind ? table(*kind).find(parts->second) : no_row;
  if (row == no_row) return {0, no_row};
  return {*kind, row};
}

std::span<const Row> Snapshot::referring_any(std::size_t kind, std::size_t field, std::size_t target_kind,
                                             Row target) const {
  const KindFacts& facts = *data_->kinds[kind];
  const Field& f = facts.table.kind().fields[field];
  const Table& targets = table(target_kind);
  if (f.type != FieldType::reference || !f.target.empty() || !targets.alive(target)) return {};
  const auto text = words().find(targets.kind().name + "/" + std::string(targets.id(target)));
  if (!text) return {};
  return facts.lookups
      ->at(facts.field_slot(field, RowOrder::by_date), [&] { return references_by_text(facts.table, field); })
      .of(*text);
}

Snapshot Snapshot::at(std::uint64_t write) const {
  if (write > last_write())
    throw InvalidArgument("AC2005", "there is no write " + std::to_string(write) + ": the last is " +
                                        std::to_string(last_write()));
  if (write == last_write()) return *this;
  auto then = std::make_shared<Data>(*data_);
  then->writes.resize(write);
  std::erase_if(then->documents, [&](const Document& d) { return d.write > write; });
  for (auto& facts : then->kinds)
    if (facts->last_change > write) facts = facts_known(*then, *facts, write);
  for (std::size_t kind = 0; kind < then->kinds.size(); ++kind)
    if (then->kinds[kind] != data_->kinds[kind])
      undo_amendments(*then, *then->kinds[kind], data_->kinds[kind]->amendments);
  return Snapshot(std::move(then));
}

std::uint64_t Snapshot::write_at(Instant known_at) const noexcept {
  const auto later = std::upper_bound(writes().begin(), writes().end(), known_at,
                                      [](Instant at, const Write& w) { return at < w.recorded_at; });
  return static_cast<std::uint64_t>(later - writes().begin());
}

} // namespace aftercourse
