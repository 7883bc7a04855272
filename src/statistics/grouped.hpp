// Values by group: the columns (values, codes of groups) of a test taken apart. Private to this floor.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/t_test.hpp>

#include "moments.hpp"

namespace aftercourse::statistics {

/// A group that has observations.
struct GroupOfValues {
  std::string label;
  std::vector<double> values; ///< in the order of the column

  GroupSummary summary(const Moments& m) const {
    return {label, m.n, m.n > 0 ? m.mean : no_value, m.n > 1 ? m.sd() : no_value};
  }
};

/// The groups in the order of `labels`, empty ones left out. Throws InvalidArgument AC5501 for a value that
/// is not finite, AC5502 for columns of different length, AC5504 for a code that is no index into `labels`.
std::vector<GroupOfValues> values_by_group(std::span<const double> values,
                                           std::span<const std::int32_t> group,
                                           const std::vector<std::string>& labels);

/// "n = 30" or "n = 30 in 5 clusters", in both languages.
Wording n_in_words(const Answer& answer);
/// "No t test: reason (n = 1)."
Wording no_answer_in_words(const char* en, const char* zh, const Answer& answer);

} // namespace aftercourse::statistics
