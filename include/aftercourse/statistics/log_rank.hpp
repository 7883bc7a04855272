// log_rank: do groups differ in how soon the event comes? Observed against expected events over the times of
// events (Mantel 1966; Peto and Peto 1972), within strata if there are any, with the weights of Fleming and
// Harrington.
//
// Variance: hypergeometric, whole-number weights counting as repeated observations. With clusters, or with
// weights that are no whole numbers, the sandwich of Lin and Wei (1989, JASA 84:1074) over clusters: the
// robust score test of a Cox model with Breslow's ties. Pure; safe from any thread.
#pragma once

#include <optional>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

struct LogRankGroup {
  std::string group;
  std::int64_t n = 0;
  double observed = no_value, expected = no_value; ///< events, each times the weight of its time
};
BOOST_DESCRIBE_STRUCT(LogRankGroup, (), (group, n, observed, expected))

/// The test of two of the groups by themselves.
struct LogRankPair {
  std::string first, second;
  double statistic = no_value, p_value = no_value;
  double adjusted_p_value = no_value; ///< Holm's, over all pairs
};
BOOST_DESCRIBE_STRUCT(LogRankPair, (), (first, second, statistic, p_value, adjusted_p_value))

struct LogRank : Answer {
  double statistic = no_value; ///< chi-square
  std::int64_t df = 0;
  double p_value = no_value;
  std::vector<LogRankGroup> groups;
  std::vector<LogRankPair> pairs; ///< when asked for
};
BOOST_DESCRIBE_STRUCT(LogRank, (Answer), (statistic, df, p_value, groups, pairs))

struct LogRankOptions {
  double rho = 0;   ///< 0: log-rank; 1: Peto and Peto's form of Gehan's and Wilcoxon's, as R's survdiff
  double gamma = 0; ///< above 0: late differences count more
  bool pairwise = false;
  std::optional<bool> robust; ///< unset: with clusters or weights that are no whole numbers
};

/// Events are 1. A time counts S^rho (1 - S)^gamma with S the Kaplan-Meier curve of the stratum just before
/// it (Harrington and Fleming 1982, Biometrika 69:553). A group that is at risk at no event takes no degree
/// of freedom. Not estimable with fewer than two such groups, no event, or no more clusters than degrees of
/// freedom. Errors: those of require_survival_times and require_groups; AC5504 for a negative rho or gamma.
LogRank log_rank(const SurvivalTimes& times, const SubjectGroups& groups, const SubjectGroups& strata = {},
                 const LogRankOptions& options = {});

Wording in_words(const LogRank& answer);

} // namespace aftercourse::statistics
