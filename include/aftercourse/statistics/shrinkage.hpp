// Shrinkage: estimates of many alike things (rates of units, means of courses) drawn towards their common
// mean by as much as their scatter is chance: empirical Bayes in the normal model, estimate_i ~ N(level_i,
// se_i²), level_i ~ N(mean, between). With equal standard errors this is James and Stein's estimator towards
// the mean, as Efron and Morris (1975) JASA 70:311 use it; in general Morris (1983) JASA 78:47. Pure
// functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct ShrunkenGroup {
  std::string group;
  double estimate = no_value, standard_error = no_value; ///< as it was given, or the raw rate
  double kept = no_value;           ///< share of the distance from the mean that stays: 1 - B
  double shrunken = no_value;       ///< mean + kept · (estimate - mean)
  double shrunken_error = no_value; ///< Morris's, on the scale of the model (arcsine: of the angle)
  double low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(ShrunkenGroup, (),
                      (group, estimate, standard_error, kept, shrunken, shrunken_error, low, high))

struct Shrinkage : Answer {
  double mean = no_value; ///< the common mean, on the scale of the estimates
  double between =
      no_value; ///< variance of the levels, on the scale of the model; 0 when chance explains all
  bool between_negative = false; ///< its estimate was below 0 and stands as 0
  double chi_square = no_value;  ///< Σ ((estimate - mean) / standard error)²; Efron and Morris's V
  std::vector<ShrunkenGroup> groups;
};
BOOST_DESCRIBE_STRUCT(Shrinkage, (Answer), (mean, between, between_negative, chi_square, groups))

/// Estimates with their standard errors. B_i = (k-3)/(k-1) · se_i² / (se_i² + between), between the solution
/// of Morris (1983), eq. (5.3). Labels may be empty. Not estimable with fewer than 4 groups. Throws
/// InvalidArgument AC5501 to AC5503, AC5504 for a standard error that is not above 0.
Shrinkage shrink_means(std::span<const double> estimates, std::span<const double> standard_errors,
                       std::span<const std::string> labels, double level = 0.95);

enum class RateScale : std::uint8_t {
  arcsine, ///< angles asin(2 rate - 1) with variance 1 / trials (Efron and Morris 1975), shrunk and turned
           ///< back
  direct ///< rates with the binomial variance of the common rate (Efron and Morris 1977, Scientific American)
};

/// Rates of events in trials. Throws InvalidArgument AC5501 to AC5504: trials above 0, events between 0 and
/// trials.
Shrinkage shrink_rates(std::span<const double> events, std::span<const double> trials,
                       std::span<const std::string> labels, RateScale scale = RateScale::arcsine,
                       double level = 0.95);

Wording in_words(const Shrinkage& shrinkage);

} // namespace aftercourse::statistics
