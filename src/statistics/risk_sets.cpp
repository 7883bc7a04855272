#include "risk_sets.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace aftercourse::statistics {

namespace {

std::vector<std::uint32_t> ordered_by(std::span<const double> key,
                                      const std::vector<std::uint32_t>& members) {
  std::vector<std::pair<double, std::uint32_t>> pairs;
  pairs.reserve(members.size());
  for (const std::uint32_t i : members) pairs.emplace_back(key[i], i);
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::uint32_t> order;
  order.reserve(pairs.size());
  for (const auto& [value, i] : pairs) order.push_back(i);
  return order;
}

/// Everybody enters at the start: those at risk are those who leave from here on, added up from the end so
/// that the last sums hold nothing of those who left before.
void count_from_the_end(RiskSets& sets) {
  double at_risk = 0;
  for (std::size_t k = sets.times.size(); k-- > 0;) {
    RiskTime& t = sets.times[k];
    at_risk += t.events + t.censored;
    t.at_risk = at_risk;
    t.at_risk_count = static_cast<std::int64_t>(sets.leaving.size() - t.first);
  }
}

void count_with_entries(RiskSets& sets, const SurvivalTimes& times) {
  std::size_t entered = 0;
  double weight = 0;
  for (RiskTime& t : sets.times) {
    for (; entered < sets.entering.size() && times.entry[sets.entering[entered]] < t.time; ++entered)
      weight += weight_of(times, sets.entering[entered]);
    t.at_risk = weight;
    t.at_risk_count = static_cast<std::int64_t>(entered - t.first);
    weight -= t.events + t.censored;
    if (entered == t.last) weight = 0; // nobody is left: no rounding error stays either
  }
}

} // namespace

RiskSets risk_sets(const SurvivalTimes& times, const std::vector<std::uint32_t>& members) {
  RiskSets sets;
  sets.leaving = ordered_by(times.time, members);
  for (std::size_t i = 0; i < sets.leaving.size(); ++i) {
    const std::uint32_t who = sets.leaving[i];
    if (sets.times.empty() || sets.times.back().time != times.time[who])
      sets.times.push_back({times.time[who], 0, 0, 0, 0, 0, i, i});
    RiskTime& t = sets.times.back();
    const bool event = times.event[who] != 0;
    (event ? t.events : t.censored) += weight_of(times, who);
    t.event_count += event;
    t.last = i + 1;
  }
  if (times.entry.empty()) {
    count_from_the_end(sets);
  } else {
    sets.entering = ordered_by(times.entry, members);
    count_with_entries(sets, times);
  }
  return sets;
}

std::vector<std::vector<std::uint32_t>> members_of(const SurvivalTimes& times, const SubjectGroups& groups) {
  std::vector<std::vector<std::uint32_t>> members(groups.codes.empty() ? 1 : groups.labels.size());
  for (std::uint32_t i = 0; i < times.time.size(); ++i)
    if (weight_of(times, i) > 0)
      members[groups.codes.empty() ? 0 : static_cast<std::size_t>(groups.codes[i])].push_back(i);
  return members;
}

bool robust_variance(const SurvivalTimes& times, std::optional<bool> asked) {
  const auto whole = [](double w) { return w == std::floor(w); };
  return asked.value_or(!times.clusters.empty() ||
                        !std::all_of(times.weights.begin(), times.weights.end(), whole));
}

std::int64_t count_clusters(const SurvivalTimes& times) {
  std::unordered_set<std::int32_t> seen;
  for (std::size_t i = 0; i < times.clusters.size(); ++i)
    if (weight_of(times, i) > 0) seen.insert(times.clusters[i]);
  return static_cast<std::int64_t>(seen.size());
}

bool one_cluster(const SurvivalTimes& times, const std::vector<std::uint32_t>& members) {
  return !times.clusters.empty() && std::all_of(members.begin(), members.end(), [&](std::uint32_t i) {
    return times.clusters[i] == times.clusters[members.front()];
  });
}

std::vector<std::uint32_t> cluster_positions(const SurvivalTimes& times,
                                             const std::vector<std::uint32_t>& members) {
  std::vector<std::uint32_t> positions(times.time.size(), 0);
  std::unordered_map<std::int32_t, std::uint32_t> known;
  std::uint32_t next = 0;
  for (const std::uint32_t i : members) {
    if (times.clusters.empty()) {
      positions[i] = next++;
      continue;
    }
    const auto [at, added] = known.try_emplace(times.clusters[i], next);
    next += added;
    positions[i] = at->second;
  }
  return positions;
}

} // namespace aftercourse::statistics
