// Holders: which persons hold a role for a task on a day, by dated facts.
#pragma once

#include <string>
#include <vector>

#include "task_data.hpp"

namespace aftercourse {

/// The ids of the persons who hold any of the rule's roles on the day of the viewpoint, ascending; empty: a
/// duty without a holder. A role with `is` is the person its path leads to. Otherwise role_assignment facts
/// in force decide: those for the unit of the role's `of` path (else of the task), else for the nearest unit
/// above that has any, else those for no unit.
std::vector<std::string> holders_of(const Evaluator& evaluator, const std::vector<Holder>& roles,
                                    const Viewpoint& from);

} // namespace aftercourse
