#include "interval.hpp"

#include <algorithm>
#include <cmath>

#include <aftercourse/statistics/proportion.hpp>

namespace aftercourse {

using statistics::SurveyEstimate;

Bounds wilson_interval(std::int64_t successes, std::int64_t n, double level) {
  const auto p = statistics::proportion_interval(
      successes, n, {.method = statistics::ProportionMethod::wilson, .level = level});
  return {p.low, p.high, "wilson"};
}

namespace {

SurveyEstimate ratio_of(std::span<const Stratum> strata, double level, bool share) {
  statistics::SurveyOptions options;
  options.level = level;
  options.interval = statistics::ShareInterval::logit;
  return statistics::stratified_ratio(strata, share, options);
}

/// The interval of an estimate, or why there is none.
Bounds bounds_of(const SurveyEstimate& e, const std::string& kind, const std::string& label) {
  if (!e.not_estimable.empty()) return {{}, {}, kind + ": not estimable, " + e.not_estimable.en};
  return {e.low, e.high, label};
}

std::string counted(std::size_t n, const char* what) { return std::to_string(n) + " " + what; }

std::string design_label(const std::vector<Stratum>& strata) {
  std::size_t drawn = 0, population = 0;
  for (const Stratum& s : strata) {
    drawn += s.drawn;
    population += s.population;
  }
  if (population == 0) return "design (" + counted(drawn, "clusters, no draw recorded)");
  return "design (" + counted(strata.size(), strata.size() == 1 ? "stratum, " : "strata, ") +
         counted(drawn, "of ") + counted(population, "clusters)");
}

} // namespace

RatioEstimate stratified_ratio(const std::vector<Stratum>& strata, double level, bool share) {
  const SurveyEstimate e = ratio_of(strata, level, share);
  if (std::isnan(e.estimate)) return {{}, {{}, {}, "design: not estimable, nothing was verified"}};
  const auto complete = [](const Stratum& s) { return s.population != 0 && s.population <= s.drawn; };
  if (std::ranges::all_of(strata, complete)) return {e.estimate, {{}, {}, "design: everything was drawn"}};
  return {e.estimate, bounds_of(e, "design", design_label(strata))};
}

Bounds cluster_interval(std::span<const ClusterTotals> clusters, double level, bool share) {
  Stratum all;
  for (const ClusterTotals& c : clusters)
    if (c.x != 0) all.clusters.push_back(c);
  all.drawn = all.clusters.size();
  const SurveyEstimate e = ratio_of(std::span(&all, 1), level, share);
  if (std::isnan(e.estimate)) return {{}, {}, "process: not estimable, fewer than two clusters"};
  return bounds_of(e, "process", "process (" + counted(all.drawn, "clusters)"));
}

} // namespace aftercourse
