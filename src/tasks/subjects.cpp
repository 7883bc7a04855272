#include "subjects.hpp"

#include <algorithm>

namespace aftercourse {

namespace {

/// Where `each` starts: the anchor's fact and, for chained rules, the parent's subject.
Viewpoint before_subjects(const Derivation& d, const RuleInForce& rule, const Occurrence& o) {
  Viewpoint from = rule.viewpoint(o, no_row);
  if (o.parent == no_index) return from;
  const TaskGroup& parent = d.out.groups[group_of(d.out, o.parent)];
  from.subject = {d.rule(parent).subject_kind, d.out.subjects[o.parent]};
  return from;
}

std::vector<Row> to_vector(std::span<const Row> rows) { return {rows.begin(), rows.end()}; }

/// Whether the planned rule is one whose evidence `each: {done: ...}` names, in any version of this policy.
bool feeds(const Derivation& d, const PlannedRule& planned, const RuleInForce& rule) {
  const Policy& policy = rule.adopted().policy;
  const Policy& other = d.out.policies[planned.adopted].policy;
  if (other.name() != policy.name()) return false;
  const std::string& id = other.rules()[planned.rule].id;
  const auto& named = rule.rule().each.rules;
  return std::any_of(named.begin(), named.end(), [&](std::size_t r) { return policy.rules()[r].id == id; });
}

} // namespace

std::vector<Row> subjects_of(const Derivation& d, const RuleInForce& rule, const Occurrence& o) {
  const Subjects& each = rule.rule().each;
  const Snapshot& facts = d.out.facts;
  switch (each.type) {
  case Subjects::Type::anchor:
    return o.anchor ? std::vector<Row>{o.anchor.row} : std::vector<Row>{};
  case Subjects::Type::path: {
    const Place reached = d.evaluator.follow(each.via, before_subjects(d, rule, o));
    return reached ? std::vector<Row>{reached.row} : std::vector<Row>{};
  }
  case Subjects::Type::referring: {
    const Place target = d.evaluator.follow(each.via, before_subjects(d, rule, o));
    if (!target) return {};
    return to_vector(facts.referring(each.kind, each.field, target.row, RowOrder::by_id));
  }
  case Subjects::Type::all:
    return to_vector(facts.living(each.kind, RowOrder::by_id));
  case Subjects::Type::done_tasks:
    break;
  }
  return o.subjects;
}

std::vector<Row> evidence_done_within(const Derivation& d, const RuleInForce& rule, const Window& period) {
  std::vector<Row> rows;
  for (const PlannedRule& parent : d.planned) {
    if (!feeds(d, parent, rule)) continue;
    d.each_task(parent, [&](TaskIndex t, std::uint32_t) {
      if (!is_done(d.out.states[t])) return;
      const Outcome& outcome = d.out.outcomes[d.out.outcome_of[t]];
      if (!period.contains(Date::unchecked(outcome.done_on))) return;
      const EvidenceUsed& used = completing_evidence(d.out, outcome);
      if (used.kind == rule.rule().subject_kind) rows.push_back(used.row);
    });
  }
  rule.sort_by_id(rows);
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

} // namespace aftercourse
