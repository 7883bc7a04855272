// Weakness: how probable it is that the true share right of a learner or class at a key point lies below the
// pass mark, from few answers. Right answers are binomial and their share has a beta prior, so its posterior
// is Beta(a + right, b + wrong): Gelman et al., Bayesian Data Analysis, 3rd ed. (2013), section 2.4. The
// prior is Jeffreys' Beta(½, ½), a stated one, or for each key point the one that the groups themselves
// suggest (empirical Bayes: maximum likelihood of the beta-binomial, Skellam (1948) J. R. Statist. Soc. B
// 10:257), which draws groups with few answers towards the others. Pure function.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

enum class WeaknessPrior : std::uint8_t { jeffreys, stated, empirical };
BOOST_DESCRIBE_ENUM(WeaknessPrior, jeffreys, stated, empirical)

struct WeaknessOptions {
  double pass_mark = 0.6; ///< share right, between 0 and 1
  WeaknessPrior prior = WeaknessPrior::jeffreys;
  double a = 0.5, b = 0.5; ///< of a stated prior, above 0
  double level = 0.95;
};

struct WeaknessRow {
  std::string point, group;
  std::int64_t n = 0, right = 0; ///< answers
  double share = no_value;
  double posterior_mean = no_value, low = no_value, high = no_value; ///< equal tails
  double probability_below = no_value;
  double prior_a = no_value, prior_b = no_value;
};
BOOST_DESCRIBE_STRUCT(WeaknessRow, (),
                      (point, group, n, right, share, posterior_mean, low, high, probability_below, prior_a,
                       prior_b))

/// n: answers. Rows: every key point and group that has an answer, the weakest first.
struct Weakness : Answer {
  double pass_mark = no_value;
  std::vector<WeaknessRow> rows;
};
BOOST_DESCRIBE_STRUCT(Weakness, (Answer), (pass_mark, rows))

/// One answer an entry: 1 right, 0 wrong; codes into the names of key points and groups. Empirical Bayes
/// needs two groups at a key point with right and wrong answers among them, or it takes Jeffreys' prior;
/// where the groups differ no more than chance would have it, a + b stays at 10,000. Throws InvalidArgument
/// AC5502, AC5504 for codes, pass mark or prior out of range, AC5503.
Weakness weakness(std::span<const double> right, std::span<const std::int32_t> point,
                  std::span<const std::int32_t> group, std::span<const std::string> points,
                  std::span<const std::string> groups, const WeaknessOptions& options = {});

Wording in_words(const Weakness& weakness);

} // namespace aftercourse::statistics
