// SurvivalTimes: who was observed for how long and what ended it, the columns that all functions over
// time to an event share: kaplan_meier, log_rank, aalen_johansen and cox_regression.
//
// An observation counts as at risk in (entry, time]: events come before censorings of the same time. Times
// are equal when their numbers are equal. Spans are borrowed for the call only. Safe from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace aftercourse::statistics {

struct SurvivalTimes {
  std::span<const double> time;        ///< when the observation ended, from its origin
  std::span<const std::int32_t> event; ///< 0: censored; 1, 2, …: which event
  std::span<const double> entry =
      {}; ///< observed only after this time (left truncation); empty: from the start
  std::span<const double> weights = {}; ///< empty: 1 each; 0: left out
  std::span<const std::int32_t> clusters =
      {}; ///< observations of one code depend on each other; empty: none do
};

/// Which of a few named groups each observation belongs to. Without codes all belong to one.
struct SubjectGroups {
  std::span<const std::int32_t> codes = {}; ///< 0 … labels.size() - 1
  std::span<const std::string> labels = {};
};

/// Throws InvalidArgument: AC5501 for what is not finite, AC5502 for columns of unlike length, AC5504 for an
/// event outside 0 … `events`, an entry that does not lie before its time, a negative weight, and, unless
/// `allow_negative`, a time below 0.
void require_survival_times(const SurvivalTimes& times, std::int32_t events, bool allow_negative = false);
/// Throws InvalidArgument AC5502 or AC5504 unless there is one known code for each of `n` observations.
void require_groups(const SubjectGroups& groups, std::size_t n, const char* name);

} // namespace aftercourse::statistics
