// Windows in words: both ends from the anchor, and day by day where a day off or a make-up working day
// mattered.
#pragma once

#include <aftercourse/tasks/explanation.hpp>

#include "task_data.hpp"

namespace aftercourse {

Explanation explain_window(const Evaluator& evaluator, const Rule& rule, const Viewpoint& from,
                           const Window& window, const Calendar& calendar);

} // namespace aftercourse
