// Statement: a prepared SQL statement. SQLiteCpp's copies every text that it binds and wants it to end in
// NUL; this one takes texts where they lie, which is what makes a million rows cheap. Throws
// SQLite::Exception, as SQLiteCpp does.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace aftercourse {

/// A value of a row. A text lives until the next step.
struct StoredCell {
  int type = SQLITE_NULL; ///< SQLITE_INTEGER, SQLITE_FLOAT, SQLITE_TEXT, SQLITE_BLOB
  std::int64_t integer = 0;
  double real = 0;
  std::string_view text; ///< also of a blob
};

class Statement {
 public:
  Statement(SQLite::Database& db, std::string_view sql);

  /// Parameters count from 1, as SQL has it. A text is not copied: it must stay where it is until the last
  /// step.
  void bind(int parameter, std::int64_t value) { check(sqlite3_bind_int64(get(), parameter, value)); }
  void bind(int parameter, double value) { check(sqlite3_bind_double(get(), parameter, value)); }
  void bind(int parameter, std::string_view text) {
    check(sqlite3_bind_text64(get(), parameter, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
  }
  void bind_bytes(int parameter, std::string_view bytes) {
    check(sqlite3_bind_blob64(get(), parameter, bytes.data(), bytes.size(), SQLITE_STATIC));
  }
  void bind_missing(int parameter) { check(sqlite3_bind_null(get(), parameter)); }

  /// Whether there is a (further) row.
  bool step();
  void run() {
    step();
    reset();
  }
  void reset() { sqlite3_reset(get()); }

  /// Columns count from 0. A text or blob lives until the next step.
  std::int64_t integer(int column) const { return sqlite3_column_int64(get(), column); }
  std::string_view text(int column) const;
  std::string_view bytes(int column) const;
  StoredCell cell(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  sqlite3_stmt* get() const { return handle_.get(); }
  void check(int result) const {
    if (result != SQLITE_OK) fail(result);
  }
  [[noreturn]] void fail(int result) const { throw SQLite::Exception(sqlite3_db_handle(get()), result); }

  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

/// The first value of the first row of a query as an integer (0: there is none), or as text.
std::int64_t integer_from(SQLite::Database& db, std::string_view sql);
std::string text_from(SQLite::Database& db, std::string_view sql);

} // namespace aftercourse
