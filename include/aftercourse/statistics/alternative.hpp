// Alternative: which departures from the null hypothesis count against it. The interval of a one-sided test
// is one-sided too: the other bound is infinite.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace aftercourse::statistics {

enum class Alternative : std::uint8_t { two_sided, less, greater };

/// In the order of the alternatives, as options write them.
inline constexpr std::array<std::string_view, 3> alternative_names{"two-sided", "less", "greater"};

constexpr std::string_view name_of(Alternative alternative) noexcept {
  return alternative_names[static_cast<std::size_t>(alternative)];
}
/// Reads such a name, exactly. Throws InvalidArgument AC5504 that lists the names.
Alternative alternative_from_text(std::string_view name);

} // namespace aftercourse::statistics
