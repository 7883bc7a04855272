// Report: collects every diagnostic of one reading.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/reading/diagnostic.hpp>
#include <aftercourse/reading/node.hpp>

namespace aftercourse::reading {

class Report {
 public:
  /// `what` the file is, for messages: "a policy".
  explicit Report(std::string file, std::string what = "a policy")
      : file_(std::move(file)), what_(std::move(what)) {}
  const std::string& file() const noexcept { return file_; }
  const std::string& what() const noexcept { return what_; }
  Location at(const Node& node) const { return {file_, node.line, node.column}; }

  /// The same fault at the same place (a term used twice) is listed once; beyond 500 nothing more is listed.
  void error(std::string_view code, const Location& at, std::string message, std::string expected = {},
             std::string suggestion = {}, std::optional<Location> other = {});
  bool failed() const noexcept { return !diagnostics_.empty(); }
  std::size_t size() const noexcept { return diagnostics_.size(); }
  /// By place.
  std::vector<Diagnostic> sorted() const;
  /// All of them, a line each: what an error says.
  std::string to_string() const;

 private:
  std::string file_, what_;
  std::vector<Diagnostic> diagnostics_;
  std::set<std::string> seen_;
};

void sort_by_place(std::vector<Diagnostic>& diagnostics);

} // namespace aftercourse::reading
