// control_chart: does a measure still behave as in its baseline? Points with a centre line and limits that
// the baseline fixed, and the points that break one of Nelson's rules 1 to 4, each with the reason.
//
// The baseline is frozen: the first points of a phase or given values. Later points never move the limits.
// Pure; safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/survival_times.hpp>

namespace aftercourse::statistics {

/// With x̄ the mean of the baseline and mR the mean of its moving ranges |x(t) - x(t-1)|:
///   xmr   single values: x̄ ± 2.66 mR; the moving ranges below 3.267 mR (Wheeler and Chambers 1992)
///   p     shares of n(t): p̄ ± 3 √(p̄ (1 - p̄) / n(t)), p̄ = Σ counts / Σ n
///   np    counts among n(t): n(t) p̄ ± 3 √(n(t) p̄ (1 - p̄))
///   u     counts per unit of n(t): ū ± 3 √(ū / n(t)), ū = Σ counts / Σ n
///   c     counts: c̄ ± 3 √c̄
///   laney_p, laney_u  as p and u with σ(t) multiplied by the mean moving range of the z(t) = (x(t) - x̄)/σ(t)
///   of the
///         baseline over 1.128 (Laney 2002, Quality Engineering 14:531): for shares that vary more than
///         chance
/// Limits of shares and counts end at 0, those of shares at 1.
enum class ChartKind : std::uint8_t { xmr, p, np, u, c, laney_p, laney_u };
inline constexpr std::array<std::string_view, 7> chart_kind_names{"xmr", "p",       "np",     "u",
                                                                  "c",   "laney_p", "laney_u"};
/// Throws InvalidArgument AC5504 that lists the names.
ChartKind chart_kind_from_text(std::string_view name);

struct ChartPoint {
  std::string phase;
  std::int64_t position = 0; ///< within the series, from 1
  double value = no_value;   ///< what is charted: the value, share, count or rate
  double size = no_value;    ///< n(t); not a number where the chart has none
  double centre = no_value, low = no_value, high = no_value;
  bool baseline = false;                                        ///< the limits rest on it
  double moving_range = no_value, moving_range_high = no_value; ///< of xmr
  bool rule_1 = false, rule_2 = false, rule_3 = false, rule_4 = false;
  bool range_signal = false; ///< the moving range lies above its limit
  Wording why;               ///< the rules it breaks, in words; empty: none
};
BOOST_DESCRIBE_STRUCT(ChartPoint, (),
                      (phase, position, value, size, centre, low, high, baseline, moving_range,
                       moving_range_high, rule_1, rule_2, rule_3, rule_4, range_signal, why))

struct ChartPhase {
  std::string phase;
  std::int64_t n = 0, baseline = 0; ///< points
  double centre = no_value;         ///< of np: p̄
  double spread = no_value;         ///< mR of xmr; the factor of Laney's charts; else not a number
  std::int64_t signals = 0;         ///< points that break a rule
};
BOOST_DESCRIBE_STRUCT(ChartPhase, (), (phase, n, baseline, centre, spread, signals))

struct ControlChart : Answer {
  std::vector<ChartPoint> points;
  std::vector<ChartPhase> phases;
  std::int64_t signals = 0;
};
BOOST_DESCRIBE_STRUCT(ControlChart, (Answer), (points, phases, signals))

struct ChartOptions {
  ChartKind kind = ChartKind::xmr;
  std::int64_t baseline = 0;    ///< the first so many points of each phase; 0: all of it
  std::optional<double> centre; ///< given instead: x̄, p̄, ū or c̄
  std::optional<double> spread; ///< with it, for xmr: mR; for Laney's: the factor
};

/// Points in order of time. Nelson's rules (1984, J. Quality Technology 16:237), each told at every point
/// that completes such a run: 1, beyond a limit; 2, nine in a row on one side of the centre (a point on it
/// belongs to neither side and ends the run); 3, six in a row each above the last, or each below; 4, fourteen
/// in a row alternately up and down (two equal neighbours end runs 3 and 4). With limits that vary, rule 1
/// asks each point's own. A run does not cross from phase to phase. `sizes`: of p, np, u and Laney's; empty
/// for the others. Not estimable: a baseline without variation, or, for mR, of fewer than two points. Errors:
/// AC5501, AC5502; AC5504 for counts below 0 or above their size, sizes not above 0, a baseline or given
/// values outside their range.
ControlChart control_chart(std::span<const double> values, std::span<const double> sizes = {},
                           const ChartOptions& options = {}, const SubjectGroups& phases = {});

Wording in_words(const ControlChart& answer);

} // namespace aftercourse::statistics
