#include "test_functions.hpp"

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/anova.hpp>
#include <aftercourse/statistics/effect_size.hpp>
#include <aftercourse/statistics/rank_test.hpp>
#include <aftercourse/statistics/t_test.hpp>

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

constexpr std::string_view alternatives = "two-sided | less | greater";

std::int32_t group_code(const Labels& group, const std::string& name) {
  const auto at = std::find(group.names.begin(), group.names.end(), name);
  if (at == group.names.end()) refuse_unknown("group", name, group.names);
  return static_cast<std::int32_t>(at - group.names.begin());
}

/// The two numbers of an argument such as `means`.
std::array<double, 2> two_numbers(const Call& call, std::string_view name) {
  const auto values = call.numbers(name);
  if (values.size() != 2)
    throw InvalidArgument("AC5504", std::string(name) + " has " + std::to_string(values.size()) +
                                        " numbers; there is one for each of two groups");
  return {values[0], values[1]};
}

std::int64_t group_size(double n) {
  if (!(n >= 0 && n < 9e15) || n != std::floor(n))
    throw InvalidArgument("AC5504", "ns are whole numbers of observations; this is " + readable(n));
  return static_cast<std::int64_t>(n);
}

/// The groups as `means`, `sds` and `ns` give them.
std::array<GroupSummary, 2> group_summaries(const Call& call) {
  const auto means = two_numbers(call, "means"), sds = two_numbers(call, "sds"), ns = two_numbers(call, "ns");
  auto labels = call.texts("groups");
  if (labels.empty()) labels = {"first", "second"};
  if (labels.size() != 2)
    throw InvalidArgument("AC5504", "two groups are compared; groups names " + std::to_string(labels.size()));
  return {GroupSummary{labels[0], group_size(ns[0]), means[0], sds[0]},
          GroupSummary{labels[1], group_size(ns[1]), means[1], sds[1]}};
}

TTestOptions t_test_options(const Call& call) {
  TTestOptions out;
  out.alternative = alternative_of(call);
  out.null_value = call.number("null_value", 0);
  out.level = call.level();
  return out;
}

Result t_test_of_groups(const Call& call) {
  const Sample sample = call.sample();
  TwoSamples two = two_samples(call, sample);
  TTestOptions options = t_test_options(call);
  options.labels = two.labels;
  const auto outcome = sample.numbers("outcome");
  if (call.given("cluster") || call.given("weights"))
    return with_missing(clustered_t(two.both(outcome), two.group(), two.cluster, two.weights, options),
                        sample);
  const auto first = two.values(outcome, 0), second = two.values(outcome, 1);
  return with_missing(call.flag("equal_variances") ? student_t(first, second, options)
                                                   : welch_t(first, second, options),
                      sample);
}

/// The differences outcome - before of a call with pairs.
std::vector<double> changes(const Sample& sample) {
  const auto before = sample.numbers("before"), after = sample.numbers("outcome");
  std::vector<double> out(after.size());
  std::transform(after.begin(), after.end(), before.begin(), out.begin(), std::minus<>());
  return out;
}

Result run_t_test(const Call& call) {
  TTestOptions options = t_test_options(call);
  if (call.given("means")) {
    const auto [first, second] = group_summaries(call);
    return to_result(call.flag("equal_variances") ? student_t(first, second, options)
                                                  : welch_t(first, second, options));
  }
  if (!call.given("outcome")) refuse_lacking("t_test: outcome");
  if (call.given("group")) return t_test_of_groups(call);
  const Sample sample = call.sample();
  const auto outcome = sample.numbers("outcome");
  const bool robust = call.given("cluster") || call.given("weights"), pairs = call.given("before");
  options.labels[0] = call.variable("outcome").name;
  if (pairs) options.labels = {call.variable("before").name, call.variable("outcome").name};
  if (pairs && !robust) return with_missing(paired_t(sample.numbers("before"), outcome, options), sample);
  if (!robust) return with_missing(one_sample_t(outcome, options), sample);
  const auto cluster = sample.cluster().codes;
  if (pairs)
    return with_missing(clustered_t(changes(sample), {}, cluster, sample.weights(), options), sample);
  return with_missing(clustered_t(outcome, {}, cluster, sample.weights(), options), sample);
}

Result run_anova(const Call& call) {
  refuse_cluster(call, "linear_regression with cluster, or mixed_model with the cluster random");
  const Sample sample = call.sample();
  const SeveralSamples s = several_samples(call, sample);
  return with_missing(one_way_anova(s.values, s.group, s.labels, call.level()), sample);
}

