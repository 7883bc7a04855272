// MixedModel: a linear mixed model y = X b + Z u + e. Random terms give each level of a factor (a student, a
// lecturer, a class within a school) an intercept, slopes or both; factors may be crossed or nested in any
// way.
//
// The criterion is the profiled deviance of Bates, Maechler, Bolker and Walker (2015), J. Statistical
// Software 67(1), equations 31 to 42, with the restricted likelihood unless `restricted` is false. It is
// minimised by Newton steps on exact derivatives (the average information of Gilmour, Thompson and Cullis
// 1995, Biometrics 51, 1440, with the curvature of the relative factor added, so that a variance of zero is
// an ordinary minimum).
//
// Pure and thread-safe; keeps nothing of the spans it is given.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/coefficient.hpp>
#include <aftercourse/statistics/design.hpp>

namespace aftercourse::statistics {

/// Random effects of one factor: each level has an intercept if `intercept`, and one slope for each of
/// `slopes`; within a level they are correlated unless `correlated` is false. Levels that do not occur are
/// left out.
struct RandomTerm {
  std::string factor;
  std::span<const std::int32_t> codes; ///< into levels, one an observation
  std::span<const std::string> levels;
  std::vector<DesignColumn> slopes{};
  bool intercept = true, correlated = true;
};

struct MixedModelOptions {
  bool restricted = true; ///< REML; else maximum likelihood
  double level = 0.95;
};

struct FixedEffect {
  std::string name;
  double estimate = no_value, standard_error = no_value;
  double statistic = no_value, df = no_value; ///< t, with Satterthwaite's degrees of freedom
  double p_value = no_value, low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(FixedEffect, (), (name, estimate, standard_error, statistic, df, p_value, low, high))

struct VarianceComponent {
  std::string factor, name; ///< the last is of the residuals: factor "residual", no name
  double variance = no_value, sd = no_value;
  double low = no_value, high = no_value; ///< of the sd, by its logarithm; none where the variance is 0
};
BOOST_DESCRIBE_STRUCT(VarianceComponent, (), (factor, name, variance, sd, low, high))

struct RandomCorrelation {
  std::string factor, first, second;
  double correlation = no_value;
};
BOOST_DESCRIBE_STRUCT(RandomCorrelation, (), (factor, first, second, correlation))

/// The best linear unbiased predictor of one effect of one level.
struct RandomEffect {
  std::string level, name;
  double estimate = no_value;
  double conditional_sd = no_value; ///< given the fixed effects, as lme4 reports it
  double standard_error = no_value; ///< of the prediction: the fixed effects are estimated as well
  double low = no_value, high = no_value;
  double reliability = no_value; ///< 1 - squared standard error / variance, at least 0
  double mean = no_value; ///< of an intercept: what the level has where all covariates are at their mean
  double mean_error = no_value; ///< the standard error of that
  std::int64_t observations = 0;
};
BOOST_DESCRIBE_STRUCT(RandomEffect, (),
                      (level, name, estimate, conditional_sd, standard_error, low, high, reliability, mean,
                       mean_error, observations))

/// What is said of a random term as a whole.
struct RandomTermFit {
  std::string factor;
  std::int64_t levels = 0;
  double icc = no_value; ///< share of this term in the variance of an average observation
  bool singular = false; ///< a variance is 0, or a correlation 1 or -1
};
BOOST_DESCRIBE_STRUCT(RandomTermFit, (), (factor, levels, icc, singular))

struct MixedModel : Answer {
  std::vector<FixedEffect> fixed;
  std::vector<VarianceComponent> components;
  std::vector<RandomCorrelation> correlations;
  std::vector<RandomTermFit> terms;                        ///< as given
  std::map<std::string, std::vector<RandomEffect>> random; ///< by factor, level by level
  std::vector<double> theta; ///< relative covariance factors, as lme4 orders them
  double residual_sd = no_value;
  double criterion = no_value; ///< -2 log likelihood, restricted or not
  double log_likelihood = no_value, aic = no_value, bic = no_value;
  std::int64_t parameters = 0;
  bool singular = false;
  std::int64_t evaluations = 0; ///< of the criterion
  std::vector<double>
      fitted; ///< observation by observation, random effects included; NaN where the weight is 0
};
BOOST_DESCRIBE_STRUCT(MixedModel, (Answer),
                      (fixed, components, correlations, terms, random, theta, residual_sd, criterion,
                       log_likelihood, aic, bic, parameters, singular, evaluations, fitted))

/// Fits the model. The residual variance is divided by the weights of the rows; those of weight 0 do not
/// count. Throws InvalidArgument AC5501 to AC5504: not finite, lengths, level, a negative weight, a code
/// outside its levels, no random term, clusters (a random term is what takes care of them) or an offset. Not
/// estimable: a factor with one level or with as many effects as observations, fixed effects that depend on
/// each other, an outcome without variance, no convergence.
MixedModel mixed_model(const Observations& rows, const Design& fixed, std::span<const RandomTerm> random,
                       const MixedModelOptions& options = {});

Wording in_words(const MixedModel& model);

} // namespace aftercourse::statistics
