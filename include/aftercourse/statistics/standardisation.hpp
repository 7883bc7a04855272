// Standardisation: what a mean, share or rate would be if the group were made up as a standard population is
// - the figures of each stratum (age, unit, ...) weighted by the standard, not by the group's own numbers. So
// groups of different make-up are compared. "Direct" standardisation (Breslow & Day 1987, Statistical Methods
// in Cancer Research II, section 2.2). Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// One stratum of a rate: events among `exposure` (persons, or time at risk), and its part of the standard.
struct RateStratum {
  std::string stratum;
  std::int64_t events = 0;
  double exposure = 0, standard = 0;
};

struct StandardisedStratum {
  std::string stratum;
  double n = 0;            ///< observations, or exposure
  double crude = no_value; ///< the mean, share or rate in it
  double weight = 0;       ///< its part of the standard, of 1 in all
};
BOOST_DESCRIBE_STRUCT(StandardisedStratum, (), (stratum, n, crude, weight))

struct Standardised : Estimate {
  double crude = no_value; ///< without standardisation
  double df = no_value;    ///< of means and shares
  std::vector<StandardisedStratum> strata;
};
BOOST_DESCRIBE_STRUCT(Standardised, (Estimate), (crude, df, strata))

enum class RateInterval : std::uint8_t { gamma, normal };

/// sum w_i d_i/n_i, sum w_i = 1. Events are Poisson: v = sum w_i² d_i/n_i². gamma: Fay & Feuer (1997,
/// Statistics in Medicine 16:791), eq. 8 and 9: low = gamma quantile of shape y²/v and scale v/y, high of
/// shape (y + k)²/(v + k²) and scale (v + k²)/(y + k), k = max w_i/n_i; low is 0 without events. normal: y ±
/// z √v. n counts the events. Not estimable when a stratum of the standard has no exposure. Throws
/// InvalidArgument AC5504 for negative or all-zero standards, negative events or exposure, events without
/// exposure; AC5503.
Standardised standardised_rate(std::span<const RateStratum> strata,
                               RateInterval interval = RateInterval::gamma, double level = 0.95);

struct StandardisationOptions {
  double level = 0.95;
  std::span<const double> weights{};        ///< sampling weights; empty: all equal
  std::span<const std::int32_t> clusters{}; ///< codes; empty: independent observations
  std::vector<std::string> stratum_names{}; ///< by code
};

/// Of observations: sum w_h mean_h, with the linearised variance of the stratum means and t
/// (post-stratification to a known standard: Holt & Smith 1979, JRSS A 142:33). A share is the mean of values
/// 0 and 1. `standard`: the standard population by code of the stratum. df: observations (clusters) minus
/// strata (clusters: minus one). Not estimable when a stratum of the standard has no observation.
Standardised standardised_mean(std::span<const double> values, std::span<const std::int32_t> strata,
                               std::span<const double> standard, const StandardisationOptions& options = {});

Wording in_words(const Standardised& standardised);

} // namespace aftercourse::statistics
