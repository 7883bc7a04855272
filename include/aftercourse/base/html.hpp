// HTML: text as it may stand in an element or in a quoted attribute.
#pragma once

#include <string>
#include <string_view>

namespace aftercourse {

/// The text with &, <, > and " as character references.
std::string escape_html(std::string_view text);

} // namespace aftercourse
