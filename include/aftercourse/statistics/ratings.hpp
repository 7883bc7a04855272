// Ratings: who judged what how. Units (patients, answers, learners) are put into categories by raters, and a
// rater need not have judged every unit. Ratings come as one column a rater, as counts (how many raters chose
// each category) or as the cross table of two raters; all coefficients of agreement read this one value.
//
// The categories are declared where that is possible: a category that nobody used still counts for the
// coefficients that chance agreement spreads over all categories (Brennan-Prediger, Gwet). They stand in an
// order, and weights go by their positions in it, unless scores say how far apart they are.
// A value; it owns what it holds, and the functions that read it are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <boost/describe.hpp>

namespace aftercourse::statistics {

/// How much it counts when two raters chose different categories, as a share of full agreement. Of positions
/// (or scores) a, b on a scale of length L: none 0; linear 1 − |a − b|/L; quadratic 1 − (a − b)²/L²; radical
/// 1 − √(|a − b|/L); ratio 1 − ((a − b)/(a + b))² over its greatest value, positions counted from 1; ordinal
/// 1 − C(m, 2)/C(q, 2) with m the number of categories from one to the other, both counted.
/// Source: Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), section 3.5.
enum class Weighting : std::uint8_t { none, linear, quadratic, ordinal, radical, ratio };
BOOST_DESCRIBE_ENUM(Weighting, none, linear, quadratic, ordinal, radical, ratio)

struct Ratings {
  static constexpr std::int32_t not_rated = -1;

  std::size_t units = 0, categories = 0;
  std::size_t raters = 0; ///< 0: only counts are known
  std::vector<std::int32_t> codes =
      {};                          ///< units × raters, row by row: a category or not_rated; empty for counts
  std::vector<double> counts = {}; ///< units × categories, row by row; empty for codes
  std::vector<double> times = {};  ///< how often each unit stands for itself; empty: once
  std::vector<double> scores = {}; ///< the categories as numbers; empty: they are none

  /// One column a rater with codes 0 to categories − 1 or not_rated. Throws InvalidArgument AC5502 for
  /// columns of different lengths, AC5504 for a code out of range.
  static Ratings of_codes(std::span<const std::span<const std::int32_t>> raters, std::size_t categories,
                          std::vector<double> scores = {});
  /// One column a rater with numbers, NaN where there is no rating. The categories are those declared, in
  /// that order (a number that is none of them, or one declared twice, is an InvalidArgument AC5504), or
  /// else all that occur, ascending. Throws InvalidArgument AC5501 for an infinite number.
  static Ratings of_numbers(std::span<const std::span<const double>> raters,
                            std::span<const double> declared = {});
  /// One column a category: how many raters put each unit there. Not negative (InvalidArgument AC5504).
  static Ratings of_counts(std::span<const std::span<const double>> categories);
  /// The cross table of two raters: column j, row i counts the units that the first put into category i and
  /// the second into j. Square and not negative (InvalidArgument AC5502, AC5504).
  static Ratings of_table(std::span<const std::span<const double>> columns);

  double all_times() const;
  double times_of(std::size_t unit) const { return times.empty() ? 1.0 : times[unit]; }
  /// The ratings of a unit per category, added to `into` (size categories); the sum of them.
  double count(std::size_t unit, std::span<double> into) const;
};

/// A square matrix, row by row.
struct SquareMatrix {
  std::size_t size = 0;
  std::vector<double> values;

  double operator()(std::size_t i, std::size_t j) const { return values[i * size + j]; }
  double& operator()(std::size_t i, std::size_t j) { return values[i * size + j]; }
};

/// The weights of agreement between the categories, 1 on the diagonal. `scores` empty: positions.
SquareMatrix agreement_weights(Weighting weighting, std::size_t categories,
                               std::span<const double> scores = {});
/// Throws InvalidArgument AC5501, AC5502, AC5504 unless they are one for each pair of categories: 1 on the
/// diagonal, within 0 and 1 and symmetric.
void require_agreement_weights(const SquareMatrix& weights, std::size_t categories);
/// Disagreement weights (0 on the diagonal, the worst any number) as weights of agreement: 1 − v / max v.
/// Throws InvalidArgument AC5504 unless the diagonal is 0 and nothing is negative, or when all are 0.
SquareMatrix weights_of_disagreement(SquareMatrix disagreement);

} // namespace aftercourse::statistics
