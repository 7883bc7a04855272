// The Rasch model by conditional maximum likelihood: given a person's score, which items were right does not
// depend on ability, so the difficulties need no distribution of abilities. They sum to 0. For each score
// between none and all there is the most likely ability; for none and all there is no finite one. Source:
// Andersen (1972) J. R. Statist. Soc. B 34:42; elementary symmetric functions by the summation algorithm; R's
// eRm gives the same numbers. Complete cases. Pure function; items that all or none got right are left out
// and say so; fewer than two items or no person between none and all right are not estimable, nor are items
// of which some are always harder than all others (Fischer 1981, Psychometrika 46:59).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct ConditionalItem {
  std::string item; ///< its number, from 1
  double share_right = no_value;
  double difficulty = no_value, standard_error = no_value, low = no_value, high = no_value;
  Wording not_estimable;
};
BOOST_DESCRIBE_STRUCT(ConditionalItem, (),
                      (item, share_right, difficulty, standard_error, low, high, not_estimable))

struct ScoreAbility {
  std::int64_t score = 0, n = 0;
  double ability = no_value, standard_error = no_value;
};
BOOST_DESCRIBE_STRUCT(ScoreAbility, (), (score, n, ability, standard_error))

/// n: persons.
struct ConditionalRasch : Answer {
  double log_likelihood = no_value; ///< conditional on the scores
  std::int64_t parameters = 0;
  std::vector<ConditionalItem> items;
  std::vector<ScoreAbility> scores; ///< over the items that are estimated
};
BOOST_DESCRIBE_STRUCT(ConditionalRasch, (Answer), (log_likelihood, parameters, items, scores))

/// One column an item: 1 right, 0 wrong. Throws InvalidArgument AC5501 to AC5504, AC5507.
ConditionalRasch conditional_rasch(std::span<const std::span<const double>> items, double level = 0.95);

Wording in_words(const ConditionalRasch& model);

} // namespace aftercourse::statistics
