// Rank tests: Mann and Whitney's U for two samples, Wilcoxon's signed ranks for pairs, Kruskal and Wallis's H
// for several samples, Friedman's test for blocks. They ask for order only, so a scale of five steps will do.
//
// Ties share their mean rank. P-values of small samples are exact, with ties too (the permutation
// distribution of the ranks as they are); those of larger ones are normal with tie and continuity correction.
// Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/alternative.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// automatic: exact below 50 observations in each sample (of differences: below 50).
enum class RankMethod : std::uint8_t { automatic, exact, normal };
inline constexpr std::array<std::string_view, 3> rank_method_names{"auto", "exact", "normal"};
/// Throws InvalidArgument AC5504 that lists the names.
RankMethod rank_method_from_text(std::string_view name);

struct RankTestOptions {
  Alternative alternative = Alternative::two_sided;
  RankMethod method = RankMethod::automatic;
  bool continuity = true; ///< of the normal approximation
  double level = 0.95;
  std::array<std::string, 2> labels{"first", "second"};
};

/// What a rank test reports of a group.
struct RankedGroup {
  std::string group;
  std::int64_t n = 0;
  double median = no_value, mean_rank = no_value;
};
BOOST_DESCRIBE_STRUCT(RankedGroup, (), (group, n, median, mean_rank))

/// `estimate` is the probability of superiority P(second > first) + P(equal)/2; its standard error and
/// interval are those of Cliff's delta (2 P - 1; see cliffs_delta.hpp), clustered those of Obuchowski's
/// variance.
struct MannWhitney : Estimate {
  double statistic = no_value; ///< U of the second: pairs in which it is larger, ties one half
  double u_first = no_value;   ///< U of the first, R's W
  double z = no_value;         ///< NaN when exact
  double p_value = no_value;
  std::string method, alternative;
  double shift = no_value, shift_low = no_value,
         shift_high = no_value; ///< Hodges & Lehmann (1963), second - first
  std::vector<RankedGroup> groups;
};
BOOST_DESCRIBE_STRUCT(MannWhitney, (Estimate),
                      (statistic, u_first, z, p_value, method, alternative, shift, shift_low, shift_high,
                       groups))

/// With shift_always false the shift is left out (NaN) above 200,000 observations. The shift's interval is
/// made of differences whose numbers come from the distribution without ties (Hollander, Wolfe & Chicken
/// 2014, Nonparametric Statistical Methods, sections 4.2 and 4.3). Throws InvalidArgument AC5504 for the
/// exact method where it takes more than 2·10^9 additions.
MannWhitney mann_whitney(std::span<const double> first, std::span<const double> second,
                         const RankTestOptions& options = {}, bool shift_always = false);
/// Observations in clusters, `group` 0 or 1: Obuchowski (1997), Biometrics 53:567-578, eq. 3 to 6, normal.
MannWhitney clustered_mann_whitney(std::span<const double> values, std::span<const std::int32_t> group,
                                   std::span<const std::int32_t> cluster,
                                   const RankTestOptions& options = {});

/// What becomes of differences of 0: left out (Wilcoxon 1945), or ranked and then left out (Pratt 1959).
enum class ZeroMethod : std::uint8_t { drop, pratt };

/// `estimate` is the pseudomedian of the differences that are not 0, the median of their Walsh averages.
struct SignedRank : Estimate {
  double statistic = no_value; ///< the sum of the ranks of the positive differences
  double negative_ranks = no_value;
  double z = no_value, p_value = no_value;
  std::string method, alternative;
  std::int64_t zeros = 0;
  double rank_biserial = no_value; ///< (positive - negative) / all ranks: Kerby (2014)
};
BOOST_DESCRIBE_STRUCT(SignedRank, (Estimate),
                      (statistic, negative_ranks, z, p_value, method, alternative, zeros, rank_biserial))

/// Of differences from the value that is supposed. `cluster`, when not empty, gives Rosner, Glynn & Lee's
/// (2006), Biometrics 62:185-192, statistic with the sums of signed ranks by cluster, normal.
SignedRank signed_rank(std::span<const double> differences, const RankTestOptions& options = {},
                       ZeroMethod zeros = ZeroMethod::drop, std::span<const std::int32_t> cluster = {});

/// `estimate` is epsilon squared, H / (n - 1) (Kelley 1935; King & Minium 2003).
struct KruskalWallis : Estimate {
  double statistic = no_value, df = no_value, p_value = no_value; ///< H with tie correction, χ²
  std::vector<RankedGroup> groups;
};
BOOST_DESCRIBE_STRUCT(KruskalWallis, (Estimate), (statistic, df, p_value, groups))
KruskalWallis kruskal_wallis(std::span<const double> values, std::span<const std::int32_t> group,
                             const std::vector<std::string>& labels, double level = 0.95);

/// `estimate` is Kendall's W; n counts blocks.
struct Friedman : Estimate {
  double statistic = no_value, df = no_value, p_value = no_value; ///< with tie correction, χ²
  std::vector<RankedGroup> groups;
};
BOOST_DESCRIBE_STRUCT(Friedman, (Estimate), (statistic, df, p_value, groups))
/// One column for each of the treatments in `labels`, one row a block.
Friedman friedman(std::span<const std::span<const double>> treatments, const std::vector<std::string>& labels,
                  double level = 0.95);

Wording in_words(const MannWhitney& test);
Wording in_words(const SignedRank& test);
Wording in_words(const KruskalWallis& test);
Wording in_words(const Friedman& test);

} // namespace aftercourse::statistics
