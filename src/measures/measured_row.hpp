// MeasuredRow: one row of evaluate(), made from what a measure added up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "interval.hpp"
#include "measurement.hpp"

namespace aftercourse {

struct MeasuredRow {
  std::string measure, clause, level; ///< level: of a distribution
  std::vector<std::string> group;     ///< as the measure's `by`; empty text: missing
  std::optional<double> value;
  double of = 0, out_of = 0; ///< numerator and denominator
  std::int64_t on_time = 0, late = 0, early = 0, open = 0, missing = 0, voided = 0, waived = 0;
  Bounds bounds;
  std::string state; ///< "ok", "no data", "open"
};

/// In the order of the groups, a missing one last; a single row without data where nothing was counted and no
/// grouping was asked for.
std::vector<MeasuredRow> rows_of(const Measurement& measurement, const EvaluationQuery& query);

} // namespace aftercourse
