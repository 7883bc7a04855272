#include <aftercourse/statistics/anova.hpp>

#include <algorithm>
#include <cmath>

#include "distributions.hpp"
#include "grouped.hpp"
#include "moments.hpp"
#include "noncentral.hpp"
#include "studentized_range.hpp"

namespace aftercourse::statistics {

namespace {

double count_of(const Moments& m) { return static_cast<double>(m.n); }

/// The groups with their moments, and the sums of squares.
struct GroupMoments {
  std::vector<GroupOfValues> groups;
  std::vector<Moments> moments;
  double n = 0, between = 0, within = 0;
  bool constant = true;

  double df_between() const { return static_cast<double>(groups.size()) - 1; }
  double df_within() const { return n - static_cast<double>(groups.size()); }
  bool all_vary() const {
    return std::none_of(moments.begin(), moments.end(), [](const Moments& m) { return m.constant(); });
  }
};

GroupMoments group_moments(std::vector<GroupOfValues> groups) {
  GroupMoments g;
  g.groups = std::move(groups);
  CompensatedSum within, between;
  for (const GroupOfValues& group : g.groups) {
    const Moments& m = g.moments.emplace_back(moments(group.values));
    g.n += count_of(m);
    within.add(m.squares);
    g.constant = g.constant && m.constant();
  }
  // Means are taken as differences from the first, which loses no digit to an offset that all share.
  const auto from_first = [&](const Moments& m) {
    return (m.mean - g.moments[0].mean) + (m.rest - g.moments[0].rest);
  };
  const double grand =
      compensated_sum(g.moments.size(),
                      [&](std::size_t i) { return count_of(g.moments[i]) * from_first(g.moments[i]); }) /
      g.n;
  for (const Moments& m : g.moments) between.add(count_of(m) * std::pow(from_first(m) - grand, 2));
  g.between = between.value();
  g.within = within.value();
  return g;
}

template <class T>
T anova_begun(const char* estimator, const GroupMoments& g, double level) {
  require_level(level);
  T answer;
  answer.estimator = estimator;
  answer.level = level;
  answer.n = static_cast<std::int64_t>(g.n);
  for (std::size_t i = 0; i < g.groups.size(); ++i)
    answer.groups.push_back(g.groups[i].summary(g.moments[i]));
  if (g.groups.size() < 2)
    answer.not_estimable = {"there are fewer than two groups with observations", "有观测值的组不足两个"};
  else if (g.df_within() < 1)
    answer.not_estimable = {"every group has a single observation, so there is no variance within groups",
                            "每组只有一个观测值，没有组内方差"};
  else if (g.constant)
    answer.not_estimable = {"all values within each group are equal, so there is no variance within groups",
                            "各组组内取值全部相同，没有组内方差"};
  else if (!std::isfinite(g.within) || !std::isfinite(g.between))
    answer.not_estimable = {"the values are too large for their variance to be computed",
                            "数值过大，无法计算方差"};
  return answer;
}

/// Welch (1951), Biometrika 38:330-336, eq. 15 to 17.
void add_welch(OneWayAnova& anova, const GroupMoments& g) {
  if (!g.all_vary()) return;
  const double k = static_cast<double>(g.groups.size());
  const auto weight = [](const Moments& m) { return count_of(m) / m.variance(); };
  const auto offset = [&](const Moments& m) {
    return (m.mean - g.moments[0].mean) + (m.rest - g.moments[0].rest);
  };
  double total = 0, mean = 0, lambda = 0, between = 0;
  for (const Moments& m : g.moments) total += weight(m), mean += weight(m) * offset(m);
  mean /= total;
  for (const Moments& m : g.moments) {
    lambda += std::pow(1 - weight(m) / total, 2) / (count_of(m) - 1);
    between += weight(m) * std::pow(offset(m) - mean, 2);
  }
  anova.welch_statistic = between / (k - 1) / (1 + 2 * (k - 2) / (k * k - 1) * lambda);
  anova.welch_df = (k * k - 1) / (3 * lambda);
  anova.welch_p_value = distributions::f_upper(k - 1, anova.welch_df, anova.welch_statistic);
}

/// Bartlett (1937), Proceedings of the Royal Society A 160:268-282.
void add_bartlett(OneWayAnova& anova, const GroupMoments& g) {
  if (!g.all_vary()) return;
  double logs = 0, reciprocals = 0;
  for (const Moments& m : g.moments) {
    logs += (count_of(m) - 1) * std::log(anova.ms_within / m.variance());
    reciprocals += 1 / (count_of(m) - 1);
  }
  const double correction = 1 + (reciprocals - 1 / g.df_within()) / (3 * g.df_between());
  anova.bartlett_statistic = logs / correction;
  anova.bartlett_p_value = distributions::chi_square_upper(g.df_between(), anova.bartlett_statistic);
}

/// The distances of the values from their median, which may lie between two of them: as a number of its own
/// it would lose digits to an offset.
std::vector<double> distances_from_median(const std::vector<double>& values) {
  std::vector<double> order = values;
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(order.size() / 2);
  std::nth_element(order.begin(), middle, order.end());
  const double upper = *middle,
               lower = order.size() % 2 == 1 ? upper : *std::max_element(order.begin(), middle);
  std::vector<double> out;
  out.reserve(values.size());
  for (const double value : values) out.push_back(std::abs((value - lower) - (upper - lower) / 2));
  return out;
}

/// Brown & Forsythe (1974), JASA 69:364-367: the F of the absolute deviations from the groups' medians.
void add_levene(OneWayAnova& anova, const GroupMoments& g) {
  std::vector<GroupOfValues> deviations = g.groups;
  for (GroupOfValues& group : deviations) group.values = distances_from_median(group.values);
  const GroupMoments d = group_moments(std::move(deviations));
  if (d.constant) return;
  anova.levene_statistic = d.between / d.df_between() / (d.within / d.df_within());
  anova.levene_p_value = distributions::f_upper(d.df_between(), d.df_within(), anova.levene_statistic);
}

void add_effect_sizes(OneWayAnova& anova, const GroupMoments& g) {
  const double total = g.between + g.within, excess = g.between - g.df_between() * anova.ms_within;
  anova.estimate = g.between / total;
  anova.omega_squared = excess / (total + anova.ms_within);
  anova.epsilon_squared = excess / total;
  const Limits lambda = noncentral_f_limits(anova.statistic, g.df_between(), g.df_within(), anova.level);
  anova.low = lambda.low / (lambda.low + g.n);
  anova.high = lambda.high / (lambda.high + g.n);
}

/// The variance of the difference of two groups' means and its degrees of freedom.
struct PairVariance {
  double variance, df;
};

template <class VarianceOf>
Comparisons compare_pairs(const char* estimator, const GroupMoments& g, double level,
                          const VarianceOf& variance_of) {
  auto answer = anova_begun<Comparisons>(estimator, g, level);
  if (!answer.not_estimable.empty()) return answer;
  double df = 0, critical = 0; // of the pair before: Tukey's are all the same
  for (std::size_t i = 0; i < g.groups.size(); ++i)
    for (std::size_t j = i + 1; j < g.groups.size(); ++j) {
      const Moments &a = g.moments[i], &b = g.moments[j];
      Comparison& c = answer.comparisons.emplace_back();
      c.first = g.groups[i].label, c.second = g.groups[j].label;
      const PairVariance v = variance_of(a, b);
      if (!(v.variance > 0)) continue;
      c.difference = (b.mean - a.mean) + (b.rest - a.rest);
      c.standard_error = std::sqrt(v.variance);
      c.statistic = std::sqrt(2.0) * std::abs(c.difference) / c.standard_error;
      const StudentizedRange range(static_cast<int>(g.groups.size()), c.df = v.df);
      c.p_value = range.upper(c.statistic);
      if (df != v.df) critical = range.quantile_upper(1 - level) / std::sqrt(2.0), df = v.df;
      c.low = c.difference - critical * c.standard_error;
      c.high = c.difference + critical * c.standard_error;
    }
  return answer;
}

} // namespace

OneWayAnova one_way_anova(std::span<const double> values, std::span<const std::int32_t> group,
                          const std::vector<std::string>& labels, double level) {
  const GroupMoments g = group_moments(values_by_group(values, group, labels));
  auto anova = anova_begun<OneWayAnova>("anova one-way", g, level);
  if (!anova.not_estimable.empty()) return anova;
  anova.df_between = g.df_between();
  anova.df_within = g.df_within();
  anova.ss_between = g.between;
  anova.ss_within = g.within;
  anova.ms_between = g.between / g.df_between();
  anova.ms_within = g.within / g.df_within();
  anova.residual_sd = std::sqrt(anova.ms_within);
  anova.statistic = anova.ms_between / anova.ms_within;
  anova.p_value = distributions::f_upper(g.df_between(), g.df_within(), anova.statistic);
  add_effect_sizes(anova, g);
  add_welch(anova, g);
  add_bartlett(anova, g);
  add_levene(anova, g);
  return anova;
}

Comparisons tukey_hsd(std::span<const double> values, std::span<const std::int32_t> group,
                      const std::vector<std::string>& labels, double level) {
  const GroupMoments g = group_moments(values_by_group(values, group, labels));
  return compare_pairs("tukey-kramer", g, level, [&](const Moments& a, const Moments& b) {
    return PairVariance{g.within / g.df_within() * (1 / count_of(a) + 1 / count_of(b)), g.df_within()};
  });
}

Comparisons games_howell(std::span<const double> values, std::span<const std::int32_t> group,
                         const std::vector<std::string>& labels, double level) {
  const GroupMoments g = group_moments(values_by_group(values, group, labels));
  return compare_pairs("games-howell", g, level, [](const Moments& a, const Moments& b) {
    if (a.n < 2 || b.n < 2) return PairVariance{no_value, no_value};
    const double va = a.variance() / count_of(a), vb = b.variance() / count_of(b), v = va + vb;
    const double df = 1 / (std::pow(va / v, 2) / (count_of(a) - 1) + std::pow(vb / v, 2) / (count_of(b) - 1));
    return PairVariance{v, df};
  });
}

Wording in_words(const OneWayAnova& anova) {
  if (!anova.not_estimable.empty()) return no_answer_in_words("analysis of variance", "方差分析", anova);
  const Wording size = n_in_words(anova);
  const std::string k = std::to_string(anova.groups.size()), level = readable_level(anova.level);
  const std::string test = "F(" + readable(anova.df_between) + ", " + readable(anova.df_within) +
                           ") = " + readable(anova.statistic) + ", " + readable_p(anova.p_value);
  const std::string share = readable(anova.estimate), low = readable(anova.low), high = readable(anova.high);
  return {"Which of the " + k + " groups a value is in accounts for the share " + share +
              " of its variance (eta squared; " + level + " % interval " + low + " to " + high + "); " +
              test + "; " + size.en + ".",
          k + " 个组之间的差异解释了方差的 " + share + "（eta 平方；" + level + "% 置信区间 " + low + " 至 " +
              high + "）；" + test + "；" + size.zh + "。"};
}

Wording in_words(const Comparisons& answer) {
  if (!answer.not_estimable.empty()) return no_answer_in_words("comparison of pairs", "两两比较", answer);
  const Wording size = n_in_words(answer);
  std::size_t differ = 0;
  Wording list;
  for (const Comparison& c : answer.comparisons) {
    if (!(c.p_value < 1 - answer.level)) continue;
    ++differ;
    const std::string end = readable(c.difference) + " (" + readable(c.low) + " – " + readable(c.high) +
                            ", " + readable_p(c.p_value) + ")";
    list.en += (list.en.empty() ? ": " : "; ") + c.second + " - " + c.first + " = " + end;
    list.zh += (list.zh.empty() ? "：" : "；") + c.second + " - " + c.first + " = " + end;
  }
  const std::string pairs = std::to_string(answer.comparisons.size()), level = readable_level(answer.level);
  return {std::to_string(differ) + " of " + pairs + " pairs of groups differ, " + level +
              " % sure of all at once" + list.en + ". " + size.en + ".",
          pairs + " 对组中有 " + std::to_string(differ) + " 对存在差异（整体置信水平 " + level + "%）" +
              list.zh + "。" + size.zh + "。"};
}

} // namespace aftercourse::statistics
