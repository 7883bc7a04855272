// Responses as JSON, for callers in another language:
//
//   [{"id": "R1", "person": "L1", "occurrence": "P7", "submitted": "2026-10-20T09:00:00", "seconds": 93,
//     "answers": {"q1": 5, "q2": ["a", "b"], "q3.room": "不适用", "q6": "more practice"}}]
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

/// An array of responses. An answer is a number, a text as a cell of read_responses holds it, a list of
/// options, null (missing) or {"not_applicable": true}. A response without an id is numbered. Throws
/// InvalidArgument AC5807 that names the place when the text is not of this form, DataError AC5820 that lists
/// every fault of the answers.
std::vector<Response> responses_from_json(const Instrument& instrument, std::string_view json);
/// The same form; what responses_from_json reads back as the same responses.
std::string responses_to_json(std::span<const Response> responses);

} // namespace aftercourse
