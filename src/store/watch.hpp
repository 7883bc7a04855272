// Watch: reports while SQLite works at one long statement, and stops it when the caller wants that.
#pragma once

#include <exception>
#include <string_view>

#include <SQLiteCpp/Database.h>
#include <sqlite3.h>

#include <aftercourse/base/progress.hpp>

namespace aftercourse {

class Watch {
 public:
  Watch(SQLite::Database& db, const Progress& progress, std::string_view step)
      : db_(db.getHandle()), progress_(progress), step_(step) {
    constexpr int instructions = 100'000; // of SQLite's virtual machine: some milliseconds
    if (progress) sqlite3_progress_handler(db_, instructions, &Watch::go_on, this);
  }
  ~Watch() { sqlite3_progress_handler(db_, 0, nullptr, nullptr); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

  /// When the statement was interrupted: throws what the report threw.
  void rethrow() const {
    if (stopped_) std::rethrow_exception(stopped_);
  }

 private:
  /// No exception may pass through SQLite, which is C.
  static int go_on(void* self) noexcept {
    auto& watch = *static_cast<Watch*>(self);
    try {
      report(watch.progress_, ++watch.done_, 0, watch.step_);
      return 0;
    } catch (...) {
      watch.stopped_ = std::current_exception();
      return 1;
    }
  }

  sqlite3* db_;
  const Progress& progress_;
  std::string_view step_;
  std::uint64_t done_ = 0;
  std::exception_ptr stopped_;
};

} // namespace aftercourse
