#include <aftercourse/store/store.hpp>

#include <SQLiteCpp/Transaction.h>

#include <aftercourse/base/error.hpp>

#include "append.hpp"
#include "connection.hpp"
#include "copy.hpp"
#include "file_identity.hpp"
#include "loader.hpp"
#include "replay.hpp"
#include "statement.hpp"
#include "storage_error.hpp"
#include "watch.hpp"
#include "write_rows.hpp"

namespace aftercourse {

struct Store::Impl {
  std::filesystem::path file;
  SQLite::Database db;
  FileIdentity identity;
  std::unique_ptr<SQLite::Transaction> lock; // for a write; rolls back unless committed

  Impl(const std::filesystem::path& f, const StoreOptions& options)
      : file(std::filesystem::absolute(f)), db(connect(f, options)), identity(identity_of(file)) {}

  /// SQLite goes on writing to a file that was deleted, and nobody would ever read it.
  void check_there() const {
    if (identity_of(file) != identity)
      throw StorageError("AC6013",
                         "the file was deleted, moved or replaced while it was open; nothing was recorded",
                         file.string());
  }

  /// Runs `work`, and says what SQLite reports in the library's own terms.
  template <class Work>
  auto run(Work&& work) {
    try {
      return work();
    } catch (const SQLite::Exception& e) {
      throw_as_error(e, db.getHandle(), file.string());
    }
  }

  std::unique_ptr<SQLite::Transaction> locked() {
    check_there();
    if (sqlite3_db_readonly(db.getHandle(), "main") == 1)
      throw ReadOnly("AC6005", "the file was opened for reading only", file.string());
    return std::make_unique<SQLite::Transaction>(db, SQLite::TransactionBehavior::IMMEDIATE);
  }

  /// Keeps what is read in step with itself, while other processes write.
  std::unique_ptr<SQLite::Transaction> reading() {
    return lock ? nullptr : std::make_unique<SQLite::Transaction>(db);
  }

  /// What was right when it was written cannot be refused when it is read: then the file was changed.
  void refuse_damaged(const Error& e) const {
    const ErrorClass c = e.error_class();
    if (c == ErrorClass::data || c == ErrorClass::invalid_argument || c == ErrorClass::not_found)
      throw CorruptError("AC6002", std::string("the file is damaged; restore a backup (") + e.what() + ")",
                         file.string());
  }

  void check_unlocked(const char* what) const {
    if (lock)
      throw Misuse("AC6009", std::string(what) + " between begin() and append() or rollback()",
                   file.string());
  }

  void check_follows(std::uint64_t known) {
    const std::uint64_t last = last_write_of(db);
    if (last != known)
      throw Conflict("AC6010",
                     "the file is at write " + std::to_string(last) + ", not " + std::to_string(known) +
                         ": load what others wrote and try again",
                     file.string());
  }
};

Store::Store(std::unique_ptr<Impl> i) : impl_(std::move(i)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

Store Store::open(const std::filesystem::path& file, const StoreOptions& options) {
  try {
    return Store(std::make_unique<Impl>(file, options));
  } catch (
      const std::filesystem::filesystem_error& e) { // a name that no system takes, a folder that is closed
    throw StorageError("AC6007", "the file cannot be read or written (" + e.code().message() + ")",
                       file.string());
  }
}

std::uint64_t Store::load(Journal& journal, const Progress& progress) {
  return impl_->run([&] {
    const std::uint64_t known = journal.head().last_write(), last = last_write();
    if (last == known) return std::uint64_t{0};
    if (last < known) impl_->check_follows(known);

    const auto reading = impl_->reading();
    Replay replay(impl_->db, known);
    Loader loader(journal);
    std::uint64_t rows = 0;
    try {
      while (auto write = replay.next()) {
        loader.begin(replay.documents());
        replay.facts([&](std::size_t table, const FactCursor& fact) {
          if (rows++ % 65'536 == 0) report(progress, rows - 1, replay.expected(), "load");
          loader.take(table, fact);
        });
        loader.finish(std::move(*write), replay.documents());
      }
    } catch (const Error& e) {
      impl_->refuse_damaged(e);
      throw;
    }
    return journal.head().last_write() - known;
  });
}

void Store::append(const Journal& journal, const Prepared& prepared, const Progress& progress) {
  if (prepared.empty()) return;
  impl_->run([&] {
    const auto lock = impl_->lock ? std::move(impl_->lock) : impl_->locked();
    impl_->check_follows(journal.head().last_write());
    impl_->check_follows(prepared.write.number - 1);
    aftercourse::append(impl_->db, journal.head().schema(), prepared, progress);
    lock->commit();
  });
}

std::uint64_t Store::last_write() {
  return impl_->run([&] { return last_write_of(impl_->db); });
}

void Store::begin() {
  impl_->check_unlocked("begin()");
  impl_->run([&] { impl_->lock = impl_->locked(); });
}

void Store::rollback() noexcept { impl_->lock.reset(); }

void Store::verify(const Progress& progress) {
  impl_->run([&] {
    impl_->check_there();
    const auto reading = impl_->reading();
    Replay replay(impl_->db, 0);
    std::uint64_t rows = 0;
    while (replay.next())
      replay.facts([&](std::size_t, const FactCursor&) {
        if (rows++ % 65'536 == 0) report(progress, rows - 1, replay.expected(), "verify");
      });
  });
}

std::vector<std::string> Store::quick_check(const Progress& progress) {
  return impl_->run([&] {
    impl_->check_there();
    std::vector<std::string> messages;
    report(progress, 0, 0, "quick check");
    const Watch watch(impl_->db, progress, "quick check");
    Statement query(impl_->db, "PRAGMA quick_check");
    try {
      while (query.step()) messages.emplace_back(query.text(0));
    } catch (const SQLite::Exception&) {
      watch.rethrow();
      throw;
    }
    if (messages == std::vector<std::string>{"ok"}) messages.clear();
    return messages;
  });
}

void Store::backup(const std::filesystem::path& to, const Progress& progress) {
  impl_->check_unlocked("backup()");
  impl_->run([&] {
    const auto reading = impl_->reading();
    (void)last_write_of(impl_->db); // a transaction sees what was there when it first read
    copy(impl_->db, std::filesystem::absolute(to), progress);
  });
}

} // namespace aftercourse
