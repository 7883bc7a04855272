// AskedMeasure: a measure of a query with the policy that declares it, and what its states tell apart.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/measures/measure_state.hpp>

namespace aftercourse {

/// What a measure tells apart within a group, as columns of its state after those of the group. Distinct
/// things and clusters are sets: two states that saw the same one merge into one.
enum class Within : std::uint8_t {
  stratum,    ///< the recorded draw that took an audited fact
  cluster,    ///< what varies together: the programme, the audited fact; without one the subject itself
  learner,    ///< whether observations are independent
  subject,    ///< `count: subject`
  detail,     ///< the value: levels of a distribution, different values of a count
  respondent, ///< who answered, where that is guarded
};

struct AskedMeasure {
  std::string name; ///< as it was asked for; "policy/id" where several policies declare it
  const MeasureRule* rule;
  std::optional<std::size_t> adopted; ///< none: a general measure, which covers every policy
};

inline bool over_tasks(MeasureRule::Type t) noexcept {
  return t == MeasureRule::Type::completion || t == MeasureRule::Type::on_time ||
         t == MeasureRule::Type::overdue || t == MeasureRule::Type::curve;
}
/// The interval that is worked out: audited samples have their own, other measures are full counts.
inline Interval interval_for(MeasureRule::Type t, Interval asked) noexcept {
  if (asked != Interval::automatic) return asked;
  return t == MeasureRule::Type::accuracy ? Interval::design : Interval::none;
}

/// Whether a column tells clusters apart; the others are counted within them.
inline bool tells_clusters(Within what) noexcept {
  return what != Within::detail && what != Within::respondent;
}

/// Throws InvalidArgument AC5004 for a bad level, AC5006 for a group asked for twice, AC5007 for days that
/// end before they begin.
void check_query(const EvaluationQuery& query);
/// Throws as check_query(), InvalidArgument AC5003 without measures, NotFound AC5001.
std::vector<AskedMeasure> find_measures(const TaskSet& tasks, const EvaluationQuery& query);
/// The grouping in force: the query's, else the measure's own.
std::vector<std::string> grouping_of(const AskedMeasure& asked, const EvaluationQuery& query);
/// `schema`: that of the facts.
std::vector<Within> within(const MeasureRule& rule, const EvaluationQuery& query, const Schema& schema);
/// What the numbers rest on: the text of the measures' policies (of all, for general measures), the
/// parameters set for them, and the questionnaires by which answers are scored.
std::string policy_hash(const TaskSet& tasks, const std::vector<AskedMeasure>& asked);
[[noreturn]] void refuse_group(const std::string& name, const std::string& kind);

} // namespace aftercourse
