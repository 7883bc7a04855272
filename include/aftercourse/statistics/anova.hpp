// OneWayAnova: do the means of several groups differ? The classical F and its effect sizes, Welch's F beside
// it, two tests of the assumption that the variances are equal - and Comparisons, which says which pairs
// differ: Tukey's with one variance for all, Games and Howell's with one each.
//
// A group is a code into `labels`; groups without an observation do not count. The sums of squares are right
// to the last digits however large the values are beside their spread. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/t_test.hpp>

namespace aftercourse::statistics {

/// `estimate` is eta squared; its interval inverts the noncentral F distribution (Steiger 2004, Psychological
/// Methods 9:164-182, eq. 13): eta² = λ / (λ + n). What needs a variance in every group is NaN without one.
struct OneWayAnova : Estimate {
  double statistic = no_value, p_value = no_value; ///< the classical F
  double df_between = no_value, df_within = no_value;
  double ss_between = no_value, ss_within = no_value, ms_between = no_value, ms_within = no_value;
  double residual_sd = no_value;
  double omega_squared = no_value;   ///< (SSB - dfB MSW) / (SST + MSW): Hays (1963)
  double epsilon_squared = no_value; ///< (SSB - dfB MSW) / SST: Kelley (1935); both may be negative
  double welch_statistic = no_value, welch_df = no_value,
         welch_p_value = no_value;                                   ///< Welch (1951); df of the denominator
  double bartlett_statistic = no_value, bartlett_p_value = no_value; ///< Bartlett (1937), χ² with dfB
  double levene_statistic = no_value, levene_p_value = no_value; ///< from medians: Brown & Forsythe (1974)
  std::vector<GroupSummary> groups;
};
BOOST_DESCRIBE_STRUCT(OneWayAnova, (Estimate),
                      (statistic, p_value, df_between, df_within, ss_between, ss_within, ms_between,
                       ms_within, residual_sd, omega_squared, epsilon_squared, welch_statistic, welch_df,
                       welch_p_value, bartlett_statistic, bartlett_p_value, levene_statistic, levene_p_value,
                       groups))

/// One pair of groups. The p-value and interval hold for all pairs at once.
struct Comparison {
  std::string first, second;
  double difference = no_value;     ///< second - first
  double standard_error = no_value; ///< of the difference
  double statistic = no_value;      ///< q = √2 |difference| / standard_error
  double df = no_value, p_value = no_value, low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(Comparison, (),
                      (first, second, difference, standard_error, statistic, df, p_value, low, high))

struct Comparisons : Answer {
  std::vector<Comparison> comparisons; ///< in the order of the labels: 2-1, 3-1, …, 3-2, …
  std::vector<GroupSummary> groups;
};
BOOST_DESCRIBE_STRUCT(Comparisons, (Answer), (comparisons, groups))

/// Values by group; `group[i]` is an index into `labels`. Throws InvalidArgument AC5504 for one outside it.
OneWayAnova one_way_anova(std::span<const double> values, std::span<const std::int32_t> group,
                          const std::vector<std::string>& labels, double level = 0.95);

/// Tukey's honestly significant differences with Kramer's (1956) form for unequal groups. "tukey-kramer".
Comparisons tukey_hsd(std::span<const double> values, std::span<const std::int32_t> group,
                      const std::vector<std::string>& labels, double level = 0.95);
/// Games & Howell (1976), Journal of Educational Statistics 1:113-125: unequal variances. "games-howell".
Comparisons games_howell(std::span<const double> values, std::span<const std::int32_t> group,
                         const std::vector<std::string>& labels, double level = 0.95);

Wording in_words(const OneWayAnova& anova);
Wording in_words(const Comparisons& comparisons);

} // namespace aftercourse::statistics
