// ItemMatrix: marked papers as statistics take them - learners x items - for item analysis, distractor
// tables, the Rasch and two-parameter models and the weakness of key points.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <aftercourse/assessment/marking.hpp>

namespace aftercourse {

struct ItemMatrix {
  std::vector<std::string> learners, items;
  std::vector<double> maximum;                      ///< by item
  std::vector<std::vector<std::string>> key_points; ///< by item
  std::vector<std::vector<double>> marks;           ///< [learner][item]; NaN: not sat or not marked yet
  std::vector<std::vector<std::vector<std::string>>>
      chosen; ///< [learner][item]: options chosen, or what was written
};

/// The items of one component (of all components when it is empty), in the scheme's order; a row for each
/// outcome, in the order given. Of items that a learner sat twice the sitting that counts is taken. Throws
/// NotFound AC5703 for a component that is not there, InvalidArgument AC5704 when an outcome was marked by a
/// scheme that says something else.
ItemMatrix item_matrix(const Scheme& scheme, std::span<const AssessmentOutcome> outcomes,
                       std::string_view component = {});

} // namespace aftercourse
