// Contradiction: whether comparisons that must all hold leave any value possible, path by path.
#pragma once

#include <aftercourse/policy/condition.hpp>

namespace aftercourse::reading {

/// No value of any one path makes the condition true (wanted) or false (not wanted). Looks through all, any,
/// not and terms; comparisons with parameters or other paths are taken as possible.
bool impossible(const Condition& condition, bool wanted, const Schema& schema);

} // namespace aftercourse::reading
