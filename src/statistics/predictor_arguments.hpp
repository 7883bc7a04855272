// Predictors as a call names them: columns of numbers or labels, those of `labels` taken as labels whatever
// they are, and the terms made of them.
#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/design.hpp>
#include <aftercourse/statistics/function.hpp>

namespace aftercourse::statistics {

class PredictorArguments {
 public:
  /// The columns that `argument` names in the sample, which must outlive this. Throws NotFound AC5505 for a
  /// name in `labels` that is none of them.
  PredictorArguments(const Call& call, const Sample& sample, std::string_view argument);

  const std::vector<Predictor>& predictors() const noexcept { return predictors_; }
  /// Of the terms that the call gives, or of all predictors.
  Design design(bool intercept = true) const;

 private:
  std::size_t rows_;
  std::vector<std::string> terms_;
  std::deque<Labels> labels_;
  std::vector<Predictor> predictors_;
};

/// A column of 0 and 1, or of two labels, of which the later is 1. Throws InvalidArgument AC5504 for more
/// labels.
std::vector<double> yes_or_no(const Call& call, const Sample& sample, std::string_view argument);

} // namespace aftercourse::statistics
