// BuhlmannStraub: credibility. Groups observed with different weights (answers, person-years) have each a
// true level of its own; the best linear predictor of that level is z · own mean + (1 - z) · collective mean,
// the more its own the more weight the group has. Bühlmann and Straub (1970) Mitteilungen VSVM 70:111;
// Bühlmann and Gisler (2005) A Course in Credibility Theory, chapter 4. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct CredibilityGroup {
  std::string group;
  std::int64_t n = 0;
  double weight = no_value, mean = no_value; ///< sum of weights, weighted mean
  double credibility = no_value;             ///< z = weight / (weight + within / between)
  double premium = no_value;                 ///< z · mean + (1 - z) · collective: the shrunken mean
  double standard_error =
      no_value; ///< √(between (1 - z)(1 + (1 - z) / Σz)): Bühlmann and Gisler (2005), theorem 4.6
  double low = no_value, high = no_value; ///< premium ± normal quantile · standard error
};
BOOST_DESCRIBE_STRUCT(CredibilityGroup, (),
                      (group, n, weight, mean, credibility, premium, standard_error, low, high))

struct BuhlmannStraub : Answer {
  double collective = no_value;  ///< mean weighted by credibility; by weight when the groups do not differ
  double within = no_value;      ///< variance of an observation of weight 1 about its group's level
  double between = no_value;     ///< variance of the levels
  bool between_negative = false; ///< its estimate was below 0 and stands as 0: the groups do not differ
  std::vector<CredibilityGroup> groups;
};
BOOST_DESCRIBE_STRUCT(BuhlmannStraub, (Answer), (collective, within, between, between_negative, groups))

enum class BetweenVariance : std::uint8_t {
  unbiased, ///< Bühlmann and Straub (1970): Bühlmann and Gisler (2005), eq. (4.26), truncated at 0
  iterative ///< pseudo-estimator of Bichsel and Straub: fixed point of Σ z (mean - collective)² / (groups -
            ///< 1)
};

struct CredibilityOptions {
  BetweenVariance between = BetweenVariance::unbiased;
  double level = 0.95;
};

/// `group` holds codes into `labels`; groups that no observation of positive weight has are left out. Empty
/// weights are all 1: Bühlmann's model. Not estimable with one group, or where no group has two observations.
/// Throws InvalidArgument AC5501 to AC5504.
BuhlmannStraub buhlmann_straub(std::span<const double> values, std::span<const std::int32_t> group,
                               std::span<const std::string> labels, std::span<const double> weights = {},
                               const CredibilityOptions& options = {});

Wording in_words(const BuhlmannStraub& model);

} // namespace aftercourse::statistics
