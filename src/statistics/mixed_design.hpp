// MixedDesign: what a mixed model knows of its data once they are read: all cross-products, worked out a
// single time.
//
// Inside, everything stands in coordinates of its own, so that nothing is lost to large offsets and the
// search has one scale: the fixed columns are orthonormal, the outcome is what they leave, weights have mean
// 1, and the columns of a random term are orthogonal with mean square 1 (for an uncorrelated term, only
// scaled). The criterion is the same in any coordinates but for a constant; answers are carried back.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <Eigen/Dense>

#include <aftercourse/base/language.hpp>
#include <aftercourse/statistics/mixed_model.hpp>

#include "front_tree.hpp"
#include "frontal_cholesky.hpp"

namespace aftercourse::statistics {

/// The columns of one random term.
struct MixedFactor {
  std::size_t columns = 0, levels = 0;
  std::size_t first = 0;      ///< of its effects among all effects: level by level, column by column
  std::size_t first_node = 0; ///< of its levels among all levels
  bool correlated = true;
  std::vector<std::int32_t> level_of;     ///< of each observation that counts
  std::vector<std::int32_t> code_of;      ///< of each level: the caller's code
  std::vector<std::int64_t> observations; ///< of each level
  std::vector<double> z;                  ///< its columns, observation by observation
  Eigen::MatrixXd basis;                  ///< the caller's columns times this are ours
  Eigen::MatrixXd orthogonal;             ///< our columns times this are orthogonal with mean square 1
  std::vector<double> with_fixed;         ///< of each effect: products with the fixed columns and the outcome

  std::size_t effects() const { return columns * levels; }
};

/// Cross-products of two factors (or of one with itself) at the pairs of levels that occur together.
struct MixedPair {
  std::size_t row_factor = 0, column_factor = 0;
  std::vector<std::int32_t> rows, columns; ///< levels
  std::vector<double> products;            ///< a block for each pair, row by row
  std::size_t first_entry = 0;             ///< in the factorised matrix

  bool diagonal() const { return row_factor == column_factor; }
};

struct MixedDesign {
  Wording not_estimable; ///< why there is no model; the rest is then unfinished

  std::size_t observations = 0, fixed = 0, effects = 0;
  std::vector<std::size_t> used; ///< the observations whose weight is not 0
  std::vector<double> weights;   ///< theirs, with mean 1; empty: all 1
  double mean_weight = 1, sum_log_weights = 0;
  Eigen::MatrixXd q;            ///< orthonormal fixed columns, times the roots of the weights
  Eigen::MatrixXd r;            ///< the caller's columns = q r
  Eigen::VectorXd outcome_on_q; ///< what of the outcome the fixed columns explain
  Eigen::VectorXd mean_row;     ///< of the fixed columns
  double sum_of_squares = 0;    ///< of what they do not
  std::vector<MixedFactor> factors;
  std::vector<MixedPair> pairs;                ///< each factor with itself first
  std::vector<FrontalCholesky::Entry> entries; ///< of the pairs, then of the border

  std::size_t border() const { return fixed + 1; }
};

/// Reads the columns. Throws as mixed_model does.
MixedDesign read_design(const Observations& rows, const Design& fixed, std::span<const RandomTerm> random);

/// The order of elimination; fills `entries` and the pairs' places among them.
FrontTree arrange(MixedDesign& design);

} // namespace aftercourse::statistics
