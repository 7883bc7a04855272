// What must hold of the facts that a batch would leave behind.
#include <algorithm>

#include "cells.hpp"
#include "draft.hpp"
#include "snapshot_data.hpp"

namespace aftercourse {

namespace {

constexpr std::size_t most_examples = 5;

/// Whether the first cell of an order exceeds the second, where both are present.
bool exceeds(const Cells& low, const Cells& high, const Field& field, Row row) {
  switch (field.type) {
  case FieldType::date:
    return high.days[row] != no_day && low.days[row] > high.days[row];
  case FieldType::real:
    return low.reals[row] > high.reals[row];
  default:
    return high.numbers[row] != no_number && low.numbers[row] > high.numbers[row];
  }
}

std::string exceeded(const Rows& rows, Row row, std::size_t low, std::size_t high) {
  const auto& fields = rows.kind().fields;
  const auto written = [&](std::size_t f) {
    return fields[f].personal ? fields[f].name : fields[f].name + " " + to_string(rows.get(row, f));
  };
  const bool days = fields[low].type == FieldType::date || fields[low].type == FieldType::instant;
  return written(high) + (days ? " is before " : " is below ") + written(low);
}

} // namespace

void Draft::check() {
  for (auto& [kind, changes] : changes_)
    for (Sheet* sheet : {&changes.fresh, &changes.revised}) {
      check_required(*sheet);
      check_orders(*sheet);
    }
  bool dropped = true;
  for (bool first_pass = true; dropped && (first_pass || keep_good_); first_pass = false) {
    dropped = false;
    for (auto& [kind, changes] : changes_) dropped |= check_references(kind, first_pass);
    for (auto& [kind, changes] : changes_) dropped |= check_retractions(kind);
  }
  for (auto& [kind, changes] : changes_) {
    pass_faults_on(changes.fresh);
    pass_faults_on(changes.revised);
  }
}

void Draft::check_required(Sheet& sheet) {
  const auto& fields = sheet.rows.kind().fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (!fields[f].required) continue;
    for (Row row = 0; row < sheet.rows.size(); ++row)
      if (sheet.states[row] != State::gone && sheet.rows.missing(row, f))
        report(sheet, row, fields[f].name, "is missing", "AC2023");
  }
}

void Draft::check_orders(Sheet& sheet) {
  const Kind& kind = sheet.rows.kind();
  for (const Order& order : kind.orders) {
    const std::size_t low = kind.at(order.low), high = kind.at(order.high);
    for (Row row = 0; row < sheet.rows.size(); ++row)
      if (sheet.states[row] != State::gone &&
          exceeds(sheet.rows.cells[low], sheet.rows.cells[high], kind.fields[low], row))
        report(sheet, row, order.high, exceeded(sheet.rows, row, low, high), "AC2024");
  }
}

// --- references

/// Whether anything was at fault. After the first pass only rows that are still good are looked at: they may
/// refer to what has been left out since.
bool Draft::check_references(std::size_t kind, bool first_pass) {
  Changes& changes = changes_of(kind);
  const std::size_t before = found_.size();
  const auto& fields = known_.schema().kind(kind).fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].type != FieldType::reference) continue;
    check_references(changes.fresh, f, first_pass);
    check_references(changes.revised, f, first_pass);
  }
  return found_.size() > before;
}

void Draft::check_references(Sheet& sheet, std::size_t field, bool first_pass) {
  const std::size_t kind = sheet.rows.kind_index();
  const Changes& changes = changes_of(kind);
  const Field& f = sheet.rows.kind().fields[field];
  for (Row row = 0; row < sheet.rows.size(); ++row) {
    if (sheet.states[row] == State::gone || (!first_pass && sheet.states[row] == State::bad)) continue;
    if (!sheet.revises.empty()) {
      const Row known = sheet.revises[row];
      if (retracts(changes, known) || equal(sheet.rows.cells[field], row, table(kind).cells[field], known, f))
        continue;
    }
    for (const Symbol symbol : symbols_of(sheet.rows.cells[field], f, row))
      if (symbol != 0) check_reference(sheet, row, field, symbol);
  }
}

void Draft::check_reference(Sheet& sheet, Row row, std::size_t field, Symbol symbol) {
  const Field& f = sheet.rows.kind().fields[field];
  std::string reason = f.target.empty() ? dangling(symbol) : dangling(known_.schema().at(f.target), symbol);
  if (reason.empty()) return;
  if (f.personal) reason = "refers to a fact that does not exist";
  report(sheet, row, f.name, std::move(reason), "AC2025");
}

/// What is wrong with a reference to one kind; empty: nothing.
std::string Draft::dangling(std::size_t kind, Symbol id) const {
  if (lives(kind, id)) return {};
  return "refers to " + table(kind).kind().name + " " + std::string(known_.words().text(id)) + ", which " +
         fate(kind, id);
}

