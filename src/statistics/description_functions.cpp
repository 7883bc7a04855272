#include <algorithm>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/description.hpp>
#include <aftercourse/statistics/frequency.hpp>
#include <aftercourse/statistics/multiplicity.hpp>
#include <aftercourse/statistics/quantile.hpp>

#include "functions.hpp"

namespace aftercourse::statistics {

/// A description of one column, in one group where `by` names groups.
struct DescribedColumn {
  std::string column, group;
  std::int64_t n = 0, missing = 0;
  double mean = no_value, standard_error = no_value, low = no_value, high = no_value, sd = no_value,
         min = no_value, q1 = no_value, median = no_value, q3 = no_value, max = no_value, skewness = no_value,
         kurtosis = no_value, sum = no_value;
};
BOOST_DESCRIBE_STRUCT(DescribedColumn, (),
                      (column, group, n, missing, mean, standard_error, low, high, sd, min, q1, median, q3,
                       max, skewness, kurtosis, sum))

struct DescribedColumns : Answer {
  std::vector<DescribedColumn> columns;
};
BOOST_DESCRIBE_STRUCT(DescribedColumns, (Answer), (columns))

Wording in_words(const DescribedColumns& d) {
  const std::string rows = std::to_string(d.columns.size()), n = std::to_string(d.n);
  return {rows + " descriptions, of " + n + " values in all.", rows + "项描述，共" + n + "个取值。"};
}

namespace {

using DescriptionKind = Parameter::Kind;

/// The rows of one column with a value, of one group; -1: of all.
DescribedColumn describe_part(const Call& call, const Variable& column, const Labels& groups,
                              std::int32_t group) {
  DescribedColumn out;
  out.column = column.name;
  if (group >= 0) out.group = groups.names[static_cast<std::size_t>(group)];
  const Variable* weight = call.given("weights") ? &call.variable("weights") : nullptr;
  const Labels clusters = call.given("cluster") ? as_labels(call.variable("cluster")) : Labels{};
  std::vector<double> values, weights;
  std::vector<std::int32_t> cluster;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (group >= 0 && groups.codes[row] != group) continue;
    if (column.missing(row) || (weight != nullptr && weight->missing(row)) ||
        (!clusters.codes.empty() && clusters.codes[row] == no_label)) {
      ++out.missing;
      continue;
    }
    values.push_back(column.numbers[row]);
    if (weight != nullptr) weights.push_back(weight->numbers[row]);
    if (!clusters.codes.empty()) cluster.push_back(clusters.codes[row]);
  }
  const Description d = describe(values, {call.level(), weights, cluster});
  out.n = d.n, out.mean = d.mean, out.standard_error = d.standard_error, out.low = d.low, out.high = d.high;
  out.sd = d.sd, out.min = d.min, out.q1 = d.q1, out.median = d.median, out.q3 = d.q3, out.max = d.max;
  out.skewness = d.skewness, out.kurtosis = d.kurtosis, out.sum = d.sum;
  return out;
}

/// Several columns, or groups of rows: each column leaves out what it lacks itself.
Result describe_parts(const Call& call) {
  std::vector<const Variable*> columns = call.variables("columns");
  if (call.given("outcome")) columns.push_back(&call.variable("outcome"));
  const Labels groups = call.given("by") ? as_labels(call.variable("by")) : Labels{};
  if (call.missing() == Missing::error) (void)call.sample();
  DescribedColumns out;
  out.estimator = "description";
  out.level = call.level();
  std::size_t described = 0;
  for (const Variable* column : columns) {
    if (column->is_label) continue;
    ++described;
    for (std::int32_t g = groups.names.empty() ? -1 : 0; g < static_cast<std::int32_t>(groups.names.size());
         ++g)
      out.columns.push_back(describe_part(call, *column, groups, g));
  }
  for (const DescribedColumn& c : out.columns) out.n += c.n, out.missing += c.missing;
  out.missing += static_cast<std::int64_t>(described) * std::ranges::count(groups.codes, no_label);
  if (out.columns.empty()) out.not_estimable = {"no column holds numbers", "没有数值列"};
  return to_result(out);
}

Result run_describe(const Call& call) {
  if (call.given("columns") || call.given("by")) return describe_parts(call);
  const Sample sample = call.sample();
  return with_missing(
      describe(sample.numbers("outcome"), {call.level(), sample.weights(), sample.cluster().codes}), sample);
}

Result run_quantiles(const Call& call) {
  const Sample sample = call.sample();
  auto probabilities = call.numbers("probabilities");
  if (probabilities.empty()) probabilities = {0.25, 0.5, 0.75};
  const std::int64_t type = call.integer("type", 7);
  if (type < 1 || type > 9)
    throw InvalidArgument("AC5504", "quantiles have types 1 to 9; this is " + std::to_string(type));
  const Labels cluster = sample.cluster();
  return with_missing(quantiles(sample.numbers("outcome"), probabilities,
                                {static_cast<int>(type), call.level(), sample.weights(), cluster.codes}),
                      sample);
}

Result run_autocorrelation(const Call& call) {
  const Sample sample = call.sample();
  return with_missing(autocorrelation(sample.numbers("outcome"), call.integer("lags", 1), call.level()),
                      sample);
}

Result run_frequencies(const Call& call) {
  const Sample sample = call.sample();
  const Labels outcome = sample.labels("outcome"), cluster = sample.cluster();
  return with_missing(
      frequencies({outcome.codes, outcome.names}, {call.level(), sample.weights(), cluster.codes}), sample);
}

Result run_cross_table(const Call& call) {
  const Sample sample = call.sample();
  const Labels row = sample.labels("row"), column = sample.labels("column"), cluster = sample.cluster();
  return with_missing(cross_table({row.codes, row.names}, {column.codes, column.names},
                                  {call.level(), sample.weights(), cluster.codes}),
                      sample);
}

Result run_adjust_p_values(const Call& call) {
  if (call.missing() == Missing::error) (void)call.sample();
  const Variable& p = call.variable("p_values");
  if (p.is_label) throw InvalidArgument("AC5504", "p_values: column " + p.name + " holds texts");
  return to_result(
      adjust_p_values(p.numbers, adjustment_from_text(call.text("method", "holm")), call.level()));
}

} // namespace

std::vector<Function> description_functions() {
  using K = DescriptionKind;
  return {
      {"describe",
       {{"outcome", K::column},
        {"columns", K::columns},
        {"by", K::column},
        {"weights", K::column},
        {"cluster", K::column}},
       &run_describe},
      {"quantiles",
       {{"outcome", K::column, true},
        {"probabilities", K::numbers},
        {"type", K::integer},
        {"weights", K::column},
        {"cluster", K::column}},
       &run_quantiles},
      {"autocorrelation", {{"outcome", K::column, true}, {"lags", K::integer}}, &run_autocorrelation},
      {"frequencies",
       {{"outcome", K::column, true}, {"weights", K::column}, {"cluster", K::column}},
       &run_frequencies},
      {"cross_table",
       {{"row", K::column, true},
        {"column", K::column, true},
        {"weights", K::column},
        {"cluster", K::column}},
       &run_cross_table},
      {"adjust_p_values", {{"p_values", K::column, true}, {"method", K::text}}, &run_adjust_p_values},
  };
}

} // namespace aftercourse::statistics
