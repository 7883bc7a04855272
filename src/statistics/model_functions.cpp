#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/before_after.hpp>
#include <aftercourse/statistics/buhlmann_straub.hpp>
#include <aftercourse/statistics/linear_regression.hpp>
#include <aftercourse/statistics/logistic_regression.hpp>
#include <aftercourse/statistics/poisson_regression.hpp>
#include <aftercourse/statistics/shrinkage.hpp>

#include "functions.hpp"
#include "predictor_arguments.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

constexpr std::string_view linear_covariances =
    "automatic | classical | HC0 | HC1 | HC2 | HC3 | CR1 | Newey-West";
constexpr std::string_view other_covariances = "automatic | classical | HC0 | HC1 | HC2 | HC3 | CR1";

Covariance asked_covariance(const Call& call) {
  return covariance_named(call.text("covariance", "automatic"));
}

Result run_linear_regression(const Call& call) {
  const Sample sample = call.sample();
  const PredictorArguments predictors(call, sample, "predictors");
  const Labels cluster = sample.cluster();
  LinearOptions options;
  options.covariance = asked_covariance(call);
  options.lag = call.integer("lag", -1);
  if (call.given("lag") && options.lag < 0) throw InvalidArgument("AC5504", "the lag is 0 or more");
  options.drop_collinear = call.flag("drop_collinear");
  options.observations = call.flag("observations");
  options.level = call.level();
  const Observations rows{
      .outcome = sample.numbers("outcome"), .weights = sample.weights(), .cluster = cluster.codes};
  return with_missing(linear_regression(rows, predictors.design(call.flag("intercept", true)), options),
                      sample);
}

/// What logistic and Poisson regression ask alike.
template <class Options>
Options generalized_options(const Call& call) {
  Options options;
  options.covariance = asked_covariance(call);
  options.drop_collinear = call.flag("drop_collinear");
  options.profile = call.flag("profile");
  options.level = call.level();
  return options;
}

Result run_logistic_regression(const Call& call) {
  const Sample sample = call.sample();
  const PredictorArguments predictors(call, sample, "predictors");
  const Labels cluster = sample.cluster();
  const std::vector<double> outcome = yes_or_no(call, sample, "outcome");
  Observations rows{.outcome = outcome, .weights = sample.weights(), .cluster = cluster.codes};
  if (call.given("offset")) rows.offset = sample.numbers("offset");
  return with_missing(logistic_regression(rows, predictors.design(call.flag("intercept", true)),
                                          generalized_options<GeneralizedOptions>(call)),
                      sample);
}

Result run_poisson_regression(const Call& call) {
  const Sample sample = call.sample();
  const PredictorArguments predictors(call, sample, "predictors");
  const Labels cluster = sample.cluster();
  std::vector<double> offset;
  if (call.given("offset")) {
    const auto given = sample.numbers("offset");
    offset.assign(given.begin(), given.end());
  }
  if (call.given("exposure")) {
    const auto exposure = sample.numbers("exposure");
    offset.resize(exposure.size());
    for (std::size_t i = 0; i < exposure.size(); ++i) {
      if (!(exposure[i] > 0)) throw InvalidArgument("AC5504", "an exposure is above 0");
      offset[i] += std::log(exposure[i]);
    }
  }
  auto options = generalized_options<PoissonOptions>(call);
  options.quasi = call.flag("quasi");
  const Observations rows{.outcome = sample.numbers("outcome"),
                          .weights = sample.weights(),
                          .offset = offset,
                          .cluster = cluster.codes};
  return with_missing(poisson_regression(rows, predictors.design(call.flag("intercept", true)), options),
                      sample);
}

Result run_ancova(const Call& call) {
  const Sample sample = call.sample();
  const PredictorArguments covariates(call, sample, "covariates");
  const Labels cluster = sample.cluster();
  const Observations rows{
      .outcome = sample.numbers("outcome"), .weights = sample.weights(), .cluster = cluster.codes};
  return with_missing(ancova(rows, sample.numbers("before"), sample.labels("group"), covariates.predictors(),
                             asked_covariance(call), call.level()),
                      sample);
}

Result run_buhlmann_straub(const Call& call) {
  const Sample sample = call.sample();
  const Labels group = sample.labels("group");
  CredibilityOptions options;
  if (call.text("between", "unbiased") == "iterative") options.between = BetweenVariance::iterative;
  options.level = call.level();
  return with_missing(
      buhlmann_straub(sample.numbers("outcome"), group.codes, group.names, sample.weights(), options),
      sample);
}

/// The label of each row; none when the call names no group.
std::vector<std::string> row_labels(const Call& call, const Sample& sample) {
  std::vector<std::string> out;
  if (!call.given("group")) return out;
  const Labels group = sample.labels("group");
  for (const std::int32_t code : group.codes) out.push_back(group.names[static_cast<std::size_t>(code)]);
  return out;
}

Result run_shrink_means(const Call& call) {
  const Sample sample = call.sample();
  return with_missing(shrink_means(sample.numbers("outcome"), sample.numbers("standard_error"),
                                   row_labels(call, sample), call.level()),
                      sample);
}

Result run_shrink_rates(const Call& call) {
  const Sample sample = call.sample();
  return with_missing(
      shrink_rates(sample.numbers("events"), sample.numbers("trials"), row_labels(call, sample),
                   call.text("scale") == "direct" ? RateScale::direct : RateScale::arcsine, call.level()),
      sample);
}

} // namespace

std::vector<Function> model_functions() {
  const std::vector<Parameter> regression{
      {"outcome", Kind::column, true}, {"predictors", Kind::columns}, {"terms", Kind::texts},
      {"labels", Kind::texts},         {"intercept", Kind::flag},     {"drop_collinear", Kind::flag},
      {"weights", Kind::column},       {"cluster", Kind::column},
  };
  const auto with = [&](std::vector<Parameter> more) {
    more.insert(more.begin(), regression.begin(), regression.end());
    return more;
  };
  return {
      {"linear_regression",
       with({{"covariance", Kind::text, false, linear_covariances},
             {"lag", Kind::integer},
             {"observations", Kind::flag}}),
       &run_linear_regression},
      {"logistic_regression",
       with({{"covariance", Kind::text, false, other_covariances},
             {"offset", Kind::column},
             {"profile", Kind::flag}}),
       &run_logistic_regression},
      {"poisson_regression",
       with({{"covariance", Kind::text, false, other_covariances},
             {"offset", Kind::column},
             {"exposure", Kind::column},
             {"quasi", Kind::flag},
             {"profile", Kind::flag}}),
       &run_poisson_regression},
      {"ancova",
       {{"outcome", Kind::column, true},
        {"before", Kind::column, true},
        {"group", Kind::column, true},
        {"covariates", Kind::columns},
        {"labels", Kind::texts},
        {"covariance", Kind::text, false, other_covariances},
        {"weights", Kind::column},
        {"cluster", Kind::column}},
       &run_ancova},
      {"buhlmann_straub",
       {{"outcome", Kind::column, true},
        {"group", Kind::column, true},
        {"between", Kind::text, false, "unbiased | iterative"},
        {"weights", Kind::column}},
       &run_buhlmann_straub},
      {"shrink_means",
       {{"outcome", Kind::column, true}, {"standard_error", Kind::column, true}, {"group", Kind::column}},
       &run_shrink_means},
      {"shrink_rates",
       {{"events", Kind::column, true},
        {"trials", Kind::column, true},
        {"group", Kind::column},
        {"scale", Kind::text, false, "arcsine | direct"}},
       &run_shrink_rates},
  };
}

} // namespace aftercourse::statistics
