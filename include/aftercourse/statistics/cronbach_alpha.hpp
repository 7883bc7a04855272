// Cronbach's alpha: k/(k − 1) · (1 − Σ s_i²/s²), the lower bound of a sum's reliability from the covariances
// of its items, over complete cases (KR-20 for right and wrong). With it what each item does to the scale.
// Source: Cronbach (1951) Psychometrika 16:297. Interval: Feldt, Woodruff and Salih (1987) Applied
// Psychological Measurement 11:93, eq. (8): 1 − (1 − α) F with n − 1 and (n − 1)(k − 1) degrees of freedom.
// Standard error: Duhachek and Iacobucci (2004) Journal of Applied Psychology 89:792. Guttman's lambda 6:
// Guttman (1945) Psychometrika 10:255. Alpha may be negative; it then says that the items do not measure one
// thing. Pure functions. One item, one person, or a sum without variance is not estimable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/item_covariance.hpp>

namespace aftercourse::statistics {

struct AlphaItem {
  std::string item; ///< its name
  double variance = no_value;
  double item_total = no_value; ///< correlation with the sum of all items
  double item_rest = no_value;  ///< correlation with the sum of the others
  double alpha_if_dropped = no_value;
};
BOOST_DESCRIBE_STRUCT(AlphaItem, (), (item, variance, item_total, item_rest, alpha_if_dropped))

struct CronbachAlpha : Estimate {
  std::int64_t items = 0;
  double standardised = no_value; ///< alpha of the correlations
  double guttman_lambda6 = no_value;
  double mean_correlation = no_value;
  std::vector<AlphaItem> per_item;
};
BOOST_DESCRIBE_STRUCT(CronbachAlpha, (Estimate),
                      (items, standardised, guttman_lambda6, mean_correlation, per_item))

/// Throws InvalidArgument AC5503.
CronbachAlpha cronbach_alpha(const ItemCovariance& covariance, double level = 0.95);

Wording in_words(const CronbachAlpha& alpha);

} // namespace aftercourse::statistics
