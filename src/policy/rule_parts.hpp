// Reading the parts of a rule. Each takes the scope that the parts before it have settled.
#pragma once

#include "resolve.hpp"

namespace aftercourse::reading {

// What a duty follows and whom it concerns.
void read_anchor(Reader& r, const Node& node, Rule& rule);
void read_subjects(Reader& r, const Node& rule_node, Rule& rule);
/// What the rule's paths may start at; unknown when its anchor or subject could not be told.
Scope scope_of(const Rule& rule, bool known);

// What discharges it.
Evidence read_evidence(Reader& r, const Node& node, const Scope& scope);
Evidence read_acceptance(Reader& r, const Node& node, const Evidence& accepted, const Scope& scope);
/// The kinds of fact in it, each once.
std::vector<std::size_t> kinds_of(const Evidence& evidence);

// When.
void read_window(Reader& r, const Node* node, Rule& rule, const Scope& scope);
void read_recurrence(Reader& r, const Keys& keys, Rule& rule, const Scope& scope);
/// `void_by:` of the rule, or of the policy (then what cannot be tied to this rule is left out).
std::vector<VoidBy> read_void_by(Reader& r, const Node& node, const Scope& scope, bool of_policy);

// Who and how.
void read_by(Reader& r, const Node& node, Rule& rule, const Scope& scope);
Sample read_sample(Reader& r, const Node& node, const Scope& scope);
std::vector<Channel> read_channels(Reader& r, const Node& node, const Scope& scope);
std::vector<Reminder> read_reminders(Reader& r, const Node& node, const Scope& scope);
std::vector<Notice> read_notices(Reader& r, const Node& node, const Scope& scope);

/// Files the holder of a role as the rule's scope resolves it.
Holder read_holder(Reader& r, const Node& name, const Scope& scope);

/// The rules that `after:` and `each:` of a rule name.
std::vector<const Node*> parents_of(const Node& rule_node);
/// Reads one rule whose parents have been read; `policy_void_by` may be null.
void read_rule(Reader& r, const Node& node, std::size_t index, const Node* policy_void_by);

} // namespace aftercourse::reading
