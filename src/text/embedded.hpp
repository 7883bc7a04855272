// Texts that the build embeds in the library: src/text/data.
#pragma once

#include <span>
#include <string_view>

#include <aftercourse/base/embedded.hpp>

namespace aftercourse {

std::span<const EmbeddedText> text_data();

} // namespace aftercourse

namespace aftercourse::text {

/// The file of src/text/data of that name.
std::string_view embedded_text(std::string_view name);

} // namespace aftercourse::text
