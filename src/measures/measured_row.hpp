// MeasuredRow: one row of evaluate(), made from what a measure added up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/base/language.hpp>

#include "interval.hpp"
#include "measurement.hpp"
#include "ratio_sample.hpp"

namespace aftercourse {

/// What a number was in the period before, and what it changed by, with the interval of that.
struct PeriodChange {
  std::optional<double> previous, value, low, high;
};

struct MeasuredRow {
  std::string measure, clause, level; ///< level: of a distribution
  std::vector<std::string> group;     ///< as the measure's `by`; empty text: missing
  std::optional<double> value;
  double of = 0, out_of = 0; ///< numerator and denominator
  std::int64_t on_time = 0, late = 0, early = 0, open = 0, missing = 0, voided = 0, waived = 0;
  Bounds bounds;
  RatioSample sample;            ///< its clusters only where they were told apart
  std::optional<double> p_value; ///< of a statistic that has one
  Wording words;                 ///< of a statistic: what it says
  PeriodChange change;           ///< only when it was asked for
  bool suppressed = false;       ///< too few people answered: it shows nothing but its group
  std::string state;             ///< "ok", "no data", "open", "suppressed", "not estimable"
};

/// Statistics say what they cannot by a number that is none.
std::optional<double> if_finite(double value);

/// The row of a model measure for a group, so far without a number.
MeasuredRow model_row(const AskedMeasure& asked, const std::vector<std::string>& group);

/// The row of a group without anything that it counted: too few people answered.
MeasuredRow suppressed(const MeasuredRow& row);

/// In the order of the groups, a missing one last; a single row without data where nothing was counted and no
/// grouping was asked for.
std::vector<MeasuredRow> rows_of(const Measurement& measurement, const EvaluationQuery& query);

} // namespace aftercourse
