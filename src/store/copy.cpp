#include "copy.hpp"

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

#include <aftercourse/base/error.hpp>

#include "storage_error.hpp"

namespace aftercourse {

namespace {

namespace fs = std::filesystem;

/// What is copied so far, under a name of its own; removed when it is not finished.
class PartialFile {
 public:
  explicit PartialFile(const fs::path& to) : to_(to), part_(fs::path(to) += ".part") { remove(); }
  ~PartialFile() { remove(); }
  const fs::path& path() const { return part_; }
  void finish() { fs::rename(part_, to_); }

 private:
  void remove() const {
    std::error_code ignored;
    for (const char* suffix : {"", "-journal", "-wal", "-shm"})
      fs::remove(fs::path(part_) += suffix, ignored);
  }
  fs::path to_, part_;
};

void fill(SQLite::Database& target, SQLite::Database& db, const fs::path& name, const Progress& progress) {
  constexpr int pages = 2048; // 8 MiB a step
  try {
    SQLite::Backup backup(target, db);
    for (int state = SQLITE_OK; state != SQLITE_DONE;) {
      state = backup.executeStep(pages);
      if (state != SQLITE_OK && state != SQLITE_DONE) throw SQLite::Exception("not all was copied", state);
      const int all = backup.getTotalPageCount();
      report(progress, static_cast<std::uint64_t>(all - backup.getRemainingPageCount()),
             static_cast<std::uint64_t>(all), "backup");
    }
    target.exec("PRAGMA journal_mode = DELETE");
  } catch (const SQLite::Exception& e) {
    throw_as_error(e, target.getHandle(), name.string());
  }
}

} // namespace

void copy(SQLite::Database& db, const fs::path& to, const Progress& progress) {
  if (fs::exists(to)) throw Conflict("AC6021", "there is such a file already", to.string());
  if (!fs::is_directory(to.parent_path()))
    throw NotFound("AC6008", "there is no such folder", to.parent_path().string());
  PartialFile part(to);
  try {
    SQLite::Database target(part.path(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    fill(target, db, to, progress);
  } catch (const SQLite::Exception& e) { // it could not be opened
    throw_as_error(e, nullptr, to.string());
  }
  part.finish();
}

} // namespace aftercourse
