// Contingency tables: are two sortings of the same observations independent, do shares differ, did pairs
// change? Chi-square (independence and goodness of fit), Fisher's exact test, McNemar's test for pairs, odds
// ratio, risk ratio and risk difference.
//
// A table is rows of counts, 0 or more, which may be sums of weights where no exact test is asked. Rows and
// columns that hold nothing do not count. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/alternative.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct CountTable {
  std::vector<std::string> rows, columns; ///< labels
  std::vector<std::vector<double>> counts;
};

/// One cell; `residual` is (observed - expected) / √(expected (1 - row share) (1 - column share)), about a
/// standard normal under independence (Haberman 1973).
struct ExpectedCell {
  std::string row, column;
  double observed = 0, expected = no_value, residual = no_value;
};
BOOST_DESCRIBE_STRUCT(ExpectedCell, (), (row, column, observed, expected, residual))

/// `estimate` is Cramér's V (goodness of fit: Cohen's w); its interval inverts the noncentral χ² (Smithson
/// 2003, Confidence Intervals, ch. 4) for λ = n V² min(rows - 1, columns - 1).
struct ChiSquare : Estimate {
  double statistic = no_value, df = no_value, p_value = no_value;
  double smallest_expected = no_value;
  std::int64_t expected_below_5 = 0; ///< cells; the approximation is doubtful with more than a fifth of them
  std::vector<ExpectedCell> cells;
};
BOOST_DESCRIBE_STRUCT(ChiSquare, (Estimate),
                      (statistic, df, p_value, smallest_expected, expected_below_5, cells))

/// `yates` takes 1/2 off each difference of a 2 × 2 table (Yates 1934).
ChiSquare chi_square(const CountTable& table, bool yates = false, double level = 0.95);
/// Against expected shares (all equal when empty), which are scaled to sum to 1. Throws InvalidArgument
/// AC5504 for a share that is not above 0.
ChiSquare goodness_of_fit(std::span<const double> counts, std::span<const double> shares,
                          const std::vector<std::string>& labels, double level = 0.95);

/// `estimate` is the conditional maximum-likelihood odds ratio of a 2 × 2 table, its interval exact
/// (Cornfield 1956); of larger tables there is a p-value only.
struct FisherExact : Estimate {
  double p_value = no_value;
  std::string alternative = "two-sided";
};
BOOST_DESCRIBE_STRUCT(FisherExact, (Estimate), (p_value, alternative))

/// Two-sided p: all tables no more probable than the one seen (Freeman & Halton 1951); larger tables go by
/// the network of Mehta & Patel (1983, JASA 78:427-434). Counts must be whole. Throws InvalidArgument AC5504
/// for a table that takes more than 2·10^7 steps, and for an alternative of a table that is not 2 × 2.
FisherExact fisher_exact(const CountTable& table, Alternative alternative = Alternative::two_sided,
                         double level = 0.95);

enum class McNemarMethod : std::uint8_t { exact, mid_p, chi_square, corrected };
/// "exact", "mid-p", "chi-square", "corrected". Throws InvalidArgument AC5504.
McNemarMethod mcnemar_method_from_text(std::string_view name);

/// `estimate` is the difference of the shares of yes, second minus first, with Newcombe's interval for pairs
/// (1998, Statistics in Medicine 17:2635-2650, method 10).
struct McNemar : Estimate {
  double p_value = no_value; ///< by the method asked for
  std::string method;
  std::int64_t gained = 0, lost = 0; ///< pairs that went from no to yes, and from yes to no
  double share_first = no_value, share_second = no_value;
  double exact_p_value = no_value, mid_p_value = no_value;
  double chi_square = no_value, chi_square_p_value = no_value;          ///< (b - c)² / (b + c)
  double corrected_chi_square = no_value, corrected_p_value = no_value; ///< (|b - c| - 1)² / (b + c)
  double odds_ratio = no_value, odds_ratio_low = no_value,
         odds_ratio_high = no_value; ///< gained / lost, exact
};
BOOST_DESCRIBE_STRUCT(McNemar, (Estimate),
                      (p_value, method, gained, lost, share_first, share_second, exact_p_value, mid_p_value,
                       chi_square, chi_square_p_value, corrected_chi_square, corrected_p_value, odds_ratio,
                       odds_ratio_low, odds_ratio_high))

/// Pairs of truths. With `cluster`: Obuchowski (1998), Statistics in Medicine 17:1495-1507, and the interval
/// of clustered_t.
McNemar mcnemar(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second,
                McNemarMethod method = McNemarMethod::exact, double level = 0.95,
                std::span<const std::int32_t> cluster = {});

enum class RiskMeasure : std::uint8_t { odds_ratio, risk_ratio, risk_difference };

/// Of two groups, second against first. Ratios have the interval of their logarithm (Woolf 1955; Katz et al.
/// 1978), the difference Newcombe's (1998, Statistics in Medicine 17:873-890, method 10). `standard_error` is
/// that of the logarithm of a ratio.
struct RiskComparison : Estimate {
  double p_value = no_value;
  std::string first, second;
  std::int64_t n_first = 0, n_second = 0;
  double share_first = no_value, share_second = no_value;
};
BOOST_DESCRIBE_STRUCT(RiskComparison, (Estimate),
                      (p_value, first, second, n_first, n_second, share_first, share_second))

/// `yes` and `group` (0 or 1) for each observation. With `cluster` or `weights` (either may be empty) the
/// interval is that of the influence of each observation, CR1 with t (G - 1). The p-value is Wald's.
RiskComparison compare_risks(RiskMeasure measure, std::span<const std::uint8_t> yes,
                             std::span<const std::int32_t> group, std::span<const std::int32_t> cluster = {},
                             std::span<const double> weights = {}, double level = 0.95,
                             const std::array<std::string, 2>& labels = {"first", "second"});

Wording in_words(const ChiSquare& test);
Wording in_words(const FisherExact& test);
Wording in_words(const McNemar& test);
Wording in_words(const RiskComparison& comparison);

} // namespace aftercourse::statistics
