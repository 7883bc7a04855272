// LinearRegression: the weighted linear model y = Xb + e by least squares, with the covariance of its
// coefficients estimated as asked, and what tells whether to trust it: collinearity, leverage, influence.
// Coefficients are right to the last digits wherever the data determine them (NIST's StRD in full); columns
// that others determine are named, not solved by an arbitrary choice. Pure functions.
#pragma once

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/design.hpp>

namespace aftercourse::statistics {

struct LinearCoefficient : Coefficient {
  double standardized = no_value; ///< estimate · sd(column) / sd(outcome); with an intercept only
  double vif = no_value;          ///< 1 / (1 - R²) of the column on the others; about 0 without intercept
};
BOOST_DESCRIBE_STRUCT(LinearCoefficient, (Coefficient), (standardized, vif))

/// What the model says of one observation (weighted residuals where there are weights).
struct ObservationFit {
  double fitted = no_value, residual = no_value, leverage = no_value;
  double standardized = no_value; ///< residual / (s √(1 - leverage))
  double studentized = no_value;  ///< the same with s from the others: t with n - p - 1 degrees of freedom
  double cook = no_value;         ///< Cook (1977) Technometrics 19:15
};
BOOST_DESCRIBE_STRUCT(ObservationFit, (), (fitted, residual, leverage, standardized, studentized, cook))

struct LinearRegression : Answer {
  std::string covariance; ///< name_of(Covariance)
  std::int64_t lag = 0;   ///< of Newey-West
  std::vector<LinearCoefficient> coefficients;
  std::vector<std::vector<double>> covariance_matrix;
  std::vector<TermTest> terms;
  std::vector<CollinearColumn> collinear; ///< dropped, or the reason why there is no answer
  double df = no_value;                   ///< of t: n - p, or clusters - 1
  double df_model = no_value, df_residual = no_value;
  double ss_model = no_value, ss_residual = no_value, residual_sd = no_value;
  double r_squared = no_value, adjusted_r_squared = no_value;
  double f = no_value,
         f_p_value = no_value; ///< all slopes 0: analysis of variance, or Wald where not classical
  double log_likelihood = no_value, aic = no_value, bic = no_value; ///< residual variance counts as parameter
  double condition_number = no_value; ///< of the design with columns of length 1 (Belsley, Kuh, Welsch 1980)
  double durbin_watson = no_value;    ///< rows in order of time; only with `observations`
  std::vector<ObservationFit> observations;
};
BOOST_DESCRIBE_STRUCT(LinearRegression, (Answer),
                      (covariance, lag, coefficients, covariance_matrix, terms, collinear, df, df_model,
                       df_residual, ss_model, ss_residual, residual_sd, r_squared, adjusted_r_squared, f,
                       f_p_value, log_likelihood, aic, bic, condition_number, durbin_watson, observations))

struct LinearOptions {
  Covariance covariance = Covariance::automatic;
  std::int64_t lag = -1;       ///< of Newey-West; -1: floor(4 (n / 100)^(2/9)) (Newey and West 1994)
  bool drop_collinear = false; ///< leave out columns that earlier ones determine, instead of no answer
  bool observations = false;   ///< also what it says of each observation
  double level = 0.95;
};

/// Least squares of the outcome on the design. Weights are precisions: the variance of an observation is
/// sigma² / w; those of weight 0 do not count. Without an intercept R² is about 0, as in R.
/// Throws InvalidArgument AC5501 to AC5504 for columns that are not clean, negative weights, cr1 without
/// clusters, or a lag of n or more.
LinearRegression linear_regression(const Observations& rows, const Design& design,
                                   const LinearOptions& options = {});

Wording in_words(const LinearRegression& model);

} // namespace aftercourse::statistics
