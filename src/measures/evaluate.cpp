#include <aftercourse/measures/measure_state.hpp>

namespace aftercourse {

Frame evaluate(const TaskSet& tasks, const EvaluationQuery& query) {
  return MeasureState(tasks, query).finalize();
}

} // namespace aftercourse
