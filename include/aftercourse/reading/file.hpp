// Files that people write, and that the reading of one keeps.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace aftercourse::reading {

/// The bytes of a file, at most one more than read_tree takes; nothing when it cannot be read.
std::optional<std::string> read_file(const std::filesystem::path& path);

} // namespace aftercourse::reading
