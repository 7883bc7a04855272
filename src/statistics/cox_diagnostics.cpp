#include "cox_diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include <Eigen/Dense>

#include "distributions.hpp"
#include "risk_sets.hpp"

namespace aftercourse::statistics {

namespace {

/// Of one time with deaths: the hazard dΛ, and the covariates' means each time it is met.
struct HazardStep {
  const CoxTime* at;
  double increment = 0;                      ///< Σ dΛ
  double kept = 0;                           ///< Σ (1 - k/d) dΛ: what one of the dying is exposed to
  Eigen::VectorXd mean;                      ///< the mean covariates, averaged over the steps
  Eigen::VectorXd increment_mean, kept_mean; ///< the same sums of mean · dΛ
};

HazardStep hazard_step(const CoxRiskSet& set, CoxTies ties, std::size_t p) {
  const auto size = static_cast<Eigen::Index>(p);
  HazardStep step{
      &set.at, 0, 0, Eigen::VectorXd::Zero(size), Eigen::VectorXd::Zero(size), Eigen::VectorXd::Zero(size)};
  const double scale = std::exp(-set.shift);
  double steps = 0;
  each_death_step(set.at, ties, [&](double fraction, double weight) {
    const double sum = set.at_risk.s0 - fraction * set.dying.s0, hazard = scale * weight / sum;
    const Eigen::VectorXd mean = (as_vector(set.at_risk.s1) - fraction * as_vector(set.dying.s1)) / sum;
    step.increment += hazard;
    step.kept += (1 - fraction) * hazard;
    step.mean += mean;
    step.increment_mean += hazard * mean;
    step.kept_mean += (1 - fraction) * hazard * mean;
    ++steps;
  });
  step.mean /= steps;
  return step;
}

std::vector<HazardStep> hazard_steps(const CoxSample& sample, const std::vector<double>& eta, CoxTies ties) {
  std::vector<HazardStep> steps;
  CoxWalk(sample, eta).each([&](const CoxRiskSet& set) {
    steps.push_back(hazard_step(set, ties, sample.p));
  });
  return steps;
}

/// The hazard, and the mean covariates times it, from the start of a stratum up to each step and after it.
class HazardSums {
 public:
  HazardSums(const std::vector<HazardStep>& steps, std::size_t p)
      : steps_(steps), hazard_(steps.size() + 1, 0),
        mean_(Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(p),
                                    static_cast<Eigen::Index>(steps.size()) + 1)) {
    for (std::size_t k = steps.size(); k-- > 0;) {
      const bool first = k + 1 == steps.size() || steps[k + 1].at->stratum != steps[k].at->stratum;
      hazard_[k] = steps[k].increment + (first ? 0 : hazard_[k + 1]);
      const auto at = static_cast<Eigen::Index>(k);
      mean_.col(at) = steps[k].increment_mean;
      if (!first) mean_.col(at) += mean_.col(at + 1);
    }
  }

  /// Where in the steps the sums up to `time` of the stratum stand: those from step `from` on are earlier.
  std::size_t up_to(double time, std::int32_t stratum, std::size_t from) const {
    const auto at = std::partition_point(
        steps_.begin() + static_cast<std::ptrdiff_t>(from), steps_.end(),
        [&](const HazardStep& s) { return s.at->stratum == stratum && s.at->time > time; });
    const auto k = static_cast<std::size_t>(at - steps_.begin());
    return k < steps_.size() && steps_[k].at->stratum == stratum ? k : steps_.size();
  }
  double hazard(std::size_t k) const { return hazard_[k]; }
  auto mean(std::size_t k) const { return mean_.col(static_cast<Eigen::Index>(k)); }

 private:
  const std::vector<HazardStep>& steps_;
  std::vector<double> hazard_;
  Eigen::MatrixXd mean_;
};

/// Sums of weights by rank, with prefix sums: a Fenwick tree.
class RankSums {
 public:
  explicit RankSums(std::size_t ranks) : tree_(ranks + 1, 0), own_(ranks, 0) {}

  void add(std::size_t rank, double weight) {
    total_ += weight;
    own_[rank] += weight;
    for (std::size_t i = rank + 1; i < tree_.size(); i += i & (~i + 1)) tree_[i] += weight;
  }
  double below(std::size_t rank) const {
    double sum = 0;
    for (std::size_t i = rank; i > 0; i &= i - 1) sum += tree_[i];
    return sum;
  }
  double same(std::size_t rank) const { return own_[rank]; }
  double total() const noexcept { return total_; }

