// FileIdentity: whether a name still means the file that it meant.
#pragma once

#include <filesystem>
#include <optional>
#include <utility>

#include <sys/stat.h>

namespace aftercourse {

using FileIdentity = std::optional<std::pair<dev_t, ino_t>>; ///< nothing when there is no such file

inline FileIdentity identity_of(const std::filesystem::path& file) {
  struct stat found {};
  if (::stat(file.c_str(), &found) != 0) return {};
  return std::pair(found.st_dev, found.st_ino);
}

} // namespace aftercourse
