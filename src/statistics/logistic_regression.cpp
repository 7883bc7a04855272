#include <aftercourse/statistics/logistic_regression.hpp>

#include <aftercourse/base/error.hpp>

#include "reweighted.hpp"
#include "sandwich.hpp"

namespace aftercourse::statistics {

LogisticRegression logistic_regression(const Observations& rows, const Design& design,
                                       const GeneralizedOptions& options) {
  require_observations(rows, design);
  require_finite(rows.outcome, "the outcome");
  LogisticRegression model;
  model.estimator = "logistic regression, maximum likelihood";
  model.events = 0;
  for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
    const double y = rows.outcome[i];
    if (y < 0 || y > 1)
      throw InvalidArgument("AC5504", "a logistic outcome is 0, 1 or a share between them; outcome " +
                                          std::to_string(i + 1) + " is not");
    model.events += (rows.weights.empty() ? 1 : rows.weights[i]) * y;
  }
  fit_generalized(model, Family::binomial, rows, design, options, false);
  return model;
}

Wording in_words(const LogisticRegression& model) {
  return generalized_words(model, {"Logistic regression", "逻辑回归"}, {"odds ratios", "优势比"});
}

} // namespace aftercourse::statistics
