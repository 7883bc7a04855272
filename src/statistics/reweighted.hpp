// Reweighted: maximum likelihood of a binomial or Poisson model with its natural link, by iteratively
// reweighted least squares, and the answer that follows from it. Private to this floor.
#pragma once

#include <cstdint>
#include <optional>

#include <aftercourse/statistics/generalized_model.hpp>

#include "least_squares.hpp"

namespace aftercourse::statistics {

enum class Family : std::uint8_t { binomial, poisson };

/// The fit of one design. Views the columns it was given.
class Reweighted {
 public:
  enum class State : std::uint8_t { fitted, collinear, separated, unfinished };

  /// `start` holds linear predictors to begin from, or is empty.
  Reweighted(Family family, const Observations& rows, const Design& design,
             const Eigen::VectorXd& start = {});

  Reweighted(const Reweighted&) = delete; // the last step views the vectors
  Reweighted& operator=(const Reweighted&) = delete;

  State state() const noexcept { return state_; }
  const LeastSquares& squares() const { return *squares_; } ///< of the last step
  const Eigen::VectorXd& predictor() const noexcept { return predictor_; }
  const Eigen::VectorXd& working_weights() const noexcept { return weights_; }
  double deviance() const noexcept { return deviance_; }
  double pearson() const;
  double log_likelihood() const;
  int iterations() const noexcept { return iterations_; }
  bool completely_separated() const noexcept { return completely_; }
  /// Parameters along the direction that separates.
  const std::vector<std::size_t>& separating() const noexcept { return separating_; }

 private:
  double weight(Eigen::Index i) const {
    return rows_.weights.empty() ? 1 : rows_.weights[static_cast<std::size_t>(i)];
  }
  double offset(Eigen::Index i) const {
    return rows_.offset.empty() ? 0 : rows_.offset[static_cast<std::size_t>(i)];
  }
  double outcome(Eigen::Index i) const { return rows_.outcome[static_cast<std::size_t>(i)]; }
  void begin(const Eigen::VectorXd& start);
  void step();
  double deviance_at(const Eigen::VectorXd& predictor) const;
  bool find_separation(const Eigen::VectorXd& direction);

  Family family_;
  Observations rows_;
  const Design* design_;
  State state_ = State::unfinished;
  Eigen::VectorXd predictor_, weights_, response_;
  Eigen::VectorXd coefficients_, moved_; ///< by the last step
  std::optional<LeastSquares> squares_;
  std::vector<std::size_t> separating_;
  double deviance_ = 0;
  int iterations_ = 0;
  bool completely_ = false;
};

/// Fills in all of a model but `estimator`; the columns have been checked. `dispersed`: estimate the
/// dispersion.
void fit_generalized(GeneralizedModel& model, Family family, const Observations& rows, const Design& design,
                     const GeneralizedOptions& options, bool dispersed);

/// "Logistic regression", its ratios named, and the size.
Wording generalized_words(const GeneralizedModel& model, const Wording& title, const Wording& ratio);

} // namespace aftercourse::statistics
