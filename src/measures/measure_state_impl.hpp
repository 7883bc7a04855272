// What a MeasureState holds.
#pragma once

#include <aftercourse/measures/measure_state.hpp>

#include "measured_row.hpp"
#include "measurement.hpp"

namespace aftercourse {

struct MeasureState::Impl {
  std::string policy_hash;
  Date as_of;
  EvaluationQuery query;
  std::vector<Measurement> measurements;
};

} // namespace aftercourse
