// The rows of the tables `write` and `document`: into the file, and into the chain.
#pragma once

#include <string_view>
#include <vector>

#include <SQLiteCpp/Database.h>

#include <aftercourse/facts/journal.hpp>

#include "chain.hpp"

namespace aftercourse {

/// The number of the last write in the file; 0: there is none.
std::uint64_t last_write_of(SQLite::Database& db);
/// The hash of a write, as the file has it; zeros for write 0. Throws CorruptError AC6020 when there is no
/// such write.
Digest hash_of_write(SQLite::Database& db, std::uint64_t number);
Digest digest_from(std::string_view bytes, std::uint64_t write);

void add_to(Chain& chain, const Write& write);
void add_to(Chain& chain, const std::vector<Document>& documents);
void insert(SQLite::Database& db, const Write& write, const Digest& hash);
void insert(SQLite::Database& db, std::uint64_t write, const std::vector<Document>& documents);

/// Throws CorruptError AC6020.
[[noreturn]] void refuse_write(std::uint64_t number, std::string_view reason);

} // namespace aftercourse
