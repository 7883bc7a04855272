#include "curve_measure.hpp"

#include <cmath>
#include <map>

#include <aftercourse/statistics/completion_curve.hpp>

#include "shown.hpp"
#include "task_columns.hpp"

namespace aftercourse {

namespace {

/// The tasks of one group, in days.
struct TimesOfGroup {
  std::vector<double> opened, done, voided;
  std::map<std::string, std::int32_t> clusters;
  std::vector<std::int32_t> cluster;
  std::int64_t waived = 0, asked = 0;

  void add(const TaskSet& tasks, TaskIndex task, State state, const std::string& of_cluster) {
    if (state == State::waived || state == State::asked)
      return void(++(state == State::asked ? asked : waived));
    const std::uint32_t index = tasks.outcomes()[task];
    const auto day = [&](std::int32_t Outcome::*field) {
      const std::int32_t on = index == no_index ? no_day : tasks.outcome(index).*field;
      return on == no_day ? statistics::no_value : static_cast<double>(on);
    };
    const bool is_done = state == State::done || state == State::done_late;
    opened.push_back(tasks.groups()[tasks.group_of(task)].from);
    done.push_back(is_done ? day(&Outcome::done_on) : statistics::no_value);
    voided.push_back(state == State::void_ ? day(&Outcome::void_on) : statistics::no_value);
    cluster.push_back(
        clusters.try_emplace(of_cluster, static_cast<std::int32_t>(clusters.size())).first->second);
  }
};

/// What the curve says of one day.
Wording words_at(const statistics::CompletionCurve& curve, const statistics::IncidenceStep& step) {
  using statistics::readable;
  const auto percent = [](double share) { return shown_number(share, true); };
  const std::string day = readable(step.time), n = std::to_string(curve.n);
  if (std::isnan(step.incidence))
    return {"No task has been open for " + day + " days.", "没有任务已开启满 " + day + " 天。"};
  Wording words{"Within " + day + " days of their opening " + percent(step.incidence) + " of " + n +
                    " tasks are done",
                n + " 项任务中，开启后 " + day + " 天内完成的占 " + percent(step.incidence)};
  if (!std::isnan(step.low)) {
    const std::string level = statistics::readable_level(curve.level), low = percent(step.low),
                      high = percent(step.high);
    words.en += " (" + level + " % interval " + low + " to " + high + ")";
    words.zh += "（" + level + "% 区间 " + low + " 至 " + high + "）";
  }
  return {words.en + ".", words.zh + "。"};
}

MeasuredRow row_at(const statistics::CompletionCurve& curve, const statistics::IncidenceStep& step,
                   MeasuredRow row) {
  row.words = words_at(curve, step);
  row.level = std::to_string(static_cast<std::int64_t>(step.time));
  row.value = if_finite(step.incidence);
  row.bounds.low = if_finite(step.low);
  row.bounds.high = if_finite(step.high);
  row.state = row.value ? "ok" : curve.n == 0 ? "no data" : "open";
  return row;
}

std::vector<MeasuredRow> rows_of_group(const AskedMeasure& asked, const std::vector<std::string>& words,
                                       const TimesOfGroup& times, const TaskSet& tasks, double level) {
  statistics::AalenJohansenOptions options;
  options.level = level;
  options.at = asked.rule->days;
  const auto clusters = times.clusters.size() > 1 ? std::span<const std::int32_t>(times.cluster)
                                                  : std::span<const std::int32_t>();
  const auto curve = statistics::completion_curve(times.opened, times.done, times.voided,
                                                  tasks.as_of().days(), {}, clusters, options);
  MeasuredRow row = model_row(asked, words);
  row.out_of = static_cast<double>(curve.n);
  row.open = curve.not_open_yet;
  row.missing = times.asked;
  row.waived = times.waived;
  for (const double on : times.voided) row.voided += std::isnan(on) ? 0 : 1;
  row.bounds.name = curve.estimator;
  std::vector<MeasuredRow> rows;
  for (const statistics::IncidenceStep& step : curve.at)
    if (step.cause == statistics::completion_causes[0]) rows.push_back(row_at(curve, step, row));
  if (rows.empty()) rows.emplace_back(row).state = curve.n == 0 ? "no data" : "open";
  return rows;
}

} // namespace

std::vector<MeasuredRow> curve_rows(const TaskSet& tasks, const AskedMeasure& asked,
                                    const EvaluationQuery& query) {
  const auto by = grouping_of(asked, query);
  const TaskColumns columns = read_tasks(tasks, asked, query, by, {Within::cluster});
  std::map<std::vector<std::string>, TimesOfGroup, MissingLast> groups;
  if (by.empty()) groups[{}];
  for (std::size_t i = 0; i < columns.tasks.size(); ++i)
    groups[words_of(columns.groups, by.size(), i)].add(tasks, columns.tasks[i], columns.states[i],
                                                       columns.groups[by.size()].text(i));
  std::vector<MeasuredRow> rows;
  for (const auto& [words, times] : groups)
    for (MeasuredRow& row : rows_of_group(asked, words, times, tasks, query.level))
      rows.push_back(std::move(row));
  return rows;
}

} // namespace aftercourse