 private:
  std::vector<double> tree_, own_;
  double total_ = 0;
};

/// The pairs of each row: weight of all, and of those in which the order of η is that of the events.
struct PairCounts {
  explicit PairCounts(std::size_t n) : all(n, 0), right(n, 0) {}
  std::vector<double> all, right;
};

class PairCounter {
 public:
  PairCounter(const CoxSample& sample, const std::vector<double>& eta) : sample_(sample), pairs_(sample.n) {
    std::vector<std::pair<double, std::uint32_t>> order(sample.n);
    for (std::uint32_t i = 0; i < sample.n; ++i) order[i] = {eta[i], i};
    std::sort(order.begin(), order.end());
    rank_.resize(sample.n);
    for (std::size_t i = 0; i < sample.n; ++i) {
      if (i > 0 && order[i].first != order[i - 1].first) ++ranks_;
      rank_[order[i].second] = static_cast<std::uint32_t>(ranks_);
    }
    ++ranks_;
  }

  PairCounts count() {
    for (std::size_t first = 0; first < sample_.times.size();) {
      std::size_t last = first;
      while (last < sample_.times.size() && sample_.times[last].stratum == sample_.times[first].stratum)
        ++last;
      count_later(first, last);
      count_earlier(first, last);
      first = last;
    }
    return std::move(pairs_);
  }

 private:
  /// For each event, those still at risk after it. A sum of weights below a rank had the event later with
  /// lower η.
  void count_later(std::size_t first, std::size_t last) {
    RankSums at_risk(ranks_);
    std::size_t left = sample_.times[first].first;
    for (std::size_t k = first; k < last; ++k) {
      const CoxTime& t = sample_.times[k];
      for (std::size_t i = t.first; i < t.last; ++i)
        if (!sample_.died[i]) at_risk.add(rank_[i], sample_.weight[i]);
      if (!sample_.entry.empty())
        for (; left < sample_.times[last - 1].last && sample_.entry[sample_.by_entry[left]] >= t.time; ++left)
          at_risk.add(rank_[sample_.by_entry[left]], -sample_.weight[sample_.by_entry[left]]);
      for (std::size_t i = t.first; i < t.last; ++i)
        if (sample_.died[i]) take(i, at_risk, true, 1);
      for (std::size_t i = t.first; i < t.last; ++i)
        if (sample_.died[i]) at_risk.add(rank_[i], sample_.weight[i]);
    }
  }

  /// For each row, the events before it left, from when it entered on.
  void count_earlier(std::size_t first, std::size_t last) {
    RankSums events(ranks_);
    std::size_t entered = sample_.times[last - 1].last; // by_entry runs from the latest entry to the first
    const std::size_t begin = sample_.times[first].first;
    for (std::size_t k = last; k-- > first;) {
      const CoxTime& t = sample_.times[k];
      if (!sample_.entry.empty())
        for (; entered > begin && sample_.entry[sample_.by_entry[entered - 1]] < t.time; --entered)
          take(sample_.by_entry[entered - 1], events, false, -1);
      for (std::size_t i = t.first; i < t.last; ++i)
        if (sample_.died[i]) take(i, events, false, 1);
      for (std::size_t i = t.first; i < t.last; ++i)
        if (sample_.died[i]) events.add(rank_[i], sample_.weight[i]);
      for (std::size_t i = t.first; i < t.last; ++i)
        if (!sample_.died[i]) take(i, events, false, 1);
    }
  }

  void take(std::size_t i, const RankSums& others, bool first, double sign) {
    const double below = others.below(rank_[i]), same = others.same(rank_[i]);
    const double right = first ? below : others.total() - below - same;
    pairs_.all[i] += sign * others.total();
    pairs_.right[i] += sign * (right + same / 2);
  }

