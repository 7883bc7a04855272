// The sentences of findings, in English and Chinese.
#pragma once

#include "proposal.hpp"
#include "shown.hpp"

namespace aftercourse {

/// A difference: "12.5 percentage points" of a share.
Wording shown_difference(double value, bool share);
/// "Satisfaction (unit = U1)".
Wording measure_of_group(const Proposal& proposal);
/// "below", "低于".
Wording side_word(FindingRule::Side side);
/// What the one-sided bound of the number says: "with 95 % confidence at most 3.38 (t over 6 clusters)".
Wording bound_words(FindingRule::Side side, const Wording& bound, const Wording& method);
/// What it says of a difference: "with 95 % confidence at least 7.1 below (t over 6 clusters)".
Wording distance_words(FindingRule::Side side, const Wording& distance, const Wording& method);
/// Why something is watched, not tested: fewer than so many were counted, or another reason.
Wording too_few(std::int64_t least);
Wording not_tested(const Wording& why);
/// The whole sentence: seen, then tested or watched. `tests`: how many groups were tested.
Wording finding_sentence(const Proposal& proposal, std::size_t tests);

/// The test that a rule makes, as its explanation says it.
Wording test_words(const Judging& judging);

} // namespace aftercourse
