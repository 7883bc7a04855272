#include "measure_of_measures.hpp"

#include <algorithm>
#include <map>
#include <set>

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

struct TrendValues {
  std::vector<double> time, values;
  std::int64_t missing = 0; ///< periods without a number
  bool suppressed = false;  ///< of which some are not published
};

MeasuredRow trend_of(const AskedMeasure& asked, const Group& group, const TrendValues& series, double level) {
  using namespace statistics;
  const TrendSeries given{series.time, series.values};
  const SenSlope slope = sen_slope(given, {.level = level});
  MannKendallOptions options;
  options.level = level;
  const MannKendall test = mann_kendall(given, options);
  MeasuredRow row = model_row(asked, group);
  row.out_of = static_cast<double>(series.values.size());
  row.missing = series.missing;
  row.bounds.name = test.estimator + ", " + slope.estimator;
  row.words = in_words(slope);
  const bool estimable = slope.not_estimable.empty() && test.not_estimable.empty();
  row.state = estimable               ? "ok"
              : series.suppressed     ? "suppressed"
              : series.values.empty() ? "no data"
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
  EvaluationQuery by_period = query;
  by_period.by = grouping_of(asked, query);
  const std::size_t groups = by_period.by.size();
  by_period.by.emplace_back(period_name(asked.rule->over));
  std::map<Group, TrendValues> all;
  for (const MeasuredRow& row : answer_one(tasks, part, by_period).rows) {
    TrendValues& series =
        all[Group(row.group.begin(), row.group.begin() + static_cast<std::ptrdiff_t>(groups))];
    const auto span = CalendarSpan::parse(row.group.back());
    if (!span || !row.value) {
      ++series.missing;
      series.suppressed = series.suppressed || row.suppressed;
      continue;
    }
    series.time.push_back(position_of(*span));
    series.values.push_back(*row.value);
  }
  if (all.empty() && groups == 0) all[{}];
  std::vector<MeasuredRow> rows;
  for (const auto& [group, series] : all) rows.push_back(trend_of(asked, group, series, query.level));
  return rows;
}

std::vector<MeasuredRow> level_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query) {
  EvaluationQuery grouped = query;
  grouped.by = grouping_of(asked, query);
  const auto& parts = asked.rule->parts;
  std::vector<std::map<Group, std::vector<MeasuredRow>>> found(parts.size());
  std::set<Group> groups;
  for (std::size_t i = 0; i < parts.size(); ++i)
    for (const MeasuredRow& row : answer_one(tasks, part_of(tasks, asked, parts[i].second), grouped).rows) {
      groups.insert(row.group);
      found[i][row.group].push_back(row);
    }
  std::vector<MeasuredRow> rows;
  for (const Group& group : groups)
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto& [level, measure] = parts[i];
      const bool several = std::ranges::count(parts, level, &std::pair<std::string, std::string>::first) > 1;
      std::vector<MeasuredRow> own = found[i][group];
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
