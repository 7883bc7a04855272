// Policy: a company's training regulation as data: rules, measures, findings, and the kinds and parameters
// they need, read from YAML. An immutable value, cheap to copy, safe from many threads; it keeps its full
// text.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/policy/finding_rule.hpp>
#include <aftercourse/policy/measure_rule.hpp>
#include <aftercourse/policy/rule.hpp>

namespace aftercourse {

/// What the regulation leaves open ("[X] weeks"): dated values, each with a source; a host overrides by name.
struct Parameter {
  struct Dated {
    std::string value; ///< as written: "20%", "2 weeks"
    std::optional<Date> from;
    std::string source;
    Location at;
  };
  std::string name;
  Title title;
  std::vector<Dated> values; ///< ascending by from
};

/// An example: facts, a day, and the tasks that must come out (`expect` lists some, `count` all).
struct Example {
  struct Expected {
    std::map<std::string, std::string>
        columns;         ///< rule, subject, occurrence, due, state, channel, done_on, holder ...
    bool absent = false; ///< `absent: true`: no such task
    Location at;
  };
  struct Expectation { ///< expect_measures / expect_findings entry
    std::string id;
    std::map<std::string, std::string> columns;
    Location at;
  };
  std::string name;
  Location at;
  std::string
      batch_json; ///< the facts (and amendments, retractions) as read_json_batch takes them, one write
  std::vector<std::string> batches;     ///< `then:` further writes, in order, with their recorded_at
  std::vector<std::string> recorded_at; ///< by write
  std::string as_of;
  std::string adopted_on; ///< default: the first day of the year before as_of
  std::string horizon;    ///< default "1 year"
  std::string calendar;   ///< default "cn"
  std::map<std::string, std::string> parameters;
  std::vector<Expected> expect;
  std::optional<std::int64_t> count; ///< number of all tasks
  std::vector<Expectation> measures, findings;
};

class Policy {
 public:
  /// Reads a policy. Throws PolicyError AC3001 whose message lists every diagnostic (what() is what a person
  /// should read); LimitError AC8003 for more than 4 MiB, 64 levels, or anchors that expand beyond 10^5
  /// nodes.
  static Policy parse(std::string_view yaml, std::string file = "policy.yaml",
                      const Schema& base = Schema::built_in());
  static Policy load(const std::filesystem::path& path, const Schema& base = Schema::built_in());
  /// A policy that comes with the library: "post-training-tracking", "follow-up-visits". Throws NotFound
  /// AC3002.
  static Policy built_in(std::string_view name, const Schema& base = Schema::built_in());
  static std::vector<std::string> built_in_names();
  /// All diagnostics of a text without throwing.
  static std::vector<Diagnostic> check(std::string_view yaml, std::string file = "policy.yaml");
  /// The JSON Schema (2020-12) of policy files, for editors.
  static std::string_view json_schema();

  const std::string& name() const noexcept;
  const Title& title() const noexcept;
  const std::string& version() const noexcept;
  const std::string& text() const noexcept;
  const std::string& file() const noexcept;
  std::string hash() const; ///< SHA-256 of the text, hexadecimal
  /// The schema it was resolved against: the base and its own kinds.
  const Schema& schema() const noexcept;
  const std::vector<Kind>& kinds() const noexcept; ///< declared in it, also extensions
  /// The same policy resolved against a larger schema (an engine with several policies).
  Policy resolved(const Schema& schema) const;

  const std::vector<Rule>& rules() const noexcept;
  const std::vector<std::size_t>& order() const noexcept; ///< rules so that parents come before children
  const std::vector<MeasureRule>& measures() const noexcept;
  const std::vector<FindingRule>& findings() const noexcept;
  const std::vector<Parameter>& parameters() const noexcept;
  const std::vector<Example>& examples() const noexcept;
  /// How people call a role; empty for one without a title, and for one that is not declared.
  Title role_title(std::string_view role) const;
  /// The rule of that id or earlier name; throws NotFound AC3003 with the nearest.
  const Rule& rule(std::string_view id) const;
  /// What is legal but probably not meant.
  std::vector<Diagnostic> lint() const;
  /// Whether `text` can be the value of a parameter everywhere it is used; else the reason.
  std::optional<std::string> refuse_parameter(std::string_view name, std::string_view text) const;

  struct Data;
  explicit Policy(std::shared_ptr<const Data> d) : data_(std::move(d)) {}

 private:
  std::shared_ptr<const Data> data_;
};

} // namespace aftercourse
