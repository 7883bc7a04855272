// Migration: brings a file of an older version up to date, one version after another.
#pragma once

#include <cstdint>

#include <SQLiteCpp/Database.h>

namespace aftercourse {

/// In the caller's transaction, which holds the lock for a write.
void migrate(SQLite::Database& db, std::int64_t from_version);

} // namespace aftercourse
