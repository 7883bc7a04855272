#include <aftercourse/measures/policy_test.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/measures/evaluate.hpp>
#include <aftercourse/measures/proposed_finding.hpp>

namespace aftercourse {

namespace {

/// "50%" and 0.5 are the same number; so are 1 and 1.0. A written value is met within half of its last digit.
bool same(const std::string& wanted, const std::string& actual) {
  if (wanted == actual) return true;
  const auto w = Decimal::parse(wanted), a = Decimal::parse(actual);
  if (!w) return false;
  char* end = nullptr;
  const double value = std::strtod(actual.c_str(), &end);
  if (!a && (end == actual.c_str() || *end != '\0')) return false;
  const auto point = wanted.find('.');
  const bool share = wanted.ends_with('%');
  const auto digits =
      point == std::string::npos ? 0 : static_cast<int>(wanted.size() - point - 1) - (share ? 1 : 0);
  const double tolerance = digits == 0 && !share ? 1e-9 : 0.5 * std::pow(10, -digits - (share ? 2 : 0));
  return std::abs(value - w->to_double()) <= tolerance;
}

bool is_result(const std::string& name) {
  static const std::vector<std::string> names{
      "value", "numerator", "denominator", "on_time", "late",     "early", "open",   "missing",
      "void",  "waived",    "low",         "high",    "interval", "state", "clause", "level"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string row_text(const Frame& frame, std::size_t row, const std::map<std::string, std::string>& columns) {
  std::string text;
  for (const auto& [name, value] : columns)
    text += (text.empty() ? "" : ", ") + name + ": " + frame.cell(row, name);
  return "{" + text + "}";
}

/// Columns of the expectation that are no results are groups: {id: completion_rate, unit: U1, value: 50%}.
std::string compare_measure(const ExampleRun& run, const Example::Expectation& expected) {
  EvaluationQuery query;
  query.measures = {expected.id};
  for (const auto& [name, value] : expected.columns) {
    if (name == "interval" && value == "process") query.interval = Interval::process;
    if (!is_result(name)) query.by.push_back(name);
  }
  const Frame frame = evaluate(run.tasks, query);
  std::string nearest;
  for (std::size_t row = 0; row < frame.rows(); ++row) {
    bool group = true, all = true;
    for (const auto& [name, value] : expected.columns) {
      const bool hit =
          name == "interval" ? frame.cell(row, name).starts_with(value) : same(value, frame.cell(row, name));
      all = all && hit;
      if (!is_result(name)) group = group && hit;
    }
    if (all) return {};
    if (group) nearest += "       got " + row_text(frame, row, expected.columns) + "\n";
  }
  std::string text = expected.at.to_string() + ": expected " + expected.id + " {";
  for (const auto& [name, value] : expected.columns) text += name + ": " + value + " ";
  return text + "}\n" + (nearest.empty() ? "       got no such row\n" : nearest);
}

std::string compare_finding(const Frame& findings, const Example::Expectation& expected) {
  bool wanted = true;
  if (const auto absent = expected.columns.find("absent"); absent != expected.columns.end())
    wanted = absent->second != "true" && absent->second != "yes";
  for (std::size_t row = 0; row < findings.rows(); ++row) {
    if (findings.cell(row, "finding") != expected.id) continue;
    const bool hit = std::all_of(expected.columns.begin(), expected.columns.end(), [&](const auto& c) {
      return c.first == "absent" || same(c.second, findings.cell(row, c.first));
    });
    if (hit)
      return wanted
                 ? ""
                 : expected.at.to_string() + ": expected no finding " + expected.id + ", but there is one\n";
  }
  return wanted ? expected.at.to_string() + ": expected the finding " + expected.id + ", but there is none\n"
                : "";
}

} // namespace

std::string compare_measures(const ExampleRun& run) {
  std::string text;
  for (const auto& expected : run.example->measures) text += compare_measure(run, expected);
  if (run.example->findings.empty()) return text;
  const Frame findings = evaluate_findings(run.tasks);
  for (const auto& expected : run.example->findings) text += compare_finding(findings, expected);
  return text;
}

} // namespace aftercourse
