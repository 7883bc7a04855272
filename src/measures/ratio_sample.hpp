// RatioSample: what the uncertainty of a ratio of totals rests on: the totals of its clusters, by stratum
// where a sample was drawn, else in one stratum without end.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <aftercourse/statistics/survey.hpp>

namespace aftercourse {

struct RatioSample {
  struct Stratum {
    std::size_t population = 0, drawn = 0; ///< of all groups together; 0: there was no draw
    std::map<std::string, statistics::ClusterTotals> clusters;
  };
  std::map<std::string, Stratum> strata;
  std::int64_t n = 0; ///< observations

  /// Adds the clusters of another group of the same strata; one that lies in both becomes one.
  RatioSample& operator+=(const RatioSample& other);
  /// Takes out the clusters, or parts of clusters, of a group that was added.
  RatioSample& operator-=(const RatioSample& other);
  std::vector<statistics::DrawnClusters> drawn() const;
};

} // namespace aftercourse
