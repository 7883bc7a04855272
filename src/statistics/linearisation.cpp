#include "linearisation.hpp"

#include <algorithm>
#include <unordered_map>

#include "cluster_covariance.hpp"
#include "moments.hpp"

namespace aftercourse::statistics {

PrimaryUnits primary_units(std::size_t n, std::span<const std::int32_t> strata,
                           std::span<const std::int32_t> clusters) {
  PrimaryUnits units;
  const Clusters in_stratum(strata), in_cluster(clusters);
  if (clusters.empty()) {
    units.count = n;
    units.stratum = in_stratum.of;
  } else if (strata.empty()) {
    units.count = static_cast<std::size_t>(in_cluster.count);
    units.of = in_cluster.of;
  } else {
    std::unordered_map<std::int64_t, std::int32_t> number;
    units.of.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
      const std::int64_t pair =
          static_cast<std::int64_t>(in_stratum.of[i]) * in_cluster.count + in_cluster.of[i];
      const auto [at, added] = number.try_emplace(pair, static_cast<std::int32_t>(number.size()));
      if (added) units.stratum.push_back(in_stratum.of[i]);
      units.of.push_back(at->second);
    }
    units.count = number.size();
  }
  units.strata.resize(strata.empty() ? 1 : static_cast<std::size_t>(in_stratum.count));
  for (std::size_t unit = 0; unit < units.count; ++unit) ++units.strata[units.stratum_of(unit)].drawn;
  return units;
}

LinearisedVariance variance_of_total(const PrimaryUnits& units, std::span<const double> totals) {
  struct Moment {
    CompensatedSum sum, squares;
    double present = 0, mean = 0;
  };
  std::vector<Moment> of(units.strata.size());
  for (std::size_t unit = 0; unit < totals.size(); ++unit) {
    Moment& m = of[units.stratum_of(unit)];
    m.sum.add(totals[unit]);
    ++m.present;
  }
  for (std::size_t h = 0; h < of.size(); ++h) // a lonely unit is centred on 0
    of[h].mean = units.strata[h].drawn > 1 ? of[h].sum.value() / units.strata[h].drawn : 0;
  for (std::size_t unit = 0; unit < totals.size(); ++unit) {
    Moment& m = of[units.stratum_of(unit)];
    const double off = totals[unit] - m.mean;
    m.squares.add(off * off);
  }
  LinearisedVariance out;
  out.complete = true;
  for (std::size_t h = 0; h < of.size(); ++h) {
    const UnitStratum& s = units.strata[h];
    if (s.complete()) continue;
    out.complete = false;
    const double absent = (s.drawn - of[h].present) * of[h].mean * of[h].mean;
    out.variance += s.left() * (s.drawn > 1 ? s.drawn / (s.drawn - 1) : 1) * (of[h].squares.value() + absent);
    out.df += s.drawn - 1;
    if (s.drawn == 1) ++out.lonely;
  }
  return out;
}

LinearisedVariance variance_of_sum(const PrimaryUnits& units, std::span<const double> z) {
  if (units.of.empty()) return variance_of_total(units, z);
  std::vector<CompensatedSum> sums(units.count);
  for (std::size_t i = 0; i < z.size(); ++i) sums[units.unit_of(i)].add(z[i]);
  std::vector<double> totals(units.count);
  std::ranges::transform(sums, totals.begin(), [](const CompensatedSum& s) { return s.value(); });
  return variance_of_total(units, totals);
}

} // namespace aftercourse::statistics
