#include "respondents.hpp"

#include <algorithm>

#include "asked_measure.hpp"
#include "grouping.hpp"

namespace aftercourse {

namespace {

bool reads_answers(const Schema& schema, const Condition& c) {
  const bool compares = c.type == Condition::Type::compare || c.type == Condition::Type::fold;
  return (compares && (is_answer(schema, c.left) || (c.right_path && is_answer(schema, *c.right_path)))) ||
         std::ranges::any_of(c.children,
                             [&](const Condition& child) { return reads_answers(schema, child); });
}

class RespondentPaths {
 public:
  explicit RespondentPaths(const Schema& schema) : schema_(schema) {}

  /// Of the answers in `kind`, which `prefix` leads to.
  void add(std::size_t kind, const Path& prefix) {
    for (const std::string& name : schema_.kind(kind).respondents)
      for (Path path : group_named(schema_, name, kind, std::nullopt).value_or(GroupName{}).paths) {
        path.root_kind = prefix.root_kind;
        path.steps.insert(path.steps.begin(), prefix.steps.begin(), prefix.steps.end());
        found_.push_back(std::move(path));
      }
    if (!schema_.kind(kind).respondents.empty()) found_.push_back(prefix);
  }

  /// Of the answers that a path passes through.
  void add(const Path& read) {
    Path prefix;
    prefix.root_kind = read.root_kind;
    for (const Step& step : read.steps) {
      if (step.type != Step::Type::reference && step.type != Step::Type::in_force) return;
      prefix.steps.push_back(step);
      if (step.type == Step::Type::in_force)
        prefix.end_kind = step.kind;
      else if (const std::string& target = schema_.kind(step.kind).fields[step.field].target; !target.empty())
        prefix.end_kind = schema_.at(target);
      else
        return; // to a row of any kind
      add(prefix.end_kind, prefix);
    }
  }

  void add(const std::optional<Path>& read) {
    if (read) add(*read);
  }

  void add(const Condition& condition) {
    if (condition.type == Condition::Type::compare) {
      add(condition.left);
      add(condition.right_path);
    }
    if (condition.type != Condition::Type::fold)
      for (const Condition& child : condition.children) add(child);
    else if (reads_answers(schema_, condition))
      folded_ = true;
  }

  void add(const std::optional<Condition>& condition) {
    if (condition) add(*condition);
  }

  /// `row`: what the measure counts.
  std::vector<Path> take(const Path& row) {
    if (!folded_) return std::move(found_);
    if (const auto person = group_named(schema_, "person", row.root_kind, std::nullopt))
      found_.insert(found_.end(), person->paths.begin(), person->paths.end());
    found_.push_back(row);
    return std::move(found_);
  }

 private:
  const Schema& schema_;
  std::vector<Path> found_;
  bool folded_ = false; ///< a condition looks at answers beside the row
};

} // namespace

std::vector<Path> respondents(const Schema& schema, const MeasureRule& rule) {
  if (over_tasks(rule.type) || !rule.parts.empty()) return {};
  RespondentPaths paths(schema);
  Path self;
  self.root_kind = self.end_kind = rule.kind;
  paths.add(rule.kind, self);
  if (!schema.kind(rule.kind).respondents.empty()) return paths.take(self);
  paths.add(rule.of);
  paths.add(rule.to);
  paths.add(rule.where);
  paths.add(rule.success);
  if (rule.statistic)
    for (const auto& [argument, columns] : rule.statistic->columns)
      for (const Path& column : columns) paths.add(column);
  return paths.take(self);
}

bool is_answer(const Schema& schema, const Path& path) {
  if (path.steps.empty() || path.steps.back().type != Step::Type::value) return false;
  const Kind& kind = schema.kind(path.steps.back().kind);
  if (kind.respondents.empty()) return false;
  const Field& field = kind.fields[path.steps.back().field];
  const bool is_name = field.type == FieldType::text && !field.list && !field.personal;
  return !is_name && field.type != FieldType::category && field.type != FieldType::date;
}

bool looks_at_answers(const Schema& schema, const MeasureRule& rule) {
  return (rule.where && reads_answers(schema, *rule.where)) ||
         (rule.success && reads_answers(schema, *rule.success));
}

} // namespace aftercourse
