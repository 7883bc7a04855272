#include "draft.hpp"

#include <algorithm>
#include <tuple>

#include "adopt.hpp"
#include "cells.hpp"

namespace aftercourse {

namespace {

/// The names of the fields in which two rows differ: "ends, title".
std::string differences(const Rows& a, Row i, const Rows& b, Row j) {
  std::string names;
  const auto& fields = a.kind().fields;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (!equal(a.cells[f], i, b.cells[f], j, fields[f]))
      names += (names.empty() ? "" : ", ") + fields[f].name;
  return names;
}

bool same_facts(const Rows& a, Row i, const Rows& b, Row j) {
  const auto& fields = a.kind().fields;
  for (std::size_t f = 0; f < fields.size(); ++f)
    if (!equal(a.cells[f], i, b.cells[f], j, fields[f])) return false;
  return true;
}

} // namespace

// --- looking at the batch and what is known

Draft::Changes& Draft::changes_of(std::size_t kind) {
  if (kind >= known_.schema().kinds().size())
    throw InvalidArgument("AC2001", "there is no kind of fact number " + std::to_string(kind));
  const auto at = changes_.find(kind);
  if (at != changes_.end()) return at->second;
  const Rows none(known_.schema(), kind, known_.shared_words());
  return changes_.emplace(kind, Changes{{none, {}, {}, {}, {}, {}}, {none, {}, {}, {}, {}, {}}, {}, {}})
      .first->second;
}

const Draft::Changes* Draft::find_changes(std::size_t kind) const {
  const auto at = changes_.find(kind);
  return at == changes_.end() ? nullptr : &at->second;
}

bool Draft::retracts(const Changes& changes, Row row) const {
  const Row retraction = changes.retracted.find(row);
  return retraction != no_row && !left_out(changes.retractions[retraction].state);
}

Row Draft::known_row(const Changes& changes, Symbol id) const {
  const Row row = table(changes.fresh.rows.kind_index()).find(id);
  return row == no_row || retracts(changes, row) ? no_row : row;
}

Row Draft::fresh_row(const Changes& changes, Symbol id) const {
  const Row row = changes.fresh.index.find(id);
  return row == no_row || changes.fresh.states[row] == State::gone ? no_row : row;
}

/// Whether a fact of that id would live when the batch is done.
bool Draft::lives(std::size_t kind, Symbol id) const {
  const Changes* changes = find_changes(kind);
  if (!changes) return table(kind).find(id) != no_row;
  const Row fresh = fresh_row(*changes, id);
  return (fresh != no_row && !left_out(changes->fresh.states[fresh])) || known_row(*changes, id) != no_row;
}

// --- faults

void Draft::report(Place place, std::string field, std::string reason, const char* code) {
  const Source& source = sources_[place.operation];
  std::int64_t line = 0;
  if (place.position != no_row)
    line = source.lines.empty() ? place.position + std::int64_t{1} : source.lines[place.position];
  found_.push_back({place, {source.name, line, 0, std::move(field), std::move(reason), code}});
}

void Draft::report(Sheet& sheet, Row row, std::string field, std::string reason, const char* code) {
  sheet.states[row] = State::bad;
  report(sheet.places[row], std::move(field), std::move(reason), code);
}

std::vector<Fault> Draft::take_faults() {
  std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return std::tie(a.place.operation, a.place.position) < std::tie(b.place.operation, b.place.position);
  });
  std::vector<Fault> faults;
  faults.reserve(found_.size());
  for (Found& found : found_) faults.push_back(std::move(found.fault));
  found_.clear();
  return faults;
}

// --- folding

void Draft::add(Operation operation) {
  std::visit([this](auto& op) { fold(std::move(op)); }, operation);
}

