#include <aftercourse/statistics/propensity_match.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/t_test.hpp>

#include "moments.hpp"
#include "reweighted.hpp"

namespace aftercourse::statistics {

namespace {

/// Those of the untreated that are still free, in order of logit and id. `next(i)` is the first free one at i
/// or after, `last(i)` the last at i or before; taken ones are skipped by paths that shorten themselves.
class FreePartners {
 public:
  explicit FreePartners(std::size_t size) : up_(size + 1), down_(size + 1) {
    std::iota(up_.begin(), up_.end(), std::size_t{0});
    std::iota(down_.begin(), down_.end(), std::size_t{0});
  }
  std::size_t end() const { return up_.size() - 1; }
  std::size_t next(std::size_t i) { return root(up_, i); }
  /// Positions count from 1; 0 is none.
  std::size_t last(std::size_t position) { return root(down_, position); }
  void take(std::size_t i) {
    up_[i] = i + 1;
    down_[i + 1] = i;
  }

 private:
  static std::size_t root(std::vector<std::size_t>& link, std::size_t i) {
    while (link[i] != i) i = link[i] = link[link[i]];
    return i;
  }
  std::vector<std::size_t> up_, down_;
};

/// The matching itself: pairs of rows (treated, untreated).
class NearestMatcher {
 public:
  NearestMatcher(std::span<const double> treated, const Eigen::VectorXd& logit, const Labels& ids)
      : logit_(logit), ids_(ids) {
    for (std::size_t i = 0; i < treated.size(); ++i) (treated[i] == 1 ? treated_ : untreated_).push_back(i);
    std::ranges::sort(treated_, [&](std::size_t a, std::size_t b) {
      return std::pair(-at(a), id(a)) < std::pair(-at(b), id(b));
    });
    std::ranges::sort(untreated_, [&](std::size_t a, std::size_t b) {
      return std::pair(at(a), id(a)) < std::pair(at(b), id(b));
    });
  }

  std::vector<std::pair<std::size_t, std::size_t>> match(double caliper) const {
    FreePartners free(untreated_.size());
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const std::size_t person : treated_) {
      const std::size_t found = nearest(free, at(person));
      if (found == free.end() || !(std::abs(at(untreated_[found]) - at(person)) <= caliper)) continue;
      pairs.emplace_back(person, untreated_[found]);
      free.take(found);
    }
    return pairs;
  }

 private:
  double at(std::size_t row) const { return logit_(static_cast<Eigen::Index>(row)); }
  std::int64_t id(std::size_t row) const {
    return ids_.codes.empty() ? static_cast<std::int64_t>(row) : ids_.codes[row];
  }
  std::size_t first_not_below(double logit) const {
    return static_cast<std::size_t>(
        std::ranges::lower_bound(untreated_, logit, {}, [&](std::size_t row) { return at(row); }) -
        untreated_.begin());
  }

  std::size_t nearest(FreePartners& free, double logit) const {
    const std::size_t middle = first_not_below(logit);
    const std::size_t above = free.next(middle), below_position = free.last(middle);
    if (below_position == 0) return above;
    // Of several with the same logit below, the one with the smallest id.
    const std::size_t below = free.next(first_not_below(at(untreated_[below_position - 1])));
    if (above == free.end()) return below;
    const double up = at(untreated_[above]) - logit, down = logit - at(untreated_[below]);
    if (up != down) return up < down ? above : below;
    return id(untreated_[above]) < id(untreated_[below]) ? above : below;
  }

  const Eigen::VectorXd& logit_;
  const Labels& ids_;
  std::vector<std::size_t> treated_, untreated_;
};

Moments moments_of(std::span<const double> column, const std::vector<std::size_t>& rows) {
  std::vector<double> values;
  values.reserve(rows.size());
  for (const std::size_t i : rows) values.push_back(column[i]);
  return moments(values);
}

double variance_of(const Moments& m) { return m.n > 1 ? m.variance() : no_value; }

/// The rows of the treated and the untreated, of all and of the pairs.
struct MatchSides {
  std::vector<std::size_t> treated, untreated, matched_treated, matched_untreated;

