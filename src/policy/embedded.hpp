// What the build embeds for this floor.
#pragma once

#include <span>

#include <aftercourse/base/embedded.hpp>

namespace aftercourse {

std::span<const EmbeddedText> built_in_policies(); ///< src/policies/*.yaml
std::span<const EmbeddedText> policy_schema();     ///< docs/policy.schema.json

} // namespace aftercourse
