#include "layout.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

#include "statement.hpp"

namespace aftercourse {

namespace {

constexpr std::string_view prefix = "fact_", minutes_suffix = "__minutes";
constexpr std::size_t most_columns = 2000; // of SQLite, as it is built by default

std::string_view sql_type(const Field& field) {
  if (field.list) return "TEXT";
  switch (field.type) {
  case FieldType::text:
  case FieldType::category:
  case FieldType::reference:
    return "TEXT";
  case FieldType::real:
    return "REAL";
  case FieldType::integer:
  case FieldType::decimal:
  case FieldType::boolean:
  case FieldType::date:
  case FieldType::instant:
    break;
  }
  return "INTEGER";
}

/// What CREATE TABLE or ADD COLUMN says for each column of the fields.
std::vector<std::pair<std::string, std::string>> definitions(const Kind& kind) {
  std::vector<std::pair<std::string, std::string>> columns;
  for (const Field& f : kind.fields) {
    columns.emplace_back(f.name, '"' + f.name + "\" " + std::string(sql_type(f)));
    if (f.type != FieldType::instant) continue;
    const std::string minutes = f.name + std::string(minutes_suffix);
    columns.emplace_back(minutes, '"' + minutes + "\" INTEGER");
  }
  if (columns.size() + first_field_column > most_columns)
    throw LimitError("AC6012", "the kind has more fields than a table of the file has columns", kind.name);
  return columns;
}

void create(SQLite::Database& db, const Kind& kind) {
  std::string sql = "CREATE TABLE " + table_of(kind) +
                    " (_write INTEGER NOT NULL, _op TEXT NOT NULL, id TEXT NOT NULL, _amended TEXT";
  for (const auto& [name, definition] : definitions(kind)) sql += ", " + definition;
  db.exec(sql + ") STRICT");
}

} // namespace

std::string table_of(const Kind& kind) { return std::string(prefix) + kind.name; }

std::string_view kind_of_table(std::string_view table) { return table.substr(prefix.size()); }

std::vector<std::string> fact_tables(SQLite::Database& db) {
  std::vector<std::string> tables;
  Statement query(db,
                  "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB 'fact_*' ORDER BY name");
  while (query.step()) tables.emplace_back(query.text(0));
  return tables;
}

std::vector<std::string> columns_of(SQLite::Database& db, const std::string& table) {
  std::vector<std::string> columns;
  Statement query(db, "SELECT name FROM pragma_table_info(?1) ORDER BY cid");
  query.bind(1, std::string_view(table));
  while (query.step()) columns.emplace_back(query.text(0));
  return columns;
}

std::string comma_separated(const std::vector<std::string>& columns) {
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "\"" : ", \"") + column + '"';
  return list;
}

std::optional<FieldColumn> field_of(const Kind& kind, std::string_view column) {
  const bool minutes = column.ends_with(minutes_suffix);
  if (minutes) column.remove_suffix(minutes_suffix.size());
  const auto field = kind.find(column);
  if (!field || (minutes && kind.fields[*field].type != FieldType::instant)) return {};
  return FieldColumn{*field, minutes};
}

void make_tables(SQLite::Database& db) {
  db.exec(
      "CREATE TABLE write (number INTEGER PRIMARY KEY, recorded_at INTEGER NOT NULL,"
      " offset_minutes INTEGER NOT NULL, actor TEXT, reason TEXT, hash BLOB NOT NULL, source TEXT) STRICT");
  db.exec(
      "CREATE TABLE document (write INTEGER NOT NULL REFERENCES write(number), position INTEGER NOT NULL,"
      " type TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (write, position)) STRICT");
  db.exec("PRAGMA application_id = " + std::to_string(application_id) +
          "; PRAGMA user_version = " + std::to_string(format_version));
}

void make_table(SQLite::Database& db, const Kind& kind) {
  const auto there = columns_of(db, table_of(kind));
  if (there.empty()) return create(db, kind);
  for (const auto& [name, definition] : definitions(kind))
    if (std::find(there.begin(), there.end(), name) == there.end())
      db.exec("ALTER TABLE " + table_of(kind) + " ADD COLUMN " + definition);
}

} // namespace aftercourse
