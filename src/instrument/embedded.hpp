// What the build embeds for this floor.
#pragma once

#include <span>

#include <aftercourse/base/embedded.hpp>

namespace aftercourse {

std::span<const EmbeddedText> built_in_instruments(); ///< src/instruments/*.yaml
std::span<const EmbeddedText> instrument_schema();    ///< docs/instrument.schema.json

} // namespace aftercourse
