// Roll: what to do with a day off. The conventions are those of interest-rate markets (ISDA 2006 Definitions,
// section 4.12, business day conventions), where they came from.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace aftercourse {

/// A day that is worked stays where it is under every convention. A day off:
///   none                stays
///   following           the next working day
///   preceding           the previous working day
///   modified_following  the next one, unless it lies in another month: then the previous one
///   modified_preceding  the previous one, unless it lies in another month: then the next one
///   nearest             whichever of the two is fewer days away; the next one when both are as far
enum class Roll : std::uint8_t {
  none,
  following,
  preceding,
  modified_following,
  modified_preceding,
  nearest
};

/// In the order of the conventions, as policies write them.
inline constexpr std::array<std::string_view, 6> roll_names{
    "none", "following", "preceding", "modified_following", "modified_preceding", "nearest"};

constexpr std::string_view name_of(Roll convention) noexcept {
  return roll_names[static_cast<std::size_t>(convention)];
}
/// Reads such a name, exactly. Nothing otherwise.
std::optional<Roll> parse_roll(std::string_view name) noexcept;
/// As parse_roll, but throws InvalidArgument AC1105 that lists the names.
Roll roll_from_text(std::string_view name);

} // namespace aftercourse