/// What is wrong with a reference to any kind.
std::string Draft::dangling(Symbol any_reference) const {
  const std::string text(known_.words().text(any_reference));
  const auto parts = split_reference(text);
  if (!parts) return text + " is not written kind/id";
  const auto kind = known_.schema().find(parts->first);
  if (!kind) return "refers to " + text + ", but there is no such kind of fact";
  const auto id = known_.words().find(parts->second);
  return id ? dangling(*kind, *id)
            : "refers to " + table(*kind).kind().name + " " + std::string(parts->second) +
                  ", which does not exist";
}

/// Why a fact does not live when the batch is done.
std::string Draft::fate(std::size_t kind, Symbol id) const {
  const Changes* changes = find_changes(kind);
  if (changes && fresh_row(*changes, id) != no_row) return "is at fault itself and left out";
  if (table(kind).find(id) != no_row) return "this batch retracts";
  return table(kind).by_id.find(id) != no_row ? "was retracted" : "does not exist";
}

// --- retractions

/// Whether any retraction was refused. All columns that may refer to what is retracted are read once; that is
/// quicker than keeping an index for something so rare.
bool Draft::check_retractions(std::size_t kind) {
  Changes& changes = changes_of(kind);
  if (changes.retractions.empty()) return false;
  for (Retraction& r : changes.retractions) r.referring = 0, r.examples.clear();
  const auto& kinds = known_.schema().kinds();
  for (std::size_t k = 0; k < kinds.size(); ++k)
    for (std::size_t f = 0; f < kinds[k].fields.size(); ++f) {
      const Field& field = kinds[k].fields[f];
      const bool may_refer = field.target.empty() || field.target == kinds[kind].name;
      if (field.type == FieldType::reference && may_refer) count_references(changes, k, f);
    }
  bool refused = false;
  for (Retraction& r : changes.retractions)
    if (r.state == State::good && r.referring > 0) {
      refuse(r, table(kind).id(r.row));
      refused = true;
    }
  return refused;
}

void Draft::refuse(Retraction& r, std::string_view id) {
  std::string reason = std::string(id) + " cannot be retracted: " + std::to_string(r.referring);
  reason += r.referring == 1 ? " living fact refers to it: " : " living facts refer to it: ";
  for (const std::string& example : r.examples)
    reason += (&example == &r.examples.front() ? "" : ", ") + example;
  if (r.referring > r.examples.size()) reason += ", ...";
  report(r.place, "id", std::move(reason), "AC2028");
  r.state = State::bad;
}

/// Counts what would still refer through one field to what is retracted. The symbol of a living fact's id, or
/// of "kind/id", is enough to know it.
void Draft::count_references(Changes& target, std::size_t kind, std::size_t field) {
  const Table& targets = table(target.fresh.rows.kind_index());
  const bool any = table(kind).kind().fields[field].target.empty();
  RowIndex wanted;
  for (Row i = 0; i < target.retractions.size(); ++i) {
    const Row row = target.retractions[i].row;
    const auto symbol = any ? known_.words().find(targets.kind().name + "/" + std::string(targets.id(row)))
                            : std::optional(targets.ids[row]);
    if (symbol) wanted.put(*symbol, i);
  }
  if (wanted.size() == 0) return;
  for (Row row = 0; row < table(kind).size(); ++row) count_reference(target, wanted, kind, field, row);
}

void Draft::count_reference(Changes& target, const RowIndex& wanted, std::size_t kind, std::size_t field,
                            Row row) {
  const Table& referring = table(kind);
  for (const Symbol symbol : symbols_of(referring.cells[field], referring.kind().fields[field], row)) {
    const Row i = symbol == 0 ? no_row : wanted.find(symbol);
    if (i == no_row || !referring.alive(row) || !keeps_cell(kind, field, row)) continue;
    Retraction& retraction = target.retractions[i];
    if (++retraction.referring <= most_examples)
      retraction.examples.push_back(referring.kind().name + " " + std::string(referring.id(row)));
  }
}

/// Whether a row lives on with the cell as it is.
bool Draft::keeps_cell(std::size_t kind, std::size_t field, Row row) const {
  const Changes* changes = find_changes(kind);
  if (!changes) return true;
  if (retracts(*changes, row)) return false;
  const Row revised = changes->revised.index.find(row);
  if (revised == no_row || left_out(changes->revised.states[revised])) return true;
  return equal(table(kind).cells[field], row, changes->revised.rows.cells[field], revised,
               table(kind).kind().fields[field]);
}

// --- operations that share a row

/// An operation that went into a row which is left out has the faults of the row.
void Draft::pass_faults_on(Sheet& sheet) {
  std::map<std::pair<std::uint32_t, Row>, std::vector<Place>> others;
  for (const Also& also : sheet.also) {
    const Place first = sheet.places[also.row];
    if (sheet.states[also.row] == State::bad) others[{first.operation, first.position}].push_back(also.place);
  }
  if (others.empty()) return;
  const std::vector<Found> found = found_;
  for (const Found& f : found) {
    const auto places = others.find({f.place.operation, f.place.position});
    if (places == others.end()) continue;
    for (const Place& place : places->second)
      report(place, f.fault.field, f.fault.reason, f.fault.code.c_str());
  }
}

} // namespace aftercourse
