#include <aftercourse/statistics/alternative.hpp>

#include <algorithm>
#include <string>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

Alternative alternative_from_text(std::string_view name) {
  const auto at = std::find(alternative_names.begin(), alternative_names.end(), name);
  if (at == alternative_names.end())
    throw InvalidArgument("AC5504", "'" + std::string(name) +
                                        "' is no alternative; there are two-sided, less, greater");
  return static_cast<Alternative>(at - alternative_names.begin());
}

} // namespace aftercourse::statistics
