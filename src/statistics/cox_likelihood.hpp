// The partial likelihood of a Cox regression with its first two derivatives, as a whole and time by time.
#pragma once

#include <vector>

#include <Eigen/Core>

#include "cox_sample.hpp"

namespace aftercourse::statistics {

struct CoxTerms {
  explicit CoxTerms(std::size_t p) : score(p, 0), information(p * (p + 1) / 2, 0) {}
  void clear();

  double log_likelihood = 0;
  std::vector<double> score;       ///< by covariate
  std::vector<double> information; ///< its lower half by rows
};

/// The likelihood in the coefficients of the standardised covariates.
class CoxLikelihood {
 public:
  CoxLikelihood(const CoxSample& sample, CoxTies ties) : sample_(sample), ties_(ties), mean_(sample.p) {}

  CoxTerms at(const std::vector<double>& eta);
  /// Adds what one time contributes.
  void add(const std::vector<double>& eta, const CoxRiskSet& set, CoxTerms& terms);

 private:
  void add_exact(const std::vector<double>& eta, const CoxRiskSet& set, CoxTerms& terms) const;

  const CoxSample& sample_;
  const CoxTies ties_;
  std::vector<double> mean_; // scratch
};

Eigen::VectorXd as_vector(const std::vector<double>& vector);
/// The full symmetric matrix of a lower half.
Eigen::MatrixXd full_matrix(const std::vector<double>& lower, std::size_t p);

/// Calls part(fraction, weight) for each step in which the deaths of a time leave the sums: Efron's, in which
/// the k-th of d deaths finds k/d of the dying gone, or Breslow's single one.
template <typename Part>
void each_death_step(const CoxTime& t, CoxTies ties, Part&& part) {
  if (ties != CoxTies::efron) return part(0.0, t.death_weight);
  const double deaths = static_cast<double>(t.deaths);
  for (std::size_t k = 0; k < t.deaths; ++k) part(static_cast<double>(k) / deaths, t.death_weight / deaths);
}

} // namespace aftercourse::statistics
