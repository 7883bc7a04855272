// Respondents: who gave the answers that a measure counts or reads, so that numbers over too few of them are
// not published.
#pragma once

#include <vector>

#include <aftercourse/policy/measure_rule.hpp>

namespace aftercourse {

/// From a row of the measure's kind to who answered: the first path that leads anywhere is meant. Where the
/// kind itself holds no answers, those count that its values and conditions reach along references; and where
/// a condition looks at what was answered beside a row (`exists: {of: instrument_response, where: …}`), the
/// person whom the row is about, or the row itself. Empty: no answers.
std::vector<Path> respondents(const Schema& schema, const MeasureRule& rule);

/// Whether a path leads to what somebody answered: its numbers and free texts, not the names beside them.
bool is_answer(const Schema& schema, const Path& path);
/// Whether the measure's conditions look at what was answered.
bool looks_at_answers(const Schema& schema, const MeasureRule& rule);

} // namespace aftercourse
