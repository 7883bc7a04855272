// Joint evidence: what each part of `done_by` must name, and how many parts a task has.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/tasks/evaluator.hpp>

namespace aftercourse {

/// What `for_each` asks evidence for, sorted: the members of a list, the rows that refer to something, or one
/// value.
std::vector<std::string> items_of(const Evaluator& evaluator, const Evidence& each, const Viewpoint& from);
/// What a fact names for `for_each`: where the field is a list, each of its members.
std::vector<std::string> items_named(const Snapshot& facts, const Evidence& each, Place fact);
/// The parts of a task before any of them is there: the 4 of "0 of 4".
std::int32_t parts_of(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from);

} // namespace aftercourse
