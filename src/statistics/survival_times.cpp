#include <aftercourse/statistics/survival_times.hpp>

#include <string>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

namespace {

[[noreturn]] void refuse_survival(std::size_t i, const std::string& what) {
  throw InvalidArgument("AC5504", "observation " + std::to_string(i + 1) + ": " + what);
}

} // namespace

void require_survival_times(const SurvivalTimes& times, std::int32_t events, bool allow_negative) {
  const std::size_t n = times.time.size();
  require_finite(times.time, "time");
  require_equal_length(n, times.event.size(), "time", "event");
  if (!times.entry.empty()) require_equal_length(n, times.entry.size(), "time", "entry");
  if (!times.weights.empty()) require_equal_length(n, times.weights.size(), "time", "weights");
  if (!times.clusters.empty()) require_equal_length(n, times.clusters.size(), "time", "cluster");
  require_finite(times.entry, "entry");
  require_finite(times.weights, "weights");
  for (std::size_t i = 0; i < n; ++i) {
    if (times.time[i] < 0 && !allow_negative) refuse_survival(i, "a time before the origin");
    if (times.event[i] < 0 || times.event[i] > events)
      refuse_survival(i, "event " + std::to_string(times.event[i]) + " is none of 0 (censored) to " +
                             std::to_string(events));
    if (!times.entry.empty() && times.entry[i] >= times.time[i])
      refuse_survival(i, "its entry does not lie before its time");
    if (!times.weights.empty() && times.weights[i] < 0) refuse_survival(i, "a negative weight");
  }
}

void require_groups(const SubjectGroups& groups, std::size_t n, const char* name) {
  if (groups.codes.empty() && groups.labels.empty()) return;
  require_equal_length(n, groups.codes.size(), "time", name);
  for (std::size_t i = 0; i < n; ++i)
    if (groups.codes[i] < 0 || static_cast<std::size_t>(groups.codes[i]) >= groups.labels.size())
      refuse_survival(i, std::string(name) + " " + std::to_string(groups.codes[i]) + " has no label");
}

} // namespace aftercourse::statistics
