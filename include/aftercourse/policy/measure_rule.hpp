// MeasureRule: a measure as a policy declares it: what is counted over what, for which clause.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <aftercourse/policy/condition.hpp>
#include <aftercourse/statistics/options.hpp>

namespace aftercourse {

/// A statistic over the facts of a kind: a function of the statistics floor, the columns that its arguments
/// name (paths from the row), and its options, in which a column goes by the text of its path.
struct StatisticRule {
  std::string function;
  std::map<std::string, std::vector<Path>> columns;
  statistics::Options options;
};

/// What a measure takes from the answers to a questionnaire: a dimension with its parts, one item (or row of
/// a matrix), or, when both are empty, the whole; of all appraisers or those of one role.
struct AnswersRule {
  std::string instrument, dimension, item, role;
};

struct MeasureRule {
  enum class Type : std::uint8_t {
    completion, ///< done or done late among tasks with due < as_of
    on_time,    ///< done in time among the same
    overdue,    ///< number of overdue tasks
    accuracy,   ///< right / (right + wrong) over audited items; the sample's design gives the interval
    share,      ///< rows of `kind` for which `success` holds among those for which `where` holds
    mean,       ///< mean of `of`
    sum,
    count,        ///< rows, or different values of `of`
    ratio,        ///< sum of `of` over sum of `to`, over rows that have both
    elapsed,      ///< days from date `of` to date `to`; `working` counts working days
    distribution, ///< rows by value of `of`
    score,        ///< mean of the scores of people in `answers`
    favourable,   ///< favourable answers among the valid ones in `answers`
    statistic,    ///< `statistic` over the rows of `kind`
    trend,        ///< of another measure over periods
    levels,       ///< other measures, side by side as levels of evidence
    curve,        ///< the share of tasks done within so many `days` of their opening
  };
  std::string id;
  Title title;
  std::string clause;
  std::vector<std::string> mission; ///< ids of requirements it serves
  Location at;
  Type type = Type::completion;
  std::vector<std::string> rules; ///< task measures: which rules; empty: all of the policy
  bool by_subject = false;        ///< `count: subject`
  std::size_t kind = 0;           ///< fact measures: rows of this kind (Root::row paths)
  std::optional<Condition> where, success;
  std::optional<Path> of, to;
  bool distinct = false, working = false;
  std::optional<StatisticRule> statistic;
  std::optional<AnswersRule> answers;
  std::vector<std::pair<std::string, std::string>>
      parts;                            ///< levels: its name and measure; trend: one measure
  PeriodUnit over = PeriodUnit::months; ///< trend
  std::vector<double> days{};           ///< curve
  std::optional<Path> dated;            ///< the date that gives the month; default: the kind's date
  std::vector<std::string> by;          ///< default grouping
};

/// Whether it is worked out from facts or from other measures as a whole: it has no state that merges.
inline bool is_model(MeasureRule::Type t) noexcept {
  return t == MeasureRule::Type::statistic || t == MeasureRule::Type::trend ||
         t == MeasureRule::Type::levels || t == MeasureRule::Type::curve;
}
/// Whether its value is a part of a whole.
inline bool is_share(MeasureRule::Type t) noexcept {
  return t == MeasureRule::Type::completion || t == MeasureRule::Type::on_time ||
         t == MeasureRule::Type::share || t == MeasureRule::Type::accuracy ||
         t == MeasureRule::Type::favourable;
}
/// Whether its value is a ratio of two totals, so that it can vary between clusters.
inline bool is_ratio(MeasureRule::Type t) noexcept {
  return is_share(t) || t == MeasureRule::Type::mean || t == MeasureRule::Type::ratio ||
         t == MeasureRule::Type::elapsed || t == MeasureRule::Type::score;
}

} // namespace aftercourse
