// The permanent codes of diagnostics that any file can have (docs/errors.md). Codes are never reused.
#pragma once

#include <string_view>

namespace aftercourse::codes {

inline constexpr std::string_view yaml = "AC3004";          ///< no valid YAML, tags, several documents
inline constexpr std::string_view duplicate_key = "AC3005"; ///< a key given twice
inline constexpr std::string_view unknown_key = "AC3006";   ///< a key that the format does not have
inline constexpr std::string_view missing_key = "AC3008";   ///< a key that is required
inline constexpr std::string_view wrong_form = "AC3009";    ///< a list where a text is expected, and the like
inline constexpr std::string_view wrong_value = "AC3010";   ///< no period, date, share, label ...
inline constexpr std::string_view taken_name = "AC3017";    ///< one name for two things

} // namespace aftercourse::codes
