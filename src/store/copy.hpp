// Copy: a backup of a file that is in use.
#pragma once

#include <filesystem>

#include <SQLiteCpp/Database.h>

#include <aftercourse/base/progress.hpp>

namespace aftercourse {

/// Copies what is committed to `to`, which appears whole or not at all, as one plain file without a WAL
/// beside it: it can be read where nothing can be written. Throws Conflict AC6021 when there is such a file,
/// what throw_as_error throws, and Cancelled. Within a transaction that has read, the copy is of what it
/// sees; otherwise it begins anew when another process writes meanwhile.
void copy(SQLite::Database& db, const std::filesystem::path& to, const Progress& progress = {});

} // namespace aftercourse
