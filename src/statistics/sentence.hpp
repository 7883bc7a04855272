// Parts of sentences that many answers share. Private to this floor.
#pragma once

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// "95 % interval 0.255 to 0.366"; when there is none: "no interval: all values are equal", by default for
/// the reason that the answer gives.
Wording interval_words(const Answer& about, double low, double high, const Wording& why = {});
inline Wording interval_words(const Estimate& e) { return interval_words(e, e.low, e.high); }

/// "n = 263 in 12 clusters, 3 missing left out".
Wording counted_words(const Answer& about);

/// "<begin> (<interval>; <count>)." - the sentence that tells one number.
Wording sentence(const Wording& begin, const Estimate& e);

/// An Answer that has no number, for this reason.
template <class A>
A without(A answer, Wording reason) {
  answer.not_estimable = std::move(reason);
  return answer;
}

namespace reasons {
inline const Wording nothing{"there is no observation", "没有观测"};
inline const Wording one{"one observation tells nothing of the spread", "只有一个观测，无法估计离散程度"};
inline const Wording one_cluster{"fewer than two clusters", "少于两个群组"};
inline const Wording no_weight{"all weights are 0", "所有权重均为0"};
inline const Wording equal{"all values are equal", "所有取值相同"};
inline const Wording one_in_group{"a group of one tells nothing of the spread",
                                  "只有一个观测的组无法估计离散程度"};
inline const Wording too_large{"the numbers are too large for their variance to be computed",
                               "数值过大，无法计算方差"};
inline const Wording no_variation{"no variation between clusters", "群组之间没有差异"};
} // namespace reasons

} // namespace aftercourse::statistics
