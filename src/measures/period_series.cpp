#include "period_series.hpp"

namespace aftercourse {

std::string_view period_name(PeriodUnit unit) noexcept {
  return unit == PeriodUnit::months ? "month" : unit == PeriodUnit::quarters ? "quarter" : "year";
}

double position_of(const CalendarSpan& span) noexcept {
  const int months = span.first.year() * 12 + span.first.month() - 1;
  return span.unit == PeriodUnit::months     ? months
         : span.unit == PeriodUnit::quarters ? months / 3
                                             : span.first.year();
}

CalendarSpan last_closed(PeriodUnit unit, Date day) {
  return CalendarSpan{unit, first_of(unit, day), last_of(unit, day)}.previous();
}

PeriodSeries series_of(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       PeriodUnit unit) {
  EvaluationQuery by_period = query;
  by_period.by.emplace_back(period_name(unit));
  PeriodSeries all;
  Answered answered = answer_one(tasks, asked, by_period);
  for (MeasuredRow& row : answered.rows) { // in time, as labels sort
    std::vector<PeriodPoint>& points = all[{row.group.begin(), row.group.end() - 1}];
    if (const auto span = CalendarSpan::parse(row.group.back())) points.push_back({*span, std::move(row)});
  }
  return all;
}

} // namespace aftercourse