  BalanceLine line(const std::string& name, std::span<const double> column) const {
    const Moments t = moments_of(column, treated), u = moments_of(column, untreated);
    const Moments mt = moments_of(column, matched_treated), mu = moments_of(column, matched_untreated);
    const double sd = std::sqrt((variance_of(t) + variance_of(u)) / 2);
    return {name,
            t.mean,
            u.mean,
            mt.mean,
            mu.mean,
            (t.mean - u.mean) / sd,
            (mt.mean - mu.mean) / sd,
            variance_of(t) / variance_of(u),
            variance_of(mt) / variance_of(mu)};
  }
};

void fill_balance(PropensityMatch& answer, const MatchSides& sides, const Design& design,
                  std::span<const double> logit) {
  answer.balance.push_back(sides.line("logit of the propensity", logit));
  for (const DesignColumn& c : design.columns()) answer.balance.push_back(sides.line(c.name, c.values));
  answer.worst_difference_before = answer.worst_difference_after = 0;
  for (const BalanceLine& line : answer.balance) {
    answer.worst_difference_before =
        std::fmax(answer.worst_difference_before, std::abs(line.difference_before));
    answer.worst_difference_after = std::fmax(answer.worst_difference_after, std::abs(line.difference_after));
  }
}

std::string id_text(const Labels& ids, std::size_t row) {
  return ids.codes.empty() ? std::to_string(row + 1) : ids.names[static_cast<std::size_t>(ids.codes[row])];
}

/// Why no propensity can be had, or nothing.
Wording no_propensity(const Reweighted& fit, const Design& design) {
  switch (fit.state()) {
  case Reweighted::State::fitted:
    return {};
  case Reweighted::State::separated: {
    std::string by;
    for (const std::size_t j : fit.separating())
      by += (by.empty() ? "" : ", ") + std::string(design.parameter(j));
    return {"there is no common support: treated and untreated are separated by " + by,
            "没有共同支撑：处理组与对照组被 " + by + " 分离"};
  }
  case Reweighted::State::collinear:
    return {"the covariates are collinear: " +
                std::string(design.parameter(fit.squares().collinear().front().parameter)),
            "协变量共线：" + std::string(design.parameter(fit.squares().collinear().front().parameter))};
  case Reweighted::State::unfinished:
    break;
  }
  return {"the propensity model did not converge", "倾向得分模型未收敛"};
}

} // namespace

