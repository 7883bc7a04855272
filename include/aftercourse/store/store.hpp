// Store: one SQLite file that keeps the journal: every write with its facts, amendments, retractions and
// documents (adopted policies, calendars, kinds) as full text, chained by hashes. The only floor that sees
// SQL. One Store is one connection: use it from one thread at a time; processes may share the file, and one
// that finds it locked waits, then gets Busy.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

struct StoreOptions {
  bool create = true; ///< make the file when it is missing
  bool read_only = false;
  bool migrate = false; ///< bring an older file up to date, after copying it to <file>.v<N>.backup
  std::chrono::milliseconds busy_timeout{5000};
};

class Store {
 public:
  /// Throws CorruptError AC6001 when the file is not ours, AC6002 when it is damaged, TooNew AC6003, Misuse
  /// AC6004 for an older file without `migrate`, ReadOnly AC6005, Busy AC6006, StorageError AC6007, NotFound
  /// AC6008.
  static Store open(const std::filesystem::path& file, const StoreOptions& options = {});
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Replays every write after journal.head().last_write() into the journal: all of them at first, later
  /// those of other processes. The kinds that documents declare are added to the journal before their facts.
  /// Returns the number of writes read.
  std::uint64_t load(Journal& journal, const Progress& progress = {});
  /// Makes a prepared write durable, in one transaction (synchronous=FULL). Throws Conflict AC6010 when
  /// another process wrote since `prepared` was made (load, prepare and append again), Full AC6011, Busy. On
  /// a throw nothing is in the file.
  void append(const Journal& journal, const Prepared& prepared, const Progress& progress = {});
  /// The last write in the file: tells cheaply whether load() would find something.
  std::uint64_t last_write();
  /// Whether a lock for a write is held: begin() takes it (BEGIN IMMEDIATE) so that load, prepare and append
  /// are one step.
  void begin();
  void rollback() noexcept;

  /// Recomputes the chain of hashes; throws CorruptError AC6020 that names the first write that does not fit.
  void verify(const Progress& progress = {});
  /// SQLite's quick_check: empty when all is well, else its messages.
  std::vector<std::string> quick_check(const Progress& progress = {});
  /// A consistent copy that can be read while this file is in use. Throws Conflict AC6021 when `to` exists.
  void backup(const std::filesystem::path& to, const Progress& progress = {});

 private:
  struct Impl;
  explicit Store(std::unique_ptr<Impl> i);
  std::unique_ptr<Impl> impl_;
};

} // namespace aftercourse
