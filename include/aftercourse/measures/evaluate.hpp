// evaluate: measures over tasks and facts, as a table. Every row shows its numerator and denominator, and
// what stands beside them: late, early, open, missing, void and waived are different things and have columns
// of their own.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/base/frame.hpp>
#include <aftercourse/base/progress.hpp>
#include <aftercourse/tasks/explanation.hpp>
#include <aftercourse/tasks/task_set.hpp>

namespace aftercourse {

/// How the uncertainty of a share or mean is described. A full count has none; `process` asks what the same
/// process would do next and is robust to clusters (programmes); `wilson` is for independent observations;
/// `design` is the audited sample's own.
enum class Interval : std::uint8_t { automatic, none, process, wilson, design };

/// What each number is held against.
enum class Versus : std::uint8_t {
  nothing,
  previous, ///< the period before: of a row's own month, quarter or year, else of the query's period
};

/// Who will read the numbers. To be published, what fewer than 5 people answered is hidden (`suppressed`).
/// That protects single answers, not against subtracting published numbers from each other.
enum class Audience : std::uint8_t { publish, internal };
inline constexpr std::int64_t fewest_published = 5;

struct EvaluationQuery {
  std::vector<std::string>
      measures{}; ///< ids of adopted policies' measures, or of the general ones (general_measures())
  std::vector<std::string>
      by{}; ///< paths or short names: "unit", "person.employment.unit", "lecturer", "channel", "month"
  std::map<std::string, std::vector<std::string>> where{}; ///< path -> values allowed
  std::optional<Date> from{}, to{}; ///< only tasks due (facts dated) within, both ends included
  std::string period{};             ///< the same by label: "2026-09", "2026-Q3", "2026"
  Versus versus = Versus::nothing;
  Audience audience = Audience::publish;
  Interval interval = Interval::automatic;
  double level = 0.95;
  Progress progress{};
};

/// Columns: measure, one for each of `by`, level, value, numerator, denominator, on_time, late, early, open,
/// missing, void, waived, low, high, interval, state ("ok", "no data", "open": nothing was due yet,
/// "suppressed", "not estimable"), clause; with `versus` also previous, change, change_low, change_high
/// before `state`. Rows by measure, then group (a missing group last). Throws NotFound AC5001 for an unknown
/// measure, InvalidArgument AC5002 for a group that cannot be reached, AC5008 for a period that is none, or
/// beside `from` or `to`, and AC5009 for `versus` where no period is before another. docs/measures.md
/// explains each of them; MeasureState is the form that merges.
Frame evaluate(const TaskSet& tasks, const EvaluationQuery& query);

/// Why a row of evaluate() is what it is: the clause, which tasks or facts counted, which were left out and
/// why (the first `list` of each by name), the interval and its assumptions.
Explanation explain_value(const TaskSet& tasks, const EvaluationQuery& query, std::size_t row,
                          std::size_t list = 20);

/// The measures that need no policy to declare them: completion_rate, on_time_rate, overdue, accuracy_rate,
/// attendance_rate, response_rate; they are a policy file of their own (src/policies/general-measures.yaml).
std::vector<std::string> general_measures();

} // namespace aftercourse
