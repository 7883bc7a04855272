// BeforeAfter: what changed between two measurements of the same people, and how much of it would have come
// by itself: people chosen because they scored low score higher next time (regression to the mean). Ancova:
// the same with groups to compare, the later score adjusted for the earlier one. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/data.hpp>
#include <aftercourse/statistics/design.hpp>

namespace aftercourse::statistics {

struct BeforeAfter : Estimate {
  double statistic = no_value, df = no_value, p_value = no_value;
  double mean_before = no_value, mean_after = no_value, sd_before = no_value, sd_after = no_value;
  double correlation = no_value;        ///< of before and after
  double effect_size = no_value;        ///< change / sd of the changes (Cohen's d_z)
  double population_mean = no_value;    ///< of those from whom these were chosen, where it was given
  double regression_to_mean = no_value; ///< (1 - correlation)(population mean - mean before); Davis (1976)
  double beyond_regression = no_value;  ///< change less that
};
BOOST_DESCRIBE_STRUCT(BeforeAfter, (Estimate),
                      (statistic, df, p_value, mean_before, mean_after, sd_before, sd_after, correlation,
                       effect_size, population_mean, regression_to_mean, beyond_regression))

/// The mean of after - before. Without clusters and weights the paired t test, else CR1 with t(G - 1). The
/// expected regression to the mean is told when `population_mean` is a number (Davis 1976, Am. J.
/// Epidemiology 104:493); it assumes the same mean and variance at both times in the population. Throws
/// InvalidArgument AC5501 to AC5504.
BeforeAfter before_after(std::span<const double> before, std::span<const double> after,
                         std::span<const std::int32_t> cluster = {}, std::span<const double> weights = {},
                         double population_mean = no_value, double level = 0.95);

struct AncovaGroup {
  std::string group;
  std::int64_t n = 0;
  double mean_before = no_value, mean_after = no_value, gain = no_value;
  double adjusted_mean = no_value, standard_error = no_value; ///< after, at the common mean of before
  double low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(AncovaGroup, (),
                      (group, n, mean_before, mean_after, gain, adjusted_mean, standard_error, low, high))

/// The estimate is that of the second group against the first; `effects` has all against the first.
struct Ancova : Estimate {
  std::string covariance;
  double statistic = no_value, df = no_value, p_value = no_value; ///< of the estimate
  double f = no_value, f_p_value = no_value;                      ///< all groups alike
  double slope = no_value;                                        ///< of after on before within groups
  double slopes_p_value = no_value; ///< that the groups have one slope; small: adjusted means mislead
  double r_squared = no_value;
  std::vector<Coefficient> effects;
  std::vector<AncovaGroup> groups;
};
BOOST_DESCRIBE_STRUCT(Ancova, (Estimate),
                      (covariance, statistic, df, p_value, f, f_p_value, slope, slopes_p_value, r_squared,
                       effects, groups))

/// after = b0 + b1 before + group (+ covariates) + error. `rows.outcome` is after; at least two groups.
Ancova ancova(const Observations& rows, std::span<const double> before, const Labels& group,
              std::span<const Predictor> covariates = {}, Covariance covariance = Covariance::automatic,
              double level = 0.95);

Wording in_words(const BeforeAfter& answer);
Wording in_words(const Ancova& answer);

} // namespace aftercourse::statistics
