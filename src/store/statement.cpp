#include "statement.hpp"

namespace aftercourse {

Statement::Statement(SQLite::Database& db, std::string_view sql) {
  sqlite3_stmt* handle = nullptr;
  const int result =
      sqlite3_prepare_v2(db.getHandle(), sql.data(), static_cast<int>(sql.size()), &handle, nullptr);
  if (result != SQLITE_OK) throw SQLite::Exception(db.getHandle(), result);
  handle_.reset(handle);
}

bool Statement::step() {
  const int result = sqlite3_step(get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(result);
  return false;
}

std::string_view Statement::text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(get(), column));
  return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(get(), column))) : "";
}

std::string_view Statement::bytes(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(get(), column));
  return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(get(), column))) : "";
}

/// One question for the value, and the rest of the value itself: half the time of asking the statement each
/// time.
StoredCell Statement::cell(int column) const {
  sqlite3_value* value = sqlite3_column_value(get(), column);
  StoredCell cell;
  cell.type = sqlite3_value_type(value);
  switch (cell.type) {
  case SQLITE_NULL:
    break;
  case SQLITE_INTEGER:
    cell.integer = sqlite3_value_int64(value);
    break;
  case SQLITE_FLOAT:
    cell.real = sqlite3_value_double(value);
    break;
  default: {
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    if (bytes) cell.text = {bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
  }
  }
  return cell;
}

std::int64_t integer_from(SQLite::Database& db, std::string_view sql) {
  Statement query(db, sql);
  return query.step() ? query.integer(0) : 0;
}

std::string text_from(SQLite::Database& db, std::string_view sql) {
  Statement query(db, sql);
  return query.step() ? std::string(query.text(0)) : std::string();
}

} // namespace aftercourse
