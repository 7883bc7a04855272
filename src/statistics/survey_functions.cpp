#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/standardisation.hpp>
#include <aftercourse/statistics/survey.hpp>

#include "functions.hpp"
#include "group_pair.hpp"

namespace aftercourse::statistics {

namespace {

using SurveyKind = Parameter::Kind;

SurveyOptions survey_options(const Call& call) {
  const std::string interval = call.text("interval", "korn_graubard");
  SurveyOptions out;
  out.level = call.level();
  out.interval = interval == "logit"    ? ShareInterval::logit
                 : interval == "taylor" ? ShareInterval::taylor
                                        : ShareInterval::korn_graubard;
  return out;
}

/// The columns of a design, kept alive.
struct SurveyColumns {
  Labels strata, clusters;
  std::span<const double> weights, populations;

  explicit SurveyColumns(const Call& call, const Sample& sample)
      : strata(call.given("strata") ? sample.labels("strata") : Labels{}), clusters(sample.cluster()),
        weights(sample.weights()),
        populations(call.given("population") ? sample.numbers("population") : std::span<const double>()) {}
  SurveyDesign design() const { return {weights, strata.codes, clusters.codes, populations}; }
};

/// The rows of a call in which each row tells of a stratum: `size` holds its n, the outcome its mean.
std::vector<StratumSummary> stratum_summaries(const Call& call, const Sample& sample) {
  if (call.given("weights") || call.given("cluster"))
    throw InvalidArgument("AC5504", "summaries of strata take neither weights nor cluster");
  const auto size = sample.numbers("size"), population = sample.numbers("population"),
             mean = sample.numbers("outcome");
  const Labels names = call.given("strata") ? sample.labels("strata") : Labels{};
  const Variable* sd = call.given("sd") ? &call.variable("sd") : nullptr;
  std::vector<StratumSummary> out;
  for (std::size_t i = 0; i < size.size(); ++i) {
    if (!(size[i] >= 0 && size[i] < 9e15) || size[i] != std::floor(size[i]))
      throw InvalidArgument("AC5504", "size is a whole number of observations; this is " + readable(size[i]));
    out.push_back(
        {names.codes.empty() ? std::to_string(i + 1) : names.names[static_cast<std::size_t>(names.codes[i])],
         static_cast<std::int64_t>(size[i]), population[i], mean[i],
         sd != nullptr && !sd->is_label ? sd->numbers[sample.rows()[i]] : no_value});
  }
  return out;
}

using FromRows = SurveyEstimate (*)(std::span<const double>, const SurveyDesign&, const SurveyOptions&);
using FromSummaries = SurveyEstimate (*)(std::span<const StratumSummary>, const SurveyOptions&);

Result survey_result(const Call& call, FromRows from_rows, FromSummaries from_summaries) {
  SurveyOptions options = survey_options(call);
  if (call.given("size")) {
    const Sample sample = call.sample({"outcome", "size", "population", "strata"});
    return with_missing(from_summaries(stratum_summaries(call, sample), options), sample);
  }
  const Sample sample = call.sample();
  const SurveyColumns columns(call, sample);
  options.stratum_names = columns.strata.names;
  return with_missing(from_rows(zeros_and_ones(call, sample, "outcome"), columns.design(), options), sample);
}

Result run_stratified_mean(const Call& call) {
  return survey_result(call, &stratified_mean, &stratified_mean);
}
Result run_stratified_total(const Call& call) {
  return survey_result(call, &stratified_total, &stratified_total);
}
Result run_stratified_share(const Call& call) {
  return survey_result(call, &stratified_share, &stratified_share);
}

Result run_stratified_ratio(const Call& call) {
  SurveyOptions options = survey_options(call);
  const Sample sample = call.sample();
  const SurveyColumns columns(call, sample);
  options.stratum_names = columns.strata.names;
  return with_missing(
      stratified_ratio(sample.numbers("outcome"), sample.numbers("denominator"), columns.design(), options),
      sample);
}

/// The standard by code of the strata: of the labels in `standard_strata`, or of those that occur, in order.
std::vector<double> standard_of(const Call& call, Labels& strata) {
  const auto standard = call.numbers("standard");
  const auto names = call.texts("standard_strata");
  if (standard.size() != (names.empty() ? strata.names.size() : names.size()))
    throw InvalidArgument("AC5504", "the standard has " + std::to_string(standard.size()) + " numbers for " +
                                        std::to_string(names.empty() ? strata.names.size() : names.size()) +
                                        " strata");
  if (names.empty()) return standard;
  std::vector<std::int32_t> code;
  for (const std::string& name : strata.names) {
    const auto at = std::ranges::find(names, name);
    if (at == names.end()) refuse_unknown("stratum of the standard", name, names);
    code.push_back(static_cast<std::int32_t>(at - names.begin()));
  }
  for (std::int32_t& c : strata.codes) c = code[static_cast<std::size_t>(c)];
  strata.names = names;
  return standard;
}

Result run_standardised_mean(const Call& call) {
  const Sample sample = call.sample();
  Labels strata = sample.labels("strata");
  const auto standard = standard_of(call, strata);
  const Labels cluster = sample.cluster();
  return with_missing(standardised_mean(zeros_and_ones(call, sample, "outcome"), strata.codes, standard,
                                        {call.level(), sample.weights(), cluster.codes, strata.names}),
                      sample);
}

Result run_standardised_rate(const Call& call) {
  const Sample sample = call.sample();
  const auto events = sample.numbers("events"), exposure = sample.numbers("exposure"),
             standard = sample.numbers("standard");
  const Labels names = call.given("strata") ? sample.labels("strata") : Labels{};
  std::vector<RateStratum> strata;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (events[i] != std::floor(events[i]) || std::abs(events[i]) > 9e15)
      throw InvalidArgument("AC5504", "events are whole numbers; this is " + readable(events[i]));
    strata.push_back(
        {names.codes.empty() ? std::to_string(i + 1) : names.names[static_cast<std::size_t>(names.codes[i])],
         static_cast<std::int64_t>(events[i]), exposure[i], standard[i]});
  }
  const auto interval =
      call.text("interval", "gamma") == "normal" ? RateInterval::normal : RateInterval::gamma;
  return with_missing(standardised_rate(strata, interval, call.level()), sample);
}

} // namespace

