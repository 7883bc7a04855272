// Raking: weights that make the margins of those who answered agree with those of the population (iterative
// proportional fitting; Deming and Stephan 1940, Annals of Mathematical Statistics 11:427).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse {

/// One margin: to which group each response belongs, and how large the groups are in the population (counts
/// or shares; only their proportions matter).
struct RakingMargin {
  std::string name;
  std::vector<std::int32_t> group; ///< by response, 0 to targets.size() - 1
  std::vector<double> targets;     ///< by group
};

struct RakingOptions {
  std::vector<double> base{}; ///< weights to begin with; empty: all 1
  double tolerance = 1e-10;   ///< largest difference of a share from its target
  std::int64_t max_rounds = 1000;
  std::optional<double> trim{}; ///< no weight above this multiple of the mean weight; the rest is raked again
};

struct Raking : statistics::Answer {
  std::vector<double> weights; ///< by response, summing to n
  std::int64_t rounds = 0;
  bool converged = false;
  double largest_difference = statistics::no_value; ///< of a share from its target
  double kish_effect = statistics::no_value; ///< n sum w^2 / (sum w)^2 (Kish 1965, Survey Sampling, 11.7)
  double effective_n = statistics::no_value; ///< n / Kish effect
  std::int64_t trimmed = 0;                  ///< weights at the limit
};
BOOST_DESCRIBE_STRUCT(Raking, (statistics::Answer),
                      (weights, rounds, converged, largest_difference, kish_effect, effective_n, trimmed))

/// Not estimable: without responses; when a group of the population has no response (its margin cannot be
/// met); when the weights of a group are all 0. Without convergence the weights of the last round are given
/// and `converged` is false: margins that contradict each other, or a limit too tight for them. With `trim`
/// weights are cut at the limit and raked again until both hold (as R's `survey::trimWeights` followed by
/// `rake`). Throws InvalidArgument AC5805 for lengths that differ, groups outside the targets, targets or
/// weights that are no numbers from 0 on, a tolerance or trim that is not positive (trim: above 1), fewer
/// than one round.
Raking rake(std::size_t responses, std::span<const RakingMargin> margins, const RakingOptions& options = {});
Wording in_words(const Raking& raking);

} // namespace aftercourse
