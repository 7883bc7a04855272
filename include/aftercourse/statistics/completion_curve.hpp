// completion_curve: how soon are duties done, when some are not done yet and some will never have to be? Each
// duty has the day it opened and perhaps a day it was done or became void; what is undone is censored at
// as_of, void competes.
//
// Pure; the spans are read during the call only. Safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/aalen_johansen.hpp>
#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

/// The events of completion times: 1 and 2.
inline const std::array<std::string, 2> completion_causes{"done", "void"};

struct CompletionTimes {
  std::vector<std::int64_t> row;   ///< which duty, counted from 0
  std::vector<double> time;        ///< days since it opened
  std::vector<std::int32_t> event; ///< 0: not done by as_of; 1: done; 2: void
  std::int64_t not_open_yet = 0;   ///< duties that open after as_of: left out

  SurvivalTimes columns() const noexcept { return {time, event}; }
};

/// All in days of one calendar; not a number in `done` or `voided`: it was not (nothing after `as_of` is
/// known yet). What was done before its opening was done at once (time 0); what was done on the day it became
/// void is done. Throws InvalidArgument AC5501 for an opening or as_of that is no finite number and for
/// infinities, AC5502.
CompletionTimes completion_times(std::span<const double> opened, std::span<const double> done,
                                 std::span<const double> voided, double as_of);

/// aalen_johansen over them, "done" and "void" by group. `clusters`: codes of those who hold several duties;
/// empty: none. Duties that open after as_of are counted in `not_open_yet` and nowhere else.
struct CompletionCurve : AalenJohansen {
  std::int64_t not_open_yet = 0;
};
BOOST_DESCRIBE_STRUCT(CompletionCurve, (AalenJohansen), (not_open_yet))
CompletionCurve completion_curve(std::span<const double> opened, std::span<const double> done,
                                 std::span<const double> voided, double as_of,
                                 const SubjectGroups& groups = {},
                                 std::span<const std::int32_t> clusters = {},
                                 const AalenJohansenOptions& options = {});

} // namespace aftercourse::statistics
