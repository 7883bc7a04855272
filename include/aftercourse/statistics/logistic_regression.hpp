// LogisticRegression: the log odds of an event as a linear function of columns. Pure functions.
#pragma once

#include <aftercourse/statistics/generalized_model.hpp>

namespace aftercourse::statistics {

struct LogisticRegression : GeneralizedModel {
  double events = no_value; ///< sum of weight · outcome
};
BOOST_DESCRIBE_STRUCT(LogisticRegression, (GeneralizedModel), (events))

/// Maximum likelihood; ratios are odds ratios. The outcome is 0 or 1, or a share between them whose weight is
/// the number of trials. Intervals and tests are Wald's: normal, t with G - 1 degrees of freedom in clusters.
/// The likelihood-ratio test is given with the classical covariance, which alone assumes what it assumes.
/// Throws InvalidArgument AC5501 to AC5504; an outcome outside 0 to 1, Newey-West, and profile intervals with
/// a robust covariance are AC5504.
LogisticRegression logistic_regression(const Observations& rows, const Design& design,
                                       const GeneralizedOptions& options = {});

Wording in_words(const LogisticRegression& model);

} // namespace aftercourse::statistics
