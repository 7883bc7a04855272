#include "ratio_sample.hpp"

#include <algorithm>

namespace aftercourse {

RatioSample& RatioSample::operator+=(const RatioSample& other) {
  for (const auto& [name, theirs] : other.strata) {
    Stratum& own = strata[name];
    own.population = std::max(own.population, theirs.population);
    own.drawn = std::max(own.drawn, theirs.drawn);
    for (const auto& [cluster, totals] : theirs.clusters) {
      statistics::ClusterTotals& sum = own.clusters[cluster];
      sum.y += totals.y;
      sum.x += totals.x;
    }
  }
  n += other.n;
  return *this;
}

RatioSample& RatioSample::operator-=(const RatioSample& other) {
  for (const auto& [name, theirs] : other.strata)
    for (const auto& [cluster, totals] : theirs.clusters) {
      statistics::ClusterTotals& rest = strata[name].clusters[cluster];
      rest.y -= totals.y;
      rest.x -= totals.x;
    }
  n -= other.n;
  return *this;
}

std::vector<statistics::DrawnClusters> RatioSample::drawn() const {
  std::vector<statistics::DrawnClusters> out;
  for (const auto& [name, stratum] : strata) {
    statistics::DrawnClusters& drawn = out.emplace_back();
    for (const auto& [cluster, totals] : stratum.clusters)
      if (totals.x != 0 || stratum.drawn != 0) drawn.clusters.push_back(totals);
    drawn.population = stratum.population;
    drawn.drawn = stratum.drawn != 0 ? stratum.drawn : drawn.clusters.size();
  }
  return out;
}

} // namespace aftercourse
