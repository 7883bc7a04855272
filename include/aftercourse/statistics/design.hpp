// Design: the columns on which a model regresses, built from named predictors and terms. A predictor is a
// column of numbers or of labels; a term is the name of one ("age"), a power of one ("age^2"), or a product
// ("age:sex"). Labels are coded by treatment: one column of 0 and 1 for each label but the first, which is
// the reference ("race[black]"); labels that no row has make no column. A product of terms multiplies their
// columns, so it belongs beside the terms themselves.
//
// A Design views the numbers it was given, which must outlive it, and owns the columns that it made.
// Immutable.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aftercourse::statistics {

/// A named column: `numbers`, or `codes` that count from 0 into `labels`.
struct Predictor {
  std::string name;
  std::span<const double> numbers;
  std::span<const std::int32_t> codes;
  std::vector<std::string> labels;

  bool labelled() const noexcept { return !labels.empty(); }
  std::size_t size() const noexcept { return labelled() ? codes.size() : numbers.size(); }
};

/// A column of numbers of a design. `low`, where there is one, holds what rounding took from `values`: powers
/// are kept to twice the digits, without which no polynomial of degree 10 can be fitted.
struct DesignColumn {
  std::string name;
  std::size_t term = 0; ///< index into Design::terms()
  std::span<const double> values, low;
};

class Design {
 public:
  /// `rows` counts the rows where there is no predictor to tell. Throws NotFound AC5505 for a name that no
  /// predictor has, InvalidArgument AC5502 when lengths differ, AC5504 for a power that is not 2 to 20, a
  /// term given twice, or a code outside its labels.
  Design(std::size_t rows, std::span<const Predictor> predictors, std::span<const std::string> terms,
         bool intercept = true);
  /// Every predictor is a term.
  Design(std::size_t rows, std::span<const Predictor> predictors, bool intercept = true);
  Design(const Design&) = delete; // the columns point into the design itself
  Design& operator=(const Design&) = delete;
  Design(Design&&) = default;
  Design& operator=(Design&&) = default;

  std::size_t rows() const noexcept { return rows_; }
  bool intercept() const noexcept { return intercept_; }
  const std::vector<std::string>& terms() const noexcept { return terms_; }
  const std::vector<DesignColumn>& columns() const noexcept { return columns_; }
  /// Coefficients: the columns, and the intercept, which comes first.
  std::size_t parameters() const noexcept { return columns_.size() + (intercept_ ? 1 : 0); }
  /// "intercept" or the name of a column.
  std::string_view parameter(std::size_t index) const;
  /// The same without some columns (by index into columns()), and without the intercept if that is asked. It
  /// views the columns of this one.
  Design without(std::span<const std::size_t> columns, bool keep_intercept = true) const;

 private:
  struct Factor; ///< the columns of one name within a term
  Design() = default;
  Factor factor(std::string_view name, std::span<const Predictor> predictors) const;
  Factor powers(const Predictor& predictor, int exponent) const;
  void add(const std::string& term, std::span<const Predictor> predictors);

  std::size_t rows_ = 0;
  bool intercept_ = true;
  std::vector<std::string> terms_;
  std::vector<DesignColumn> columns_;
  std::deque<std::vector<double>> made_; ///< does not move what it holds
};

} // namespace aftercourse::statistics
