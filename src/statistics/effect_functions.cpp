#include "functions.hpp"

namespace aftercourse::statistics {

std::vector<Function> effect_functions() { return {}; }

} // namespace aftercourse::statistics
