// The kinds and fields of fact that the kernel knows by name. Everything else is the policy's business.
#pragma once

#include <string_view>

namespace aftercourse::kernel {

inline constexpr std::string_view contact_attempt = "contact_attempt";
inline constexpr std::string_view person = "person";
inline constexpr std::string_view unit = "unit";
inline constexpr std::string_view reached = "reached"; ///< a boolean: false is an attempt, never evidence
inline constexpr std::string_view outcome = "outcome"; ///< of what accepts evidence
inline constexpr std::string_view topics = "topics";   ///< what was asked

} // namespace aftercourse::kernel
