// Conditions in words: what was compared with what, and how it came out.
#pragma once

#include <aftercourse/tasks/explanation.hpp>

#include "task_data.hpp"

namespace aftercourse {

/// One statement for the condition ("programme.duration (10) at most 30: yes"), with its parts as details.
Explanation explain_condition(const Evaluator& evaluator, const Condition& condition, const Viewpoint& from);
bool uses_parameter(const Rule& rule, const std::string& name);
/// Adds why a rule made no task for a subject: its anchors, when they lie, and the condition at each.
void explain_absence_of(const TaskSet& tasks, const Adopted& adopted, const Rule& rule, Row subject,
                        Explanation& e);

} // namespace aftercourse
