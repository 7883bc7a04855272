// McDonald's omega: (Σ λ)²/((Σ λ)² + Σ ψ), the reliability of a sum whose items measure one factor with
// different loadings λ, the uniquenesses ψ estimated by maximum likelihood. Alpha is the case of equal
// loadings. Of covariances the items keep their units, as in the sum of marks; of correlations they are
// standardised.
//
// Omega: McDonald, Test Theory (1999), eq. (6.20b). Maximum likelihood: Jöreskog (1967) Psychometrika 32:443,
// by Fisher scoring. The standard error is by the delta method from the expected information (of standardised
// loadings when the matrix holds correlations), the interval normal and at most 1. The test of one factor is
// that of Bartlett (1951), (n − 1 − (2 k + 5)/6 − 2/3) F, as R's factanal; RMSEA is from (n − 1) F, Steiger
// (1990) Multivariate Behavioral Research 25:173. Pure functions. Not estimable: fewer than three items, an
// item without variance, items of which one follows from the others, and Heywood cases, where an item would
// need a variance of its own that is not positive.
#pragma once

#include <cstdint>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/item_covariance.hpp>

namespace aftercourse::statistics {

struct OmegaItem {
  std::string item;                 ///< its name
  double loading = no_value;        ///< in the units of the item
  double standard_error = no_value; ///< of the loading; of the standardised one for correlations
  double standardised_loading = no_value;
  double uniqueness = no_value; ///< share of the item's variance that the factor leaves
};
BOOST_DESCRIBE_STRUCT(OmegaItem, (), (item, loading, standard_error, standardised_loading, uniqueness))

struct McDonaldOmega : Estimate {
  std::int64_t items = 0;
  double standardised = no_value; ///< omega of the correlations
  double chi_square = no_value, df = no_value,
         p_value = no_value; ///< that one factor is enough; none for three items
  double rmsea = no_value;
  double discrepancy = no_value; ///< F, which maximum likelihood makes least
  std::vector<OmegaItem> per_item;
};
BOOST_DESCRIBE_STRUCT(McDonaldOmega, (Estimate),
                      (items, standardised, chi_square, df, p_value, rmsea, discrepancy, per_item))

/// Throws InvalidArgument AC5503.
McDonaldOmega mcdonald_omega(const ItemCovariance& covariance, double level = 0.95);

Wording in_words(const McDonaldOmega& omega);

} // namespace aftercourse::statistics
