// Options: what may be chosen in an item of a marking scheme or questionnaire, read so that every answer
// means one thing.
#pragma once

#include <string_view>
#include <vector>

#include <aftercourse/reading/forms.hpp>

namespace aftercourse::reading {

/// `{A: ..., B: ...}`. Reports a text that means two options and, where `several` may be chosen, one that
/// means an option and several others ("AB" beside A and B).
std::vector<Named> read_options(Reading& r, const Node& node, std::string_view expected, bool several);

} // namespace aftercourse::reading
