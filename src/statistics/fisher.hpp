// The conditional distributions of tables with given margins, for Fisher's exact test. Private to this floor.
#pragma once

#include <cstdint>
#include <vector>

#include <aftercourse/statistics/alternative.hpp>

namespace aftercourse::statistics {

/// A 2 × 2 table by its first cell, given the margins: the noncentral hypergeometric distribution.
class TwoByTwo {
 public:
  TwoByTwo(std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d);

  double p_value(Alternative alternative) const;
  /// The odds ratio under which the cell seen is the mean; 0 or infinity at an end.
  double odds_ratio() const;
  /// The odds ratio at which P(cell >= seen) is `tail`; 0 at the lower end.
  double lower_bound(double tail) const;
  double upper_bound(double tail) const;

 private:
  std::vector<double> at(double log_odds) const;
  double upper_tail(double log_odds) const;
  double lower_tail(double log_odds) const;

  std::int64_t least_ = 0, seen_ = 0; ///< `seen_` counted from least_
  std::vector<double> log_weight_;    ///< under an odds ratio of 1, up to a constant
};

/// P of all tables with the same margins that are no more probable than `counts`. Negative: too much work.
double network_p_value(const std::vector<std::vector<std::int64_t>>& counts);

} // namespace aftercourse::statistics
