// Respondents: who gave the answers that a measure counts or reads, so that numbers over too few of them are
// not published.
#pragma once

#include <vector>

#include <aftercourse/policy/measure_rule.hpp>

namespace aftercourse {

/// From a row of the measure's kind to who answered: the first path that leads anywhere is meant. Where the
/// kind itself holds no answers, those count that its values and conditions reach along references. Empty: no
/// answers.
std::vector<Path> respondents(const Schema& schema, const MeasureRule& rule);

} // namespace aftercourse
