// PeriodSeries: a measure period by period, for each group.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"

namespace aftercourse {

/// "month", "quarter", "year".
std::string_view period_name(PeriodUnit unit) noexcept;
/// Months, quarters or years since the year 0, so that what lies between two labels is counted.
double position_of(const CalendarSpan& span) noexcept;
/// The last one that ended before the day.
CalendarSpan last_closed(PeriodUnit unit, Date day);

struct PeriodPoint {
  CalendarSpan span;
  MeasuredRow row; ///< with its period behind the words of the group
};
using PeriodSeries = std::map<std::vector<std::string>, std::vector<PeriodPoint>, MissingLast>;

/// By the words of query.by, each series in time. Rows that no day places are in none: a group of nothing
/// else has an empty one.
PeriodSeries series_of(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       PeriodUnit unit);

} // namespace aftercourse
