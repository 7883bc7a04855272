// FindingRule: a problem to look for, as a policy declares it: a state of affairs that must always or never
// be so, or a test on a measure that fires when chance is no likely explanation. What it finds is proposed;
// only what a person records becomes a `finding`. A value that belongs to its policy.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/policy/condition.hpp>
#include <aftercourse/statistics/control_chart.hpp>

namespace aftercourse {

struct FindingRule {
  enum class Type : std::uint8_t {
    state,  ///< `always`, `never`: over the facts of a kind, or over the whole
    limit,  ///< the one-sided bound of a measure passes a limit
    trend,  ///< a measure falls, or rises, over the last periods
    chart,  ///< the last period leaves the control chart of a measure
    gap,    ///< a group differs from the rest by more than a limit
    nobody, ///< of those a share is of, there is not one
    same,   ///< another finding, or recorded ones, in several departments at once
  };
  /// The side on which a number is a problem; of a trend: down, up.
  enum class Side : std::uint8_t { below, above, either };

  std::string id;
  Title title;
  std::string clause;
  std::vector<std::string> mission; ///< ids of requirements it serves
  Location at;
  Type type = Type::state;
  std::string dimension; ///< of the finding that is proposed: content, lecturer ...

  // state; `kind` and `where` also of recorded findings
  std::optional<std::size_t> kind; ///< `each:`
  std::optional<Condition> where;
  Condition must; ///< `never: c` is stored as the negation of c

  // tests on a measure
  std::string measure;            ///< of this policy, or a general one
  std::vector<std::string> by;    ///< empty: the measure's own
  std::int64_t min_n = 10;        ///< fewer observations are watched, not tested
  Side side = Side::either;       ///< limit, trend, gap
  Setting<Value> limit;           ///< limit, gap: a decimal
  std::optional<PeriodUnit> over; ///< trend, chart: of a point; else: judge the last such period that closed
  std::int64_t periods = 12;      ///< trend: the last so many
  statistics::ChartKind chart = statistics::ChartKind::xmr;
  std::int64_t baseline = 12; ///< chart: its first periods, of which the limits are made
  std::optional<Date> since;  ///< chart: the day it begins

  // same
  std::string same;                      ///< the other finding; empty: findings on record
  std::string among;                     ///< the group that tells departments apart
  std::int64_t times = 0;                ///< so many of them
  std::optional<Setting<Period>> within; ///< recorded findings raised within this period up to the day judged
};

} // namespace aftercourse
