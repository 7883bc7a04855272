// Sittings from JSON, for callers in another language:
//
//   [{"date": "2026-10-20",
//     "answers": {"q1": "B", "q2": ["A", "C"], "q4": 11264},
//     "ratings": {"talk": {"ann": {"needs": "fully", "offer": 12}}},   item, rater, criterion
//     "marks": {"homework": 85}}]
#pragma once

#include <string_view>
#include <vector>

#include <aftercourse/assessment/marking.hpp>

namespace aftercourse {

/// An array of sittings, or one of them. null is nothing given. Throws InvalidArgument AC5705 that names the
/// place when the text is not of this form, LimitError AC8002 for JSON nested too deep.
std::vector<Sitting> sittings_from_json(std::string_view json);

} // namespace aftercourse
