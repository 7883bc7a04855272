#include <aftercourse/statistics/kaplan_meier.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

#include <aftercourse/base/error.hpp>

#include "cluster_squares.hpp"
#include "distributions.hpp"
#include "risk_sets.hpp"

namespace aftercourse::statistics {

namespace {

constexpr double curve_tolerance = 1.5e-8; // heights this near are the same, as in R's quantile.survfit

/// What d of Y at risk add to Greenwood's sum. Nothing once the curve is 0.
double greenwood_term(const RiskTime& t) {
  return t.all_had_event() ? 0 : t.events / (t.at_risk * (t.at_risk - t.events));
}

/// Follows d log S / d weight of each cluster: a + b H, with H Greenwood's sum so far, b what the cluster has
/// at risk and a fixed once an observation has left.
class KaplanMeierInfluence {
 public:
  KaplanMeierInfluence(const SurvivalTimes& times, const RiskSets& sets)
      : times_(times), sets_(sets), cluster_(cluster_positions(times, sets.leaving)),
        squares_(sets.leaving.size()) {
    if (sets.entering.empty())
      for (const std::uint32_t i : sets.leaving) squares_.add(cluster_[i], {0, weight_of(times, i)});
  }

  /// The variance of log S just after `t`. `sum`: Greenwood's sum, before and after.
  double step(const RiskTime& t, double before, double after) {
    for (; entered_ < sets_.entering.size() && times_.entry[sets_.entering[entered_]] < t.time; ++entered_) {
      const std::uint32_t i = sets_.entering[entered_];
      const double w = weight_of(times_, i);
      squares_.add(cluster_[i], {-w * before, w});
    }
    for (std::size_t k = t.first; k < t.last; ++k) {
      const std::uint32_t i = sets_.leaving[k];
      const double w = weight_of(times_, i);
      const double own = times_.event[i] != 0 && !t.all_had_event() ? 1 / (t.at_risk - t.events) : 0;
      squares_.add(cluster_[i], {w * (after - own), -w});
    }
    return squares_.at({1, after});
  }

