// mann_kendall: does a series rise or fall? Counts the pairs in which the later value is the greater against
// those in which it is the smaller (Mann 1945; Kendall 1975), so that neither the form of the trend nor that
// of the errors matters; of seasons each by itself (Hirsch, Slack and Smith 1982).
//
// The variance of S is corrected for ties of values (and of times), z for continuity: (S - sign S) / √var.
// Pure; safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/trend_series.hpp>

namespace aftercourse::statistics {

/// What is done about values that depend on those before them:
///   none             nothing: values are independent
///   hamed_rao        the variance is multiplied by n/n* of Hamed and Rao (1998, J. Hydrology 204:182), from
///   the
///                    autocorrelations of the ranks of the detrended series that lie beyond ±z/√n
///   prewhitening     the test of x(t) - r x(t-1), r the autocorrelation of lag 1 (Yue and Wang 2002)
///   trend_free_prewhitening  the same after the Sen line is taken out, which is put back (Yue et al. 2002)
///   between_seasons  the variance gets the covariances of the seasons (Hirsch and Slack 1984)
enum class TrendCorrection : std::uint8_t {
  none,
  hamed_rao,
  prewhitening,
  trend_free_prewhitening,
  between_seasons
};
inline constexpr std::array<std::string_view, 5> trend_correction_names{
    "none", "hamed_rao", "prewhitening", "trend_free_prewhitening", "between_seasons"};
/// Throws InvalidArgument AC5504 that lists the names.
TrendCorrection trend_correction_from_text(std::string_view name);

struct SeasonTrend {
  std::string season;
  std::int64_t n = 0;
  double tau = no_value, s = no_value, variance = no_value, z = no_value, p_value = no_value;
};
BOOST_DESCRIBE_STRUCT(SeasonTrend, (), (season, n, tau, s, variance, z, p_value))

struct MannKendall : Answer {
  double estimate = no_value; ///< Kendall's tau-b: of seasons ΣS over the sum of their denominators
  double tau_a = no_value;    ///< S over the number of pairs
  double s = no_value, variance = no_value;
  double z = no_value, p_value = no_value;
  std::vector<SeasonTrend> seasons; ///< empty without seasons
};
BOOST_DESCRIBE_STRUCT(MannKendall, (Answer), (estimate, tau_a, s, variance, z, p_value, seasons))

struct MannKendallOptions {
  TrendCorrection correction = TrendCorrection::none;
  std::optional<std::int64_t> lags; ///< of Hamed and Rao; unset: all n - 1, as pyMannKendall
  double level = 0.95;              ///< beyond which an autocorrelation counts
};

/// The corrections hold for one series in which no time occurs twice; between_seasons for seasons in each of
/// which no time does (times of different seasons that are equal belong together: years). Not estimable:
/// fewer than three values; no variance; a corrected variance that is not above 0. Errors: those of
/// require_trend_series; AC5503; AC5504 for a correction that does not apply.
MannKendall mann_kendall(const TrendSeries& series, const MannKendallOptions& options = {});

Wording in_words(const MannKendall& answer);

} // namespace aftercourse::statistics
