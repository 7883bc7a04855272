// What the build embeds for this floor.
#pragma once

#include <span>

#include <aftercourse/base/embedded.hpp>

namespace aftercourse {

std::span<const EmbeddedText> assessment_schema(); ///< docs/assessment.schema.json

} // namespace aftercourse