PropensityMatch propensity_match(std::span<const double> outcome, std::span<const double> treated,
                                 const Design& design, const Labels& ids, const MatchOptions& options) {
  require_level(options.level);
  const std::size_t n = outcome.size();
  require_equal_length(n, treated.size(), "the outcome", "treated");
  require_equal_length(n, design.rows(), "the outcome", "the covariates");
  require_finite(outcome, "the outcome");
  if (!ids.codes.empty()) require_equal_length(n, ids.size(), "the outcome", "id");
  if (!(options.caliper > 0)) throw InvalidArgument("AC5504", "the caliper is above 0");
  MatchSides sides;
  for (std::size_t i = 0; i < n; ++i) {
    if (treated[i] != 0 && treated[i] != 1) throw InvalidArgument("AC5504", "treated is 0 or 1");
    (treated[i] == 1 ? sides.treated : sides.untreated).push_back(i);
  }
  PropensityMatch answer;
  answer.estimator = "propensity score matching, 1:1 nearest on the logit";
  answer.level = options.level;
  answer.treated = std::ssize(sides.treated);
  answer.untreated = std::ssize(sides.untreated);
  answer.n = static_cast<std::int64_t>(n);
  if (answer.treated < 2 || answer.untreated < 2) {
    answer.not_estimable = {"there must be two treated and two untreated at least",
                            "处理组与对照组各需要至少两人"};
    return answer;
  }
  const Observations rows{.outcome = treated};
  const Reweighted fit(Family::binomial, rows, design);
  answer.not_estimable = no_propensity(fit, design);
  if (!answer.not_estimable.empty()) return answer;

  const std::span<const double> logit(fit.predictor().data(), n);
  const Moments t = moments_of(logit, sides.treated), u = moments_of(logit, sides.untreated);
  answer.caliper = options.caliper * std::sqrt((variance_of(t) + variance_of(u)) / 2);
  answer.unadjusted = moments_of(outcome, sides.treated).mean - moments_of(outcome, sides.untreated).mean;
  double least = logit[sides.untreated[0]], most = least;
  for (const std::size_t i : sides.untreated)
    least = std::min(least, logit[i]), most = std::max(most, logit[i]);
  answer.outside_support = std::ranges::count_if(
      sides.treated, [&](std::size_t i) { return logit[i] < least || logit[i] > most; });
  std::vector<double> first, second;
  for (const auto& [a, b] : NearestMatcher(treated, fit.predictor(), ids).match(answer.caliper)) {
    sides.matched_treated.push_back(a);
    sides.matched_untreated.push_back(b);
    first.push_back(outcome[b]);
    second.push_back(outcome[a]);
    answer.pairs.push_back(
        {id_text(ids, a), id_text(ids, b), std::abs(logit[a] - logit[b]), outcome[a] - outcome[b]});
  }
  answer.matched = std::ssize(answer.pairs);
  fill_balance(answer, sides, design, logit);
  TTestOptions test;
  test.level = options.level;
  const TTest paired = paired_t(first, second, test);
  answer.not_estimable = paired.not_estimable;
  if (answer.matched < 2)
    answer.not_estimable = {"fewer than two pairs lie within the caliper", "卡尺内不足两对"};
  if (!answer.not_estimable.empty()) return answer;
  answer.estimate = paired.estimate;
  answer.standard_error = paired.standard_error;
  answer.low = paired.low;
  answer.high = paired.high;
  answer.statistic = paired.statistic;
  answer.df = paired.df;
  answer.p_value = paired.p_value;
  return answer;
}

Wording in_words(const PropensityMatch& a) {
  const std::string n = std::to_string(a.n);
  if (!a.not_estimable.empty())
    return {"No matching: " + a.not_estimable.en + " (n = " + n + ").",
            "无法匹配：" + a.not_estimable.zh + "（n = " + n + "）。"};
  const std::string level = readable_level(a.level), low = readable(a.low), high = readable(a.high),
                    pairs = std::to_string(a.matched), of = std::to_string(a.treated);
  return {"Among " + pairs + " matched pairs (of " + of + " treated, " + std::to_string(a.untreated) +
              " untreated) the treated are " + readable(std::abs(a.estimate)) +
              (a.estimate < 0 ? " below" : " above") + " their partners (" + level + " % interval " + low +
              " to " + high + "; " + readable_p(a.p_value) +
              "); the largest standardised difference fell from " + readable(a.worst_difference_before) +
              " to " + readable(a.worst_difference_after) + ". Only what the covariates measure is balanced.",
          "在 " + pairs + " 对匹配中（处理组 " + of + " 人，对照组 " + std::to_string(a.untreated) +
              " 人），处理者比对照" + (a.estimate < 0 ? "低 " : "高 ") + readable(std::abs(a.estimate)) +
              "（" + level + "% 置信区间 " + low + " 至 " + high + "；" + readable_p(a.p_value) +
              "）；最大标准化差异由 " + readable(a.worst_difference_before) + " 降至 " +
              readable(a.worst_difference_after) + "。只有协变量所测量的差异得到平衡。"};
}

} // namespace aftercourse::statistics
