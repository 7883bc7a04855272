#include <aftercourse/statistics/completion_curve.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

namespace {

void require_day_or_none(std::span<const double> days, const char* name) {
  for (std::size_t i = 0; i < days.size(); ++i)
    if (std::isinf(days[i]))
      throw InvalidArgument("AC5501", "value " + std::to_string(i + 1) + " of " + name + " is infinite");
}

} // namespace

CompletionTimes completion_times(std::span<const double> opened, std::span<const double> done,
                                 std::span<const double> voided, double as_of) {
  require_finite(opened, "opened");
  require_finite(std::span(&as_of, 1), "as_of");
  require_equal_length(opened.size(), done.size(), "opened", "done");
  require_equal_length(opened.size(), voided.size(), "opened", "void");
  require_day_or_none(done, "done");
  require_day_or_none(voided, "void");
  CompletionTimes times;
  for (std::size_t i = 0; i < opened.size(); ++i) {
    if (opened[i] > as_of) {
      ++times.not_open_yet;
      continue;
    }
    const bool is_done = done[i] <= as_of, is_void = voided[i] <= as_of; // false for not a number
    const bool done_first = is_done && !(is_void && voided[i] < done[i]);
    const double end = done_first ? done[i] : is_void ? voided[i] : as_of;
    times.row.push_back(static_cast<std::int64_t>(i));
    times.time.push_back(std::max(0.0, end - opened[i]));
    times.event.push_back(done_first ? 1 : is_void ? 2 : 0);
  }
  return times;
}

CompletionCurve completion_curve(std::span<const double> opened, std::span<const double> done,
                                 std::span<const double> voided, double as_of, const SubjectGroups& groups,
                                 std::span<const std::int32_t> clusters,
                                 const AalenJohansenOptions& options) {
  require_groups(groups, opened.size(), "group");
  if (!clusters.empty()) require_equal_length(opened.size(), clusters.size(), "opened", "cluster");
  const CompletionTimes times = completion_times(opened, done, voided, as_of);
  const auto picked = [&](std::span<const std::int32_t> codes) {
    std::vector<std::int32_t> out;
    for (const std::int64_t row : times.row)
      if (!codes.empty()) out.push_back(codes[static_cast<std::size_t>(row)]);
    return out;
  };
  const std::vector<std::int32_t> group = picked(groups.codes), cluster = picked(clusters);
  SurvivalTimes columns = times.columns();
  columns.clusters = cluster;
  const SubjectGroups open_groups = group.empty() ? SubjectGroups{} : SubjectGroups{group, groups.labels};
  CompletionCurve curve{aalen_johansen(columns, completion_causes, open_groups, options), times.not_open_yet};
  curve.estimator = "completion_curve, " + curve.estimator;
  return curve;
}

} // namespace aftercourse::statistics
