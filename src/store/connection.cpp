#include "connection.hpp"

#include <algorithm>
#include <limits>

#include <SQLiteCpp/Transaction.h>
#include <sqlite3.h>
#include <unistd.h>

#include <aftercourse/base/error.hpp>

#include "copy.hpp"
#include "layout.hpp"
#include "migration.hpp"
#include "statement.hpp"
#include "storage_error.hpp"

namespace aftercourse {

namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path& file, const std::string& suffix) {
  fs::path name = file;
  return name += suffix;
}

/// SQLite takes an empty file for a new database and drops the WAL beside it: were it ours once, that would
/// lose more. The WAL is looked at first, since a file that is being made is never empty when its WAL comes.
bool lost_all_but_wal(const fs::path& file) {
  std::error_code absent;
  const auto wal = fs::file_size(beside(file, "-wal"), absent);
  if (absent || wal == 0) return false;
  const auto size = fs::file_size(file, absent);
  return !absent && size == 0;
}

void check_path(const fs::path& file, bool create) {
  const fs::path folder = file.parent_path();
  if (!fs::exists(file) && (!create || !fs::is_directory(folder)))
    throw NotFound("AC6008", create ? "there is no such folder" : "there is no such file",
                   (create ? folder : file).string());
  if (fs::is_directory(file))
    throw CorruptError("AC6001", "a folder is not an aftercourse file", file.string());
  if (lost_all_but_wal(file))
    throw CorruptError("AC6002", "the file is empty; restore a backup", file.string());
}

int flags_of(const StoreOptions& options) {
  if (options.read_only) return SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX;
  return SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX | (options.create ? SQLite::OPEN_CREATE : 0);
}

/// A process that makes the same file at the same time waits here and then finds it made.
void make(SQLite::Database& db) {
  SQLite::Transaction lock(db, SQLite::TransactionBehavior::IMMEDIATE);
  if (integer_from(db, "SELECT count(*) FROM sqlite_schema") == 0) make_tables(db);
  lock.commit();
}

void check_ours(SQLite::Database& db, const fs::path& file) {
  if (integer_from(db, "PRAGMA application_id") != application_id)
    throw CorruptError("AC6001", "the file is not an aftercourse file", file.string());
  const auto version = integer_from(db, "PRAGMA user_version");
  if (version > format_version)
    throw TooNew("AC6003",
                 "the file has format " + std::to_string(version) +
                     "; this version of aftercourse reads up to " + std::to_string(format_version),
                 file.string());
  if (integer_from(
          db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('write', 'document')") !=
      2)
    throw CorruptError("AC6002", "the file is damaged; restore a backup", file.string());
}

[[noreturn]] void refuse_to_write(const fs::path& file) {
  throw ReadOnly("AC6005", "the file or its folder may not be written", file.string());
}

SQLite::Database open_database(const fs::path& file, const StoreOptions& options) {
  const auto timeout =
      std::clamp<std::int64_t>(options.busy_timeout.count(), 0, std::numeric_limits<int>::max());
  try {
    return SQLite::Database(file, flags_of(options), static_cast<int>(timeout));
  } catch (const SQLite::Exception& e) {
    if (!options.read_only && access(file.parent_path().c_str(), W_OK) != 0) refuse_to_write(file);
    throw_as_error(e, nullptr, file.string());
  }
}

/// Over a connection of its own, as SQLite copies nothing from one that holds the lock for a write.
void copy_unlocked(const fs::path& file, const fs::path& to) {
  SQLite::Database db = open_database(file, {.read_only = true});
  copy(db, to);
}

void migrate_file(SQLite::Database& db, const fs::path& file) {
  SQLite::Transaction lock(db, SQLite::TransactionBehavior::IMMEDIATE);
  const auto version = integer_from(db, "PRAGMA user_version");
  if (version == format_version) return; // another process was faster
  const fs::path before = beside(file, ".v" + std::to_string(version) + ".backup");
  copy_unlocked(file, before);
  try {
    migrate(db, version);
    lock.commit();
  } catch (...) {
    std::error_code ignored;
    fs::remove(before, ignored); // or the next attempt would find it in its way
    throw;
  }
}

void bring_up_to_date(SQLite::Database& db, const fs::path& file, const StoreOptions& options) {
  const auto version = integer_from(db, "PRAGMA user_version");
  if (version == format_version) return;
  if (!options.migrate || options.read_only)
    throw Misuse("AC6004",
                 "the file has the older format " + std::to_string(version) +
                     "; open it for writing with migrate",
                 file.string());
  migrate_file(db, file);
}

void set_up(SQLite::Database& db, const fs::path& file, const StoreOptions& options) {
  db.exec("PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON; PRAGMA cell_size_check = ON");
  const bool is_new = integer_from(db, "PRAGMA page_count") == 0;
  if (is_new && options.create && !options.read_only) make(db);
  check_ours(db, file);
  bring_up_to_date(db, file, options);
  if (options.read_only) return;
  if (sqlite3_db_readonly(db.getHandle(), "main") == 1) refuse_to_write(file);
  db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216");
}

} // namespace

SQLite::Database connect(const fs::path& given, const StoreOptions& options) {
  const fs::path file = fs::absolute(given);
  check_path(file, options.create && !options.read_only);
  SQLite::Database db = open_database(file, options);
  try {
    set_up(db, file, options);
  } catch (const SQLite::Exception& e) {
    throw_as_error(e, db.getHandle(), file.string());
  }
  return db;
}

} // namespace aftercourse
