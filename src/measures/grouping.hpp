// Grouping: what a task or fact belongs to - by a path, a short name ("unit", "lecturer"), a level of a tree
// ("unit.level_1") or a calendar period.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <aftercourse/tasks/evaluator.hpp>

#include "words.hpp"

namespace aftercourse {

/// What a group's name means for rows of one kind.
struct GroupName {
  std::string text;
  std::optional<PeriodUnit> period; ///< "month", "quarter", "year": of the due day (a fact's own)
  std::vector<Path> paths;          ///< else: the first that leads anywhere
  std::size_t level = 0;  ///< not 0: the row's ancestor on that level of its tree, the top being level 1
  bool with_kind = false; ///< "enrolment/E1" instead of "E1"
};

/// Paths are tried from the subject, then from the anchor of a task that has one: a dotted path; else its
/// first word is the nearest kind of that name along references, breadth first, fields in their order; else
/// the nearest field. "unit" falls back on the unit that employs the person concerned; the topic of an audit
/// is the item it checked. Nothing when it cannot be reached.
std::optional<GroupName> group_named(const Schema& schema, const std::string& name, std::size_t subject_kind,
                                     std::optional<std::size_t> anchor_kind);
/// "month", "quarter" or "year".
std::optional<PeriodUnit> period_named(std::string_view name) noexcept;

/// Reads one group column row by row; equal texts share a code. The words must outlive it.
class GroupReader {
 public:
  GroupReader(const Snapshot& facts, GroupName name, Words& words);
  /// The code of the row seen from `from`, due (or dated) on `day`; no_code when it has no group.
  std::uint32_t read(const Viewpoint& from, std::int32_t day);

 private:
  /// All that a group can depend on; what it does not read stays 0.
  struct Key {
    std::int32_t day = 0;
    Row subject = 0, anchor = 0;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& k) const noexcept {
      const std::uint64_t rows = (std::uint64_t{k.subject} << 32) | k.anchor;
      return static_cast<std::size_t>((rows ^ static_cast<std::uint32_t>(k.day)) * 0x9E3779B97F4A7C15u >> 7);
    }
  };

  std::string look_up(const Viewpoint& from, std::int32_t day) const;
  std::string row_text(Place place) const;

  Evaluator evaluator_;
  GroupName name_;
  Words* words_;
  bool reads_subject_ = false, reads_day_ = false;
  std::optional<std::size_t> anchor_kind_; ///< of the anchors read
  std::unordered_map<Key, std::uint32_t, Hash> known_;
  Key last_{std::numeric_limits<std::int32_t>::max(), no_row, no_row};
  std::uint32_t last_code_ = no_code;
};

} // namespace aftercourse
