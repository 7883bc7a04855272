// Item response models of right and wrong answers, P(right) = 1/(1 + exp(−(intercept + discrimination · θ))),
// difficulty = −intercept/discrimination, fitted by marginal maximum likelihood with ability θ ~ N(0, 1):
//   two_parameter_logistic  every item has its own discrimination
//   rasch                   all share one, estimated (so the spread of abilities is free, as in R's ltm and
//   mirt)
//                           or fixed at a number
// Missing answers say nothing of the person (missing at random). Source: Bock and Aitkin (1981) Psychometrika
// 46:443 for the likelihood, by Gauss-Hermite quadrature; maximised by Newton's method, its information
// matrix after Louis (1982) J. R. Statist. Soc. B 44:226, so standard errors rest on the observed
// information; those of difficulties by the delta method. With clusters of persons they are robust to them
// (CR1 without n − p). Abilities: the mean and standard deviation of the posterior (EAP), and its mode with
// the curvature there.
//
// Pure functions. An item that all or none got right has no finite difficulty: it is left out and says so.
// Not estimable: nothing left, a discrimination that grows without bound, no convergence.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct ItemResponseOptions {
  std::int64_t nodes = 81;                     ///< of the quadrature, 3 to 401
  std::span<const std::int32_t> clusters = {}; ///< one a person; empty: every person by himself
  std::span<const double> weights = {};        ///< how often a person counts; empty: once
  double level = 0.95;
};

struct ItemParameters {
  std::string item;   ///< its number, from 1
  std::int64_t n = 0; ///< answers
  double share_right = no_value;
  double difficulty = no_value, difficulty_error = no_value;
  double difficulty_low = no_value, difficulty_high = no_value;
  double discrimination = no_value, discrimination_error = no_value; ///< error 0 when it is fixed
  double intercept = no_value, intercept_error = no_value;
  Wording not_estimable;
};
BOOST_DESCRIBE_STRUCT(ItemParameters, (),
                      (item, n, share_right, difficulty, difficulty_error, difficulty_low, difficulty_high,
                       discrimination, discrimination_error, intercept, intercept_error, not_estimable))

/// The same answers, given by `observed` persons; each answer 1, 0, or - when missing.
struct AnswerPattern {
  std::string answers;
  double observed = 0, expected = no_value;         ///< expected: only without missing answers
  double ability = no_value, ability_sd = no_value; ///< EAP
  double mode = no_value, mode_error = no_value;
};
BOOST_DESCRIBE_STRUCT(AnswerPattern, (), (answers, observed, expected, ability, ability_sd, mode, mode_error))

/// n: persons with at least one answer; missing: persons with none.
struct ItemResponseModel : Answer {
  double log_likelihood = no_value, aic = no_value, bic = no_value;
  std::int64_t parameters = 0, nodes = 0, steps = 0;
  std::vector<ItemParameters> items;
  std::vector<double> ability;         ///< EAP, one a person; NaN for a person without answers
  std::vector<double> ability_sd;      ///< of the posterior
  std::vector<AnswerPattern> patterns; ///< those that occur, in the order of their answers
};
BOOST_DESCRIBE_STRUCT(ItemResponseModel, (Answer),
                      (log_likelihood, aic, bic, parameters, nodes, steps, items, ability, ability_sd,
                       patterns))

/// One column an item: 1 right, 0 wrong, NaN no answer. Throws InvalidArgument AC5504 for another number or a
/// number of nodes out of range, AC5501 to AC5503, AC5507 without items.
ItemResponseModel two_parameter_logistic(std::span<const std::span<const double>> items,
                                         const ItemResponseOptions& options = {});
/// `discrimination`: fixed at that number (above 0); nothing: estimated.
ItemResponseModel rasch(std::span<const std::span<const double>> items,
                        std::optional<double> discrimination = {}, const ItemResponseOptions& options = {});

Wording in_words(const ItemResponseModel& model);

} // namespace aftercourse::statistics
