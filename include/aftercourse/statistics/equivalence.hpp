// Equivalence: is a difference small enough not to matter? Two one-sided tests (Schuirmann 1987, J.
// Pharmacokinetics and Biopharmaceutics 15:657) against margins that were set beforehand: it is shown at
// level 1 - α when both reject, which is when the interval of level 1 - 2α lies within the margins. Failing
// to find a difference shows no equivalence; this does. Pure functions.
#pragma once

#include <optional>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/proportion_difference.hpp>
#include <aftercourse/statistics/t_test.hpp>

namespace aftercourse::statistics {

struct Equivalence : Estimate { ///< `level` is that of low and high: 1 - 2α
  double margin_low = no_value, margin_high = no_value;
  double statistic_low = no_value, statistic_high = no_value; ///< t or z against each margin
  double df = no_value;                                       ///< NaN: normal
  double p_low = no_value, p_high = no_value; ///< of "below the lower", "above the upper margin"
  double p_value = no_value;                  ///< the greater of the two
  bool equivalent = false;                    ///< p_value <= α
};
BOOST_DESCRIBE_STRUCT(Equivalence, (Estimate),
                      (margin_low, margin_high, statistic_low, statistic_high, df, p_low, p_high, p_value,
                       equivalent))

/// All throw InvalidArgument AC5504 unless margin_low < margin_high; AC5503 unless 0.5 < level < 1 (1 - α).

/// Of a mean or a difference of means, from its t test of any kind: its estimate, standard error and degrees
/// of freedom.
Equivalence equivalence_of_means(const TTest& test, double margin_low, double margin_high,
                                 double level = 0.95);

/// Of a difference of shares, second minus first: miettinen_nurminen (the default: score statistics with
/// restricted shares), wald or, in clusters, the difference by taylor.
Equivalence equivalence_of_proportions(const ProportionGroup& first, const ProportionGroup& second,
                                       double margin_low, double margin_high,
                                       DifferenceMethod method = DifferenceMethod::miettinen_nurminen,
                                       double level = 0.95);
Equivalence equivalence_of_proportions(const ProportionDifference& taylor, double margin_low,
                                       double margin_high, double level = 0.95);

Wording in_words(const Equivalence& equivalence);

} // namespace aftercourse::statistics
