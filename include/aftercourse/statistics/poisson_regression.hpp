// PoissonRegression: the logarithm of a rate as a linear function of columns, from counts. Pure functions.
#pragma once

#include <aftercourse/statistics/generalized_model.hpp>

namespace aftercourse::statistics {

struct PoissonRegression : GeneralizedModel {
  double events = no_value; ///< sum of weight · outcome
};
BOOST_DESCRIBE_STRUCT(PoissonRegression, (GeneralizedModel), (events))

struct PoissonOptions : GeneralizedOptions {
  bool quasi =
      false; ///< estimate the dispersion as Pearson's chi-square / (n - p) and scale the covariance by it
};

/// Maximum likelihood; ratios are rate ratios. The offset is the logarithm of the exposure. Outcomes are 0 or
/// more; intervals and tests are Wald's, normal also with `quasi` (which R's confint.default does, not its
/// summary), t with G - 1 degrees of freedom in clusters. `quasi` scales the classical covariance only.
/// Throws InvalidArgument AC5501 to AC5504; a negative outcome, Newey-West, and profile intervals with a
/// robust covariance or `quasi` are AC5504.
PoissonRegression poisson_regression(const Observations& rows, const Design& design,
                                     const PoissonOptions& options = {});

Wording in_words(const PoissonRegression& model);

} // namespace aftercourse::statistics
