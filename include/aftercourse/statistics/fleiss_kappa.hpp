// Fleiss' kappa: agreement of several raters who share one distribution over the categories, from ratings or
// from counts, with the kappa of each category and the agreement on each unit. The standard error and
// interval are those of the linearised coefficient (agreement.hpp, as R's irrCAC); the tests of kappa = 0 use
// the standard error under no agreement of Fleiss, Nee and Landis (1979) Psychological Bulletin 86:974, eq.
// (12) and (13), as R's irr: it exists when all units have equally many ratings and nothing is weighted.
// Kappa: Fleiss (1971) Psychological Bulletin 76:378; with unequal numbers of ratings Gwet (2014)
// section 2.4. Pure function; no unit with two ratings, or ratings that are all alike, is not estimable.
#pragma once

#include <cstdint>
#include <vector>

#include <aftercourse/statistics/agreement.hpp>

namespace aftercourse::statistics {

/// A category against all others together.
struct CategoryKappa {
  std::string category;    ///< its number, from 1
  double share = no_value; ///< of the ratings, averaged over units
  double kappa = no_value, standard_error_null = no_value, z = no_value, p_value = no_value;
};
BOOST_DESCRIBE_STRUCT(CategoryKappa, (), (category, share, kappa, standard_error_null, z, p_value))

struct FleissKappa : Agreement {
  double standard_error_null = no_value;   ///< under kappa = 0
  double z = no_value, p_value = no_value; ///< test of kappa = 0, two-sided
  std::vector<CategoryKappa> per_category;
  std::vector<double> per_unit; ///< agreement on each unit; NaN with fewer than two ratings
};
BOOST_DESCRIBE_STRUCT(FleissKappa, (Agreement), (standard_error_null, z, p_value, per_category, per_unit))

FleissKappa fleiss_kappa(const Ratings& ratings, const AgreementOptions& options = {});

Wording in_words(const FleissKappa& kappa);

} // namespace aftercourse::statistics
