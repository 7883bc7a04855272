// Governing: which version of a policy holds for an occurrence. Among the adoptions of one policy the latest
// governs that is in force on the day an occurrence begins and covers its unit; so a version for some units,
// or for some time, leaves the rest to the one before it.
#pragma once

#include <cstddef>
#include <span>

#include <aftercourse/tasks/evaluator.hpp>

namespace aftercourse {

/// Whom an occurrence is about: the unit of the anchor's fact decides, else that of the subject, on that day.
struct Concerned {
  Place anchor, subject;
  Date day;
};

/// Whether versions[which] governs what begins on that day. Of two adoptions from the same day the later
/// recorded one does. A day before every adoption is the first one's (for rules with `include_from`).
bool governs(std::span<const Adopted> versions, std::size_t which, const Evaluator& facts, Date begin,
             const Concerned& concerned);

/// Whether an adoption limited to units covers it; one without limits covers all.
bool covers(const Adoption& adoption, const Evaluator& facts, const Concerned& concerned);

} // namespace aftercourse
