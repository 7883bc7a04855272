// Grouping: what a task or fact belongs to - by a path, a short name ("unit", "lecturer"), or a calendar
// period.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <aftercourse/measures/rate_state.hpp>
#include <aftercourse/tasks/evaluator.hpp>
#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

/// The path that a name means from a subject's kind and (for tasks with one) an anchor's kind: a dotted path;
/// else a field of the subject or the anchor; else the nearest kind of that name along references, breadth
/// first, the subject's before the anchor's, ties in the order of fields. Nothing when it cannot be reached.
std::optional<Path> group_path(const Schema& schema, std::string_view name, std::size_t subject_kind,
                               std::optional<std::size_t> anchor_kind);
/// "month", "quarter" or "year".
std::optional<PeriodUnit> period_named(std::string_view name) noexcept;

/// A group column that grows row by row; equal texts share a code.
class GroupCodes {
 public:
  void add(std::string_view text); ///< empty: missing
  void add_code(std::uint32_t code) { codes_.push_back(code); }
  std::uint32_t code(std::string_view text);
  GroupColumn column() const { return {codes_, words_}; }
  const std::vector<std::uint32_t>& codes() const noexcept { return codes_; }
  const std::vector<std::string>& words() const noexcept { return words_; }

 private:
  std::vector<std::uint32_t> codes_;
  std::vector<std::string> words_;
  std::unordered_map<std::string, std::uint32_t> known_;
};

/// The text a path leads to: a row's id or a value.
std::string group_text(const Evaluator& evaluator, const Path& path, const Viewpoint& from);

} // namespace aftercourse
