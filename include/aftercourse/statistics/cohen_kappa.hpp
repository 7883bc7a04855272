// Cohen's kappa: agreement of two raters beyond the chance that each one's own distribution gives,
// unweighted, weighted by position (linear, quadratic and others) or with weights of one's own. Units that
// one of the two did not rate are left out and counted. The categories should be declared: a weight goes by
// their positions.
//
// The standard error is the asymptotic one at the estimate, the test of kappa = 0 uses that under no
// agreement: Fleiss, Cohen and Everitt (1969) Psychological Bulletin 72:323, eq. (8), (9), (14) and (15), as
// SAS, R's vcd and statsmodels print. The interval is normal and stays within −1 to 1. With clusters of units
// the standard error is that of the linearised coefficient (agreement.hpp) and the interval ± t(G − 1).
// Weights: Cohen (1968) Psychological Bulletin 70:213. Pure functions; when chance alone gives full agreement
// (one category only) kappa is not estimable.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/ratings.hpp>

namespace aftercourse::statistics {

struct CohenKappaOptions {
  Weighting weighting = Weighting::none;
  SquareMatrix weights = {};                   ///< of agreement, 1 on the diagonal; empty: by `weighting`
  std::span<const std::int32_t> clusters = {}; ///< one a unit; empty: every unit by itself
  double level = 0.95;
};

struct CohenKappa : Estimate {
  double observed = no_value;              ///< weighted agreement
  double by_chance = no_value;             ///< the same by chance
  double standard_error_null = no_value;   ///< under kappa = 0
  double z = no_value, p_value = no_value; ///< test of kappa = 0, two-sided
  double p_value_one_sided = no_value;     ///< of kappa > 0 where it is positive, else of kappa < 0
  std::vector<std::string> categories;     ///< their numbers, from 1, unless they have names
  std::vector<std::vector<double>> table;  ///< first rater's categories by the second's
};
BOOST_DESCRIBE_STRUCT(CohenKappa, (Estimate),
                      (observed, by_chance, standard_error_null, z, p_value, p_value_one_sided, categories,
                       table))

/// Throws InvalidArgument AC5504 unless there are two raters, AC5502 for weights or clusters of another size.
CohenKappa cohen_kappa(const Ratings& ratings, const CohenKappaOptions& options = {});

/// The mean of Cohen's kappa over all pairs of raters; NaN when it does not exist for one of them.
double light_kappa(const Ratings& ratings, const SquareMatrix& weights);

Wording in_words(const CohenKappa& kappa);

} // namespace aftercourse::statistics
