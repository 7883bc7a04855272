#include <aftercourse/statistics/log_rank.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <Eigen/Dense>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "risk_sets.hpp"

namespace aftercourse::statistics {

namespace {

/// Observed and expected events of k groups and the covariance of their difference, summed over strata.
class LogRankSums {
 public:
  LogRankSums(const SurvivalTimes& times, const SubjectGroups& groups, const LogRankOptions& options,
              bool robust)
      : times_(times), groups_(groups), options_(options), robust_(robust),
        k_(static_cast<Eigen::Index>(groups.labels.size())), observed_(Eigen::VectorXd::Zero(k_)),
        expected_(Eigen::VectorXd::Zero(k_)), hypergeometric_(Eigen::MatrixXd::Zero(k_, k_)) {
    if (!robust) return;
    std::vector<std::uint32_t> everybody(times.time.size());
    std::iota(everybody.begin(), everybody.end(), 0);
    cluster_ = cluster_positions(times, everybody);
    scores_ = RowMatrix::Zero(static_cast<Eigen::Index>(everybody.size()), k_);
  }

  void add_stratum(const std::vector<std::uint32_t>& members) {
    const RiskSets sets = risk_sets(times_, members);
    Eigen::VectorXd at_risk = Eigen::VectorXd::Zero(k_), hazard_share = at_risk;
    if (sets.entering.empty())
      for (const std::uint32_t i : members) at_risk[group(i)] += weight_of(times_, i);
    double survival = 1, hazard = 0;
    std::size_t entered = 0;
    for (const RiskTime& t : sets.times) {
      for (; entered < sets.entering.size() && times_.entry[sets.entering[entered]] < t.time; ++entered) {
        const std::uint32_t i = sets.entering[entered];
        at_risk[group(i)] += weight_of(times_, i);
        if (robust_) add_score(i, hazard, hazard_share, 1);
      }
      const double weight = std::pow(survival, options_.rho) * std::pow(1 - survival, options_.gamma);
      if (t.events > 0) {
        const Eigen::VectorXd share = at_risk / t.at_risk;
        const double increment = weight * t.events / t.at_risk;
        expected_ += weight * t.events * share;
        hazard += increment;
        hazard_share += increment * share;
        if (!robust_) add_hypergeometric(t, weight, share);
        if (robust_) add_events(t, sets, weight, share);
        survival *= t.all_had_event() ? 0 : (t.at_risk - t.events) / t.at_risk;
      }
      for (std::size_t at = t.first; at < t.last; ++at) {
        const std::uint32_t i = sets.leaving[at];
        if (times_.event[i] != 0) observed_[group(i)] += weight * weight_of(times_, i);
        if (robust_) add_score(i, hazard, hazard_share, -1);
        at_risk[group(i)] -= weight_of(times_, i);
      }
    }
  }

  const Eigen::VectorXd& observed() const noexcept { return observed_; }
  const Eigen::VectorXd& expected() const noexcept { return expected_; }
  Eigen::MatrixXd covariance() const { return robust_ ? scores_.transpose() * scores_ : hypergeometric_; }

 private:
  using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

  Eigen::Index group(std::uint32_t i) const { return groups_.codes[i]; }

  void add_hypergeometric(const RiskTime& t, double weight, const Eigen::VectorXd& share) {
    if (t.at_risk <= 1) return;
    const double factor = weight * weight * t.events * (t.at_risk - t.events) / (t.at_risk - 1);
    hypergeometric_ += factor * (Eigen::MatrixXd(share.asDiagonal()) - share * share.transpose());
  }

  void add_events(const RiskTime& t, const RiskSets& sets, double weight, const Eigen::VectorXd& share) {
    for (std::size_t at = t.first; at < t.last; ++at) {
      const std::uint32_t i = sets.leaving[at];
      if (times_.event[i] == 0) continue;
      auto row = scores_.row(cluster_[i]);
      row -= weight_of(times_, i) * weight * share.transpose();
      row[group(i)] += weight_of(times_, i) * weight;
    }
  }

