#include <aftercourse/statistics/t_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "grouped.hpp"
#include "moments.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

constexpr double one_ulp = std::numeric_limits<double>::epsilon();

const Wording too_few_for_t{"a variance needs at least two observations in the group",
                            "每组至少要有两个观测值才能估计方差"};
const Wording constant_for_t{"all values are equal, so there is no variance to test against",
                             "所有取值都相同，没有可供检验的方差"};
const Wording too_few_clusters{"each group needs observations from at least two clusters",
                               "每组的观测值至少要来自两个群"};

/// A group as the tests see it: its mean to more than double precision.
struct TSample {
  std::int64_t n = 0;
  double mean = 0, rest = 0, variance = 0;
  bool constant = true;
};

TSample t_sample(std::span<const double> values, const std::string& name) {
  require_finite(values, name);
  const Moments m = moments(values);
  return {m.n, m.mean, m.rest, m.n > 1 ? m.variance() : 0.0, m.constant()};
}

TSample t_sample(const GroupSummary& s) {
  if (s.n < 1)
    throw InvalidArgument("AC5504", "n of " + s.group + " is " + std::to_string(s.n) + "; 1 is least");
  const double known[] = {s.mean};
  require_finite(known, "the mean of " + s.group);
  if (s.n == 1) return {1, s.mean, 0, 0, true};
  if (!(s.sd >= 0) || std::isinf(s.sd))
    throw InvalidArgument("AC5504", "the standard deviation of " + s.group + " is " + std::to_string(s.sd) +
                                        "; it is a number of 0 or more");
  return {s.n, s.mean, 0, s.sd * s.sd, s.sd <= one_ulp * std::abs(s.mean)};
}

GroupSummary t_summary(const std::string& label, const TSample& s) {
  return {label, s.n, s.n > 0 ? s.mean : no_value, s.n > 1 ? std::sqrt(s.variance) : no_value};
}

TTest t_begun(const char* estimator, const TTestOptions& options) {
  require_level(options.level);
  const double null[] = {options.null_value};
  require_finite(null, "the null value");
  TTest test;
  test.estimator = estimator;
  test.level = options.level;
  test.alternative = name_of(options.alternative);
  test.null_value = options.null_value;
  return test;
}

/// From the estimate, its standard error and degrees of freedom to the p-value and the interval.
void t_finish(TTest& test, double estimate, double standard_error, double df, Alternative alternative) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const double t = (estimate - test.null_value) / standard_error;
  if (!std::isfinite(t) || !std::isfinite(standard_error)) {
    test.not_estimable = reasons::too_large;
    return;
  }
  test.estimate = estimate;
  test.standard_error = standard_error;
  test.df = df;
  test.statistic = t;
  const bool both = alternative == Alternative::two_sided;
  const double tail = both ? (1 - test.level) / 2 : 1 - test.level;
  const double reach = -distributions::t_quantile(df, tail) * standard_error;
  test.low = alternative == Alternative::less ? -infinite : estimate - reach;
  test.high = alternative == Alternative::greater ? infinite : estimate + reach;
  test.p_value = both ? std::min(1.0, 2 * distributions::t_upper(df, std::abs(t)))
                      : distributions::t_upper(df, alternative == Alternative::greater ? t : -t);
}

TTest one_sample_of(const char* estimator, const TSample& s, const TTestOptions& options) {
  TTest test = t_begun(estimator, options);
  test.n = s.n;
  if (s.n < 2)
    test.not_estimable = too_few_for_t;
  else if (s.constant)
    test.not_estimable = constant_for_t;
  else
    t_finish(test, s.mean + s.rest, std::sqrt(s.variance / static_cast<double>(s.n)),
             static_cast<double>(s.n - 1), options.alternative);
  return test;
}

TTest two_samples(const char* estimator, const TSample& a, const TSample& b,
                  const std::array<std::string, 2>& labels, const TTestOptions& options) {
  TTest test = t_begun(estimator, options);
  test.n = a.n + b.n;
  test.groups = {t_summary(labels[0], a), t_summary(labels[1], b)};
  return test;
}

double t_difference(const TSample& a, const TSample& b) { return (b.mean - a.mean) + (b.rest - a.rest); }

TTest student_of(const TSample& a, const TSample& b, const std::array<std::string, 2>& labels,
                 const TTestOptions& options) {
  TTest test = two_samples("t student", a, b, labels, options);
  const double n1 = static_cast<double>(a.n), n2 = static_cast<double>(b.n), df = n1 + n2 - 2;
  if (a.n < 1 || b.n < 1 || df < 1)
    test.not_estimable = {"both groups need an observation and one of them two",
                          "两组都要有观测值，且至少一组有两个"};
  else if (a.constant && b.constant)
    test.not_estimable = constant_for_t;
  else
    t_finish(test, t_difference(a, b),
             std::sqrt(((n1 - 1) * a.variance + (n2 - 1) * b.variance) / df * (1 / n1 + 1 / n2)), df,
             options.alternative);
  return test;
}

