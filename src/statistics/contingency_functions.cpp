#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/contingency.hpp>

#include "test_functions.hpp"

namespace aftercourse::statistics {

namespace {

using Kind = Parameter::Kind;

constexpr double most_counted = 1e8;

CountTable numbered_table(std::vector<std::vector<double>> counts) {
  CountTable out;
  for (std::size_t r = 0; r < counts.size(); ++r) out.rows.push_back(std::to_string(r + 1));
  if (!counts.empty())
    for (std::size_t c = 0; c < counts[0].size(); ++c) out.columns.push_back(std::to_string(c + 1));
  out.counts = std::move(counts);
  return out;
}

/// A call's table: the one given, or the counts (sums of weights) of group by outcome.
struct CountedTable {
  CountTable table;
  std::int64_t missing = 0;
};

CountedTable counted_table(const Call& call) {
  if (call.given("table")) return {numbered_table(call.table("table")), 0};
  for (const std::string_view needed : {"outcome", "group"})
    if (!call.given(needed)) refuse_lacking(std::string(needed) + " (or table)");
  const Sample sample = call.sample();
  const Labels group = sample.labels("group"), outcome = sample.labels("outcome");
  const auto weights = call.given("weights") ? sample.weights() : std::span<const double>();
  CountedTable out{{group.names, outcome.names, {}}, sample.missing()};
  out.table.counts.assign(group.names.size(), std::vector<double>(outcome.names.size()));
  for (std::size_t i = 0; i < group.size(); ++i)
    out.table.counts[static_cast<std::size_t>(group.codes[i])][static_cast<std::size_t>(outcome.codes[i])] +=
        weights.empty() ? 1 : weights[i];
  return out;
}

ChiSquare fit_of(const Call& call) {
  const auto shares = call.numbers("expected");
  if (call.given("counts")) {
    const auto counts = call.numbers("counts");
    return goodness_of_fit(counts, shares, numbered_table({counts}).columns, call.level());
  }
  const Sample sample = call.sample();
  const Labels outcome = sample.labels("outcome");
  const auto weights = sample.weights();
  std::vector<double> counts(outcome.names.size());
  for (std::size_t i = 0; i < outcome.size(); ++i)
    counts[static_cast<std::size_t>(outcome.codes[i])] += weights.empty() ? 1 : weights[i];
  ChiSquare test = goodness_of_fit(counts, shares, outcome.names, call.level());
  test.missing = sample.missing();
  return test;
}

Result run_chi_square(const Call& call) {
  refuse_cluster(call, "logistic_regression with cluster, or risk_difference with cluster");
  if (!call.given("table") && !call.given("group")) {
    if (!call.given("outcome") && !call.given("counts")) refuse_lacking("outcome, counts or table");
    return to_result(fit_of(call));
  }
  const CountedTable counted = counted_table(call);
  ChiSquare test = chi_square(counted.table, call.flag("yates"), call.level());
  test.missing = counted.missing;
  return to_result(test);
}

Result run_fisher_exact(const Call& call) {
  refuse_cluster(call, "logistic_regression with cluster, or odds_ratio with cluster");
  const CountedTable counted = counted_table(call);
  FisherExact test = fisher_exact(counted.table, alternative_of(call), call.level());
  test.missing = counted.missing;
  return to_result(test);
}

/// Which label of a column means yes: `positive`, or 1 of numbers, or the last of two labels.
std::vector<std::uint8_t> truths_of(const Call& call, const Sample& sample, std::string_view argument,
                                    const std::vector<std::string>& names) {
  const Labels labels = sample.labels(argument);
  std::string yes = call.text("positive");
  if (yes.empty()) {
    const bool truth =
        std::all_of(names.begin(), names.end(), [](const auto& n) { return n == "0" || n == "1"; });
    if (!truth && names.size() != 2)
      throw InvalidArgument("AC5504", std::string(argument) + " has " + std::to_string(names.size()) +
                                          " different values; name the one that counts in `positive`");
    yes = truth ? "1" : names.back();
  } else if (std::find(names.begin(), names.end(), yes) == names.end())
    refuse_unknown("value", yes, names);
  std::vector<std::uint8_t> out(labels.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = labels.names[static_cast<std::size_t>(labels.codes[i])] == yes;
  return out;
}

std::array<std::array<std::int64_t, 2>, 2> two_by_two(const Call& call) {
  const auto table = call.table("table");
  if (table.size() != 2 || table[0].size() != 2)
    throw InvalidArgument("AC5504", "the table has two rows and two columns here");
  std::array<std::array<std::int64_t, 2>, 2> out{};
  for (std::size_t r = 0; r < 2; ++r)
    for (std::size_t c = 0; c < 2; ++c) {
      const double count = table[r][c];
      if (count < 0 || count != std::floor(count) || count > most_counted)
        throw InvalidArgument("AC5504", "the table holds whole counts from 0 to 10^8");
      out[r][c] = static_cast<std::int64_t>(count);
    }
  return out;
}

/// One element for each observation of a cell.
template <class T>
void append(std::vector<T>& column, std::int64_t count, int value) {
  column.insert(column.end(), static_cast<std::size_t>(count), static_cast<T>(value));
}

Result run_mcnemar(const Call& call) {
  const McNemarMethod method = mcnemar_method_from_text(call.text("method", "exact"));
  if (call.given("table")) { // rows: yes and no at first; columns: yes and no afterwards
    const auto table = two_by_two(call);
    std::vector<std::uint8_t> first, second;
    for (std::size_t r = 0; r < 2; ++r)
      for (std::size_t c = 0; c < 2; ++c) {
        append(first, table[r][c], r == 0);
        append(second, table[r][c], c == 0);
      }
    return to_result(mcnemar(first, second, method, call.level()));
  }
  for (const std::string_view needed : {"outcome", "before"})
    if (!call.given(needed)) refuse_lacking(std::string(needed) + " (or table)");
  const Sample sample = call.sample();
  std::vector<std::string> names = sample.labels("before").names;
  for (const std::string& name : sample.labels("outcome").names)
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  std::sort(names.begin(), names.end());
  return with_missing(mcnemar(truths_of(call, sample, "before", names),
                              truths_of(call, sample, "outcome", names), method, call.level(),
                              sample.cluster().codes),
                      sample);
}

template <RiskMeasure Measure>
Result run_risks(const Call& call) {
  if (call.given("table")) { // rows: first and second group; columns: yes and no
    const auto table = two_by_two(call);
    std::vector<std::uint8_t> yes;
    std::vector<std::int32_t> group;
    for (std::size_t r = 0; r < 2; ++r)
      for (std::size_t c = 0; c < 2; ++c) {
        append(yes, table[r][c], c == 0);
        append(group, table[r][c], static_cast<int>(r));
      }
    return to_result(compare_risks(Measure, yes, group, {}, {}, call.level()));
  }
  if (!call.given("outcome")) refuse_lacking("outcome (or table)");
  const Sample sample = call.sample();
  const TwoSamples two = two_samples(call, sample);
  const auto yes = two.both(truths_of(call, sample, "outcome", sample.labels("outcome").names));
  return with_missing(
      compare_risks(Measure, yes, two.group(), two.cluster, two.weights, call.level(), two.labels), sample);
}

std::vector<Parameter> risk_parameters() {
  return {{"outcome", Kind::column}, {"group", Kind::column},  {"groups", Kind::texts},
          {"table", Kind::table},    {"positive", Kind::text}, {"weights", Kind::column},
          {"cluster", Kind::column}};
}

} // namespace

std::vector<Function> contingency_functions() {
  return {
      {"chi_square",
       {{"outcome", Kind::column},
        {"group", Kind::column},
        {"table", Kind::table},
        {"counts", Kind::numbers},
        {"expected", Kind::numbers},
        {"yates", Kind::flag},
        {"weights", Kind::column},
        {"cluster", Kind::column}},
       &run_chi_square},
      {"fisher_exact",
       {{"outcome", Kind::column},
        {"group", Kind::column},
        {"table", Kind::table},
        {"alternative", Kind::text, false, "two-sided | less | greater"},
        {"cluster", Kind::column}},
       &run_fisher_exact},
      {"mcnemar",
       {{"outcome", Kind::column},
        {"before", Kind::column},
        {"table", Kind::table},
        {"method", Kind::text, false, "exact | mid-p | chi-square | corrected"},
        {"positive", Kind::text},
        {"cluster", Kind::column}},
       &run_mcnemar},
      {"odds_ratio", risk_parameters(), &run_risks<RiskMeasure::odds_ratio>},
      {"risk_ratio", risk_parameters(), &run_risks<RiskMeasure::risk_ratio>},
      {"risk_difference", risk_parameters(), &run_risks<RiskMeasure::risk_difference>},
  };
}

} // namespace aftercourse::statistics
