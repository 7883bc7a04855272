// Append: puts one prepared write into the file.
#pragma once

#include <SQLiteCpp/Database.h>

#include <aftercourse/base/progress.hpp>
#include <aftercourse/facts/journal.hpp>

namespace aftercourse {

/// In the caller's transaction, as the write after the last one of the file. `schema` is the journal's before
/// the write.
void append(SQLite::Database& db, const Schema& schema, const Prepared& prepared, const Progress& progress);

/// A schema with the kinds that documents declare.
Schema extended(const Schema& schema, const std::vector<Document>& documents);

} // namespace aftercourse
