// PropensityMatch: each treated person is paired with an untreated one of like propensity to be treated, and
// the pairs are compared. It removes the differences that the covariates hold, and no other. Rosenbaum and
// Rubin (1983) Biometrika 70:41, (1985) American Statistician 39:33; caliper after Austin (2011)
// Pharmaceutical Statistics 10:150. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/data.hpp>
#include <aftercourse/statistics/design.hpp>

namespace aftercourse::statistics {

/// A covariate before and after matching.
struct BalanceLine {
  std::string covariate;
  double treated = no_value, untreated = no_value, matched_treated = no_value,
         matched_untreated = no_value; ///< means
  double difference_before = no_value,
         difference_after = no_value; ///< over √((s²treated + s²untreated) / 2) before
  double variance_ratio_before = no_value, variance_ratio_after = no_value; ///< treated over untreated
};
BOOST_DESCRIBE_STRUCT(BalanceLine, (),
                      (covariate, treated, untreated, matched_treated, matched_untreated, difference_before,
                       difference_after, variance_ratio_before, variance_ratio_after))

struct MatchedPair {
  std::string treated, untreated; ///< ids
  double distance = no_value;     ///< of their logits
  double difference = no_value;   ///< of their outcomes
};
BOOST_DESCRIBE_STRUCT(MatchedPair, (), (treated, untreated, distance, difference))

/// The estimate is the effect on those treated who found a match: the mean difference of the pairs, with the
/// paired t interval (Austin 2011).
struct PropensityMatch : Estimate {
  double statistic = no_value, df = no_value, p_value = no_value;
  std::int64_t treated = 0, untreated = 0, matched = 0; ///< persons, persons, pairs
  std::int64_t outside_support = 0; ///< treated whose logit no untreated person's range holds
  double caliper = no_value;        ///< in units of the logit
  double unadjusted = no_value;     ///< difference of the means of all
  double worst_difference_before = no_value, worst_difference_after = no_value; ///< largest size in `balance`
  std::vector<BalanceLine> balance;                                             ///< the logit first
  std::vector<MatchedPair> pairs;
};
BOOST_DESCRIBE_STRUCT(PropensityMatch, (Estimate),
                      (statistic, df, p_value, treated, untreated, matched, outside_support, caliper,
                       unadjusted, worst_difference_before, worst_difference_after, balance, pairs))

struct MatchOptions {
  double caliper =
      0.2; ///< standard deviations of the logit, √((s²treated + s²untreated) / 2); infinite: none
  double level = 0.95;
};

/// One to one, nearest logit, without replacement: treated in descending order of their logit, ties by id; of
/// untreated equally near the one of the smaller id. The propensity is a logistic regression of `treated` (0
/// or 1) on the design. `ids` may be empty: the numbers of the rows, from 1; ids compare as their labels
/// stand. Not estimable when the propensity is not (separation: no common support) or no pair is found.
PropensityMatch propensity_match(std::span<const double> outcome, std::span<const double> treated,
                                 const Design& design, const Labels& ids = {},
                                 const MatchOptions& options = {});

Wording in_words(const PropensityMatch& answer);

} // namespace aftercourse::statistics
