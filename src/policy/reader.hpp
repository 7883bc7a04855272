// Reader: what is known while one policy is read. Free functions read one noun each (read_path,
// read_condition, read_evidence ...): they take the Reader, report every fault they meet and go on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <aftercourse/policy/policy.hpp>
#include <aftercourse/reading/forms.hpp>

#include "expectation.hpp"
#include "vocabulary.hpp"

namespace aftercourse::reading {

/// Where a path may start.
struct Scope {
  std::optional<std::size_t> row, subject, anchor; ///< kinds
  std::vector<std::size_t> evidence; ///< kinds that discharge the rule: failed_attempts counts them
  bool known = true; ///< false: a fault hides what the rule is about, so that its paths cannot be judged
  Scope inside(std::size_t kind) const {
    Scope s = *this;
    s.row = kind;
    return s;
  }
};

/// A name declared in the policy.
struct Declared {
  const Node* key = nullptr;
  const Node* node = nullptr;
  Title title{}; ///< of a role
  bool used = false;
};

struct Reader : Reading {
  Reader(Report& r, Vocabulary v) : Reading(r), vocabulary(std::move(v)) {}

  Vocabulary vocabulary;

  std::vector<Parameter> parameters;
  std::map<std::string, std::vector<ParameterUse>, std::less<>> parameter_uses; ///< a key for each parameter
  std::map<std::string, Declared, std::less<>> terms, roles;
  std::vector<std::string> open_terms; ///< being read: a term within itself is a fault
  std::size_t conditions = 0;          ///< read so far

  std::map<std::string, std::size_t, std::less<>> rule_index; ///< also by earlier names
  std::vector<Rule> rules;                                    ///< in file order; parents are read first
  std::vector<bool> rule_known;                               ///< what it is about could be told
  std::vector<MeasureRule> measures;
  std::vector<FindingRule> findings;
  std::vector<std::pair<std::string, Location>> measures_named; ///< by other measures
};

/// "an attendance", "a programme".
std::string with_article(std::string_view noun);
template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [key, value] : map) out.push_back(key);
  return out;
}

/// The kind of that name.
std::optional<std::size_t> read_kind(Reader& r, const Node& node, std::string_view name);
std::optional<std::size_t> read_field(Reader& r, const Node& node, std::size_t kind, std::string_view name);
/// The rule of that id or earlier name.
std::optional<std::size_t> read_rule_name(Reader& r, const Node& node);

} // namespace aftercourse::reading
