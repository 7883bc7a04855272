// The different patterns of right, wrong and missing answers with how many persons gave each: all that an
// item response model needs of the data. Private to this floor.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Core>

namespace aftercourse::statistics {

struct AnswerPatterns {
  Eigen::MatrixXd right;    ///< items × patterns: 1 right, 0 wrong or missing
  Eigen::MatrixXd answered; ///< items × patterns: 1 answered; empty when everything is
  Eigen::VectorXd times;    ///< persons of each pattern
  std::vector<std::string> texts;
  std::vector<std::int32_t> of_person; ///< −1: no answer, or a weight of 0
};

/// Items hold 0, 1 and NaN.
AnswerPatterns answer_patterns(std::span<const std::span<const double>> items,
                               std::span<const double> weights);

} // namespace aftercourse::statistics
