// OneSided: how far a ratio of totals lies from a limit, told from its clusters. Its bounds hold with a
// given error on one side, and the p-value of a limit is the smallest error at which the bound still passes
// it: the two say the same.
//
//   exact    a share where no cluster has more than one observation: Clopper and Pearson (1934, Biometrika
//            26:404). Where all of several clusters agree (0 or 1), each counts as one observation.
//   process  else: Student's t of Taylor's variance over clusters (statistics/survey.hpp), of a share on the
//            log odds: the `process` and `design` intervals of evaluate().
#pragma once

#include <span>
#include <string>

#include <aftercourse/base/language.hpp>
#include <aftercourse/policy/finding_rule.hpp>

#include "ratio_sample.hpp"

namespace aftercourse {

class OneSided {
 public:
  using Side = FindingRule::Side; ///< below: the number is less than a limit; never `either`

  OneSided(const RatioSample& sample, bool share);

  /// Why there are no bounds; empty when there are.
  const Wording& not_estimable() const noexcept { return not_estimable_; }
  double value() const noexcept { return value_; }
  /// How it was made: "exact", "t over 6 clusters".
  const Wording& method() const noexcept { return method_; }
  /// What the number is at most (below) or at least (above) with that error, between 0 and 1.
  double bound(Side side, double error) const;
  /// The error of saying that the number lies on that side of the limit.
  double p_value(Side side, double limit) const;

 private:
  bool start_exact(const RatioSample& sample);
  void start_process(const RatioSample& sample, bool share);
  double to_scale(double number) const;
  double from_scale(double number) const;

  Wording not_estimable_, method_;
  double value_ = 0;
  bool exact_ = false, log_odds_ = false;
  double successes_ = 0, n_ = 0; ///< exact
  double se_ = 0, df_ = 0;       ///< on the scale
};

/// The difference of two, the first less the second, as if they were independent: its bound is made of
/// theirs (Zou and Donner 2008, Statistics in Medicine 27:1693, eq. 4), as that of a change between periods
/// is.
class OneSidedDifference {
 public:
  OneSidedDifference(OneSided first, OneSided second)
      : first_(std::move(first)), second_(std::move(second)) {}

  /// 0 where only rounding tells the two apart.
  double value() const noexcept;
  double bound(OneSided::Side side, double error) const;
  /// 1 where the bound passes the limit at no error of 0.5 or less.
  double p_value(OneSided::Side side, double limit) const;

 private:
  OneSided first_, second_;
};

} // namespace aftercourse
