// Waivers: which tasks were waived. A waiver names its task by key or id; a key says which subject it
// concerns, so that only the tasks of that subject are compared; an id is compared with that of every task.
#pragma once

#include <string_view>

#include "derivation.hpp"

namespace aftercourse {

class Waivers {
 public:
  /// Those recorded up to as_of; of several for one task the earliest counts.
  explicit Waivers(const Derivation& d);

  bool empty() const noexcept { return by_key_.empty() && by_id_.empty(); }
  /// The waiver of a task, or no_row.
  Row of(const TaskGroup& group, TaskIndex task) const;

 private:
  void note_subjects(std::string_view key);

  const TaskSet::Data& data_;
  std::unordered_map<std::string_view, Row> by_key_, by_id_;
  std::unordered_set<Symbol> subjects_; ///< ids that the keys may name
};

} // namespace aftercourse
