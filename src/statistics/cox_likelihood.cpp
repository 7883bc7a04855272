#include "cox_likelihood.hpp"

#include <algorithm>
#include <cmath>

namespace aftercourse::statistics {

namespace {

/// The elementary symmetric sums of r over those at risk, by how many are chosen, with their first two
/// derivatives (Gail, Lubin and Rubinstein 1981, Biometrika 68:703). In extended range: they count choices of
/// d among n.
struct ChoiceSums {
  ChoiceSums(std::size_t deaths, std::size_t p)
      : sum(deaths + 1, 0), first((deaths + 1) * p, 0), second((deaths + 1) * p * (p + 1) / 2, 0) {
    sum[0] = 1;
  }

  void add(long double r, const double* x, std::size_t p) {
    const std::size_t half = p * (p + 1) / 2;
    for (std::size_t k = sum.size() - 1; k > 0; --k) {
      const long double fewer = sum[k - 1];
      const long double *f = &first[(k - 1) * p], *s = &second[(k - 1) * half];
      long double* out = &second[k * half];
      for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j <= i; ++j)
          *out++ += r * (*s++ + x[i] * f[j] + x[j] * f[i] + x[i] * x[j] * fewer);
      for (std::size_t i = 0; i < p; ++i) first[k * p + i] += r * (f[i] + x[i] * fewer);
      sum[k] += r * fewer;
    }
  }

  std::vector<long double> sum, first, second;
};

} // namespace

void CoxTerms::clear() {
  log_likelihood = 0;
  std::fill(score.begin(), score.end(), 0.0);
  std::fill(information.begin(), information.end(), 0.0);
}

void CoxLikelihood::add(const std::vector<double>& eta, const CoxRiskSet& set, CoxTerms& terms) {
  const std::size_t p = sample_.p;
  for (std::size_t i = set.at.first; i < set.at.last; ++i) {
    if (!sample_.died[i]) continue;
    const double w = sample_.weight[i], *x = sample_.covariates(i);
    terms.log_likelihood += w * eta[i];
    for (std::size_t j = 0; j < p; ++j) terms.score[j] += w * x[j];
  }
  if (ties_ == CoxTies::exact && set.at.deaths > 1) return add_exact(eta, set, terms);
  const CoxMoments &all = set.at_risk, &dying = set.dying;
  each_death_step(set.at, ties_, [&](double fraction, double weight) {
    const double sum = all.s0 - fraction * dying.s0;
    terms.log_likelihood -= weight * (std::log(sum) + set.shift);
    double* information = terms.information.data();
    for (std::size_t i = 0, at = 0; i < p; ++i) {
      mean_[i] = (all.s1[i] - fraction * dying.s1[i]) / sum;
      terms.score[i] -= weight * mean_[i];
      for (std::size_t j = 0; j <= i; ++j, ++at)
        *information++ += weight * ((all.s2[at] - fraction * dying.s2[at]) / sum - mean_[i] * mean_[j]);
    }
  });
}

void CoxLikelihood::add_exact(const std::vector<double>& eta, const CoxRiskSet& set, CoxTerms& terms) const {
  const CoxTime& t = set.at;
  const std::size_t p = sample_.p;
  ChoiceSums choices(t.deaths, p);
  for (std::size_t i = t.stratum_first; i < t.last; ++i)
    if (sample_.entry.empty() || sample_.entry[i] < t.time)
      choices.add(std::exp(static_cast<long double>(eta[i] - set.shift)), sample_.covariates(i), p);
  const long double sum = choices.sum[t.deaths];
  terms.log_likelihood -= static_cast<double>(std::log(sum) + static_cast<long double>(t.deaths) * set.shift);
  const long double *first = &choices.first[t.deaths * p],
                    *second = &choices.second[t.deaths * p * (p + 1) / 2];
  for (std::size_t i = 0, at = 0; i < p; ++i) {
    terms.score[i] -= static_cast<double>(first[i] / sum);
    for (std::size_t j = 0; j <= i; ++j, ++at)
      terms.information[at] += static_cast<double>(second[at] / sum - first[i] / sum * (first[j] / sum));
  }
}

CoxTerms CoxLikelihood::at(const std::vector<double>& eta) {
  CoxTerms terms(sample_.p);
  CoxWalk(sample_, eta).each([&](const CoxRiskSet& set) { add(eta, set, terms); });
  return terms;
}

Eigen::VectorXd as_vector(const std::vector<double>& vector) {
  return Eigen::Map<const Eigen::VectorXd>(vector.data(), static_cast<Eigen::Index>(vector.size()));
}

Eigen::MatrixXd full_matrix(const std::vector<double>& lower, std::size_t p) {
  const auto size = static_cast<Eigen::Index>(p);
  Eigen::MatrixXd matrix(size, size);
  const double* value = lower.data();
  for (Eigen::Index i = 0; i < size; ++i)
    for (Eigen::Index j = 0; j <= i; ++j) matrix(i, j) = matrix(j, i) = *value++;
  return matrix;
}

} // namespace aftercourse::statistics
