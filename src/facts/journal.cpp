#include <aftercourse/calendar/time_zone.hpp>
#include <aftercourse/facts/journal.hpp>

#include <algorithm>

#include "adopt.hpp"
#include "cells.hpp"
#include "draft.hpp"
#include "snapshot_data.hpp"

namespace aftercourse {

namespace {

/// Whether nobody else holds it, so that it may be changed in place. Taking and dropping a reference once
/// more makes everything that former holders did on other threads happen before; use_count() alone orders
/// nothing.
template <class T>
bool is_unshared(const std::shared_ptr<T>& held) {
  if (held.use_count() != 1) return false;
  const std::shared_ptr<T> once_more = held;
  return true;
}

/// The facts of a kind, to be changed: a copy if a snapshot shares them.
KindFacts& own(Snapshot::Data& data, std::size_t kind) {
  std::shared_ptr<KindFacts>& facts = data.kinds[kind];
  if (is_unshared(facts))
    facts->forget_lookups();
  else
    facts = std::make_shared<KindFacts>(facts->table, facts->amendments, facts->last_change);
  return *facts;
}

/// The data of a snapshot, to be changed: a copy if other snapshots share it.
Snapshot::Data& own(std::shared_ptr<const Snapshot::Data>& data) {
  if (!is_unshared(data)) data = std::make_shared<Snapshot::Data>(*data);
  return const_cast<Snapshot::Data&>(*data); // it was not made const, and nobody else can see it
}

void extend(Snapshot::Data& data, const std::vector<Kind>& more) {
  data.schema = data.schema.extended(more);
  for (std::size_t kind = 0; kind < data.kinds.size(); ++kind) {
    const std::size_t before = data.kinds[kind]->table.cells.size();
    if (data.schema.kind(kind).fields.size() == before) continue;
    KindFacts& facts = own(data, kind);
    facts.table.widen(data.schema);
    facts.forget_lookups();
    for (std::size_t f = before; f < facts.table.cells.size(); ++f) find_targets(data, facts.table, f, 0);
  }
  while (data.kinds.size() < data.schema.kinds().size())
    data.kinds.push_back(empty_facts(data, data.kinds.size()));
}

std::vector<Kind> declared_in(const std::vector<Document>& documents) {
  std::vector<Kind> kinds;
  for (const Document& document : documents)
    if (document.type == "kinds")
      std::ranges::move(kinds_from_json(document.text), std::back_inserter(kinds));
  return kinds;
}

bool is_conflict(const Fault& fault) {
  return fault.code == "AC2026" || fault.code == "AC2028" || fault.code == "AC2029";
}

/// The first few faults; faults() of the error has all.
std::string summary(const std::vector<Fault>& faults) {
  constexpr std::size_t shown = 3;
  std::string text = "nothing was recorded, for " + std::to_string(faults.size()) +
                     (faults.size() == 1 ? " fault" : " faults");
  for (std::size_t i = 0; i < std::min(shown, faults.size()); ++i) text += "; " + to_string(faults[i]);
  if (faults.size() > shown) text += "; ...";
  return text;
}

[[noreturn]] void refuse(std::vector<Fault> faults) {
  const std::string message = summary(faults);
  if (std::ranges::all_of(faults, is_conflict))
    throw Conflict(faults.front().code, message).with_faults(std::move(faults));
  throw DataError("AC2020", message).with_faults(std::move(faults));
}

std::vector<Fault> check_time(const std::vector<Write>& writes, const Write& next) {
  if (writes.empty() || next.recorded_at >= writes.back().recorded_at) return {};
  return {
      {next.source, 0, 0, "recorded_at",
       next.recorded_at.to_string() + " is before the last write, " + writes.back().recorded_at.to_string(),
       "AC2029"}};
}

void amend(Snapshot::Data& data, const AmendOp& op, std::uint64_t write) {
  KindFacts& facts = own(data, op.kind);
  const Row row = facts.table.find(op.id);
  if (row == no_row)
    throw Misuse("AC2019", "there is no " + op.id + " to amend: the write was prepared elsewhere");
  for (const auto& [field, after] : op.fields) {
    facts.amendments.push_back(
        {write, row, static_cast<std::uint16_t>(field), facts.table.get(row, field), after});
    facts.table.set(row, field, after);
  }
  facts.last_change = write;
}

void retract(Snapshot::Data& data, const RetractOp& op, std::uint64_t write) {
  KindFacts& facts = own(data, op.kind);
  const Row row = facts.table.find(op.id);
  if (row == no_row)
    throw Misuse("AC2019", "there is no " + op.id + " to retract: the write was prepared elsewhere");
  facts.table.retracted_by[row] = write;
  facts.last_change = write;
}

void record(Snapshot::Data& data, const Rows& rows, std::uint64_t write) {
  KindFacts& facts = own(data, rows.kind_index());
  Table& table = facts.table;
  const std::size_t before = table.size();
  if (rows.size() >= no_row - before)
    throw LimitError("AC8006", "a table holds at most 2^32 - 1 rows", rows.kind().name);
  append_first(table, rows, rows.size());
  table.recorded_by.resize(table.size(), write);
  table.retracted_by.resize(table.size(), 0);
  table.by_id.reserve(table.size());
  for (std::size_t row = before; row < table.size(); ++row)
    table.by_id.put(table.ids[row], static_cast<Row>(row));
  facts.last_change = write;
}

/// Once all rows are there, the rows that the new references mean.
void connect(Snapshot::Data& data, const Prepared& prepared) {
  for (const Rows& rows : prepared.records) {
    Table& table = data.kinds[rows.kind_index()]->table;
    const Row from = static_cast<Row>(table.size() - rows.size());
    for (std::size_t f = 0; f < table.cells.size(); ++f) find_targets(data, table, f, from);
  }
  for (const AmendOp& op : prepared.amends) {
    const std::vector<Amendment>& amendments = data.kinds[op.kind]->amendments;
    for (auto a = amendments.rbegin(); a != amendments.rend() && a->write == prepared.write.number; ++a)
      find_target(data, data.kinds[op.kind]->table, a->field, a->row);
  }
}

} // namespace

Journal::Journal(Schema schema) : head_(empty_data(schema)) {}

const Snapshot& Journal::head() const noexcept { return head_; }

void Journal::extend(const std::vector<Kind>& more) { aftercourse::extend(own(head_.data_), more); }

void localise(std::vector<Operation>& operations, const TimeZone& zone) {
  for (Operation& operation : operations) {
    if (auto* record = std::get_if<RecordOp>(&operation)) record->rows.localise(zone);
    if (auto* amend = std::get_if<AmendOp>(&operation))
      for (auto& [field, value] : amend->fields)
        if (auto* instant = std::get_if<Instant>(&value)) *instant = zone.at(*instant);
  }
}

Prepared Journal::prepare(std::vector<Operation> operations, Write write, bool keep_good,
                          std::vector<Document> documents) const {
  Snapshot known = head_;
  if (const auto kinds = declared_in(documents); !kinds.empty()) aftercourse::extend(own(known.data_), kinds);
  std::vector<Fault> faults = check_time(head_.writes(), write);
  if (!faults.empty()) refuse(std::move(faults));
  Draft batch(known, keep_good);
  for (Operation& operation : operations) batch.add(std::move(operation));
  batch.check();
  faults = batch.take_faults();
  if (!faults.empty() && !keep_good) refuse(std::move(faults));
  Prepared prepared = batch.finish();
  prepared.write = std::move(write);
  prepared.write.number = head_.last_write() + 1;
  for (Document& document : documents) document.write = prepared.write.number;
  prepared.documents = std::move(documents);
  prepared.receipt.bad = std::move(faults);
  prepared.receipt.write = prepared.empty() ? 0 : prepared.write.number;
  return prepared;
}

Receipt Journal::publish(Prepared prepared) {
  if (prepared.empty()) return std::move(prepared.receipt);
  const std::uint64_t write = prepared.write.number;
  if (write != head_.last_write() + 1)
    throw Misuse("AC2019", "write " + std::to_string(write) + " does not follow write " +
                               std::to_string(head_.last_write()));
  Snapshot::Data& data = own(head_.data_);
  if (const auto kinds = declared_in(prepared.documents); !kinds.empty()) aftercourse::extend(data, kinds);
  for (const AmendOp& op : prepared.amends) amend(data, op, write);
  for (const RetractOp& op : prepared.retracts) retract(data, op, write);
  for (Rows& rows : prepared.records) {
    rows = adopted(std::move(rows), data.schema, data.words);
    record(data, rows, write);
  }
  connect(data, prepared);
  std::ranges::move(prepared.documents, std::back_inserter(data.documents));
  data.writes.push_back(std::move(prepared.write));
  return std::move(prepared.receipt);
}

Snapshot replay(const Schema& schema, std::vector<Prepared> writes) {
  Journal journal(schema);
  for (Prepared& write : writes) journal.publish(std::move(write));
  return journal.head();
}

} // namespace aftercourse
