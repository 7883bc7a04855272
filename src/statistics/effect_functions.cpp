#include <array>
#include <string>
#include <string_view>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/associations.hpp>
#include <aftercourse/statistics/before_after.hpp>
#include <aftercourse/statistics/difference_in_differences.hpp>
#include <aftercourse/statistics/interrupted_time_series.hpp>
#include <aftercourse/statistics/propensity_match.hpp>

#include "functions.hpp"
#include "predictor_arguments.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

Result run_before_after(const Call& call) {
  const Sample sample = call.sample();
  const Labels cluster = sample.cluster();
  return with_missing(before_after(sample.numbers("before"), sample.numbers("outcome"), cluster.codes,
                                   sample.weights(), call.number("population_mean", no_value), call.level()),
                      sample);
}

Result run_difference_in_differences(const Call& call) {
  const bool panel = call.given("treated");
  using Needed = std::array<std::string_view, 2>;
  for (const std::string_view name : panel ? Needed{"unit", "period"} : Needed{"group", "after"})
    if (!call.given(name))
      throw InvalidArgument(
          "AC5504", std::string("difference_in_differences takes group and after (two by two), or unit, "
                                "period and treated (panel); ") +
                        std::string(name) + " is lacking");
  if (panel && (call.given("group") || call.given("after") || call.flag("balanced")))
    throw InvalidArgument("AC5504",
                          "group, after and balanced belong to the two-by-two form, treated to the panel");
  const Sample sample = call.sample();
  const PredictorArguments covariates(call, sample, "covariates");
  const Labels cluster = sample.cluster();
  const Labels unit = call.given("unit") ? sample.labels("unit") : Labels{};
  DifferenceInDifferencesOptions options;
  options.covariance = covariance_named(call.text("covariance", "automatic"));
  options.balanced = call.flag("balanced");
  options.level = call.level();
  const Observations rows{
      .outcome = sample.numbers("outcome"), .weights = sample.weights(), .cluster = cluster.codes};
  if (panel)
    return with_missing(difference_in_differences_panel(rows, unit, sample.labels("period"),
                                                        yes_or_no(call, sample, "treated"),
                                                        covariates.predictors(), options),
                        sample);
  return with_missing(difference_in_differences(rows, sample.labels("group"), sample.labels("after"), unit,
                                                covariates.predictors(), options),
                      sample);
}

Result run_interrupted_time_series(const Call& call) {
  const Sample sample = call.sample();
  SeriesOptions options;
  options.interruption = call.number("interruption", no_value);
  options.slope = call.flag("slope", true);
  options.counts = call.flag("counts");
  options.harmonics = call.integer("harmonics", 0);
  options.season = call.number("season", 12);
  options.lag = call.integer("lag", -1);
  options.level = call.level();
  if (call.given("lag") && options.lag < 0) throw InvalidArgument("AC5504", "the lag is 0 or more");
  const auto exposure = call.given("exposure") ? sample.numbers("exposure") : std::span<const double>{};
  return with_missing(
      interrupted_time_series(sample.numbers("outcome"), sample.numbers("time"), exposure, options), sample);
}

Result run_propensity_match(const Call& call) {
  const Sample sample = call.sample();
  const PredictorArguments covariates(call, sample, "covariates");
  MatchOptions options;
  options.caliper = call.number("caliper", options.caliper);
  options.level = call.level();
  const Labels ids = call.given("id") ? sample.labels("id") : Labels{};
  return with_missing(propensity_match(sample.numbers("outcome"), yes_or_no(call, sample, "treated"),
                                       covariates.design(), ids, options),
                      sample);
}

Result run_associations(const Call& call) {
  AssociationOptions options;
  options.correction = call.text("correction", "holm");
  if (call.given("cluster")) options.cluster = call.variable("cluster").name;
  options.missing = call.missing();
  options.level = call.level();
  std::vector<std::string> factors;
  for (const Variable* factor : call.variables("factors")) factors.push_back(factor->name);
  return to_result(associations(call.data(), call.variable("outcome").name, factors, options));
}

} // namespace

std::vector<Function> effect_functions() {
  return {
      {"before_after",
       {{"outcome", Kind::column, true},
        {"before", Kind::column, true},
        {"population_mean", Kind::number},
        {"weights", Kind::column},
        {"cluster", Kind::column}},
       &run_before_after},
      {"associations",
       {{"outcome", Kind::column, true},
        {"factors", Kind::columns, true},
        {"correction", Kind::text},
        {"cluster", Kind::column}},
       &run_associations},
      {"difference_in_differences",
       {{"outcome", Kind::column, true},
        {"group", Kind::column},
        {"after", Kind::column},
        {"unit", Kind::column},
        {"period", Kind::column},
        {"treated", Kind::column},
        {"covariates", Kind::columns},
        {"labels", Kind::texts},
        {"covariance", Kind::text, false, "automatic | classical | HC0 | HC1 | HC2 | HC3 | CR1"},
        {"balanced", Kind::flag},
        {"weights", Kind::column},
        {"cluster", Kind::column}},
       &run_difference_in_differences},
      {"interrupted_time_series",
       {{"outcome", Kind::column, true},
        {"time", Kind::column, true},
        {"interruption", Kind::number, true},
        {"exposure", Kind::column},
        {"slope", Kind::flag},
        {"counts", Kind::flag},
        {"harmonics", Kind::integer},
        {"season", Kind::number},
        {"lag", Kind::integer}},
       &run_interrupted_time_series},
      {"propensity_match",
       {{"outcome", Kind::column, true},
        {"treated", Kind::column, true},
        {"covariates", Kind::columns, true},
        {"id", Kind::column},
        {"terms", Kind::texts},
        {"labels", Kind::texts},
        {"caliper", Kind::number}},
       &run_propensity_match},
  };
}

} // namespace aftercourse::statistics
