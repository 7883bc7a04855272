// FactColumns: the facts that a measure counts, as columns: what each adds to numerator and denominator, and
// its groups.
#pragma once

#include <map>
#include <optional>

#include <aftercourse/base/wide.hpp>

#include "fact_scan.hpp"

namespace aftercourse {

/// What one fact adds, exactly, in millionths.
struct Contribution {
  Wide y = 0, x = 0;
};

/// What became of a response to a questionnaire.
enum class Fate : std::uint8_t {
  counted,
  unknown_version, ///< of the questionnaire
  refused,         ///< its answers are none that the questionnaire allows
  other_scale,     ///< than that of the version added last
  too_few,         ///< fewer than half of the items were answered
  no_total,        ///< a role is missing, and the questionnaire does not let the others stand in
  not_asked,       ///< skip logic, or its version, left the items out: it counts nowhere
  superseded,      ///< the same person answered again: it counts nowhere
};

struct FactColumns {
  std::vector<Row> rows;
  std::vector<std::optional<Contribution>> contributions; ///< nothing: its value is missing
  std::vector<WordColumn> groups;
  std::map<std::string, std::int64_t> strata; ///< audited samples: each recorded draw and its population
  std::vector<Fate> fates;                    ///< of responses that are scored; else none
  std::map<Row, std::string> faults;          ///< of refused ones: the items

  /// Whether a row is here only to be explained.
  bool counts_nowhere(std::size_t row) const noexcept {
    return !fates.empty() && (fates[row] == Fate::not_asked || fates[row] == Fate::superseded);
  }
};

/// The facts of the given part. Columns: one for each of `by`, then one for each of `within`. Throws
/// InvalidArgument AC5002, LimitError AC5015 for a number that no exact sum can hold; as read_scores() does.
FactColumns read_facts(const TaskSet& tasks, const AskedMeasure& asked, const EvaluationQuery& query,
                       const std::vector<std::string>& by, const std::vector<Within>& within,
                       RowPart part = {});

} // namespace aftercourse