void Draft::fold(RecordOp op) {
  Rows rows = adopted(std::move(op.rows), known_.schema(), known_.shared_words());
  Changes& changes = changes_of(rows.kind_index());
  if (op.origin.empty()) op.origin = rows.kind().name;
  if (!op.lines.empty() && op.lines.size() != rows.size())
    throw InvalidArgument("AC2006", "there must be one line for each row, or none", op.origin);
  sources_.push_back({std::move(op.origin), std::move(op.lines)});
  for (Row row = append(changes.fresh, std::move(rows)); row < changes.fresh.rows.size(); ++row)
    place(changes, row);
}

/// Appends the rows of the operation that was begun last; returns the first.
Row Draft::append(Sheet& sheet, Rows rows) {
  const Row first = static_cast<Row>(sheet.rows.size());
  const Row count = static_cast<Row>(rows.size());
  if (first == 0)
    sheet.rows = std::move(rows);
  else
    append_first(sheet.rows, rows, count);
  sheet.states.resize(std::size_t{first} + count, State::good);
  sheet.places.reserve(std::size_t{first} + count);
  for (Row position = 0; position < count; ++position) sheet.places.push_back({here().operation, position});
  sheet.index.reserve(std::size_t{first} + count);
  return first;
}

/// Finds out whether a row is new, the same again or contradicts what is there.
void Draft::place(Changes& changes, Row row) {
  Sheet& fresh = changes.fresh;
  const Symbol id = fresh.rows.ids[row];
  if (id == 0) return report(fresh, row, "id", "is missing", "AC2021");
  if (const Row first = fresh_row(changes, id); first != no_row) return give_again(fresh, first, row);
  if (const Row known = known_row(changes, id); known != no_row) return record_again(changes, known, row);
  fresh.index.put(id, row);
}

/// Of two contents for one id neither is preferred, so that the order of the rows does not matter.
void Draft::give_again(Sheet& fresh, Row first, Row again) {
  const std::string names = differences(fresh.rows, first, fresh.rows, again);
  if (names.empty()) {
    fresh.also.push_back({first, fresh.places[again], true});
    fresh.states[again] = State::gone;
    return;
  }
  const std::string id(known_.words().text(fresh.rows.ids[first]));
  const std::string reason = id + " is given more than once in this batch, with different " + names;
  if (fresh.states[first] == State::good) report(fresh, first, "id", reason, "AC2022");
  report(fresh, again, "id", reason, "AC2022");
}

void Draft::record_again(Changes& changes, Row known, Row row) {
  Sheet& fresh = changes.fresh;
  const Row revised = changes.revised.index.find(known);
  const Rows& rows =
      revised == no_row ? static_cast<const Rows&>(table(fresh.rows.kind_index())) : changes.revised.rows;
  const Row as_known = revised == no_row ? known : revised;
  if (same_facts(rows, as_known, fresh.rows, row)) {
    fresh.states[row] = State::gone;
    ++unchanged_;
    return;
  }
  const std::string id(known_.words().text(fresh.rows.ids[row]));
  report(fresh, row, "id",
         id + " is recorded already, with other " + differences(rows, as_known, fresh.rows, row), "AC2026");
}

void Draft::fold(AmendOp op) {
  Changes& changes = changes_of(op.kind);
  sources_.push_back({known_.schema().kind(op.kind).name, {}});
  const Symbol id = known_.words().find(op.id).value_or(0);
  if (const Row fresh = fresh_row(changes, id); fresh != no_row) return set_fields(changes.fresh, fresh, op);
  if (const Row known = known_row(changes, id); known != no_row)
    return set_fields(changes.revised, revise(changes, known), op);
  report(here(), "id", "there is no " + op.id + " to amend", "AC2027");
}

/// The row of the batch that holds the changed cells of a row of the table.
Row Draft::revise(Changes& changes, Row known) {
  Sheet& revised = changes.revised;
  if (const Row row = revised.index.find(known); row != no_row) return row;
  const Row row = static_cast<Row>(revised.rows.size());
  append_some(revised.rows, table(revised.rows.kind_index()), std::span(&known, 1));
  revised.places.push_back(here());
  revised.states.push_back(State::good);
  revised.revises.push_back(known);
  revised.index.put(known, row);
  return row;
}