TTest welch_of(const TSample& a, const TSample& b, const std::array<std::string, 2>& labels,
               const TTestOptions& options) {
  TTest test = two_samples("t welch", a, b, labels, options);
  if (a.n < 2 || b.n < 2)
    test.not_estimable = too_few_for_t;
  else if (a.constant && b.constant)
    test.not_estimable = constant_for_t;
  else {
    const double n1 = static_cast<double>(a.n), n2 = static_cast<double>(b.n);
    const double v1 = a.variance / n1, v2 = b.variance / n2, v = v1 + v2;
    const double share1 = v1 / v, share2 = v2 / v; // ratios first: squares of variances may overflow
    t_finish(test, t_difference(a, b), std::sqrt(v),
             1 / (share1 * share1 / (n1 - 1) + share2 * share2 / (n2 - 1)), options.alternative);
  }
  return test;
}

/// One group of clustered_t: its weighted mean and what its clusters contribute to the variance.
struct ClusteredGroup {
  std::int64_t n = 0;
  double weight = 0, mean = 0, squares = 0;
  std::int64_t clusters = 0;

  double sd() const {
    return n < 2 ? no_value
                 : std::sqrt(squares / weight * static_cast<double>(n) / static_cast<double>(n - 1));
  }
};

/// The observations that count, with the cluster of each renumbered 0, 1, ….
struct ClusteredSample {
  std::vector<double> value, weight;
  std::vector<std::uint8_t> group;
  std::vector<std::size_t> cluster;
  std::size_t clusters = 0;
};

ClusteredSample clustered_sample(std::span<const double> values, std::span<const std::int32_t> group,
                                 std::span<const std::int32_t> cluster, std::span<const double> weights) {
  require_finite(values, "the values");
  if (!group.empty()) require_equal_length(values.size(), group.size(), "the values", "group");
  if (!cluster.empty()) require_equal_length(values.size(), cluster.size(), "the values", "cluster");
  if (!weights.empty()) require_equal_length(values.size(), weights.size(), "the values", "weights");
  require_finite(weights, "weights");
  ClusteredSample s;
  std::unordered_map<std::int32_t, std::size_t> number;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double w = weights.empty() ? 1 : weights[i];
    if (w < 0) throw InvalidArgument("AC5504", "weight " + std::to_string(i + 1) + " is negative");
    const std::int32_t g = group.empty() ? 0 : group[i];
    if (g != 0 && g != 1) throw InvalidArgument("AC5504", "a group code is 0 or 1, not " + std::to_string(g));
    if (w == 0) continue;
    s.value.push_back(values[i]);
    s.weight.push_back(w);
    s.group.push_back(static_cast<std::uint8_t>(g));
    s.cluster.push_back(cluster.empty() ? s.cluster.size()
                                        : number.try_emplace(cluster[i], number.size()).first->second);
  }
  s.clusters = cluster.empty() ? s.value.size() : number.size();
  return s;
}

ClusteredGroup clustered_group(const ClusteredSample& s, std::uint8_t which) {
  ClusteredGroup g;
  CompensatedSum weight, sum, squares;
  std::vector<bool> seen(s.clusters);
  double offset = 0; // any value of the group: sums of differences from it lose nothing
  for (std::size_t i = 0; i < s.value.size(); ++i) {
    if (s.group[i] != which) continue;
    if (g.n++ == 0) offset = s.value[i];
    weight.add(s.weight[i]);
    sum.add(s.weight[i] * (s.value[i] - offset));
    if (!seen[s.cluster[i]]) ++g.clusters;
    seen[s.cluster[i]] = true;
  }
  g.weight = weight.value();
  g.mean = offset + sum.value() / g.weight;
  for (std::size_t i = 0; i < s.value.size(); ++i)
    if (s.group[i] == which) squares.add(s.weight[i] * (s.value[i] - g.mean) * (s.value[i] - g.mean));
  g.squares = squares.value();
  return g;
}

/// Σ u_g², u_g the sum over a cluster of ± w (y - mean) / Σw.
double squared_scores(const ClusteredSample& s, std::span<const ClusteredGroup> groups) {
  std::vector<double> score(s.clusters);
  for (std::size_t i = 0; i < s.value.size(); ++i) {
    const ClusteredGroup& g = groups[s.group[i]];
    const double u = s.weight[i] * (s.value[i] - g.mean) / g.weight;
    score[s.cluster[i]] += s.group[i] == 1 ? u : -u;
  }
  return compensated_sum(score.size(), [&](std::size_t c) { return score[c] * score[c]; });
}

} // namespace

TTest one_sample_t(std::span<const double> values, const TTestOptions& options) {
  const TSample s = t_sample(values, "the values");
  TTest test = one_sample_of("t one-sample", s, options);
  test.groups = {t_summary(options.labels[0], s)};
  return test;
}

