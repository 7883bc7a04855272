// What may stand in a line of iCalendar (RFC 5545, 3.1), for those who read and write it.
#pragma once

#include <string_view>

namespace aftercourse {

/// Letters, digits and hyphens, at least one.
bool is_ics_name(std::string_view name) noexcept;
/// Why these bytes cannot stand in a line: a control character (the tab may), or no UTF-8. Null when they
/// can.
const char* unwritable(std::string_view line) noexcept;

} // namespace aftercourse