void Draft::set_fields(Sheet& sheet, Row row, const AmendOp& op) {
  if (sheet.places[row].operation != here().operation) sheet.also.push_back({row, here(), false});
  const auto& fields = sheet.rows.kind().fields;
  for (const auto& [field, value] : op.fields) {
    const bool exists = field < fields.size();
    const auto reason =
        exists ? refusal(fields[field], value) : "there is no field number " + std::to_string(field);
    if (!reason) {
      sheet.rows.set(row, field, value);
      continue;
    }
    sheet.states[row] = State::bad;
    report(here(), exists ? fields[field].name : "", op.id + ": " + *reason, exists ? "AC2004" : "AC2002");
  }
}

/// A fact recorded by the same batch is simply not recorded.
void Draft::fold(RetractOp op) {
  Changes& changes = changes_of(op.kind);
  sources_.push_back({known_.schema().kind(op.kind).name, {}});
  const Symbol id = known_.words().find(op.id).value_or(0);
  if (const Row fresh = fresh_row(changes, id); fresh != no_row) {
    if (changes.fresh.states[fresh] == State::good) changes.fresh.states[fresh] = State::gone;
    return;
  }
  const Row known = known_row(changes, id);
  if (known == no_row) return report(here(), "id", "there is no " + op.id + " to retract", "AC2027");
  changes.retracted.put(known, static_cast<Row>(changes.retractions.size()));
  changes.retractions.push_back({known, here(), State::good, 0, {}});
}

// --- the result

Prepared Draft::finish() {
  Prepared prepared;
  for (auto& [kind, changes] : changes_) finish(changes, prepared);
  prepared.receipt.amended = prepared.amends.size();
  prepared.receipt.retracted = prepared.retracts.size();
  prepared.receipt.unchanged = unchanged_;
  return prepared;
}

void Draft::finish(Changes& changes, Prepared& prepared) {
  finish_records(changes, prepared);
  finish_amends(changes, prepared);
  const Table& known = table(changes.fresh.rows.kind_index());
  for (const Retraction& r : changes.retractions)
    if (r.state == State::good)
      prepared.retracts.push_back({known.kind_index(), std::string(known.id(r.row))});
}

void Draft::finish_records(Changes& changes, Prepared& prepared) {
  Sheet& fresh = changes.fresh;
  for (const Also& also : fresh.also)
    if (also.same && fresh.states[also.row] == State::good) ++unchanged_;
  const auto good =
      static_cast<std::size_t>(std::count(fresh.states.begin(), fresh.states.end(), State::good));
  prepared.receipt.recorded += good;
  if (good == 0) return;
  if (good == fresh.rows.size()) return prepared.records.push_back(std::move(fresh.rows));
  std::vector<Row> rows;
  for (Row row = 0; row < fresh.rows.size(); ++row)
    if (fresh.states[row] == State::good) rows.push_back(row);
  append_some(prepared.records.emplace_back(known_.schema(), fresh.rows.kind_index(), known_.shared_words()),
              fresh.rows, rows);
}

void Draft::finish_amends(Changes& changes, Prepared& prepared) {
  const Sheet& revised = changes.revised;
  const Table& known = table(revised.rows.kind_index());
  for (Row row = 0; row < revised.rows.size(); ++row) {
    if (revised.states[row] != State::good) continue;
    AmendOp op{known.kind_index(), std::string(known.id(revised.revises[row])), {}};
    for (std::size_t f = 0; f < known.cells.size(); ++f)
      if (!equal(known.cells[f], revised.revises[row], revised.rows.cells[f], row, known.kind().fields[f]))
        op.fields.emplace_back(f, revised.rows.get(row, f));
    if (op.fields.empty())
      ++unchanged_;
    else
      prepared.amends.push_back(std::move(op));
  }
}

} // namespace aftercourse
