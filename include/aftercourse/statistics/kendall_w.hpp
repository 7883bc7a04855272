// Kendall's coefficient of concordance W: how far several raters rank the same units alike, from 0 to 1, over
// complete cases, corrected for ties; the test is chi-square with n − 1 degrees of freedom.
// W = 12 S / (m² (n³ − n) − m Σ (t³ − t)), S the squared deviations of the units' rank sums, t the sizes of
// ties. Source: Kendall and Gibbons, Rank Correlation Methods, 5th ed. (1990), sections 6.2, 6.6 and 6.10.
// The mean of Spearman's correlation over the pairs of raters is beside it (with ties not a function of W).
// Pure function. Fewer than two raters or units, or raters who tie everything, are not estimable.
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// n: units. There is no interval.
struct KendallW : Estimate {
  std::int64_t raters = 0;
  double chi_square = no_value, df = no_value, p_value = no_value;
  double mean_rank_correlation = no_value;   ///< NaN when a rater ties everything
  double mean_rank_correlation_z = no_value; ///< averaged as Fisher's z, as R's irr meanrho
};
BOOST_DESCRIBE_STRUCT(KendallW, (Estimate),
                      (raters, chi_square, df, p_value, mean_rank_correlation, mean_rank_correlation_z))

/// One column a rater. Throws InvalidArgument AC5501, AC5502, AC5507.
KendallW kendall_w(std::span<const std::span<const double>> raters);

Wording in_words(const KendallW& w);

} // namespace aftercourse::statistics