  const CoxSample& sample_;
  PairCounts pairs_;
  std::vector<std::uint32_t> rank_;
  std::size_t ranks_ = 0;
};

/// Σ over clusters of (Σ value)²; `clusters` by the columns given, empty: every row is one.
double cluster_square_sum(const CoxSample& sample, const std::vector<double>& values,
                          std::span<const std::int32_t> clusters) {
  if (clusters.empty()) return std::inner_product(values.begin(), values.end(), values.begin(), 0.0);
  std::unordered_map<std::int32_t, double> sums;
  for (std::size_t i = 0; i < values.size(); ++i) sums[clusters[sample.row[i]]] += values[i];
  double squares = 0;
  for (const auto& [cluster, sum] : sums) squares += sum * sum;
  return squares;
}

/// g(t) at each time with deaths, in the order of the walk.
std::vector<double> time_scale_at(const CoxSample& sample, CoxTimeScale scale, const SurvivalTimes& times) {
  std::vector<std::uint32_t> rows(sample.row);
  const SurvivalTimes unweighted{times.time, times.event, times.entry};
  const RiskSets sets = risk_sets(unweighted, rows);
  std::vector<double> before(sets.times.size()); // 1 - S(t-)
  double survival = 1;
  for (std::size_t k = 0; k < sets.times.size(); ++k) {
    before[k] = 1 - survival;
    survival *= 1 - sets.times[k].events / sets.times[k].at_risk;
  }
  std::vector<double> g;
  for (const CoxTime& t : sample.times) {
    if (t.deaths == 0) continue;
    const auto at = std::lower_bound(sets.times.begin(), sets.times.end(), t.time,
                                     [](const RiskTime& r, double time) { return r.time < time; });
    switch (scale) {
    case CoxTimeScale::km:
      g.push_back(before[static_cast<std::size_t>(at - sets.times.begin())]);
      break;
    case CoxTimeScale::identity:
      g.push_back(t.time);
      break;
    case CoxTimeScale::rank:
      g.push_back((static_cast<double>(at->first + at->last) + 1) / 2);
      break;
    case CoxTimeScale::log:
      g.push_back(std::log(t.time));
      break;
    }
  }
  return g;
}

void centre_over_events(std::vector<double>& g, const CoxSample& sample) {
  double sum = 0, deaths = 0;
  std::size_t k = 0;
  for (const CoxTime& t : sample.times) {
    if (t.deaths == 0) continue;
    sum += g[k++] * static_cast<double>(t.deaths);
    deaths += static_cast<double>(t.deaths);
  }
  for (double& value : g) value -= sum / deaths;
}

CoxTest chi_square_test(std::string name, double statistic, std::int64_t df) {
  return {std::move(name), statistic, df,
          distributions::chi_square_upper(static_cast<double>(df), statistic)};
}

} // namespace

Eigen::MatrixXd cox_score_residuals(const CoxSample& sample, const std::vector<double>& eta, CoxTies ties) {
  const std::vector<HazardStep> steps = hazard_steps(sample, eta, ties);
  const HazardSums sums(steps, sample.p);
  const auto p = static_cast<Eigen::Index>(sample.p);
  Eigen::MatrixXd residuals(p, static_cast<Eigen::Index>(sample.n));
  std::size_t next = 0; // the first step at or before the time
  for (const CoxTime& t : sample.times) {
    const bool deaths = t.deaths > 0;
    const std::size_t at = deaths ? next++ : sums.up_to(t.time, t.stratum, next);
    for (std::size_t i = t.first; i < t.last; ++i) {
      const Eigen::Map<const Eigen::VectorXd> x(sample.covariates(i), p);
      double hazard = sums.hazard(at);
      Eigen::VectorXd mean = sums.mean(at);
      if (sample.died[i]) {
        hazard -= steps[at].increment - steps[at].kept;
        mean -= steps[at].increment_mean - steps[at].kept_mean;
      }
      if (!sample.entry.empty()) {
        const std::size_t before = sums.up_to(sample.entry[i], t.stratum, std::min(at, steps.size()));
        hazard -= sums.hazard(before);
        mean -= sums.mean(before);
      }
      auto residual = residuals.col(static_cast<Eigen::Index>(i));
      residual = -std::exp(eta[i]) * (hazard * x - mean);
      if (sample.died[i]) residual += x - steps[at].mean;
    }
  }
  return residuals.transpose();
}

Eigen::MatrixXd cox_score_squares(const CoxSample& sample, const Eigen::MatrixXd& residuals,
                                  std::span<const std::int32_t> clusters) {
  const Eigen::MatrixXd weighted = residuals.array().colwise() * as_vector(sample.weight).array();
  if (clusters.empty()) return weighted.transpose() * weighted;
  std::unordered_map<std::int32_t, Eigen::VectorXd> sums;
  for (std::size_t i = 0; i < sample.n; ++i) {
    Eigen::VectorXd& sum = sums[clusters[sample.row[i]]];
    if (sum.size() == 0) sum = Eigen::VectorXd::Zero(weighted.cols());
    sum += weighted.row(static_cast<Eigen::Index>(i)).transpose();
  }
  Eigen::MatrixXd squares = Eigen::MatrixXd::Zero(weighted.cols(), weighted.cols());
  for (const auto& [cluster, sum] : sums) squares += sum * sum.transpose();
  return squares;
}

