// Windows in words: both ends from the anchor, and day by day where the calendar decided.
#pragma once

#include <aftercourse/tasks/explanation.hpp>

#include <aftercourse/calendar/reckoning.hpp>

#include "task_data.hpp"

namespace aftercourse {

/// `reply`: the due date that a letter asked for, if one did.
Explanation explain_window(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                           const Task& task, const std::optional<Reckoning>& reply, const Calendar& calendar);

} // namespace aftercourse
