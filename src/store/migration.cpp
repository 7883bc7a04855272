#include "migration.hpp"

#include <string>

#include "layout.hpp"

namespace aftercourse {

namespace {

/// Step n makes version n + 1 of version n. A step is never changed once it is published. No step may change
/// what the chain of hashes covers: values that are missing are not part of it, so columns can be added.
constexpr const char* steps[] = {
    // 0, before the first release: who wrote was known, but not through what.
    "ALTER TABLE write ADD COLUMN source TEXT",
};
static_assert(std::size(steps) == format_version);

} // namespace

void migrate(SQLite::Database& db, std::int64_t from_version) {
  for (auto version = from_version; version < format_version; ++version) db.exec(steps[version]);
  db.exec("PRAGMA user_version = " + std::to_string(format_version));
}

} // namespace aftercourse
