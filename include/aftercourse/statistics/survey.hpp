// Survey: means, totals, shares and ratios of a population from a sample drawn by a design: strata, clusters
// drawn within them, unequal weights, finite populations. Variances are those of Taylor's linearisation, so
// that of a ratio or share too (Cochran 1977, Sampling Techniques, 3rd ed., sections 5.3, 6.11, 9A; Särndal,
// Swensson & Wretman 1992, Model Assisted Survey Sampling, section 5.5): with z an observation's share in the
// linearised estimator and z_hi its sum over cluster i of stratum h,
//
//   v = sum_h (1 - n_h/N_h) n_h/(n_h - 1) sum_i (z_hi - mean z_h)^2      n_h clusters drawn of N_h
//
// Intervals take Student's t with sum n_h - H degrees of freedom, over the strata not drawn completely. A
// stratum of one cluster is centred on 0, the mean over all strata (R's survey.lonely.psu = "adjust"), and
// adds no degree of freedom. An observation of weight 0 was drawn but is not of the group that is estimated:
// so are estimates of a part of the population made (Cochran, section 5A.14). Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// How each observation came into the sample; what is empty does not apply. Codes are not negative; clusters
/// lie within strata, so the same code in two strata means two clusters.
struct SurveyDesign {
  std::span<const double> weights{}; ///< empty: N_h/n_h where populations are known, else 1
  std::span<const std::int32_t> strata{};
  std::span<const std::int32_t> clusters{};
  std::span<const double> populations{}; ///< N_h of the observation's stratum: its clusters, or observations
};

/// How the interval of a share is made. korn_graubard: Clopper-Pearson at the effective sample size
/// n* = p(1-p)/v, times (t_{n-1}/t_df)^2 for few degrees of freedom (Korn & Graubard 1998, Survey Methodology
/// 24:193; as R survey's svyciprop "beta"; where no observation or every one has it, v says nothing and
/// n* starts from n). logit: t on the log odds (as its "xlogit"). taylor: p ± t √v.
enum class ShareInterval : std::uint8_t { korn_graubard, logit, taylor };

struct SurveyOptions {
  double level = 0.95;
  ShareInterval interval = ShareInterval::korn_graubard; ///< of shares
  std::vector<std::string> stratum_names{};              ///< by code; empty: the codes
};

struct StratumEstimate {
  std::string stratum;
  std::int64_t n = 0, clusters = 0;
  double population = no_value; ///< N_h, NaN when it is not known
  double weight = 0;            ///< sum of weights
  double mean = no_value, sd = no_value;
};
BOOST_DESCRIBE_STRUCT(StratumEstimate, (), (stratum, n, clusters, population, weight, mean, sd))

struct SurveyEstimate : Estimate {
  double df = no_value;
  double design_effect = no_value; ///< v over that of a simple random sample of n (of N where it is known)
  double effective_n = no_value;   ///< n over the design effect
  std::int64_t strata = 1;
  std::int64_t lonely_strata = 0; ///< strata of one cluster, not drawn completely
  std::vector<StratumEstimate> by_stratum{};
};
BOOST_DESCRIBE_STRUCT(SurveyEstimate, (Estimate),
                      (df, design_effect, effective_n, strata, lonely_strata, by_stratum))

/// Throw InvalidArgument AC5501, AC5502 for columns that are not finite or differ in length; AC5503; AC5504
/// for a negative weight or code, a population that differs within a stratum or is smaller than what was
/// drawn, and a share whose values are not 0 or 1. "survey mean (Taylor)" and so on.
SurveyEstimate stratified_mean(std::span<const double> values, const SurveyDesign& design = {},
                               const SurveyOptions& options = {});
/// sum of weight times value: needs weights or populations that add up to the population.
SurveyEstimate stratified_total(std::span<const double> values, const SurveyDesign& design = {},
                                const SurveyOptions& options = {});
SurveyEstimate stratified_share(std::span<const double> values, const SurveyDesign& design = {},
                                const SurveyOptions& options = {});
/// Y/X, the combined ratio estimator.
SurveyEstimate stratified_ratio(std::span<const double> numerators, std::span<const double> denominators,
                                const SurveyDesign& design = {}, const SurveyOptions& options = {});

/// A stratum as a report tells it: a simple random sample of n out of `population`. sd with n - 1.
struct StratumSummary {
  std::string stratum;
  std::int64_t n = 0;
  double population = 0, mean = 0, sd = no_value;
};

/// sum W_h mean_h with W_h = N_h/N and v = sum W_h^2 (1 - n_h/N_h) sd_h^2/n_h (Cochran, eq. 5.3 and 5.6; Lohr
/// 2010, Sampling: Design and Analysis, 2nd ed., section 3.2). Throws InvalidArgument AC5504 for n_h < 1,
/// N_h < n_h or sd_h < 0; a stratum of one without an sd leaves the variance not estimable.
SurveyEstimate stratified_mean(std::span<const StratumSummary> strata, const SurveyOptions& options = {});
SurveyEstimate stratified_total(std::span<const StratumSummary> strata, const SurveyOptions& options = {});
/// The means are shares: sd_h^2 = n_h/(n_h - 1) p_h (1 - p_h), whatever `sd` says (Cochran, eq. 5.52).
SurveyEstimate stratified_share(std::span<const StratumSummary> strata, const SurveyOptions& options = {});

/// The totals of one cluster; for shares y is part of x.
struct ClusterTotals {
  double y = 0, x = 0;
};
/// Clusters drawn at random from a stratum of `population` clusters (0: not known, taken to be many). Of the
/// `drawn` only some may lie in the group looked at; the others add nothing to it but count in the design.
struct DrawnClusters {
  std::size_t population = 0, drawn = 0;
  std::vector<ClusterTotals> clusters;
};
/// R = Y/X from cluster totals, with weights N_h/n_h. `share`: the interval is that of a share.
/// n counts the drawn clusters, as `clusters` does.
SurveyEstimate stratified_ratio(std::span<const DrawnClusters> strata, bool share,
                                const SurveyOptions& options = {});

Wording in_words(const SurveyEstimate& estimate);

} // namespace aftercourse::statistics
