#include "versus.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <aftercourse/base/error.hpp>

#include "grouping.hpp"
#include "period_series.hpp"

namespace aftercourse {

namespace {

/// The column that holds the finest calendar period, if any does.
std::optional<std::size_t> period_column(const std::vector<std::string>& by) {
  std::optional<std::size_t> found;
  for (std::size_t i = 0; i < by.size(); ++i)
    if (const auto unit = period_named(by[i]); unit && (!found || *unit < *period_named(by[*found])))
      found = i;
  return found;
}

/// The days before those of the query, as many or the calendar period before.
EvaluationQuery query_before(const EvaluationQuery& query) {
  if (!query.from || !query.to)
    throw InvalidArgument("AC5009",
                          "a comparison with the previous period needs a period, a first and last day, or "
                          "numbers by month, quarter or year");
  EvaluationQuery before = query;
  for (const PeriodUnit unit : {PeriodUnit::months, PeriodUnit::quarters, PeriodUnit::years})
    if (*query.from == first_of(unit, *query.from) && *query.to == last_of(unit, *query.from)) {
      const CalendarSpan previous = CalendarSpan{unit, *query.from, *query.to}.previous();
      before.from = previous.first;
      before.to = previous.last;
      return before;
    }
  before.to = query.from->plus_days(-1);
  before.from = query.from->plus_days(query.from->days() - query.to->days() - 1);
  return before;
}

/// The same question, from one period earlier on: the first period has one before it, too.
EvaluationQuery widened(const EvaluationQuery& query, const Answered& answered, std::size_t column) {
  EvaluationQuery wider = query;
  wider.measures = {answered.measure};
  wider.versus = Versus::nothing;
  if (query.from) wider.from = last_closed(*period_named(answered.by[column]), *query.from).first;
  return wider;
}

using Key = std::vector<std::string>;

Key key_of(const MeasuredRow& row) {
  Key key = row.group;
  key.push_back(row.level);
  return key;
}

std::map<Key, MeasuredRow> by_key(const std::vector<MeasuredRow>& rows) {
  std::map<Key, MeasuredRow> out;
  for (const MeasuredRow& row : rows) out.emplace(key_of(row), row);
  return out;
}

void compare_by_period(const TaskSet& tasks, const EvaluationQuery& query, std::size_t column,
                       Answered& answered) {
  const auto known = by_key(answer(tasks, widened(query, answered, column)).front().rows);
  for (MeasuredRow& row : answered.rows) {
    const auto span = CalendarSpan::parse(row.group[column]);
    if (!span) continue;
    Key key = key_of(row);
    const CalendarSpan before_it = span->previous();
    for (std::size_t i = 0; i < answered.by.size(); ++i) // the year of a month goes back with it
      if (const auto unit = period_named(answered.by[i]); unit && CalendarSpan::parse(key[i]))
        key[i] = label_of(*unit, before_it.first);
    if (const auto before = known.find(key); before != known.end())
      row.change = change_between(before->second, row);
  }
}

void compare_whole(const TaskSet& tasks, const EvaluationQuery& query, Answered& answered) {
  EvaluationQuery before = query_before(query);
  before.measures = {answered.measure};
  before.versus = Versus::nothing;
  const auto known = by_key(answer(tasks, before).front().rows);
  for (MeasuredRow& row : answered.rows)
    if (const auto found = known.find(key_of(row)); found != known.end())
      row.change = change_between(found->second, row);
}

} // namespace

PeriodChange change_between(const MeasuredRow& before, const MeasuredRow& now) {
  PeriodChange change;
  change.previous = before.value;
  if (!before.value || !now.value) return change;
  change.value = *now.value - *before.value;
  if (!before.bounds.low || !before.bounds.high || !now.bounds.low || !now.bounds.high) return change;
  const auto away = [](double a, double b) { return std::hypot(a, b); };
  change.low = *change.value - away(*now.value - *now.bounds.low, *before.bounds.high - *before.value);
  change.high = *change.value + away(*now.bounds.high - *now.value, *before.value - *before.bounds.low);
  return change;
}

std::vector<Answered> answer_versus_previous(const TaskSet& tasks, const EvaluationQuery& query) {
  EvaluationQuery now = query;
  now.versus = Versus::nothing;
  std::vector<Answered> answers = answer(tasks, now);
  for (Answered& answered : answers)
    if (const auto column = period_column(answered.by))
      compare_by_period(tasks, query, *column, answered);
    else
      compare_whole(tasks, query, answered);
  return answers;
}

} // namespace aftercourse
