#include <aftercourse/policy/adoption.hpp>

namespace aftercourse {

std::optional<std::string> Adopted::parameter(std::string_view name, Date day) const {
  const Override* latest = nullptr;
  for (const Override& o : adoption.parameters) {
    const Date from = o.from.value_or(adoption.on);
    if (o.name == name && from <= day && (!latest || latest->from.value_or(adoption.on) <= from)) latest = &o;
  }
  if (latest) return latest->value;
  for (const Parameter& p : policy.parameters()) {
    if (p.name != name) continue;
    for (auto dated = p.values.rbegin(); dated != p.values.rend(); ++dated)
      if (!dated->from || *dated->from <= day) return dated->value;
  }
  return {};
}

} // namespace aftercourse
