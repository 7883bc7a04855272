#include "grouped.hpp"

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

std::vector<GroupOfValues> values_by_group(std::span<const double> values,
                                           std::span<const std::int32_t> group,
                                           const std::vector<std::string>& labels) {
  require_equal_length(values.size(), group.size(), "the values", "group");
  require_finite(values, "the values");
  std::vector<std::size_t> size(labels.size());
  for (const std::int32_t g : group) {
    if (g < 0 || static_cast<std::size_t>(g) >= labels.size())
      throw InvalidArgument("AC5504", "a group has the code " + std::to_string(g) + "; there are " +
                                          std::to_string(labels.size()) + " groups, from 0");
    ++size[static_cast<std::size_t>(g)];
  }
  std::vector<GroupOfValues> all(labels.size());
  for (std::size_t g = 0; g < labels.size(); ++g) {
    all[g].label = labels[g];
    all[g].values.reserve(size[g]);
  }
  for (std::size_t i = 0; i < values.size(); ++i)
    all[static_cast<std::size_t>(group[i])].values.push_back(values[i]);
  std::erase_if(all, [](const GroupOfValues& g) { return g.values.empty(); });
  return all;
}

Wording n_in_words(const Answer& answer) {
  const std::string n = "n = " + std::to_string(answer.n), clusters = std::to_string(answer.clusters);
  if (answer.clusters == 0) return {n, n};
  return {n + " in " + clusters + " clusters", n + "，" + clusters + " 个群"};
}

Wording no_answer_in_words(const char* en, const char* zh, const Answer& answer) {
  const Wording size = n_in_words(answer);
  return {std::string("No ") + en + ": " + answer.not_estimable.en + " (" + size.en + ").",
          std::string("无法得出") + zh + "：" + answer.not_estimable.zh + "（" + size.zh + "）。"};
}

} // namespace aftercourse::statistics
