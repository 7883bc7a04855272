// What SQLite reports, as the library's errors: the only place that knows which is which.
#pragma once

#include <string>

#include <SQLiteCpp/Exception.h>

struct sqlite3;

namespace aftercourse {

/// Throws the Error that says the same. `db` may be null: then no connection came about.
[[noreturn]] void throw_as_error(const SQLite::Exception& e, sqlite3* db, const std::string& file);

} // namespace aftercourse
