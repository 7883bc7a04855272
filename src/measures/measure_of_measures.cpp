#include "measure_of_measures.hpp"

#include <algorithm>
#include <map>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/mann_kendall.hpp>
#include <aftercourse/statistics/sen_slope.hpp>

#include "period_series.hpp"

namespace aftercourse {

namespace {

using Group = std::vector<std::string>;

/// A part by its name: of the same policy before all others.
AskedMeasure part_of(const TaskSet& tasks, const AskedMeasure& asked, const std::string& name) {
  EvaluationQuery query;
  query.measures = {name};
  const std::vector<AskedMeasure> found = find_measures(tasks, query);
  const auto own = std::ranges::find(found, asked.adopted, &AskedMeasure::adopted);
  AskedMeasure part = own != found.end() ? *own : found.front();
  if (is_model(part.rule->type) && part.rule->type != MeasureRule::Type::statistic)
    throw InvalidArgument("AC5018",
                          "`" + asked.name + "` is made of `" + name + "`, which is made of measures itself");
  part.name = name;
  return part;
}

MeasuredRow trend_of(const AskedMeasure& asked, const Group& group, const std::vector<PeriodPoint>& points,
                     double level) {
  using namespace statistics;
  MeasuredRow row = model_row(asked, group);
  std::vector<double> time, values;
  bool some_suppressed = false;
  for (const PeriodPoint& point : points) {
    some_suppressed = some_suppressed || point.row.suppressed;
    if (!point.row.value) {
      ++row.missing; // periods without a number
      continue;
    }
    time.push_back(position_of(point.span));
    values.push_back(*point.row.value);
  }
  const TrendSeries series{time, values};
  const SenSlope slope = sen_slope(series, {.level = level});
  MannKendallOptions options;
  options.level = level;
  const MannKendall test = mann_kendall(series, options);
  row.out_of = static_cast<double>(values.size());
  row.bounds.name = test.estimator + ", " + slope.estimator;
  row.words = in_words(slope);
  const bool estimable = slope.not_estimable.empty() && test.not_estimable.empty();
  row.state = estimable         ? "ok"
              : some_suppressed ? "suppressed"
              : values.empty()  ? "no data"
                                : "not estimable";
  if (!estimable) return row;
  row.value = slope.estimate;
  row.bounds.low = if_finite(slope.low);
  row.bounds.high = if_finite(slope.high);
  row.p_value = test.p_value;
  return row;
}

} // namespace

std::vector<MeasuredRow> trend_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query) {
  const AskedMeasure part = part_of(tasks, asked, asked.rule->parts.front().second);
  EvaluationQuery grouped = query;
  grouped.by = grouping_of(asked, query);
  PeriodSeries all = series_of(tasks, part, grouped, asked.rule->over);
  if (all.empty() && grouped.by.empty()) all[{}];
  std::vector<MeasuredRow> rows;
  for (const auto& [group, points] : all) rows.push_back(trend_of(asked, group, points, query.level));
  return rows;
}

std::vector<MeasuredRow> level_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query) {
  EvaluationQuery grouped = query;
  grouped.by = grouping_of(asked, query);
  const auto& parts = asked.rule->parts;
  std::map<Group, std::vector<std::vector<MeasuredRow>>, MissingLast> found; // by group, then by part
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (MeasuredRow& row : answer_one(tasks, part_of(tasks, asked, parts[i].second), grouped).rows) {
      std::vector<std::vector<MeasuredRow>>& of_group = found[row.group];
      of_group.resize(parts.size());
      of_group[i].push_back(std::move(row));
    }
  std::vector<MeasuredRow> rows;
  for (auto& [group, by_part] : found)
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto& [level, measure] = parts[i];
      const bool several = std::ranges::count(parts, level, &std::pair<std::string, std::string>::first) > 1;
      std::vector<MeasuredRow>& own = by_part[i];
      if (own.empty()) own.emplace_back().state = "no data";
      for (MeasuredRow& row : own) {
        row.level = level + (several ? ": " + measure : "") + (row.level.empty() ? "" : ", " + row.level);
        row.measure = asked.name;
        row.clause = asked.rule->clause;
        row.group = group;
        rows.push_back(std::move(row));
      }
    }
  return rows;
}

} // namespace aftercourse