  /// What the hazard up to here takes from the score of one at risk: subtracted on leaving, given back for
  /// the time before entering.
  void add_score(std::uint32_t i, double hazard, const Eigen::VectorXd& hazard_share, double sign) {
    const double w = sign * weight_of(times_, i);
    auto row = scores_.row(cluster_[i]);
    row -= w * hazard_share.transpose();
    row[group(i)] += w * hazard;
  }

  const SurvivalTimes& times_;
  const SubjectGroups& groups_;
  const LogRankOptions& options_;
  const bool robust_;
  const Eigen::Index k_;
  Eigen::VectorXd observed_, expected_;
  Eigen::MatrixXd hypergeometric_;
  std::vector<std::uint32_t> cluster_;
  RowMatrix scores_; // a row a cluster
};

struct LogRankTest {
  Eigen::VectorXd observed, expected;
  double statistic = no_value, p_value = no_value;
  std::int64_t df = 0;
  Wording not_estimable;
};

LogRankTest log_rank_test(const SurvivalTimes& times, const SubjectGroups& groups,
                          const std::vector<std::vector<std::uint32_t>>& strata,
                          const LogRankOptions& options, bool robust) {
  LogRankSums sums(times, groups, options, robust);
  for (const auto& members : strata) sums.add_stratum(members);
  LogRankTest test;
  test.observed = sums.observed(), test.expected = sums.expected();
  std::vector<Eigen::Index> counted; // groups that were at risk at an event
  for (Eigen::Index g = 0; g < test.expected.size(); ++g)
    if (test.expected[g] > 0) counted.push_back(g);
  if (test.observed.sum() <= 0) {
    test.not_estimable = {"no event was observed", "没有观测到任何事件"};
  } else if (counted.size() < 2) {
    test.not_estimable = {"fewer than two groups were at risk when events came",
                          "事件发生时处于风险中的组不足两个"};
  } else {
    counted.pop_back(); // the differences add up to 0
    if (robust && !times.clusters.empty() &&
        count_clusters(times) <= static_cast<std::int64_t>(counted.size())) {
      test.not_estimable = {"too few clusters to compare so many groups", "群组太少，不足以比较这么多组"};
      return test;
    }
    const Eigen::VectorXd difference = (test.observed - test.expected)(counted);
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> covariance(sums.covariance()(counted, counted).eval());
    if (covariance.isInvertible()) {
      test.statistic = difference.dot(covariance.solve(difference));
      test.df = difference.size();
      test.p_value = distributions::chi_square_upper(static_cast<double>(test.df), test.statistic);
    } else {
      test.not_estimable = {"the differences of the groups have no variance", "各组的差异没有方差"};
    }
  }
  return test;
}

std::vector<LogRankPair> log_rank_pairs(const SurvivalTimes& times, const SubjectGroups& groups,
                                        const std::vector<std::vector<std::uint32_t>>& strata,
                                        const LogRankOptions& options, bool robust) {
  std::vector<LogRankPair> pairs;
  for (std::int32_t a = 0; a < static_cast<std::int32_t>(groups.labels.size()); ++a)
    for (std::int32_t b = a + 1; b < static_cast<std::int32_t>(groups.labels.size()); ++b) {
      std::vector<std::vector<std::uint32_t>> of_pair = strata;
      for (auto& members : of_pair)
        std::erase_if(members, [&](std::uint32_t i) { return groups.codes[i] != a && groups.codes[i] != b; });
      const LogRankTest test = log_rank_test(times, groups, of_pair, options, robust);
      pairs.push_back({groups.labels[static_cast<std::size_t>(a)], groups.labels[static_cast<std::size_t>(b)],
                       test.statistic, test.p_value});
    }
  return pairs;
}

/// Holm's p-values over the pairs that have one.
void adjust_pairs(std::vector<LogRankPair>& pairs) {
  std::vector<LogRankPair*> order;
  for (LogRankPair& pair : pairs)
    if (!std::isnan(pair.p_value)) order.push_back(&pair);
  std::sort(order.begin(), order.end(),
            [](const LogRankPair* a, const LogRankPair* b) { return a->p_value < b->p_value; });
  double largest = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    largest = std::max(largest, std::min(1.0, order[i]->p_value * static_cast<double>(order.size() - i)));
    order[i]->adjusted_p_value = largest;
  }
}

} // namespace

