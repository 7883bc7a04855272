// Whom an occurrence of a rule concerns, before its condition is asked.
#pragma once

#include "rule_in_force.hpp"

namespace aftercourse {

/// By id.
std::vector<Row> subjects_of(const Derivation& d, const RuleInForce& rule, const Occurrence& o);
/// `each: {done: ...}`: the evidence of the tasks that were done within the period, by id.
std::vector<Row> evidence_done_within(const Derivation& d, const RuleInForce& rule, const Window& period);

} // namespace aftercourse
