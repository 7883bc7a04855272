// The measures that need no policy: those of the policy file general-measures.yaml.
#pragma once

#include <string_view>

#include <aftercourse/policy/policy.hpp>

namespace aftercourse {

/// The measure of that name; nullptr when there is none. Lives as long as the program.
const MeasureRule* general_measure(std::string_view name);

} // namespace aftercourse