template <auto Compare>
Result run_comparisons(const Call& call) {
  refuse_cluster(call, "linear_regression with cluster, and adjust_p_values");
  const Sample sample = call.sample();
  const SeveralSamples s = several_samples(call, sample);
  return with_missing(Compare(s.values, s.group, s.labels, call.level()), sample);
}

RankTestOptions rank_test_options(const Call& call) {
  RankTestOptions out;
  out.alternative = alternative_of(call);
  out.method = rank_method_from_text(call.text("method", "auto"));
  out.continuity = call.flag("continuity", true);
  out.level = call.level();
  return out;
}

Result run_mann_whitney(const Call& call) {
  const Sample sample = call.sample();
  TwoSamples two = two_samples(call, sample);
  RankTestOptions options = rank_test_options(call);
  options.labels = two.labels;
  const auto outcome = sample.numbers("outcome");
  if (call.given("cluster"))
    return with_missing(clustered_mann_whitney(two.both(outcome), two.group(), two.cluster, options), sample);
  return with_missing(
      mann_whitney(two.values(outcome, 0), two.values(outcome, 1), options, call.flag("shift")), sample);
}

Result run_wilcoxon(const Call& call) {
  const Sample sample = call.sample();
  std::vector<double> differences;
  if (call.given("before"))
    differences = changes(sample);
  else {
    const auto outcome = sample.numbers("outcome");
    differences.assign(outcome.begin(), outcome.end());
  }
  for (double& d : differences) d -= call.number("null_value", 0);
  const ZeroMethod zeros = call.text("zeros", "drop") == "pratt" ? ZeroMethod::pratt : ZeroMethod::drop;
  return with_missing(signed_rank(differences, rank_test_options(call), zeros, sample.cluster().codes),
                      sample);
}

Result run_kruskal_wallis(const Call& call) {
  refuse_cluster(call, "mann_whitney with cluster for two groups, or mixed_model with the cluster random");
  const Sample sample = call.sample();
  const SeveralSamples s = several_samples(call, sample);
  return with_missing(kruskal_wallis(s.values, s.group, s.labels, call.level()), sample);
}

/// Blocks by treatments from the long form: one row of the data a cell.
struct Blocks {
  std::vector<std::vector<double>> treatment;
  std::int64_t incomplete = 0; ///< rows of blocks that lack a treatment
};

Blocks blocks_of(std::span<const double> outcome, const Labels& group, const Labels& block) {
  const std::size_t k = group.names.size(), blocks = block.names.size();
  std::vector<double> cell(k * blocks, no_value);
  std::vector<std::size_t> filled(blocks);
  for (std::size_t i = 0; i < outcome.size(); ++i) {
    const auto b = static_cast<std::size_t>(block.codes[i]);
    double& value = cell[b * k + static_cast<std::size_t>(group.codes[i])];
    if (value == value)
      throw InvalidArgument("AC5504", "block " + block.names[b] + " has more than one value of a group");
    value = outcome[i];
    ++filled[b];
  }
  Blocks out{std::vector<std::vector<double>>(k), 0};
  for (std::size_t b = 0; b < blocks; ++b) {
    if (filled[b] < k) {
      out.incomplete += static_cast<std::int64_t>(filled[b]);
      continue;
    }
    for (std::size_t t = 0; t < k; ++t) out.treatment[t].push_back(cell[b * k + t]);
  }
  return out;
}

Result run_friedman(const Call& call) {
  refuse_cluster(call, "mixed_model with block and cluster random");
  const Sample sample = call.sample();
  if (call.given("columns")) {
    const auto treatments = sample.all_numbers("columns");
    std::vector<std::string> labels;
    for (const Variable* column : call.variables("columns")) labels.push_back(column->name);
    return with_missing(friedman(treatments, labels, call.level()), sample);
  }
  for (const std::string_view needed : {"outcome", "group", "block"})
    if (!call.given(needed)) refuse_lacking("friedman: " + std::string(needed) + " (or columns)");
  const Labels group = sample.labels("group");
  const Blocks blocks = blocks_of(sample.numbers("outcome"), group, sample.labels("block"));
  const std::vector<std::span<const double>> treatments(blocks.treatment.begin(), blocks.treatment.end());
  Friedman answer = friedman(treatments, group.names, call.level());
  answer.missing = sample.missing() + blocks.incomplete;
  return to_result(answer);
}