std::vector<Function> survey_functions() {
  using K = SurveyKind;
  const Parameter strata{"strata", K::column}, population{"population", K::column},
      weights{"weights", K::column}, cluster{"cluster", K::column}, outcome{"outcome", K::column, true},
      size{"size", K::column}, sd{"sd", K::column},
      interval{"interval", K::text, false, "korn_graubard | logit | taylor"}, success{"success", K::text};
  return {
      {"stratified_mean", {outcome, strata, population, size, sd, weights, cluster}, &run_stratified_mean},
      {"stratified_total", {outcome, strata, population, size, sd, weights, cluster}, &run_stratified_total},
      {"stratified_share",
       {outcome, success, strata, population, size, interval, weights, cluster},
       &run_stratified_share},
      {"stratified_ratio",
       {outcome, {"denominator", K::column, true}, strata, population, weights, cluster},
       &run_stratified_ratio},
      {"standardised_mean",
       {outcome,
        success,
        {"strata", K::column, true},
        {"standard", K::numbers, true},
        {"standard_strata", K::texts},
        weights,
        cluster},
       &run_standardised_mean},
      {"standardised_rate",
       {{"events", K::column, true},
        {"exposure", K::column, true},
        {"standard", K::column, true},
        strata,
        {"interval", K::text, false, "gamma | normal"}},
       &run_standardised_rate},
  };
}

} // namespace aftercourse::statistics
