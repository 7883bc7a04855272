// Reader: what is known while one policy is read. Free functions read one noun each (read_path,
// read_condition, read_evidence ...): they take the Reader, report every fault they meet and go on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/policy/policy.hpp>

#include "expectation.hpp"
#include "node.hpp"
#include "report.hpp"
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

struct Reader {
  Reader(Report& r, Vocabulary v) : report(r), vocabulary(std::move(v)) {}

  Report& report;
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

  Location at(const Node& node) const { return report.at(node); }
  void error(std::string_view code, const Node& node, std::string message, std::string expected = {},
             std::string suggestion = {}) {
    report.error(code, at(node), std::move(message), std::move(expected), std::move(suggestion));
  }
};

/// "an attendance", "a programme".
std::string with_article(std::string_view noun);
/// The nearest of the names, or nothing.
std::string suggest(std::string_view word, const std::vector<std::string>& names);
template <class Map>
std::vector<std::string> keys_of(const Map& map) {
  std::vector<std::string> out;
  for (const auto& [key, value] : map) out.push_back(key);
  return out;
}

// ---- the forms that nodes take; each reports when the form is another
// -------------------------------------------

/// The text of a scalar, or nothing.
std::optional<std::string> read_text(Reader& r, const Node& node, std::string_view what);
std::optional<bool> read_boolean(Reader& r, const Node& node);
std::optional<std::int64_t> read_integer(Reader& r, const Node& node, std::int64_t least);
/// One text or a list of them.
std::vector<std::string> read_texts(Reader& r, const Node& node, std::string_view what);
/// `{en: ..., zh: ...}` or one text.
Title read_title(Reader& r, const Node& node);
/// The node as a list: itself when it is one, else a list of one.
std::vector<const Node*> as_list(const Node& node);
/// One of these words.
std::optional<std::size_t> read_choice(Reader& r, const Node& node, const std::vector<std::string>& words);
/// The kind of that name.
std::optional<std::size_t> read_kind(Reader& r, const Node& node, std::string_view name);
std::optional<std::size_t> read_field(Reader& r, const Node& node, std::size_t kind, std::string_view name);
/// The rule of that id or earlier name.
std::optional<std::size_t> read_rule_name(Reader& r, const Node& node);

/// A mapping with known keys. Reports keys that the format does not have, and other forms.
class Keys {
 public:
  Keys(Reader& r, const Node& node, std::vector<std::string> known, std::string_view what);
  explicit operator bool() const noexcept { return node_.is_mapping(); }
  const Node* operator[](std::string_view key) const;
  /// The node of a key that must be there; else reports and gives nothing.
  const Node* require(std::string_view key, std::string_view expected);

 private:
  Reader& r_;
  const Node& node_;
  std::string what_;
};

} // namespace aftercourse::reading
