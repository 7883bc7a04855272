// What is asked of a fitted Cox regression: score residuals, baseline, concordance, proportional hazards,
// Schoenfeld residuals. η is the linear predictor of each row of the sample at the fitted coefficients.
#pragma once

#include <vector>

#include <Eigen/Core>

#include "cox_likelihood.hpp"

namespace aftercourse::statistics {

/// What each row moves the score by, a row each, before weights: its efficient score (Therneau and Grambsch
/// 2000, Modeling Survival Data, section 4.2; with Efron's ties as there, and as R's residuals(type =
/// "score")).
Eigen::MatrixXd cox_score_residuals(const CoxSample& sample, const std::vector<double>& eta, CoxTies ties);

/// Σ over clusters of the square of what their rows move the score by. `clusters` empty: every row is one.
Eigen::MatrixXd cox_score_squares(const CoxSample& sample, const Eigen::MatrixXd& residuals,
                                  std::span<const std::int32_t> clusters);

struct Concordance {
  double share = no_value, standard_error = no_value;
};
/// The share of pairs in which the subject with the higher η had its event first, ties of η counting half,
/// among pairs of which one is known to have had it before the other (Harrell 1982). Its variance is the
/// infinitesimal jackknife.
Concordance concordance(const CoxSample& sample, const std::vector<double>& eta,
                        std::span<const std::int32_t> clusters);

std::vector<CoxBaselineStep> cox_baseline(const CoxSample& sample, const std::vector<double>& eta,
                                          CoxTies ties, const SubjectGroups& strata);

/// The score test against a trend of each coefficient with g(t), of all at last.
std::vector<CoxTest> proportional_hazards_tests(const CoxSample& sample, const std::vector<double>& eta,
                                                CoxTies ties, CoxTimeScale scale, const SurvivalTimes& times,
                                                std::span<const CoxCovariate> covariates);

/// `beta`, `covariance`: of the standardised coefficients, from the information.
std::vector<SchoenfeldResidual> schoenfeld_residuals(const CoxSample& sample, const std::vector<double>& eta,
                                                     CoxTies ties, const Eigen::VectorXd& beta,
                                                     const Eigen::MatrixXd& covariance,
                                                     std::span<const CoxCovariate> covariates);

} // namespace aftercourse::statistics
