#include <aftercourse/calendar/roll.hpp>

#include <algorithm>
#include <string>

#include <aftercourse/base/error.hpp>

namespace aftercourse {

std::optional<Roll> parse_roll(std::string_view name) noexcept {
  const auto at = std::find(roll_names.begin(), roll_names.end(), name);
  if (at == roll_names.end()) return {};
  return static_cast<Roll>(at - roll_names.begin());
}

Roll roll_from_text(std::string_view name) {
  if (const auto convention = parse_roll(name)) return *convention;
  std::string known;
  for (const std::string_view n : roll_names) (known += known.empty() ? "" : ", ") += n;
  throw InvalidArgument("AC1105", "'" + std::string(name) + "' is no convention; there are " + known);
}

} // namespace aftercourse
