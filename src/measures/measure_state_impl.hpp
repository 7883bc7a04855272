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

  /// The rows of the result, each with the number of its measurement.
  struct NumberedRow {
    std::size_t measurement;
    MeasuredRow row;
  };
  std::vector<NumberedRow> rows() const {
    std::vector<NumberedRow> rows;
    for (std::size_t m = 0; m < measurements.size(); ++m)
      for (MeasuredRow& row : rows_of(measurements[m], query)) rows.push_back({m, std::move(row)});
    return rows;
  }
};

} // namespace aftercourse
