// What the two kinds of measure share: a row of the result, and the measure with the policy it comes from.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/measures/evaluate.hpp>

#include "grouping.hpp"
#include "interval.hpp"

namespace aftercourse {

/// One row of evaluate(). `of` and `out_of` are numerator and denominator; a missing group is an empty text.
struct MeasuredRow {
  std::string measure, clause, level; ///< level: of a distribution
  std::vector<std::string> group;
  std::optional<double> value;
  double of = 0, out_of = 0;
  std::int64_t on_time = 0, late = 0, early = 0, open = 0, missing = 0, voided = 0, waived = 0;
  Bounds bounds;
  std::string state; ///< "ok", "no data", "open"
};

/// A measure that was asked for. `adopted` is no index for the general measures, which cover every policy.
struct AskedMeasure {
  std::string name; ///< as it was asked for
  const MeasureRule* rule;
  std::optional<std::size_t> adopted;
};

/// Whether a row belongs to the rows of the result that are being explained, and why not.
using Witness =
    std::function<void(Place place, const std::vector<std::string>& group, const char* en, const char* zh)>;

std::vector<MeasuredRow> measure_tasks(const TaskSet& tasks, const AskedMeasure& asked,
                                       const EvaluationQuery& query);
std::vector<MeasuredRow> measure_facts(const TaskSet& tasks, const AskedMeasure& asked,
                                       const EvaluationQuery& query);
inline bool over_tasks(MeasureRule::Type t) noexcept {
  return t == MeasureRule::Type::completion || t == MeasureRule::Type::on_time ||
         t == MeasureRule::Type::overdue;
}

std::vector<AskedMeasure> find_measures(const TaskSet& tasks, const EvaluationQuery& query);
/// The rows of a query, in the order of the result.
std::vector<MeasuredRow> measured_rows(const TaskSet& tasks, const EvaluationQuery& query);
/// The grouping in force: the query's, else the measure's own.
std::vector<std::string> grouping_of(const AskedMeasure& asked, const EvaluationQuery& query);
[[noreturn]] void refuse_group(const std::string& name, const std::string& kind);

} // namespace aftercourse
