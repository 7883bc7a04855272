#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/bootstrap.hpp>
#include <aftercourse/statistics/equivalence.hpp>
#include <aftercourse/statistics/power.hpp>
#include <aftercourse/statistics/proportion.hpp>
#include <aftercourse/statistics/proportion_difference.hpp>

#include "functions.hpp"
#include "group_pair.hpp"

namespace aftercourse::statistics {

namespace {

using ProportionKind = Parameter::Kind;

std::int64_t count_argument(double value, const char* name) {
  if (!(value >= 0 && value < 9e15) || value != std::floor(value))
    throw InvalidArgument("AC5504",
                          std::string(name) + " is a whole number, 0 or more; this is " + readable(value));
  return static_cast<std::int64_t>(value);
}

/// A list of that many counts.
std::vector<std::int64_t> counts_of(const Call& call, const char* name, std::size_t size) {
  const auto values = call.numbers(name);
  if (values.size() != size)
    throw InvalidArgument("AC5504", std::string(name) + " are " + std::to_string(size) +
                                        " numbers; these are " + std::to_string(values.size()));
  std::vector<std::int64_t> out;
  for (const double v : values) out.push_back(count_argument(v, name));
  return out;
}

Result run_proportion_interval(const Call& call) {
  ProportionOptions options{{}, call.level()};
  if (call.given("method")) options.method = proportion_method_from_text(call.text("method"));
  if (!call.given("outcome"))
    return to_result(proportion_interval(count_argument(call.number("successes", no_value), "successes"),
                                         count_argument(call.number("n", no_value), "n"), options));
  const Sample sample = call.sample();
  const auto values = zeros_and_ones(call, sample, "outcome");
  const Labels cluster = sample.cluster();
  return with_missing(proportion_interval(values, sample.weights(), cluster.codes, options), sample);
}

DifferenceOptions difference_options(const Call& call) {
  DifferenceOptions options{{}, call.level(), {"first", "second"}};
  if (call.given("method")) options.method = difference_method_from_text(call.text("method"));
  return options;
}

/// From counts: of two groups, or of pairs.
ProportionDifference difference_of_counts(const Call& call, DifferenceOptions options) {
  if (call.given("pairs")) {
    options.labels = {"before", "after"};
    const auto c = counts_of(call, "pairs", 4);
    return paired_proportion_difference(PairedCounts{c[0], c[1], c[2], c[3]}, options);
  }
  const auto successes = counts_of(call, "successes", 2), n = counts_of(call, "n", 2);
  return proportion_difference({options.labels[0], successes[0], n[0], no_value},
                               {options.labels[1], successes[1], n[1], no_value}, options);
}

Result run_proportion_difference(const Call& call) {
  DifferenceOptions options = difference_options(call);
  if (!call.given("outcome")) return to_result(difference_of_counts(call, options));
  const Sample sample = call.sample();
  const auto values = zeros_and_ones(call, sample, "outcome");
  if (call.given("before")) {
    options.labels = {call.variable("before").name, call.variable("outcome").name};
    const Labels cluster = sample.cluster();
    return with_missing(paired_proportion_difference(zeros_and_ones(call, sample, "before"), values,
                                                     sample.weights(), cluster.codes, options),
                        sample);
  }
  const GroupPair pair = group_pair(call, sample, values);
  options.labels = pair.labels;
  return with_missing(proportion_difference(pair.values, pair.side, pair.weights, pair.cluster, options),
                      sample);
}

/// margin_low and margin_high, or ± margin.
std::array<double, 2> margins(const Call& call) {
  const double margin = call.number("margin", no_value);
  const std::array<double, 2> out{call.number("margin_low", -margin), call.number("margin_high", margin)};
  if (std::isnan(out[0]) || std::isnan(out[1]))
    throw InvalidArgument("AC5504", "equivalence needs `margin`, or `margin_low` and `margin_high`");
  return out;
}

/// The t test whose estimate is judged.
TTest tested_difference(const Call& call, const Sample& sample) {
  const auto outcome = sample.numbers("outcome");
  const Labels cluster = sample.cluster();
  const bool designed = call.given("weights") || call.given("cluster");
  TTestOptions options;
  if (call.given("group")) {
    const GroupPair pair = group_pair(call, sample, outcome);
    options.labels = pair.labels;
    if (designed) return clustered_t(pair.values, pair.side, pair.cluster, pair.weights, options);
    return call.flag("equal_variances") ? student_t(pair.of(0), pair.of(1), options)
                                        : welch_t(pair.of(0), pair.of(1), options);
  }
  if (!call.given("before"))
    return designed ? clustered_t(outcome, {}, cluster.codes, sample.weights(), options)
                    : one_sample_t(outcome, options);
  const auto before = sample.numbers("before");
  if (!designed) return paired_t(before, outcome, options);
  std::vector<double> change(outcome.size());
  std::ranges::transform(outcome, before, change.begin(), std::minus<>());
  return clustered_t(change, {}, cluster.codes, sample.weights(), options);
}

Result run_equivalence_test(const Call& call) {
  const auto [low, high] = margins(call);
  const Sample sample = call.sample();
  return with_missing(equivalence_of_means(tested_difference(call, sample), low, high, call.level()), sample);
}

Result run_proportion_equivalence(const Call& call) {
  const auto [low, high] = margins(call);
  const auto method = difference_method_from_text(call.text("method", "miettinen_nurminen"));
  if (!call.given("outcome")) {
    const auto successes = counts_of(call, "successes", 2), n = counts_of(call, "n", 2);
    return to_result(equivalence_of_proportions({"first", successes[0], n[0], no_value},
                                                {"second", successes[1], n[1], no_value}, low, high, method,
                                                call.level()));
  }
  const Sample sample = call.sample();
  const GroupPair pair = group_pair(call, sample, zeros_and_ones(call, sample, "outcome"));
  const ProportionDifference d = proportion_difference(pair.values, pair.side, pair.weights, pair.cluster,
                                                       {{}, call.level(), pair.labels});
  if (!pair.weights.empty() || !pair.cluster.empty())
    return with_missing(equivalence_of_proportions(d, low, high, call.level()), sample);
  return with_missing(equivalence_of_proportions(d.groups[0], d.groups[1], low, high, method, call.level()),
                      sample);
}

PowerOptions power_options(const Call& call) {
  return {1 - call.level(), call.flag("one_sided"), call.number("ratio", 1), call.number("cluster_size", 1),
          call.number("correlation", 0)};
}

PowerQuestion power_question(const Call& call, const char* effect = "effect") {
  const auto known = [&](const char* name) {
    return call.given(name) ? std::optional(call.number(name, 0)) : std::nullopt;
  };
  return {known("n"), known(effect), known("power")};
}

Result run_power_two_means(const Call& call) {
  return to_result(power_two_means(power_question(call), power_options(call)));
}

Result run_power_one_mean(const Call& call) {
  return to_result(power_one_mean(power_question(call), power_options(call)));
}

Result run_power_two_proportions(const Call& call) {
  return to_result(power_two_proportions(call.number("first_share", no_value),
                                         power_question(call, "second_share"), power_options(call)));
}

Result run_precision_of_proportion(const Call& call) {
  return to_result(precision_of_proportion(call.number("share", 0.5), call.number("half_width", no_value),
                                           call.level(), call.number("population", 0), power_options(call)));
}

Bootstrap bootstrap_of(const Call& call, const Sample& sample, const std::string& statistic) {
  const BootstrapOptions options{bootstrap_interval_from_text(call.text("interval", "bca")),
                                 call.integer("replicates", 9999),
                                 static_cast<std::uint64_t>(call.integer("seed", 1)), call.level()};
  const Labels cluster = sample.cluster();
  const BootstrapSample drawn{cluster.codes, sample.weights()};
  if (statistic == "share") return bootstrap_mean(zeros_and_ones(call, sample, "outcome"), drawn, options);
  const auto outcome = sample.numbers("outcome");
  if (statistic == "median") return bootstrap_median(outcome, drawn, options);
  if (statistic == "ratio") return bootstrap_ratio(outcome, sample.numbers("denominator"), drawn, options);
  if (statistic == "mean") return bootstrap_mean(outcome, drawn, options);
  const GroupPair pair = group_pair(call, sample, outcome);
  return bootstrap_difference(pair.values, pair.side, {pair.cluster, pair.weights}, options);
}

Result run_cluster_bootstrap(const Call& call) {
  const Sample sample = call.sample();
  const std::string statistic = call.text("statistic", call.given("group")         ? "difference"
                                                       : call.given("denominator") ? "ratio"
                                                                                   : "mean");
  return with_missing(bootstrap_of(call, sample, statistic), sample);
}

} // namespace

std::vector<Function> proportion_functions() {
  using K = ProportionKind;
  const Parameter weights{"weights", K::column}, cluster{"cluster", K::column},
      one_sided{"one_sided", K::flag}, ratio{"ratio", K::number}, size{"cluster_size", K::number},
      correlation{"correlation", K::number};
  return {
      {"proportion_interval",
       {{"outcome", K::column},
        {"success", K::text},
        {"successes", K::number},
        {"n", K::number},
        {"method", K::text},
        weights,
        cluster},
       &run_proportion_interval},
      {"proportion_difference",
       {{"outcome", K::column},
        {"group", K::column},
        {"before", K::column},
        {"groups", K::texts},
        {"success", K::text},
        {"successes", K::numbers},
        {"n", K::numbers},
        {"pairs", K::numbers},
        {"method", K::text},
        weights,
        cluster},
       &run_proportion_difference},
      {"equivalence_test",
       {{"outcome", K::column, true},
        {"group", K::column},
        {"before", K::column},
        {"groups", K::texts},
        {"margin", K::number},
        {"margin_low", K::number},
        {"margin_high", K::number},
        {"equal_variances", K::flag},
        weights,
        cluster},
       &run_equivalence_test},
      {"proportion_equivalence",
       {{"outcome", K::column},
        {"group", K::column},
        {"groups", K::texts},
        {"success", K::text},
        {"successes", K::numbers},
        {"n", K::numbers},
        {"margin", K::number},
        {"margin_low", K::number},
        {"margin_high", K::number},
        {"method", K::text, false, "miettinen_nurminen | wald"},
        weights,
        cluster},
       &run_proportion_equivalence},
      {"power_two_means",
       {{"n", K::number}, {"effect", K::number}, {"power", K::number}, one_sided, ratio, size, correlation},
       &run_power_two_means},
      {"power_one_mean",
       {{"n", K::number}, {"effect", K::number}, {"power", K::number}, one_sided, size, correlation},
       &run_power_one_mean},
      {"power_two_proportions",
       {{"first_share", K::number, true},
        {"n", K::number},
        {"second_share", K::number},
        {"power", K::number},
        one_sided,
        ratio,
        size,
        correlation},
       &run_power_two_proportions},
      {"precision_of_proportion",
       {{"half_width", K::number, true}, {"share", K::number}, {"population", K::number}, size, correlation},
       &run_precision_of_proportion},
      {"cluster_bootstrap",
       {{"outcome", K::column, true},
        {"statistic", K::text, false, "mean | share | median | difference | ratio"},
        {"success", K::text},
        {"group", K::column},
        {"groups", K::texts},
        {"denominator", K::column},
        {"interval", K::text},
        {"replicates", K::integer},
        {"seed", K::integer},
        weights,
        cluster},
       &run_cluster_bootstrap},
  };
}

} // namespace aftercourse::statistics
