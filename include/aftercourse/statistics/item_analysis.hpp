// Item analysis of an examination by Moodle's exact definitions, from the marks of every attempt on every
// item (complete cases; sample variances and covariances with n − 1; x the marks of an item, T the total, R =
// T − x):
//   facility                   mean x / greatest mark
//   discrimination_index       100 cov(x, R)/√(var x · var R)
//   discriminative_efficiency  100 cov(x, R)/cov_max, both lists sorted
//   effective_weight           100 √cov(x, T)/Σ √cov(x, T), over the items where it is not negative
//   internal consistency       100 p/(p − 1) (1 − Σ var x/var T), error_ratio 100 √(1 − CIC/100),
//   standard_error
//                              of the total ER · SD/100; skewness k₃/k₂^1.5 and kurtosis k₄/k₂² of the totals
// Source: Moodle, "Quiz statistics calculations", and question/classes/statistics/questions/calculator.php.
// What does not exist (no variance, a greatest mark of 0, a negative covariance) is NaN. A distractor table
// says who chose which option: the upper and lower groups are the best and worst 27 % by total, with all who
// are tied at the cut: Kelley (1939) Journal of Educational Psychology 30:17. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct ItemRow {
  std::string item; ///< its number, from 1
  double greatest_mark = no_value, mean = no_value, sd = no_value, variance = no_value;
  double facility = no_value;                                                   ///< 0 to 1
  double intended_weight = no_value, effective_weight = no_value;               ///< percent
  double discrimination_index = no_value, discriminative_efficiency = no_value; ///< percent
  double item_total = no_value;                                 ///< correlation with the total
  double covariance = no_value, greatest_covariance = no_value; ///< with the rest
  double rest_variance = no_value;
};
BOOST_DESCRIBE_STRUCT(ItemRow, (),
                      (item, greatest_mark, mean, sd, variance, facility, intended_weight, effective_weight,
                       discrimination_index, discriminative_efficiency, item_total, covariance,
                       greatest_covariance, rest_variance))

struct OptionRow {
  std::string item, option;
  bool right = false;
  std::int64_t n = 0;
  double share = no_value, upper_share = no_value, lower_share = no_value;
  double discrimination = no_value; ///< upper share − lower share
  double point_biserial = no_value; ///< correlation of choosing it with the total
};
BOOST_DESCRIBE_STRUCT(OptionRow, (),
                      (item, option, right, n, share, upper_share, lower_share, discrimination,
                       point_biserial))

/// How often a total occurs.
struct TotalRow {
  double total = 0;
  std::int64_t n = 0;
};
BOOST_DESCRIBE_STRUCT(TotalRow, (), (total, n))

/// n: attempts.
struct ItemAnalysis : Answer {
  std::vector<ItemRow> items;
  double mean = no_value, median = no_value, sd = no_value, skewness = no_value, kurtosis = no_value;
  double internal_consistency = no_value; ///< percent: 100 times Cronbach's alpha
  double error_ratio = no_value;          ///< percent
  double standard_error = no_value;       ///< of a total, in marks
  std::int64_t upper_n = 0, lower_n = 0;  ///< sizes of the groups of the distractor table
  std::vector<OptionRow> options;
  std::vector<TotalRow> totals;
};
BOOST_DESCRIBE_STRUCT(ItemAnalysis, (Answer),
                      (items, mean, median, sd, skewness, kurtosis, internal_consistency, error_ratio,
                       standard_error, upper_n, lower_n, options, totals))

/// One column an item; `greatest`: one an item. Throws InvalidArgument AC5501, AC5502, AC5504 for a negative
/// greatest mark, AC5507 without items.
ItemAnalysis item_analysis(std::span<const std::span<const double>> marks, std::span<const double> greatest);

/// What was chosen at an item: codes into options, −1 where nothing was chosen.
struct Choices {
  std::string item;
  std::vector<std::int32_t> codes;
  std::vector<std::string> options;
  std::string right; ///< the key
};
/// Adds the distractor table, by the totals of the marks. Throws InvalidArgument AC5502, AC5504 for a code
/// that is no option or an upper and lower share not in (0, 0.5].
void add_distractors(ItemAnalysis& analysis, std::span<const std::span<const double>> marks,
                     std::span<const Choices> choices, double share = 0.27);

Wording in_words(const ItemAnalysis& analysis);

} // namespace aftercourse::statistics
