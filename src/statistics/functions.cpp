#include "functions.hpp"

#include <algorithm>

namespace aftercourse::statistics {

namespace {

std::vector<Function> all_functions() {
  std::vector<Function> out;
  for (const auto& family : {description_functions(), proportion_functions(), survey_functions(),
                             test_functions(), agreement_functions(), item_functions(), model_functions(),
                             mixed_functions(), time_functions(), effect_functions()})
    out.insert(out.end(), family.begin(), family.end());
  std::sort(out.begin(), out.end(), [](const Function& a, const Function& b) { return a.name < b.name; });
  return out;
}

} // namespace

std::span<const Function> functions() {
  static const std::vector<Function> all = all_functions();
  return all;
}

Result call(std::string_view function, const Data& data, const Options& options) {
  std::vector<std::string> names;
  for (const Function& f : functions()) {
    if (f.name == function) return f.run(Call(f, data, options));
    names.emplace_back(f.name);
  }
  refuse_unknown("statistic", function, names);
}

} // namespace aftercourse::statistics
