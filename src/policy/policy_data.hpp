// What a Policy holds, and reading it as a whole.
#pragma once

#include <aftercourse/policy/policy.hpp>

#include "expectation.hpp"
#include <aftercourse/reading/report.hpp>

namespace aftercourse {

struct Policy::Data {
  std::string name, version, text, file;
  Title title;
  std::vector<Kind> kinds;
  Schema base = Schema::built_in(); ///< what it was written against
  Schema own = base;                ///< and its own kinds: all that its words can mean
  Schema schema = base;             ///< what its indices are of
  std::vector<Rule> rules;
  std::vector<std::size_t> order;
  std::vector<MeasureRule> measures;
  std::vector<FindingRule> findings;
  std::vector<Parameter> parameters;
  std::vector<Example> examples;
  std::map<std::string, std::vector<reading::ParameterUse>, std::less<>> parameter_uses;

  /// A name that the policy declares: for lint(), and for people.
  struct Name {
    std::string text;
    Title title;
    Location at;
    bool used = false;
  };
  std::vector<Name> terms, roles;
  std::map<std::string, Location, std::less<>> declared_kinds;
};

namespace reading {

/// Reads a policy against `base`; with `target`, indices are those of that larger schema. Reports every
/// fault; what it gives is whole only when nothing was reported.
Policy::Data read_policy(std::string_view yaml, Report& report, const Schema& base,
                         const Schema* target = nullptr);

/// What is legal but probably not meant.
std::vector<Diagnostic> lint(const Policy::Data& policy);

} // namespace reading

} // namespace aftercourse