Concordance concordance(const CoxSample& sample, const std::vector<double>& eta,
                        std::span<const std::int32_t> clusters) {
  const PairCounts pairs = PairCounter(sample, eta).count();
  double all = 0, right = 0;
  for (std::size_t i = 0; i < sample.n; ++i) {
    all += sample.weight[i] * pairs.all[i] / 2; // each pair is counted for both of its rows
    right += sample.weight[i] * pairs.right[i] / 2;
  }
  if (!(all > 0)) return {};
  const double share = right / all;
  std::vector<double> moved(sample.n);
  for (std::size_t i = 0; i < sample.n; ++i)
    moved[i] = sample.weight[i] * (pairs.right[i] - share * pairs.all[i]) / all;
  return {share, std::sqrt(cluster_square_sum(sample, moved, clusters))};
}

std::vector<CoxBaselineStep> cox_baseline(const CoxSample& sample, const std::vector<double>& eta,
                                          CoxTies ties, const SubjectGroups& strata) {
  const std::vector<HazardStep> steps = hazard_steps(sample, eta, ties);
  const HazardSums sums(steps, sample.p);
  std::vector<CoxBaselineStep> rows;
  for (std::size_t first = 0; first < steps.size();) {
    std::size_t last = first;
    while (last < steps.size() && steps[last].at->stratum == steps[first].at->stratum) ++last;
    for (std::size_t k = last; k-- > first;) {
      const auto stratum = static_cast<std::size_t>(steps[k].at->stratum);
      rows.push_back({strata.codes.empty() ? std::string() : strata.labels[stratum], steps[k].at->time,
                      sums.hazard(k), std::exp(-sums.hazard(k))});
    }
    first = last;
  }
  return rows;
}

std::vector<CoxTest> proportional_hazards_tests(const CoxSample& sample, const std::vector<double>& eta,
                                                CoxTies ties, CoxTimeScale scale, const SurvivalTimes& times,
                                                std::span<const CoxCovariate> covariates) {
  std::vector<double> g = time_scale_at(sample, scale, times);
  centre_over_events(g, sample);
  const auto p = static_cast<Eigen::Index>(sample.p);
  CoxLikelihood likelihood(sample, ties);
  CoxTerms own(sample.p), all(sample.p), once(sample.p), twice(sample.p); // weighted by 1, g and g²
  std::size_t k = 0;
  CoxWalk(sample, eta).each([&](const CoxRiskSet& set) {
    own.clear();
    likelihood.add(eta, set, own);
    const double weight = g[k++];
    for (std::size_t j = 0; j < own.score.size(); ++j) once.score[j] += weight * own.score[j];
    for (std::size_t j = 0; j < own.information.size(); ++j) {
      all.information[j] += own.information[j];
      once.information[j] += weight * own.information[j];
      twice.information[j] += weight * weight * own.information[j];
    }
  });
  const Eigen::VectorXd score = as_vector(once.score);
  const Eigen::MatrixXd cross = full_matrix(once.information, sample.p);
  const Eigen::MatrixXd given = full_matrix(twice.information, sample.p) -
                                cross * full_matrix(all.information, sample.p).ldlt().solve(cross);
  std::vector<CoxTest> tests;
  for (Eigen::Index j = 0; j < p; ++j)
    tests.push_back(
        chi_square_test(covariates[static_cast<std::size_t>(j)].name, score[j] * score[j] / given(j, j), 1));
  tests.push_back(chi_square_test("global", score.dot(given.ldlt().solve(score)), p));
  return tests;
}

std::vector<SchoenfeldResidual> schoenfeld_residuals(const CoxSample& sample, const std::vector<double>& eta,
                                                     CoxTies ties, const Eigen::VectorXd& beta,
                                                     const Eigen::MatrixXd& covariance,
                                                     std::span<const CoxCovariate> covariates) {
  const std::vector<HazardStep> steps = hazard_steps(sample, eta, ties);
  double deaths = 0;
  for (const HazardStep& step : steps) deaths += static_cast<double>(step.at->deaths);
  std::vector<SchoenfeldResidual> rows;
  for (const HazardStep& step : steps)
    for (std::size_t i = step.at->first; i < step.at->last; ++i) {
      if (!sample.died[i]) continue;
      const Eigen::VectorXd residual =
          Eigen::Map<const Eigen::VectorXd>(sample.covariates(i), beta.size()) - step.mean;
      const Eigen::VectorXd scaled = beta + deaths * (covariance * residual);
      for (std::size_t j = 0; j < sample.p; ++j)
        rows.push_back({sample.row[i], step.at->time, covariates[j].name,
                        residual[static_cast<Eigen::Index>(j)] * sample.scale[j],
                        scaled[static_cast<Eigen::Index>(j)] / sample.scale[j]});
    }
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
  return rows;
}

} // namespace aftercourse::statistics
