// GeneralizedModel: what the logistic and the Poisson regression answer alike. Fitted by iteratively
// reweighted least squares to full precision (McCullagh and Nelder 1989, section 2.5). Where the outcome is
// separated by the columns, completely or quasi-completely (Albert and Anderson 1984 Biometrika 71:1),
// coefficients are infinite and the answer says by which columns: a direction is found along which the
// likelihood never falls.
#pragma once

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/design.hpp>

namespace aftercourse::statistics {

struct RatioCoefficient : Coefficient {
  double ratio = no_value, ratio_low = no_value, ratio_high = no_value; ///< exp: odds ratio, rate ratio
  double profile_low = no_value, profile_high = no_value; ///< profile likelihood, on the scale of `estimate`
};
BOOST_DESCRIBE_STRUCT(RatioCoefficient, (Coefficient),
                      (ratio, ratio_low, ratio_high, profile_low, profile_high))

struct GeneralizedModel : Answer {
  std::string covariance; ///< name_of(Covariance)
  std::vector<RatioCoefficient> coefficients;
  std::vector<std::vector<double>> covariance_matrix;
  std::vector<TermTest> terms;            ///< Wald; gvif is not given
  std::vector<CollinearColumn> collinear; ///< dropped, or the reason why there is no answer
  std::string separation;                 ///< "complete" or "quasi-complete"; empty: none
  std::vector<std::string> separated_by;  ///< the coefficients that would be infinite
  double df = no_value;                   ///< of the reference: infinite (normal), or clusters - 1 (t)
  double df_residual = no_value, deviance = no_value, null_deviance = no_value;
  double pearson = no_value,
         dispersion = 1; ///< Pearson's chi-square; 1 unless it is estimated as pearson / df
  double log_likelihood = no_value, aic = no_value, bic = no_value; ///< none with an estimated dispersion
  double likelihood_ratio = no_value, likelihood_ratio_df = no_value, likelihood_ratio_p_value = no_value;
  double wald = no_value, wald_p_value = no_value; ///< all slopes 0: chi-square, or F in clusters
  double mcfadden = no_value;                      ///< 1 - log-likelihood over that of the null model
  std::int64_t iterations = 0;
};
BOOST_DESCRIBE_STRUCT(GeneralizedModel, (Answer),
                      (covariance, coefficients, covariance_matrix, terms, collinear, separation,
                       separated_by, df, df_residual, deviance, null_deviance, pearson, dispersion,
                       log_likelihood, aic, bic, likelihood_ratio, likelihood_ratio_df,
                       likelihood_ratio_p_value, wald, wald_p_value, mcfadden, iterations))

struct GeneralizedOptions {
  Covariance covariance = Covariance::automatic; ///< not newey_west
  bool drop_collinear = false; ///< leave out columns that earlier ones determine, instead of no answer
  bool profile = false; ///< also profile-likelihood intervals (Venzon and Moolgavkar 1988); classical only
  double level = 0.95;
};

} // namespace aftercourse::statistics
