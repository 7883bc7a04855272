// GroupWriter: writes the tasks of an occurrence, as groups that share a window, into the columns.
#pragma once

#include "rule_in_force.hpp"

namespace aftercourse {

class GroupWriter {
 public:
  GroupWriter(Derivation& d, const RuleInForce& rule);

  /// A task for each subject; `asked`: a person must say whether the rule applies to them.
  void write(const Occurrence& o, const std::vector<Row>& subjects, bool asked);

 private:
  void write_group(const Occurrence& o, std::span<const Row> subjects, bool asked, std::uint16_t calendar);
  void write_columns(const Viewpoint& from, std::span<const Row> subjects, State state);
  State state_of(const Window& window) const;

  Derivation& d_;
  const RuleInForce& in_force_;
  const Rule& rule_;
  std::uint64_t written_ = 0; ///< groups
  bool by_unit_;              ///< units have calendars of their own
};

} // namespace aftercourse
