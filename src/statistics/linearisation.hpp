// Linearisation: the variance of a sum over a sample that was drawn by a design of strata and clusters, the
// one formula behind every survey estimate, clustered mean and clustered share of this floor (survey.hpp
// states it). Private to this floor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace aftercourse::statistics {

/// One stratum of primary units (clusters, or single observations).
struct UnitStratum {
  double drawn = 0;
  double population = 0; ///< 0: not known, and taken to be many

  bool complete() const noexcept { return population > 0 && population <= drawn; }
  double left() const noexcept { return population > 0 ? 1 - drawn / population : 1; }
};

/// Which primary unit an observation lies in, and which stratum a unit.
struct PrimaryUnits {
  std::size_t count = 0;
  std::vector<std::int32_t> of;      ///< by observation; empty: each is a unit of its own
  std::vector<std::int32_t> stratum; ///< by unit; empty: there is one stratum
  std::vector<UnitStratum> strata;

  std::size_t unit_of(std::size_t row) const { return of.empty() ? row : static_cast<std::size_t>(of[row]); }
  std::size_t stratum_of(std::size_t unit) const {
    return stratum.empty() ? 0 : static_cast<std::size_t>(stratum[unit]);
  }
};

/// Units of n observations whose strata and clusters have these codes; either may be empty. Throws
/// InvalidArgument AC5504 for a negative code.
PrimaryUnits primary_units(std::size_t n, std::span<const std::int32_t> strata,
                           std::span<const std::int32_t> clusters);

struct LinearisedVariance {
  double variance = 0;
  double df = 0;           ///< units drawn minus strata, of those not complete
  std::int64_t lonely = 0; ///< strata of one unit that are not complete
  bool complete = false;   ///< every stratum was drawn completely
};

/// Of the sum of `totals`, one a unit; drawn units that are not among them have the total 0.
LinearisedVariance variance_of_total(const PrimaryUnits& units, std::span<const double> totals);
/// Of the sum of z, one an observation.
LinearisedVariance variance_of_sum(const PrimaryUnits& units, std::span<const double> z);

} // namespace aftercourse::statistics
