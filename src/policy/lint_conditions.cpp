#include <algorithm>

#include "codes.hpp"
#include "contradiction.hpp"
#include "lint.hpp"
#include "walk.hpp"

namespace aftercourse::reading {

namespace {

/// Whether two paths lead to the same value of the same row.
bool same_place(const Path& a, const Path& b) {
  return a.root == b.root && std::ranges::equal(a.steps, b.steps, [](const Step& x, const Step& y) {
           return x.type == y.type && x.kind == y.kind && x.field == y.field;
         });
}

/// The outermost part that is constant is named; what is within it need not be.
void look_for_constants(const Condition& c, const Schema& schema, Warnings& out) {
  const bool never = impossible(c, true, schema);
  if (never || impossible(c, false, schema)) {
    out.add(codes::constant_condition, c.at,
            never ? "this condition contradicts itself and never holds" : "this condition always holds");
    return;
  }
  if (c.type == Condition::Type::compare && c.right_path && same_place(c.left, *c.right_path)) {
    out.add(codes::constant_condition, c.at, "`" + c.left.text + "` is compared with itself",
            "a path that leads elsewhere");
    return;
  }
  for (const Condition& child : c.children) look_for_constants(child, schema, out);
}

/// Whether a step can find nothing.
bool may_be_missing(const Step& step, const Schema& schema) {
  const Kind& kind = schema.kind(step.kind);
  switch (step.type) {
  case Step::Type::reference:
  case Step::Type::value:
    return !kind.fields[step.field].required;
  case Step::Type::in_force:
    return true;
  case Step::Type::duration:
    return !kind.fields[kind.at("starts")].required || !kind.fields[kind.at("ends")].required;
  case Step::Type::id:
  case Step::Type::recorded:
    return false;
  }
  return false;
}

bool may_be_missing(const Path& path, const Schema& schema) {
  return std::any_of(path.steps.begin(), path.steps.end(),
                     [&](const Step& step) { return may_be_missing(step, schema); });
}

/// The first part that can be unknown, or null. Whether facts exist is always known.
const Condition* first_unknown(const Condition& c, const Schema& schema) {
  switch (c.type) {
  case Condition::Type::constant:
    return nullptr;
  case Condition::Type::compare:
    if (c.comparison == Comparison::missing || c.comparison == Comparison::present) return nullptr;
    if (may_be_missing(c.left, schema) || (c.right_path && may_be_missing(*c.right_path, schema))) return &c;
    return nullptr;
  case Condition::Type::fold:
    if (c.fold != Fold::exists && c.fold != Fold::count) return &c;
    return nullptr;
  case Condition::Type::all:
  case Condition::Type::any:
  case Condition::Type::negation:
    for (const Condition& child : c.children)
      if (const Condition* found = first_unknown(child, schema)) return found;
  }
  return nullptr;
}

} // namespace

void lint_conditions(const Policy::Data& policy, Warnings& out) {
  Visitor visit;
  visit.condition = [&](const Condition& c) { look_for_constants(c, policy.schema, out); };
  for (const Rule& rule : policy.rules) {
    walk(rule, visit);
    if (!rule.where || rule.if_unknown != IfUnknown::unset) continue;
    if (const Condition* unknown = first_unknown(*rule.where, policy.schema))
      out.add(codes::no_if_unknown, unknown->at,
              "this can be unknown, and the rule `" + rule.id + "` does not say what then",
              "`if_unknown: include`, `exclude` or `ask`");
  }
  for (const MeasureRule& measure : policy.measures) walk(measure, visit);
  for (const FindingRule& finding : policy.findings) walk(finding, visit);
}

} // namespace aftercourse::reading