EffectOptions effect_options(const Call& call, bool hedges) {
  EffectOptions out;
  out.hedges = hedges;
  const bool pairs = call.given("before") || call.given("sd_difference");
  out.standardizer = standardizer_from_text(
      call.text("standardizer", pairs && !call.given("correlation") ? "difference" : "pooled"));
  out.symmetric = call.text("interval", "noncentral") == "symmetric";
  out.level = call.level();
  return out;
}

PairSummary pair_summary(const Call& call) {
  if (!call.given("n")) refuse_lacking("n, the number of pairs,");
  const auto means = two_numbers(call, "means");
  return {call.integer("n", 0), means[0], means[1], call.number("sd_difference", 0),
          call.number("correlation", 0)};
}

Result run_effect_size(const Call& call, bool hedges) {
  refuse_cluster(call, "linear_regression with cluster, or cliffs_delta with cluster");
  EffectOptions options = effect_options(call, hedges);
  if (call.given("sd_difference")) return to_result(paired_effect_size(pair_summary(call), options));
  if (call.given("means")) {
    const auto [first, second] = group_summaries(call);
    return to_result(effect_size(first, second, options));
  }
  if (!call.given("outcome")) refuse_lacking("outcome (or means, sds, ns)");
  const Sample sample = call.sample();
  const auto outcome = sample.numbers("outcome");
  if (call.given("before")) {
    options.labels = {call.variable("before").name, call.variable("outcome").name};
    return with_missing(paired_effect_size(sample.numbers("before"), outcome, options), sample);
  }
  TwoSamples two = two_samples(call, sample);
  options.labels = two.labels;
  return with_missing(effect_size(two.values(outcome, 0), two.values(outcome, 1), options), sample);
}

Result run_cohen_d(const Call& call) { return run_effect_size(call, false); }
Result run_hedges_g(const Call& call) { return run_effect_size(call, true); }

Result run_cliffs_delta(const Call& call) {
  const Sample sample = call.sample();
  TwoSamples two = two_samples(call, sample);
  const auto outcome = sample.numbers("outcome");
  if (call.given("cluster"))
    return with_missing(
        clustered_cliffs_delta(two.both(outcome), two.group(), two.cluster, call.level(), two.labels),
        sample);
  return with_missing(cliffs_delta(two.values(outcome, 0), two.values(outcome, 1),
                                   call.text("variance", "unbiased") == "consistent", call.level(),
                                   two.labels),
                      sample);
}

/// The parameters of an effect size between means.
std::vector<Parameter> effect_parameters() {
  return {{"outcome", Kind::column},
          {"group", Kind::column},
          {"before", Kind::column},
          {"groups", Kind::texts},
          {"standardizer", Kind::text, false, "pooled | first | difference | average"},
          {"interval", Kind::text, false, "noncentral | symmetric"},
          {"means", Kind::numbers},
          {"sds", Kind::numbers},
          {"ns", Kind::numbers},
          {"n", Kind::integer},
          {"sd_difference", Kind::number},
          {"correlation", Kind::number},
          {"cluster", Kind::column}};
}

/// Those of a test of several groups.
std::vector<Parameter> several_parameters() {
  return {{"outcome", Kind::column, true},
          {"group", Kind::column, true},
          {"groups", Kind::texts},
          {"cluster", Kind::column}};
}

std::vector<Function> mean_functions() {
  return {
      {"t_test",
       {{"outcome", Kind::column},
        {"group", Kind::column},
        {"before", Kind::column},
        {"groups", Kind::texts},
        {"equal_variances", Kind::flag},
        {"null_value", Kind::number},
        {"alternative", Kind::text, false, alternatives},
        {"means", Kind::numbers},
        {"sds", Kind::numbers},
        {"ns", Kind::numbers},
        {"weights", Kind::column},
        {"cluster", Kind::column}},
       &run_t_test},
      {"anova", several_parameters(), &run_anova},
      {"tukey_hsd", several_parameters(), &run_comparisons<&tukey_hsd>},
      {"games_howell", several_parameters(), &run_comparisons<&games_howell>},
      {"cohen_d", effect_parameters(), &run_cohen_d},
      {"hedges_g", effect_parameters(), &run_hedges_g},
  };
}

