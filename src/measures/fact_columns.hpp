// FactColumns: the facts that a measure counts, as columns: what each adds to numerator and denominator, and
// its groups.
#pragma once

#include <map>
#include <optional>

#include <aftercourse/base/wide.hpp>

#include <aftercourse/tasks/evaluator.hpp>

#include "asked_measure.hpp"
#include "words.hpp"

namespace aftercourse {

/// What one fact adds, exactly, in millionths.
struct Contribution {
  Wide y = 0, x = 0;
};

struct FactColumns {
  std::vector<Row> rows;
  std::vector<std::optional<Contribution>> contributions; ///< nothing: its value is missing
  std::vector<WordColumn> groups;
  std::map<std::string, std::int64_t> strata; ///< audited samples: each recorded draw and its population
};

/// The living facts of the measure's kind, dated up to as_of, that its `where` and the query let in; of those
/// the given part. Columns: one for each of `by`, then one for each of `within`. Throws InvalidArgument
/// AC5002, LimitError AC5015 for a number that no exact sum can hold.
FactColumns read_facts(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       const std::vector<std::string>& by, const std::vector<Within>& within,
                       RowPart part = {});

/// Where the paths of a fact measure start: at the fact, on its own day.
Viewpoint viewpoint_of(const TaskSet& tasks, const AskedMeasure& asked, Row row);

} // namespace aftercourse
