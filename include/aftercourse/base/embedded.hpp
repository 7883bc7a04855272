// Texts that the build embeds in the library (cmake/Embed.cmake).
#pragma once

#include <string_view>

namespace aftercourse {

struct EmbeddedText {
  std::string_view name; ///< of the file, without its ending
  std::string_view text;
};

} // namespace aftercourse