 private:
  const SurvivalTimes& times_;
  const RiskSets& sets_;
  std::vector<std::uint32_t> cluster_;
  ClusterSquares<2> squares_;
  std::size_t entered_ = 0;
};

std::vector<SurvivalStep> curve_of(const SurvivalTimes& times, const RiskSets& sets, const std::string& group,
                                   bool robust, double z, CurveInterval scale) {
  std::vector<SurvivalStep> curve;
  curve.reserve(sets.times.size());
  std::optional<KaplanMeierInfluence> influence;
  if (robust) influence.emplace(times, sets);
  const bool one = one_cluster(times, sets.leaving);
  double survival = 1, greenwood = 0, hazard = 0;
  for (const RiskTime& t : sets.times) {
    const double before = greenwood;
    greenwood += greenwood_term(t);
    if (t.events > 0) {
      survival *= t.all_had_event() ? 0 : (t.at_risk - t.events) / t.at_risk;
      hazard += t.events / t.at_risk;
    }
    const double variance = influence ? influence->step(t, before, greenwood) : greenwood;
    SurvivalStep step{group, t.time, t.at_risk, t.events, t.censored, survival};
    if (survival > 0 && !(robust && one)) step.standard_error = survival * std::sqrt(variance);
    const CurveBounds bounds = curve_bounds(survival, step.standard_error, z, scale);
    step.low = bounds.low, step.high = bounds.high, step.cumulative_hazard = hazard;
    curve.push_back(step);
  }
  return curve;
}

/// The first time at which `height` of a step is at or below `level`; the middle of the flat part when it
/// lies exactly there and falls further later.
template <typename Height>
double curve_crossing(const std::vector<SurvivalStep>& curve, double level, Height height) {
  for (std::size_t i = 0; i < curve.size(); ++i) {
    const double at = height(curve[i]);
    if (std::isnan(at) || at > level + curve_tolerance) continue;
    if (at < level - curve_tolerance) return curve[i].time;
    for (std::size_t j = i + 1; j < curve.size(); ++j)
      if (height(curve[j]) < level - curve_tolerance) return (curve[i].time + curve[j].time) / 2;
    return curve[i].time;
  }
  return no_value;
}

SurvivalQuantile quantile_of(const std::vector<SurvivalStep>& curve, const std::string& group,
                             double probability) {
  const double level = 1 - probability;
  return {group, probability, curve_crossing(curve, level, [](const SurvivalStep& s) { return s.survival; }),
          curve_crossing(curve, level, [](const SurvivalStep& s) { return s.low; }),
          curve_crossing(curve, level, [](const SurvivalStep& s) { return s.high; })};
}

/// The area under the curve from each time on up to the limit; none when the curve is not known so far.
std::vector<double> areas_from(const std::vector<SurvivalStep>& curve, double limit) {
  std::vector<double> area(curve.size() + 1, 0);
  for (std::size_t k = curve.size(); k-- > 0;) {
    const double until = k + 1 < curve.size() ? std::min(curve[k + 1].time, limit) : limit;
    area[k] =
        area[k + 1] + (curve[k].survival > 0 ? curve[k].survival * std::max(0.0, until - curve[k].time) : 0);
  }
  return area;
}

/// The variance of the area as a sum over clusters of what their observations move it by.
double robust_area_variance(const SurvivalTimes& times, const RiskSets& sets,
                            const std::vector<double>& area) {
  std::vector<double> running(sets.times.size() + 1, 0); // Σ area d / (Y (Y - d)) of the times before
  for (std::size_t k = 0; k < sets.times.size(); ++k)
    running[k + 1] = running[k] + area[k] * greenwood_term(sets.times[k]);
  const std::vector<std::uint32_t> cluster = cluster_positions(times, sets.leaving);
  std::vector<double> moved(sets.leaving.size(), 0);
  for (std::size_t k = 0; k < sets.times.size(); ++k) {
    const RiskTime& t = sets.times[k];
    for (std::size_t at = t.first; at < t.last; ++at) {
      const std::uint32_t i = sets.leaving[at];
      double by = running[k + 1];
      if (times.event[i] != 0 && !t.all_had_event()) by -= area[k] / (t.at_risk - t.events);
      if (!sets.entering.empty()) {
        const auto first = std::upper_bound(sets.times.begin(), sets.times.end(), times.entry[i],
                                            [](double entry, const RiskTime& r) { return entry < r.time; });
        by -= running[static_cast<std::size_t>(first - sets.times.begin())];
      }
      moved[cluster[i]] += weight_of(times, i) * by;
    }
  }
  return std::inner_product(moved.begin(), moved.end(), moved.begin(), 0.0);
}

void set_restricted_mean(SurvivalGroup& group, const SurvivalTimes& times, const RiskSets& sets,
                         const std::vector<SurvivalStep>& curve, double limit, bool robust) {
  group.restricted_to = limit;
  if (curve.empty() || (limit > curve.back().time && curve.back().survival > 0)) return;
  const std::vector<double> area = areas_from(curve, limit);
  group.restricted_mean = std::min(curve.front().time, limit) + area[0];
  if (robust && one_cluster(times, sets.leaving)) return;
  double variance = 0;
  if (robust) {
    variance = robust_area_variance(times, sets, area);
  } else {
    for (std::size_t k = 0; k < sets.times.size(); ++k)
      variance += area[k] * area[k] * greenwood_term(sets.times[k]);
  }
  group.restricted_mean_error = std::sqrt(variance);
}

SurvivalStep step_at(const std::vector<SurvivalStep>& curve, const std::string& group, double time) {
  SurvivalStep answer{group, time};
  const auto after = std::upper_bound(curve.begin(), curve.end(), time,
                                      [](double t, const SurvivalStep& step) { return t < step.time; });
  if (curve.empty() || (after == curve.end() && curve.back().time < time && curve.back().survival > 0))
    return answer;
  if (after == curve.begin()) {
    answer.at_risk = curve.front().at_risk;
    answer.events = answer.censored = answer.standard_error = answer.cumulative_hazard = 0;
    answer.survival = 1;
    return answer;
  }
  answer = *std::prev(after);
  if (answer.time < time) { // at risk now: those the next row counts
    answer.at_risk = after == curve.end() ? 0 : after->at_risk;
    answer.events = answer.censored = 0;
  }
  answer.time = time;
  return answer;
}

void require_curve_options(const KaplanMeierOptions& options) {
  require_level(options.level);
  for (const double p : options.probabilities)
    if (!(p > 0 && p < 1))
      throw InvalidArgument("AC5504", "a probability lies between 0 and 1; this is " + readable(p));
  require_finite(options.at, "at");
  if (options.restricted_to && !(*options.restricted_to > 0 && std::isfinite(*options.restricted_to)))
    throw InvalidArgument("AC5504", "a mean is restricted to a time after 0; this is " +
                                        readable(*options.restricted_to));
}

} // namespace

KaplanMeier kaplan_meier(const SurvivalTimes& times, const SubjectGroups& groups,
                         const KaplanMeierOptions& options) {
  require_survival_times(times, 1);
  require_groups(groups, times.time.size(), "group");
  require_curve_options(options);
  const bool robust = robust_variance(times, options.robust);
  const std::vector<std::vector<std::uint32_t>> members = members_of(times, groups);

  KaplanMeier answer;
  answer.estimator = std::string("kaplan_meier, ") + (robust ? "robust variance, " : "Greenwood, ") +
                     std::string(name_of(options.interval)) + " interval";
  answer.level = options.level;
  answer.clusters = count_clusters(times);
  std::vector<RiskSets> sets;
  double common = std::numeric_limits<double>::infinity();
  for (const auto& of_group : members) {
    answer.n += static_cast<std::int64_t>(of_group.size());
    sets.push_back(risk_sets(times, of_group));
    if (!sets.back().times.empty()) common = std::min(common, sets.back().times.back().time);
  }
  if (answer.n == 0) {
    answer.not_estimable = {"nobody was observed", "没有任何观测"};
    return answer;
  }
  const double z = distributions::normal_quantile(0.5 + options.level / 2);
  for (std::size_t g = 0; g < members.size(); ++g) {
    const std::string label = groups.codes.empty() ? std::string() : groups.labels[g];
    const std::vector<SurvivalStep> curve = curve_of(times, sets[g], label, robust, z, options.interval);
    SurvivalGroup group{label, static_cast<std::int64_t>(members[g].size()), 0};
    for (const RiskTime& t : sets[g].times) group.events += t.events;
    const SurvivalQuantile median = quantile_of(curve, label, 0.5);
    group.median = median.time, group.median_low = median.low, group.median_high = median.high;
    set_restricted_mean(group, times, sets[g], curve, options.restricted_to.value_or(common), robust);
    answer.groups.push_back(group);
    for (const double p : options.probabilities) answer.quantiles.push_back(quantile_of(curve, label, p));
    for (const double time : options.at) answer.at.push_back(step_at(curve, label, time));
    answer.curve.insert(answer.curve.end(), curve.begin(), curve.end());
  }
  return answer;
}

namespace {

/// " (95 % interval 4 to 12)"; where the band of the curve never falls below one half the interval is open,
/// and where it is not known at the median nothing is said.
Wording median_interval(const KaplanMeier& answer, const SurvivalGroup& group) {
  if (std::isnan(group.median_low)) return {};
  const std::string level = readable_level(answer.level), low = readable(group.median_low);
  if (std::isnan(group.median_high))
    return {" (" + level + " % interval from " + low + " on)",
            "（" + level + "% 置信区间自 " + low + " 起）"};
  const std::string high = readable(group.median_high);
  return {" (" + level + " % interval " + low + " to " + high + ")",
          "（" + level + "% 置信区间 " + low + " 至 " + high + "）"};
}

} // namespace

Wording in_words(const KaplanMeier& answer) {
  if (!answer.not_estimable.empty())
    return {"Not estimable: " + answer.not_estimable.en + ".", "无法估计：" + answer.not_estimable.zh + "。"};
  constexpr std::size_t said = 6; // groups that one sentence can carry
  Wording words;
  for (std::size_t g = 0; g < std::min(said, answer.groups.size()); ++g) {
    const SurvivalGroup& group = answer.groups[g];
    const std::string n = std::to_string(group.n), events = readable(group.events);
    words.en += (group.group.empty() ? "Of " : group.group + ": of ") + n + " observed, " + events +
                " had the event; ";
    words.zh += (group.group.empty() ? "" : group.group + "：") + "观测 " + n + " 人，其中 " + events +
                " 人发生事件；";
    if (std::isnan(group.median)) {
      words.en += "half have not had it by the last time. ";
      words.zh += "到最后时刻仍不到一半发生。";
      continue;
    }
    const Wording interval = median_interval(answer, group);
    words.en += "half had it by " + readable(group.median) + interval.en + ". ";
    words.zh += "到 " + readable(group.median) + " 时有一半发生" + interval.zh + "。";
  }
  if (answer.groups.size() > said) {
    const std::string more = std::to_string(answer.groups.size() - said);
    words.en += "And " + more + " more groups. ";
    words.zh += "另有 " + more + " 组。";
  }
  if (answer.clusters > 0) {
    words.en += "Observations of " + std::to_string(answer.clusters) + " clusters. ";
    words.zh += "观测来自 " + std::to_string(answer.clusters) + " 个群组。";
  }
  if (!words.en.empty()) words.en.pop_back();
  return words;
}

} // namespace aftercourse::statistics
