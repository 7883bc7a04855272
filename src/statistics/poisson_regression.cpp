#include <aftercourse/statistics/poisson_regression.hpp>

#include <aftercourse/base/error.hpp>

#include "reweighted.hpp"
#include "sandwich.hpp"

namespace aftercourse::statistics {

PoissonRegression poisson_regression(const Observations& rows, const Design& design,
                                     const PoissonOptions& options) {
  require_observations(rows, design);
  require_finite(rows.outcome, "the outcome");
  PoissonRegression model;
  model.estimator = options.quasi ? "quasi-Poisson regression" : "Poisson regression, maximum likelihood";
  model.events = 0;
  for (std::size_t i = 0; i < rows.outcome.size(); ++i) {
    if (rows.outcome[i] < 0)
      throw InvalidArgument("AC5504",
                            "a count is 0 or more; outcome " + std::to_string(i + 1) + " is negative");
    model.events += (rows.weights.empty() ? 1 : rows.weights[i]) * rows.outcome[i];
  }
  fit_generalized(model, Family::poisson, rows, design, options, options.quasi);
  return model;
}

Wording in_words(const PoissonRegression& model) {
  return generalized_words(model, {"Poisson regression", "泊松回归"}, {"rate ratios", "发生率比"});
}

} // namespace aftercourse::statistics
