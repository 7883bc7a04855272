#include "loader.hpp"

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/base/utf8.hpp>

#include "append.hpp"
#include "list_text.hpp"
#include "write_rows.hpp"

namespace aftercourse {

namespace {

int stored_type(const Field& field) {
  if (field.list) return SQLITE_TEXT;
  switch (field.type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return SQLITE_TEXT;
  case FieldType::real:
    return SQLITE_FLOAT;
  default:
    return SQLITE_INTEGER;
  }
}

bool is_good(const Field& field, std::string_view text) {
  if (text.empty() || invalid_utf8(text)) return false;
  return field.type != FieldType::category || std::ranges::find(field.labels, text) != field.labels.end();
}

bool set_list(Cells& cells, Row at, const Field& field, std::string_view text, Dictionary& words) {
  ListItems items(text);
  cells.offsets[2 * std::size_t{at}] = static_cast<std::uint32_t>(cells.items.size());
  for (std::string_view item; items.next(item);) {
    if (!is_good(field, item)) return false;
    cells.items.push_back(words.intern(item));
  }
  cells.offsets[2 * std::size_t{at} + 1] = static_cast<std::uint32_t>(cells.items.size());
  return items.good();
}

bool set_text(Cells& cells, Row at, const Field& field, std::string_view text, Dictionary& words) {
  if (!is_good(field, text)) return false;
  cells.symbols[at] = words.intern(text);
  return true;
}

bool set_minutes(Cells& cells, Row at, std::int64_t minutes) {
  cells.minutes[at] = static_cast<std::int16_t>(minutes);
  return std::abs(minutes) <= 24 * 60;
}

bool set_integer(Cells& cells, Row at, const Field& field, std::int64_t value) {
  switch (field.type) {
  case FieldType::boolean:
    cells.booleans[at] = static_cast<std::int8_t>(value);
    return value == 0 || value == 1;
  case FieldType::date:
    cells.days[at] = static_cast<std::int32_t>(value);
    return value >= Date::min_days && value <= Date::max_days;
  default:
    cells.numbers[at] = value;
    return value != no_number;
  }
}

bool set_real(Cells& cells, Row at, double value) {
  cells.reals[at] = value;
  return std::isfinite(value);
}

} // namespace

TableReader::TableReader(const FactCursor& facts, const Schema& schema)
    : table_(facts.table()), columns_(facts.columns()) {
  const auto kind = schema.find(kind_of_table(table_));
  if (!kind) throw TooNew("AC6003", "this version of aftercourse does not know the facts in " + table_);
  kind_ = *kind;
  for (const std::string& column : columns_) fields_.push_back(field_of(schema.kind(kind_), column));
}

void TableReader::append(const FactCursor& fact, Rows& rows) const {
  const std::string_view id = fact.cells()[id_column].text;
  if (id.empty() || invalid_utf8(id)) refuse(id_column);
  const Row at = rows.append(id);
  for (std::size_t column = first_field_column; column < columns_.size(); ++column) {
    const StoredCell& cell = fact.cells()[column];
    if (cell.type == SQLITE_NULL) continue;
    if (!fields_[column])
      throw TooNew("AC6003", "this version of aftercourse does not know " + table_ + "." + columns_[column]);
    if (!set(cell, *fields_[column], rows, at)) refuse(column);
  }
}

bool TableReader::set(const StoredCell& cell, const FieldColumn& to, Rows& rows, Row at) const {
  const Field& field = rows.kind().fields[to.field];
  Cells& cells = rows.cells[to.field];
  if (cell.type != stored_type(field)) return false;
  if (field.list) return set_list(cells, at, field, cell.text, rows.words());
  if (cell.type == SQLITE_TEXT) return set_text(cells, at, field, cell.text, rows.words());
  if (cell.type == SQLITE_FLOAT) return set_real(cells, at, cell.real);
  return to.minutes ? set_minutes(cells, at, cell.integer) : set_integer(cells, at, field, cell.integer);
}

AmendOp TableReader::amendment(const FactCursor& fact, Rows scratch) const {
  append(fact, scratch);
  AmendOp op{kind_, std::string(fact.cells()[id_column].text), {}};
  ListItems amended(fact.cells()[amended_column].text);
  for (std::string_view name; amended.next(name);) {
    const auto field = scratch.kind().find(name);
    if (!field) refuse(amended_column);
    op.fields.emplace_back(*field, scratch.get(0, *field));
  }
  if (!amended.good()) refuse(amended_column);
  return op;
}

void TableReader::refuse(std::size_t column) const {
  throw CorruptError("AC6002", table_ + "." + columns_[column] +
                                   " holds what cannot have been recorded; restore a backup");
}

void Loader::begin(const std::vector<Document>& documents) {
  const bool declares = std::ranges::any_of(documents, [](const Document& d) { return d.type == "kinds"; });
  if (!declares) return;
  schema_ = extended(schema_, documents);
  readers_.clear();
}

void Loader::take(std::size_t table, const FactCursor& fact) {
  const TableReader& columns = reader(table, fact);
  const std::string_view op = fact.cells()[op_column].text;
  if (op == op_record)
    columns.append(fact, records_of(columns.kind()));
  else if (op == op_amend)
    prepared_.amends.push_back(columns.amendment(fact, empty_rows(columns.kind())));
  else
    prepared_.retracts.push_back({columns.kind(), std::string(fact.cells()[id_column].text)});
}

void Loader::finish(Write write, const std::vector<Document>& documents) {
  Prepared prepared = std::exchange(prepared_, {});
  prepared.documents = documents;
  if (prepared.empty()) refuse_write(write.number, "has nothing in it");
  prepared.write = std::move(write);
  journal_.publish(std::move(prepared));
}

const TableReader& Loader::reader(std::size_t table, const FactCursor& fact) {
  if (table >= readers_.size()) readers_.resize(table + 1);
  if (!readers_[table]) readers_[table].emplace(fact, schema_);
  return *readers_[table];
}

/// Rows come table by table, so that the kind at hand is the last one.
Rows& Loader::records_of(std::size_t kind) {
  if (prepared_.records.empty() || prepared_.records.back().kind_index() != kind)
    prepared_.records.push_back(empty_rows(kind));
  return prepared_.records.back();
}

} // namespace aftercourse
