// DifferenceInDifferences: the change of a treated group less the change of a comparison group in the same
// time. It is an effect only if both would have changed alike; `trends` and the test before the treatment
// show whether they did. Standard errors are robust to the dependence of a unit's observations (Bertrand,
// Duflo, Mullainathan 2004, Quarterly J. Economics 119:249). Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/data.hpp>
#include <aftercourse/statistics/design.hpp>

namespace aftercourse::statistics {

/// One of the four cells of the two-by-two form.
struct DifferenceCell {
  std::string group;
  bool after = false;
  std::int64_t n = 0;
  double mean = no_value, standard_error = no_value; ///< sd / √n
};
BOOST_DESCRIBE_STRUCT(DifferenceCell, (), (group, after, n, mean, standard_error))

/// The change of the units of a group that were observed at both times.
struct GroupChange {
  std::string group;
  std::int64_t n = 0;
  double change = no_value, standard_error = no_value;
};
BOOST_DESCRIBE_STRUCT(GroupChange, (), (group, n, change, standard_error))

/// The mean of those that are treated at some time and of those that never are, in one period.
struct TrendPoint {
  std::string period;
  double treated = no_value, comparison = no_value, difference = no_value;
  std::int64_t n_treated = 0, n_comparison = 0;
};
BOOST_DESCRIBE_STRUCT(TrendPoint, (), (period, treated, comparison, difference, n_treated, n_comparison))

struct DifferenceInDifferences : Estimate {
  std::string covariance;
  double statistic = no_value, df = no_value, p_value = no_value;
  double pretrend = no_value,
         pretrend_p_value = no_value;    ///< panel: slope of treated less comparison, before
  bool staggered = false;                ///< treatment begins at different times: see the panel form
  std::vector<Coefficient> coefficients; ///< without those of units
  std::vector<DifferenceCell> cells;     ///< two by two
  std::vector<GroupChange> changes;      ///< two by two with units
  std::vector<TrendPoint> trends;        ///< panel
};
BOOST_DESCRIBE_STRUCT(DifferenceInDifferences, (Estimate),
                      (covariance, statistic, df, p_value, pretrend, pretrend_p_value, staggered,
                       coefficients, cells, changes, trends))

struct DifferenceInDifferencesOptions {
  Covariance covariance = Covariance::automatic;
  bool balanced = false; ///< two by two with units: only those observed at both times
  double level = 0.95;
};

/// Two by two: outcome = b0 + b1 group + b2 after + b3 group·after (+ covariates); the estimate is b3.
/// `group` and `after` have two labels, the first being the comparison and before. Clusters of `rows`, else
/// units, give CR1. `unit` may have no codes. Throws InvalidArgument AC5501 to AC5504.
DifferenceInDifferences difference_in_differences(const Observations& rows, const Labels& group,
                                                  const Labels& after, const Labels& unit,
                                                  std::span<const Predictor> covariates = {},
                                                  const DifferenceInDifferencesOptions& options = {});

/// Panel: outcome = unit + period + effect · treated (+ covariates), treated 0 or 1 in each row. Units are
/// taken out by their means (within estimator); CR1 by cluster, else by unit, counts period and covariates as
/// parameters, not units, as they lie within clusters. With staggered starts and effects that grow the
/// estimate weighs some comparisons wrongly (Goodman-Bacon 2021, J. Econometrics 225:254). Throws as above,
/// and AC5504 for another covariance.
DifferenceInDifferences difference_in_differences_panel(const Observations& rows, const Labels& unit,
                                                        const Labels& period, std::span<const double> treated,
                                                        std::span<const Predictor> covariates = {},
                                                        const DifferenceInDifferencesOptions& options = {});

Wording in_words(const DifferenceInDifferences& answer);

} // namespace aftercourse::statistics
