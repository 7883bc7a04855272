#include <aftercourse/measures/evaluate.hpp>

#include "result_frame.hpp"

namespace aftercourse {

Frame evaluate(const TaskSet& tasks, const EvaluationQuery& query) {
  const EvaluationQuery asked = with_days(query);
  return result_frame(answer(tasks, asked), asked);
}

} // namespace aftercourse
