// Occurrence: one time at which a rule applies, before it is known whom it concerns.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "task_data.hpp"

namespace aftercourse {

struct Occurrence {
  Place anchor;
  Date day;
  std::string label; ///< empty: the anchor's id
  TaskIndex parent = no_index;
  bool chained = false;         ///< it follows a task: the version that governs the root governs it
  bool provisional = false;     ///< its day rests on days that are not announced
  bool ends_a_span = false;     ///< its day is not over until the evening (questionnaire.closes, month.ends)
  std::optional<Date> begin;    ///< when its period begins, where that is not its day
  std::optional<Window> window; ///< of a whole calendar period
  std::vector<Row> subjects;    ///< by id

  Date begins() const { return begin.value_or(day); }
};

} // namespace aftercourse
