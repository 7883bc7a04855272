#include "general_measures.hpp"

#include <algorithm>

#include <aftercourse/measures/evaluate.hpp>

namespace aftercourse {

namespace {

const Policy& built_in() {
  static const Policy policy = Policy::built_in("general-measures");
  return policy;
}

} // namespace

std::vector<std::string> general_measures() {
  std::vector<std::string> names;
  for (const MeasureRule& m : built_in().measures()) names.push_back(m.id);
  return names;
}

const MeasureRule* general_measure(std::string_view name) {
  // They concern built-in kinds only, whose indices every larger schema keeps.
  const auto& measures = built_in().measures();
  const auto found =
      std::find_if(measures.begin(), measures.end(), [&](const MeasureRule& m) { return m.id == name; });
  return found == measures.end() ? nullptr : &*found;
}

} // namespace aftercourse
