#include <aftercourse/reading/change.hpp>

#include <aftercourse/base/digest.hpp>

namespace aftercourse::reading {

std::string digest_of_lines(const Lines& lines) {
  std::vector<std::string_view> parts;
  for (const auto& [path, value] : lines) {
    parts.push_back(path);
    parts.push_back(value);
  }
  return to_hex(digest_of(parts));
}

std::vector<Change> changes_between(const Lines& before, const Lines& after) {
  std::vector<Change> changes;
  Lines all = before;
  all.insert(after.begin(), after.end());
  const auto value = [](const Lines& lines, const std::string& path) -> std::optional<std::string> {
    const auto found = lines.find(path);
    return found == lines.end() ? std::nullopt : std::optional(found->second);
  };
  for (const auto& [path, unused] : all) {
    Change change{path, value(before, path), value(after, path)};
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

} // namespace aftercourse::reading
