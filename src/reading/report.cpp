#include <aftercourse/reading/report.hpp>

#include <algorithm>
#include <tuple>

namespace aftercourse {

std::string Location::to_string() const {
  if (line == 0) return file;
  return file + ':' + std::to_string(line) + ':' + std::to_string(column);
}

std::string Diagnostic::to_string() const {
  std::string out = at.to_string() + (severity == Severity::error ? ": error: " : ": warning: ") + message;
  if (!expected.empty()) out += "; expected " + expected;
  if (!suggestion.empty()) out += "; did you mean `" + suggestion + "`?";
  if (other) out += " (see also " + other->to_string() + ")";
  return out + " [" + code + "]";
}

namespace reading {

void Report::error(std::string_view code, const Location& at, std::string message, std::string expected,
                   std::string suggestion, std::optional<Location> other) {
  constexpr std::size_t most = 500;
  if (diagnostics_.size() >= most) return;
  Diagnostic d{Diagnostic::Severity::error, std::string(code), at, std::move(message), std::move(expected),
               std::move(suggestion),       std::move(other)};
  if (seen_.insert(d.to_string()).second) diagnostics_.push_back(std::move(d));
}

void sort_by_place(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.at.line, a.at.column) < std::tie(b.at.line, b.at.column);
  });
}

std::vector<Diagnostic> Report::sorted() const {
  std::vector<Diagnostic> out = diagnostics_;
  sort_by_place(out);
  return out;
}

std::string Report::to_string() const {
  std::string out;
  for (const Diagnostic& d : sorted()) out += (out.empty() ? "" : "\n") + d.to_string();
  return out;
}

} // namespace reading

} // namespace aftercourse
