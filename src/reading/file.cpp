#include <aftercourse/reading/file.hpp>

#include <fstream>

#include <aftercourse/reading/node.hpp>

namespace aftercourse::reading {

std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text(max_bytes + 1, '\0'); // one more than a file may have: then read_tree says so
  const bool opened = in.is_open();
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!opened || in.bad()) return {};
  text.resize(static_cast<std::size_t>(in.gcount()));
  return text;
}

} // namespace aftercourse::reading
