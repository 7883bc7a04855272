// CoxSample: the rows of a Cox regression in the order in which its sums run: by stratum, latest time first,
// so that those at risk at a time are the rows so far (less those who enter later); covariates centred and
// scaled.
#pragma once

#include <cmath>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/cox_regression.hpp>

namespace aftercourse::statistics {

/// The rows [first, last) of one time in one stratum, whose rows begin at stratum_first.
struct CoxTime {
  double time;
  std::size_t first, last, stratum_first;
  std::int32_t stratum;
  std::size_t deaths;
  double death_weight;
};

struct CoxSample {
  CoxSample(const SurvivalTimes& times, std::span<const CoxCovariate> covariates, const SubjectGroups& strata,
            std::span<const double> offset);

  std::size_t n = 0, p = 0;
  std::vector<std::uint32_t> row;            ///< where it stands in the columns given
  std::vector<double> x;                     ///< n × p, (value - mean) / scale
  std::vector<double> weight, offset, entry; ///< entry empty: none
  std::vector<char> died;
  std::vector<CoxTime> times;
  std::vector<std::uint32_t> by_entry; ///< rows by stratum, latest entry first
  std::vector<double> mean, scale;     ///< of the covariates; scale 0: constant

  const double* covariates(std::size_t i) const noexcept { return x.data() + i * p; }
  std::vector<double> linear_predictor(std::span<const double> beta) const;
};

/// Σ r, Σ r x and Σ r x xᵀ (its lower half by rows).
struct CoxMoments {
  explicit CoxMoments(std::size_t p) : s1(p, 0), s2(p * (p + 1) / 2, 0) {}

  void add(double r, const double* x) noexcept {
    s0 += r;
    double* out = s2.data();
    for (std::size_t i = 0; i < s1.size(); ++i) {
      const double rx = r * x[i];
      s1[i] += rx;
      for (std::size_t j = 0; j <= i; ++j) *out++ += rx * x[j];
    }
  }
  void multiply(double by) noexcept {
    s0 *= by;
    for (double& v : s1) v *= by;
    for (double& v : s2) v *= by;
  }
  void clear() noexcept { multiply(0); }

  double s0 = 0;
  std::vector<double> s1, s2;
};

/// The sums over those at risk and over those who die, at one time. r is weight · exp(η - shift).
struct CoxRiskSet {
  const CoxTime& at;
  const CoxMoments& at_risk;
  const CoxMoments& dying;
  double shift;
};

/// Goes through the times with deaths, strata in order and latest time first, and calls visit(CoxRiskSet).
class CoxWalk {
 public:
  CoxWalk(const CoxSample& sample, const std::vector<double>& eta)
      : sample_(sample), eta_(eta), at_risk_(sample.p), dying_(sample.p) {}

  template <typename Visit>
  void each(Visit&& visit) {
    std::size_t left = 0;
    for (const CoxTime& t : sample_.times) {
      if (t.first == t.stratum_first) {
        at_risk_.clear();
        shift_ = eta_[t.first];
        peak_ = 0;
        left = t.first;
      }
      dying_.clear();
      for (std::size_t i = t.first; i < t.last; ++i) enter(i);
      if (!sample_.entry.empty()) left = leave(t, left);
      if (t.deaths == 0) continue;
      for (std::size_t i = t.first; i < t.last; ++i)
        if (sample_.died[i]) dying_.add(risk(i), sample_.covariates(i));
      visit(CoxRiskSet{t, at_risk_, dying_, shift_});
    }
  }

 private:
  double risk(std::size_t i) const noexcept { return sample_.weight[i] * std::exp(eta_[i] - shift_); }

  void enter(std::size_t i) {
    constexpr double far = 100; // before exp(η - shift) can become too large, the sums move to a new shift
    if (eta_[i] > shift_ + far) {
      at_risk_.multiply(std::exp(shift_ - eta_[i]));
      peak_ *= std::exp(shift_ - eta_[i]);
      shift_ = eta_[i];
    }
    at_risk_.add(risk(i), sample_.covariates(i));
  }

  /// Takes out those who had not entered yet. Where little of the sums is left, what is left is rounding
  /// error: they are added up anew.
  std::size_t leave(const CoxTime& t, std::size_t left) {
    peak_ = std::max(peak_, at_risk_.s0);
    const std::size_t before = left;
    for (; left < t.last && sample_.entry[sample_.by_entry[left]] >= t.time; ++left)
      at_risk_.add(-risk(sample_.by_entry[left]), sample_.covariates(sample_.by_entry[left]));
    if (left != before && at_risk_.s0 < 1e-5 * peak_) add_anew(t);
    return left;
  }

  void add_anew(const CoxTime& t) {
    at_risk_.clear();
    shift_ = -std::numeric_limits<double>::infinity();
    for (std::size_t i = t.stratum_first; i < t.last; ++i)
      if (sample_.entry[i] < t.time) shift_ = std::max(shift_, eta_[i]);
    for (std::size_t i = t.stratum_first; i < t.last; ++i)
      if (sample_.entry[i] < t.time) at_risk_.add(risk(i), sample_.covariates(i));
    peak_ = at_risk_.s0;
  }

  const CoxSample& sample_;
  const std::vector<double>& eta_;
  CoxMoments at_risk_, dying_;
  double shift_ = 0, peak_ = 0;
};

} // namespace aftercourse::statistics
