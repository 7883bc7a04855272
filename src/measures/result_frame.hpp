// The table of evaluate(): always the same columns.
#pragma once

#include "measure_state_impl.hpp"

namespace aftercourse {

Frame result_frame(const MeasureState::Impl& state);

} // namespace aftercourse
