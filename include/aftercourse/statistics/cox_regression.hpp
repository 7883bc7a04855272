// cox_regression: how covariates multiply the rate at which an event comes, whatever the course of that rate
// over time (proportional hazards; Cox 1972, JRSS B 34:187). With entries, a subject may have several rows,
// one for each span of time over which its covariates are constant.
//
// The answer is as R's survival::coxph gives it; what is pinned where variants differ stands at each part.
// Pure; safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

/// How events of the same time are counted: Efron's (1977) approximation; Breslow's (1974), simpler and
/// further from the exact value; the exact partial likelihood of Cox for discrete times, which takes (at
/// risk) × (events) steps a time and knows neither weights nor clusters.
enum class CoxTies : std::uint8_t { efron, breslow, exact };
inline constexpr std::array<std::string_view, 3> cox_ties_names{"efron", "breslow", "exact"};
/// Throws InvalidArgument AC5504 that lists the names.
CoxTies cox_ties_from_text(std::string_view name);

/// The g(t) against which the test of proportional hazards looks for a trend of a coefficient: 1 - S(t-) of
/// the Kaplan-Meier curve of all rows, the time, its rank, its logarithm.
enum class CoxTimeScale : std::uint8_t { km, identity, rank, log };
inline constexpr std::array<std::string_view, 4> cox_time_scale_names{"km", "identity", "rank", "log"};
CoxTimeScale cox_time_scale_from_text(std::string_view name);

struct CoxCoefficient {
  std::string name;
  double coefficient = no_value, standard_error = no_value;
  double model_standard_error = no_value; ///< from the information, also where standard_error is robust
  double z = no_value, p_value = no_value, low = no_value, high = no_value;
  double hazard_ratio = no_value, hazard_ratio_low = no_value, hazard_ratio_high = no_value;
  double mean = no_value; ///< of the covariate (weighted)
};
BOOST_DESCRIBE_STRUCT(CoxCoefficient, (),
                      (name, coefficient, standard_error, model_standard_error, z, p_value, low, high,
                       hazard_ratio, hazard_ratio_low, hazard_ratio_high, mean))

/// A chi-square test: "likelihood ratio", "wald", "score" and, in clusters, "robust score" of all
/// coefficients being 0; or of proportional hazards, of a covariate by its name and of all, "global".
struct CoxTest {
  std::string test;
  double statistic = no_value;
  std::int64_t df = 0;
  double p_value = no_value;
};
BOOST_DESCRIBE_STRUCT(CoxTest, (), (test, statistic, df, p_value))

/// The baseline from `time` on: a subject whose covariates are at their means and whose offset is 0.
struct CoxBaselineStep {
  std::string stratum;
  double time = no_value, cumulative_hazard = no_value, survival = no_value;
};
BOOST_DESCRIBE_STRUCT(CoxBaselineStep, (), (stratum, time, cumulative_hazard, survival))

/// What the covariate of an event exceeded its expectation by; scaled, it averages β(t) near that time.
struct SchoenfeldResidual {
  std::int64_t row = 0; ///< of the columns given, counted from 0
  double time = no_value;
  std::string name;
  double residual = no_value, scaled = no_value;
};
BOOST_DESCRIBE_STRUCT(SchoenfeldResidual, (), (row, time, name, residual, scaled))

struct CoxRegression : Answer {
  std::int64_t events = 0;
  std::vector<CoxCoefficient> coefficients;
  std::vector<CoxTest> tests;
  std::vector<CoxTest> proportional_hazards; ///< Grambsch and Therneau's score test, as R's cox.zph since 3.0
  double log_likelihood = no_value, null_log_likelihood = no_value;
  double concordance = no_value,
         concordance_error = no_value; ///< infinitesimal jackknife, as R's concordance
  std::int64_t iterations = 0;
  std::vector<std::vector<double>> covariance; ///< of the coefficients, in their order
  std::vector<CoxBaselineStep> baseline;       ///< when asked for
  std::vector<SchoenfeldResidual> residuals;   ///< when asked for
};
BOOST_DESCRIBE_STRUCT(CoxRegression, (Answer),
                      (events, coefficients, tests, proportional_hazards, log_likelihood, null_log_likelihood,
                       concordance, concordance_error, iterations, covariance, baseline, residuals))

struct CoxOptions {
  double level = 0.95;
  CoxTies ties = CoxTies::efron;
  CoxTimeScale time_scale = CoxTimeScale::km;
  std::optional<bool> robust; ///< unset: with clusters or weights that are no whole numbers
  bool baseline = false, residuals = false;
};

struct CoxCovariate {
  std::string name;
  std::span<const double> values;
};

/// Events are 1; times may be negative. `offset`: added to the linear predictor, empty for none. Newton's
/// method from 0 on standardised covariates. Robust errors: the sandwich of Lin and Wei (1989) over clusters,
/// without a correction for few clusters, as R. Not estimable, with the covariates named: no event; a
/// covariate that does not vary among those at risk or that follows from others; a likelihood that grows
/// without end as coefficients do (separation); no more clusters than covariates. Errors: those of
/// require_survival_times and require_groups; AC5502; AC5503; AC5507 without a covariate; AC5504 for exact
/// ties with weights or clusters.
CoxRegression cox_regression(const SurvivalTimes& times, std::span<const CoxCovariate> covariates,
                             const SubjectGroups& strata = {}, std::span<const double> offset = {},
                             const CoxOptions& options = {});

Wording in_words(const CoxRegression& answer);

} // namespace aftercourse::statistics