std::vector<Function> rank_functions() {
  return {
      {"mann_whitney",
       {{"outcome", Kind::column, true},
        {"group", Kind::column, true},
        {"groups", Kind::texts},
        {"alternative", Kind::text, false, alternatives},
        {"method", Kind::text, false, "auto | exact | normal"},
        {"continuity", Kind::flag},
        {"shift", Kind::flag},
        {"cluster", Kind::column}},
       &run_mann_whitney},
      {"wilcoxon_signed_rank",
       {{"outcome", Kind::column, true},
        {"before", Kind::column},
        {"null_value", Kind::number},
        {"alternative", Kind::text, false, alternatives},
        {"method", Kind::text, false, "auto | exact | normal"},
        {"continuity", Kind::flag},
        {"zeros", Kind::text, false, "drop | pratt"},
        {"cluster", Kind::column}},
       &run_wilcoxon},
      {"kruskal_wallis", several_parameters(), &run_kruskal_wallis},
      {"friedman",
       {{"outcome", Kind::column},
        {"group", Kind::column},
        {"block", Kind::column},
        {"columns", Kind::columns},
        {"cluster", Kind::column}},
       &run_friedman},
      {"cliffs_delta",
       {{"outcome", Kind::column, true},
        {"group", Kind::column, true},
        {"groups", Kind::texts},
        {"variance", Kind::text, false, "unbiased | consistent"},
        {"cluster", Kind::column}},
       &run_cliffs_delta},
  };
}

} // namespace

std::span<const double> TwoSamples::values(std::span<const double> column, std::size_t which) {
  const std::int32_t wanted = code[which];
  const auto n = static_cast<std::size_t>(std::count(codes.begin(), codes.end(), wanted));
  if (n == 0) return {};
  const auto begin = static_cast<std::size_t>(std::find(codes.begin(), codes.end(), wanted) - codes.begin());
  const auto end = static_cast<std::size_t>(codes.rend() - std::find(codes.rbegin(), codes.rend(), wanted));
  if (end - begin == n) return column.subspan(begin, n);
  std::vector<double>& out = gathered[which];
  out.resize(n + 1); // what is not wanted is written over, at last behind the others
  for (std::size_t row = begin, at = 0; row < end; ++row) {
    out[at] = column[row];
    at += codes[row] == wanted;
  }
  out.resize(n);
  return out;
}

std::vector<std::int32_t> TwoSamples::group() const {
  std::vector<std::int32_t> out = both(codes);
  for (std::int32_t& side : out) side = side == code[1];
  return out;
}

TwoSamples two_samples(const Call& call, const Sample& sample) {
  if (!call.given("group")) refuse_lacking("group");
  const Labels& labels = sample.labels("group");
  auto wanted = call.texts("groups");
  if (wanted.empty()) wanted = labels.names;
  if (wanted.size() != 2)
    throw InvalidArgument("AC5504", "two groups are compared, and there are " +
                                        std::to_string(wanted.size()) + "; name two of them in `groups`");
  std::array<std::int32_t, 2> code{group_code(labels, wanted[0]), group_code(labels, wanted[1])};
  if (code[0] == code[1]) code[0] = no_label; // a group beside itself: nobody is in the first
  TwoSamples out{{wanted[0], wanted[1]}, labels.codes, code, {}, {}, {}};
  if (call.given("cluster")) out.cluster = out.both(sample.cluster().codes);
  if (call.given("weights")) out.weights = out.both(sample.weights());
  return out;
}

SeveralSamples several_samples(const Call& call, const Sample& sample) {
  const Labels labels = sample.labels("group");
  const auto outcome = sample.numbers("outcome");
  const auto wanted = call.texts("groups");
  SeveralSamples out;
  out.labels = wanted.empty() ? labels.names : wanted;
  std::vector<std::int32_t> place(labels.names.size(), no_label);
  for (std::size_t i = 0; i < out.labels.size(); ++i)
    place[static_cast<std::size_t>(group_code(labels, out.labels[i]))] = static_cast<std::int32_t>(i);
  for (std::size_t row = 0; row < outcome.size(); ++row) {
    const std::int32_t code = place[static_cast<std::size_t>(labels.codes[row])];
    if (code == no_label) continue;
    out.values.push_back(outcome[row]);
    out.group.push_back(code);
  }
  return out;
}

Alternative alternative_of(const Call& call) {
  return alternative_from_text(call.text("alternative", "two-sided"));
}

void refuse_cluster(const Call& call, std::string_view instead) {
  if (call.given("cluster"))
    throw InvalidArgument("AC5504", "there is no form of this for clusters; use " + std::string(instead));
}

void refuse_lacking(std::string_view argument) {
  throw InvalidArgument("AC5504", std::string(argument) + " is lacking");
}

std::vector<Function> test_functions() {
  std::vector<Function> out = mean_functions();
  for (const auto& more : {rank_functions(), contingency_functions()})
    out.insert(out.end(), more.begin(), more.end());
  return out;
}

} // namespace aftercourse::statistics
