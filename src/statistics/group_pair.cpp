#include "group_pair.hpp"

#include <algorithm>

#include <aftercourse/base/error.hpp>

namespace aftercourse::statistics {

std::vector<double> GroupPair::of(std::int32_t which) const {
  std::vector<double> out;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (side[i] == which) out.push_back(values[i]);
  return out;
}

GroupPair group_pair(const Call& call, const Sample& sample, std::span<const double> values) {
  const Labels group = sample.labels("group");
  auto wanted = call.texts("groups");
  if (wanted.empty()) wanted = group.names;
  if (wanted.size() != 2)
    throw InvalidArgument("AC5504", "two groups are compared, and there are " +
                                        std::to_string(wanted.size()) + "; name two of them in `groups`");
  GroupPair out;
  std::array<std::int32_t, 2> codes{};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto at = std::ranges::find(group.names, wanted[i]);
    if (at == group.names.end()) refuse_unknown("group", wanted[i], group.names);
    codes[i] = static_cast<std::int32_t>(at - group.names.begin());
    out.labels[i] = wanted[i];
  }
  const auto weights = sample.weights();
  const Labels cluster = sample.cluster();
  for (std::size_t row = 0; row < values.size(); ++row) {
    const auto at = std::ranges::find(codes, group.codes[row]);
    if (at == codes.end()) continue;
    out.values.push_back(values[row]);
    out.side.push_back(static_cast<std::int32_t>(at - codes.begin()));
    if (!weights.empty()) out.weights.push_back(weights[row]);
    if (!cluster.codes.empty()) out.cluster.push_back(cluster.codes[row]);
  }
  return out;
}

std::vector<double> zeros_and_ones(const Call& call, const Sample& sample, std::string_view argument) {
  if (!call.given("success")) {
    const auto numbers = sample.numbers(argument);
    return {numbers.begin(), numbers.end()};
  }
  const Labels labels = sample.labels(argument);
  const Labels all = as_labels(call.variable(argument)); // one that is only in rows left out is known
  const std::string success = call.text("success");
  if (std::ranges::find(all.names, success) == all.names.end()) refuse_unknown("label", success, all.names);
  std::vector<double> out;
  for (const std::int32_t code : labels.codes)
    out.push_back(labels.names[static_cast<std::size_t>(code)] == success ? 1 : 0);
  return out;
}

} // namespace aftercourse::statistics
