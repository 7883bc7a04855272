// Options: the named arguments of a function of this floor as they come from another language.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace aftercourse::statistics {

using Option =
    std::variant<bool, std::int64_t, double, std::string, std::vector<double>, std::vector<std::string>,
                 std::vector<std::vector<double>>, std::map<std::string, std::vector<std::string>>>;
using Options = std::map<std::string, Option, std::less<>>;

/// {"outcome": "score", "level": 0.9, "items": ["q1", "q2"], "table": [[1, 2], [3, 4]]}; null is left out, an
/// empty list is one of texts. Throws InvalidArgument AC5508 naming the place.
Options options_from_json(std::string_view json);

} // namespace aftercourse::statistics