TTest one_sample_t(const GroupSummary& sample, const TTestOptions& options) {
  TTest test = one_sample_of("t one-sample", t_sample(sample), options);
  test.groups = {sample};
  return test;
}

TTest paired_t(std::span<const double> before, std::span<const double> after, const TTestOptions& options) {
  require_equal_length(before.size(), after.size(), options.labels[0], options.labels[1]);
  const TSample first = t_sample(before, options.labels[0]), second = t_sample(after, options.labels[1]);
  std::vector<double> difference(before.size());
  std::transform(after.begin(), after.end(), before.begin(), difference.begin(), std::minus<>());
  TSample change = t_sample(difference, "the differences");
  change.constant = only_rounding(moments(difference), before, after);
  TTest test = one_sample_of("t paired", change, options);
  test.groups = {t_summary(options.labels[0], first), t_summary(options.labels[1], second)};
  return test;
}

TTest student_t(std::span<const double> first, std::span<const double> second, const TTestOptions& options) {
  return student_of(t_sample(first, options.labels[0]), t_sample(second, options.labels[1]), options.labels,
                    options);
}

TTest student_t(const GroupSummary& first, const GroupSummary& second, const TTestOptions& options) {
  return student_of(t_sample(first), t_sample(second), {first.group, second.group}, options);
}

TTest welch_t(std::span<const double> first, std::span<const double> second, const TTestOptions& options) {
  return welch_of(t_sample(first, options.labels[0]), t_sample(second, options.labels[1]), options.labels,
                  options);
}

TTest welch_t(const GroupSummary& first, const GroupSummary& second, const TTestOptions& options) {
  return welch_of(t_sample(first), t_sample(second), {first.group, second.group}, options);
}

TTest clustered_t(std::span<const double> values, std::span<const std::int32_t> group,
                  std::span<const std::int32_t> cluster, std::span<const double> weights,
                  const TTestOptions& options) {
  TTest test = t_begun(cluster.empty() ? "t HC1" : "t CR1", options);
  const ClusteredSample s = clustered_sample(values, group, cluster, weights);
  const std::size_t k = group.empty() ? 1 : 2;
  std::vector<ClusteredGroup> groups;
  bool constant = true, enough = true;
  for (std::size_t i = 0; i < k; ++i) {
    const ClusteredGroup g = groups.emplace_back(clustered_group(s, static_cast<std::uint8_t>(i)));
    test.groups.push_back({options.labels[i], g.n, g.n ? g.mean : no_value, g.sd()});
    constant = constant && !(std::sqrt(g.squares / g.weight) > one_ulp * std::abs(g.mean));
    enough = enough && g.clusters >= 2;
  }
  test.n = static_cast<std::int64_t>(s.value.size());
  test.clusters = cluster.empty() ? 0 : static_cast<std::int64_t>(s.clusters);
  const double n = static_cast<double>(test.n), g = static_cast<double>(s.clusters),
               columns = static_cast<double>(k);
  if (!enough || n <= columns) {
    test.not_estimable = cluster.empty() ? too_few_for_t : too_few_clusters;
    return test;
  }
  if (constant) {
    test.not_estimable = constant_for_t;
    return test;
  }
  const double variance = g / (g - 1) * (n - 1) / (n - columns) * squared_scores(s, groups);
  t_finish(test, k == 1 ? groups[0].mean : groups[1].mean - groups[0].mean, std::sqrt(variance),
           cluster.empty() ? n - columns : g - 1, options.alternative);
  return test;
}

Wording in_words(const TTest& test) {
  if (!test.not_estimable.empty()) return no_answer_in_words("t test", " t 检验结果", test);
  const Wording size = n_in_words(test);
  const std::string level = readable_level(test.level), low = readable(test.low), high = readable(test.high);
  const std::string tail =
      "t(" + readable(test.df) + ") = " + readable(test.statistic) + ", " + readable_p(test.p_value);
  Wording what;
  if (test.groups.size() == 1)
    what = {"The mean is " + readable(test.estimate) + " (null value " + readable(test.null_value) + ")",
            "均值为 " + readable(test.estimate) + "（原假设值 " + readable(test.null_value) + "）"};
  else {
    const GroupSummary &a = test.groups[0], &b = test.groups[1];
    what = {"The mean of " + b.group + " is " + readable(std::abs(test.estimate)) +
                (test.estimate < 0 ? " below" : " above") + " that of " + a.group + " (" + readable(b.mean) +
                " against " + readable(a.mean) + ")",
            b.group + " 的均值比 " + a.group + (test.estimate < 0 ? " 低 " : " 高 ") +
                readable(std::abs(test.estimate)) + "（" + readable(b.mean) + " 对 " + readable(a.mean) +
                "）"};
  }
  return {what.en + "; " + level + " % interval " + low + " to " + high + "; " + tail + "; " + size.en + ".",
          what.zh + "；" + level + "% 置信区间 " + low + " 至 " + high + "；" + tail + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
