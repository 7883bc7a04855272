#include "due_order.hpp"

#include <algorithm>
#include <tuple>

#include "task_data.hpp"

namespace aftercourse {

DueOrder::DueOrder(const TaskSet::Data& data) {
  runs_.reserve(data.groups.size());
  for (std::uint32_t g = 0; g < data.groups.size(); ++g) {
    const TaskGroup& group = data.groups[g];
    Run run{group.due, group.begin, 0, g, 0};
    for (TaskIndex t = group.begin; t < group.begin + group.count; ++t) {
      const std::int32_t due = due_of(data, group, t);
      if (due != run.due) {
        if (run.count > 0) runs_.push_back(run);
        run = {due, t, 0, g, 0};
      }
      ++run.count;
      run.states |= bit(data.states[t]);
    }
    if (run.count > 0) runs_.push_back(run);
  }
  std::sort(runs_.begin(), runs_.end(),
            [](const Run& a, const Run& b) { return std::tie(a.due, a.begin) < std::tie(b.due, b.begin); });
}

} // namespace aftercourse
