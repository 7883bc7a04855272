#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/t_test.hpp>

#include "functions.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

/// The two labels of the groups to compare: those named, or the only two there are.
std::array<std::int32_t, 2> two_groups(const Call& call, const Labels& group) {
  auto wanted = call.texts("groups");
  if (wanted.empty()) wanted = group.names;
  if (wanted.size() != 2)
    throw InvalidArgument("AC5504", "two groups are compared, and there are " +
                                        std::to_string(wanted.size()) + "; name two of them in `groups`");
  std::array<std::int32_t, 2> out{};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto at = std::find(group.names.begin(), group.names.end(), wanted[i]);
    if (at == group.names.end()) refuse_unknown("group", wanted[i], group.names);
    out[i] = static_cast<std::int32_t>(at - group.names.begin());
  }
  return out;
}

TTestOptions t_test_options(const Call& call) {
  TTestOptions out;
  out.alternative = alternative_from_text(call.text("alternative", "two-sided"));
  out.null_value = call.number("null_value", 0);
  out.level = call.level();
  return out;
}

Result compare_two_groups(const Call& call) {
  const Sample sample = call.sample();
  const Labels group = sample.labels("group");
  const auto pair = two_groups(call, group);
  TTestOptions options = t_test_options(call);
  std::array<std::vector<double>, 2> values;
  std::vector<double> both, weights;
  std::vector<std::int32_t> side, cluster;
  const auto outcome = sample.numbers("outcome"), given_weights = sample.weights();
  const Labels given_cluster = sample.cluster();
  for (std::size_t row = 0; row < outcome.size(); ++row)
    for (std::size_t i = 0; i < 2; ++i) {
      if (group.codes[row] != pair[i]) continue;
      values[i].push_back(outcome[row]);
      both.push_back(outcome[row]);
      side.push_back(static_cast<std::int32_t>(i));
      if (!given_weights.empty()) weights.push_back(given_weights[row]);
      if (call.given("cluster")) cluster.push_back(given_cluster.codes[row]);
    }
  for (std::size_t i = 0; i < 2; ++i) options.labels[i] = group.names[static_cast<std::size_t>(pair[i])];
  if (call.given("cluster") || call.given("weights"))
    return with_missing(clustered_t(both, side, cluster, weights, options), sample);
  return with_missing(call.flag("equal_variances") ? student_t(values[0], values[1], options)
                                                   : welch_t(values[0], values[1], options),
                      sample);
}

Result run_t_test(const Call& call) {
  if (call.given("group")) return compare_two_groups(call);
  TTestOptions options = t_test_options(call);
  const Sample sample = call.sample();
  const auto outcome = sample.numbers("outcome");
  options.labels[0] = call.variable("outcome").name;
  if (call.given("before")) {
    options.labels = {call.variable("before").name, call.variable("outcome").name};
    return with_missing(paired_t(sample.numbers("before"), outcome, options), sample);
  }
  if (call.given("cluster") || call.given("weights"))
    return with_missing(clustered_t(outcome, {}, sample.cluster().codes, sample.weights(), options), sample);
  return with_missing(one_sample_t(outcome, options), sample);
}

} // namespace

std::vector<Function> test_functions() {
  return {
      {"t_test",
       {{"outcome", Kind::column, true},
        {"group", Kind::column},
        {"before", Kind::column},
        {"groups", Kind::texts},
        {"equal_variances", Kind::flag},
        {"null_value", Kind::number},
        {"alternative", Kind::text, false, "two-sided | less | greater"},
        {"weights", Kind::column},
        {"cluster", Kind::column}},
       &run_t_test},
  };
}

} // namespace aftercourse::statistics
