// Texts that the build embeds in the library (cmake/Embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace aftercourse {

struct EmbeddedText {
  std::string_view name; ///< of the file, without its ending
  std::string_view text;
};

std::span<const EmbeddedText> built_in_policies(); ///< src/policies/*.yaml
std::span<const EmbeddedText> policy_schema();     ///< docs/policy.schema.json

} // namespace aftercourse
