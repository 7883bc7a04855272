// Connection: opens the file, makes it when it is to be made, and refuses what is not ours, newer, older or
// damaged.
#pragma once

#include <filesystem>

#include <SQLiteCpp/Database.h>

#include <aftercourse/store/store.hpp>

namespace aftercourse {

SQLite::Database connect(const std::filesystem::path& file, const StoreOptions& options);

} // namespace aftercourse