LogRank log_rank(const SurvivalTimes& times, const SubjectGroups& groups, const SubjectGroups& strata,
                 const LogRankOptions& options) {
  require_survival_times(times, 1);
  require_equal_length(times.time.size(), groups.codes.size(), "time", "group");
  require_groups(groups, times.time.size(), "group");
  require_groups(strata, times.time.size(), "strata");
  if (!(options.rho >= 0 && options.gamma >= 0))
    throw InvalidArgument("AC5504", "rho and gamma are 0 or more; these are " + readable(options.rho) +
                                        " and " + readable(options.gamma));
  const bool robust = robust_variance(times, options.robust);
  const std::vector<std::vector<std::uint32_t>> members = members_of(times, strata);

  LogRank answer;
  answer.estimator = options.gamma == 0 && options.rho == 0 ? std::string("log_rank")
                                                            : "fleming_harrington(" + readable(options.rho) +
                                                                  ", " + readable(options.gamma) + ")";
  answer.estimator += robust ? ", robust variance" : ", hypergeometric variance";
  if (!strata.codes.empty()) answer.estimator += ", stratified";
  answer.clusters = count_clusters(times);
  const LogRankTest test = log_rank_test(times, groups, members, options, robust);
  for (std::size_t g = 0; g < groups.labels.size(); ++g)
    answer.groups.push_back({groups.labels[g], 0, test.observed[static_cast<Eigen::Index>(g)],
                             test.expected[static_cast<Eigen::Index>(g)]});
  for (const auto& of_stratum : members)
    for (const std::uint32_t i : of_stratum)
      ++answer.n, ++answer.groups[static_cast<std::size_t>(groups.codes[i])].n;
  answer.statistic = test.statistic, answer.df = test.df, answer.p_value = test.p_value;
  answer.not_estimable = test.not_estimable;
  if (options.pairwise) {
    answer.pairs = log_rank_pairs(times, groups, members, options, robust);
    adjust_pairs(answer.pairs);
  }
  return answer;
}

Wording in_words(const LogRank& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  const auto& high =
      *std::max_element(answer.groups.begin(), answer.groups.end(), [](const auto& a, const auto& b) {
        return a.observed * b.expected < b.observed * a.expected;
      });
  const std::string n = std::to_string(answer.n), groups = std::to_string(answer.df + 1);
  const std::string test =
      "chi-square " + readable(answer.statistic) + ", " + std::to_string(answer.df) + " df, ";
  const std::string p = readable_p(answer.p_value);
  Wording words;
  words.en = "The event comes " +
             std::string(answer.p_value < 0.05 ? "at different speeds"
                                               : "at speeds that do not differ beyond chance") +
             " in the " + groups + " groups (" + test + p + "; n = " + n + "); soonest in " + high.group +
             ": " + readable(high.observed) + " events where " + readable(high.expected) + " were expected.";
  words.zh = groups + " 组的事件发生快慢" +
             std::string(answer.p_value < 0.05 ? "不同" : "没有超出偶然的差别") + "（卡方 " +
             readable(answer.statistic) + "，自由度 " + std::to_string(answer.df) + "，" + p + "；n = " + n +
             "）；最快的是 " + high.group + "：观测 " + readable(high.observed) + " 例，期望 " +
             readable(high.expected) + " 例。";
  if (answer.clusters > 0) {
    words.en += " Observations of " + std::to_string(answer.clusters) + " clusters.";
    words.zh += "观测来自 " + std::to_string(answer.clusters) + " 个群组。";
  }
  return words;
}

} // namespace aftercourse::statistics
