#include <aftercourse/statistics/rank_test.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <aftercourse/base/error.hpp>

#include "cluster_covariance.hpp"
#include "distributions.hpp"
#include "dominance.hpp"
#include "grouped.hpp"
#include "rank_distributions.hpp"
#include "ranks.hpp"
#include "selection.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

constexpr std::size_t fewer_is_exact = 50;
constexpr std::size_t shift_limit = 200'000;

const Wording all_values_equal{"all values are equal, so there is no order to test",
                               "所有取值都相同，没有可供检验的次序"};

double median_of_sorted(std::span<const double> values) {
  const std::size_t n = values.size();
  if (n == 0) return no_value;
  const double upper = values[n / 2];
  return n % 2 == 1 ? upper : values[n / 2 - 1] + (upper - values[n / 2 - 1]) / 2;
}

template <class Test>
Test rank_test_begun(const char* estimator, const RankTestOptions& options) {
  require_level(options.level);
  Test test;
  test.estimator = estimator;
  test.level = options.level;
  test.alternative = name_of(options.alternative);
  return test;
}

/// The tail on one side that the interval leaves out.
double rank_tail(const RankTestOptions& options) {
  return options.alternative == Alternative::two_sided ? (1 - options.level) / 2 : 1 - options.level;
}

/// z and p of a statistic that is `excess` above its expectation.
template <class Test>
void normal_rank_p(Test& test, double excess, double sd, double correction, Alternative alternative) {
  test.method = "normal";
  if (alternative == Alternative::two_sided) {
    const double size = std::max(0.0, std::abs(excess) - correction);
    test.z = std::copysign(size, excess) / sd;
    test.p_value = std::min(1.0, 2 * distributions::normal_upper(size / sd));
  } else {
    const bool greater = alternative == Alternative::greater;
    test.z = (excess + (greater ? -correction : correction)) / sd;
    test.p_value = distributions::normal_upper(greater ? test.z : -test.z);
  }
}

double exact_rank_p(const RankDistribution& null, std::int64_t seen, Alternative alternative) {
  if (alternative == Alternative::less) return null.at_most(seen);
  return alternative == Alternative::greater ? null.at_least(seen) : null.as_far_as(seen);
}

bool takes_exact(const RankTestOptions& options, std::size_t largest, std::size_t all, double work) {
  if (options.method == RankMethod::normal) return false;
  if (options.method == RankMethod::automatic) return largest < fewer_is_exact;
  if (all <= most_rank_values && work <= most_rank_work) return true;
  throw InvalidArgument("AC5504", "the exact distribution for " + std::to_string(all) +
                                      " values takes too much work; use the normal method");
}

/// How many entries of a table with null mean `mean` lie outside the interval on each side, plus one: the
/// number of its first bound, counted from 1. `exact` is the quantile where the distribution is known.
std::int64_t bound_number(std::int64_t exact) { return std::max<std::int64_t>(1, exact); }
std::int64_t normal_bound(double mean, double sd, double tail) {
  return bound_number(
      static_cast<std::int64_t>(std::ceil(mean + distributions::normal_quantile(tail) * sd - 0.5)));
}

struct Bounds {
  double low, high;
};

/// The entries number `k` from below and from above; a one-sided test's interval is open.
template <class Table>
Bounds entries_at(const Table& table, std::int64_t entries, std::int64_t k, Alternative alternative) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  return {alternative == Alternative::less ? -infinite : select_entry(table, k),
          alternative == Alternative::greater ? infinite : select_entry(table, entries - k + 1)};
}

/// The ranks 1 … n, as the intervals suppose them.
std::vector<std::int64_t> plain_ranks(std::size_t n) {
  std::vector<std::int64_t> ranks(n);
  for (std::size_t i = 0; i < n; ++i) ranks[i] = static_cast<std::int64_t>(i + 1);
  return ranks;
}

void add_shift(MannWhitney& test, std::span<const double> first, std::span<const double> second, bool exact,
               const RankTestOptions& options) {
  const DifferenceTable table{first, second};
  const auto m = static_cast<std::int64_t>(first.size()), n = static_cast<std::int64_t>(second.size());
  test.shift = median_entry(table, m * n);
  std::int64_t number = 0;
  if (exact) {
    const auto null = rank_sum_distribution(plain_ranks(first.size() + second.size()), second.size());
    number = bound_number(null.quantile(rank_tail(options)) - n * (n + 1) / 2);
  } else {
    const double pairs = static_cast<double>(m) * static_cast<double>(n);
    number =
        normal_bound(pairs / 2, std::sqrt(pairs * static_cast<double>(m + n + 1) / 12), rank_tail(options));
  }
  const Bounds bounds = entries_at(table, m * n, number, options.alternative);
  test.shift_low = bounds.low;
  test.shift_high = bounds.high;
}

/// Twice the midranks of both samples together, from the runs of two sorted columns.
std::vector<std::int64_t> pooled_ranks(std::span<const double> first, std::span<const double> second) {
  std::vector<double> all(first.begin(), first.end());
  all.insert(all.end(), second.begin(), second.end());
  return midranks(all).doubled;
}

void add_rank_p(MannWhitney& test, const Dominance& d, std::span<const double> first,
                std::span<const double> second, bool exact, const RankTestOptions& options) {
  const double n = d.m + d.n, pairs = d.m * d.n;
  if (!exact) {
    const double sd = std::sqrt(pairs / 12 * (n + 1 - d.ties / (n * (n - 1))));
    normal_rank_p(test, test.statistic - pairs / 2, sd, options.continuity ? 0.5 : 0, options.alternative);
    return;
  }
  test.method = "exact";
  const auto ranks = pooled_ranks(first, second);
  std::int64_t seen = 0;
  for (std::size_t i = first.size(); i < ranks.size(); ++i) seen += ranks[i];
  test.p_value = exact_rank_p(rank_sum_distribution(ranks, second.size()), seen, options.alternative);
}

/// The interval of the probability of superiority from the variance of delta.
void add_superiority(MannWhitney& test, double delta, double variance, double critical, double smaller) {
  test.estimate = (1 + delta) / 2;
  if (variance > 0) test.standard_error = std::sqrt(variance) / 2; // none where the samples do not overlap
  const DeltaInterval interval = delta_interval(delta, variance, critical, smaller);
  test.low = (1 + interval.low) / 2;
  test.high = (1 + interval.high) / 2;
}

/// For each value the share of the other sample above it (for the first) or below it (for the second), ties
/// one half, less the mean share: Obuchowski's structural components.
std::vector<double> centred_components(std::span<const double> values, std::span<const std::int32_t> group,
                                       std::span<const double> first, std::span<const double> second,
                                       double superiority) {
  std::vector<double> out(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::span<const double> other = group[i] == 0 ? second : first;
    const auto [below, above] = std::equal_range(other.begin(), other.end(), values[i]);
    const auto size = static_cast<double>(other.size());
    const double smaller =
        (static_cast<double>(below - other.begin()) + static_cast<double>(above - other.begin())) / 2;
    out[i] = (group[i] == 0 ? size - smaller : smaller) / size - superiority;
  }
  return out;
}

/// Obuchowski (1997), eq. 3 to 6: the variance of the probability of superiority. Negative: too few clusters.
double obuchowski_variance(std::span<const double> component, std::span<const std::int32_t> group,
                           const Clusters& clusters, double m, double n) {
  const auto count = static_cast<std::size_t>(clusters.count);
  std::array<std::vector<double>, 2> sum{std::vector<double>(count), std::vector<double>(count)};
  std::array<std::vector<bool>, 2> has{std::vector<bool>(count), std::vector<bool>(count)};
  for (std::size_t i = 0; i < component.size(); ++i) {
    const auto g = static_cast<std::size_t>(group[i]), c = static_cast<std::size_t>(clusters.of[i]);
    sum[g][c] += component[i];
    has[g][c] = true;
  }
  double s10 = 0, s01 = 0, s11 = 0, with_first = 0, with_second = 0;
  for (std::size_t c = 0; c < count; ++c) {
    s10 += sum[0][c] * sum[0][c];
    s01 += sum[1][c] * sum[1][c];
    s11 += sum[0][c] * sum[1][c];
    with_first += has[0][c];
    with_second += has[1][c];
  }
  if (with_first < 2 || with_second < 2) return -1;
  const auto all = static_cast<double>(count);
  s10 *= with_first / ((with_first - 1) * m);
  s01 *= with_second / ((with_second - 1) * n);
  s11 *= all / (all - 1);
  return std::max(0.0, s10 / m + s01 / n + 2 * s11 / (m * n));
}

/// The differences that are not 0 with twice the ranks of their sizes.
struct SignedRanks {
  std::vector<double> differences;
  std::vector<std::int64_t> doubled;
  std::vector<std::size_t> row;
  std::int64_t zeros = 0;
};

SignedRanks signed_ranks(std::span<const double> differences, ZeroMethod zeros) {
  SignedRanks out;
  std::vector<double> sizes;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if (differences[i] == 0) ++out.zeros;
    if (differences[i] != 0 || zeros == ZeroMethod::pratt) sizes.push_back(std::abs(differences[i]));
  }
  const Ranks ranks = midranks(sizes);
  std::size_t at = 0;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if (differences[i] != 0) {
      out.differences.push_back(differences[i]);
      out.doubled.push_back(ranks.doubled[at]);
      out.row.push_back(i);
    }
    if (differences[i] != 0 || zeros == ZeroMethod::pratt) ++at;
  }
  return out;
}

void add_pseudomedian(SignedRank& test, std::span<const double> differences, bool exact,
                      const RankTestOptions& options) {
  const std::vector<double> ascending = sorted(differences);
  const WalshTable table{ascending};
  const auto n = static_cast<std::int64_t>(ascending.size()), entries = n * (n + 1) / 2;
  test.estimate = median_entry(table, entries);
  const auto count = static_cast<double>(n);
  const std::int64_t number =
      exact
          ? bound_number(signed_rank_distribution(plain_ranks(ascending.size())).quantile(rank_tail(options)))
          : normal_bound(count * (count + 1) / 4, std::sqrt(count * (count + 1) * (2 * count + 1) / 24),
                         rank_tail(options));
  const Bounds bounds = entries_at(table, entries, number, options.alternative);
  test.low = bounds.low;
  test.high = bounds.high;
}

/// Sums of the signed ranks by cluster, squared and added, at the scale of doubled ranks.
double clustered_squares(const SignedRanks& s, const Clusters& clusters) {
  std::vector<double> sum(static_cast<std::size_t>(clusters.count));
  for (std::size_t i = 0; i < s.row.size(); ++i)
    sum[static_cast<std::size_t>(clusters.of[s.row[i]])] +=
        std::copysign(static_cast<double>(s.doubled[i]), s.differences[i]);
  return compensated_sum(sum.size(), [&](std::size_t c) { return sum[c] * sum[c]; });
}

RankedGroup ranked_group(const std::string& label, std::span<const double> values, double rank_sum) {
  const auto n = static_cast<std::int64_t>(values.size());
  return {label, n, median_of_sorted(sorted(values)), n ? rank_sum / static_cast<double>(n) : no_value};
}

std::string chi_square_words(double df, double statistic, double p) {
  return "(" + readable(df) + ") = " + readable(statistic) + ", " + readable_p(p);
}

} // namespace

RankMethod rank_method_from_text(std::string_view name) {
  const auto at = std::find(rank_method_names.begin(), rank_method_names.end(), name);
  if (at == rank_method_names.end())
    throw InvalidArgument("AC5504",
                          "'" + std::string(name) + "' is no method; there are auto, exact, normal");
  return static_cast<RankMethod>(at - rank_method_names.begin());
}

MannWhitney mann_whitney(std::span<const double> given_first, std::span<const double> given_second,
                         const RankTestOptions& options, bool shift_always) {
  require_finite(given_first, options.labels[0]);
  require_finite(given_second, options.labels[1]);
  auto test = rank_test_begun<MannWhitney>("mann-whitney", options);
  const std::vector<double> first = sorted(given_first), second = sorted(given_second);
  test.n = static_cast<std::int64_t>(first.size() + second.size());
  if (first.empty() || second.empty()) {
    test.not_estimable = {"one of the groups has no observation", "其中一组没有观测值"};
    return test;
  }
  if (first.front() == first.back() && second.front() == second.back() && first.front() == second.front()) {
    test.not_estimable = all_values_equal;
    return test;
  }
  const Dominance d = dominance(first, second);
  test.statistic = static_cast<double>(d.doubled_wins) / 2;
  test.u_first = d.m * d.n - test.statistic;
  test.groups = {{options.labels[0], static_cast<std::int64_t>(d.m), median_of_sorted(first),
                  (test.u_first / d.m) + (d.m + 1) / 2},
                 {options.labels[1], static_cast<std::int64_t>(d.n), median_of_sorted(second),
                  (test.statistic / d.n) + (d.n + 1) / 2}};
  const std::size_t largest = std::max(first.size(), second.size()), all = first.size() + second.size();
  const double work = options.method == RankMethod::exact && all <= most_rank_values
                          ? rank_sum_work(pooled_ranks(first, second), second.size())
                          : 0;
  const bool exact = takes_exact(options, largest, all, work);
  add_rank_p(test, d, first, second, exact, options);
  if (d.m > 1 && d.n > 1)
    add_superiority(test, d.delta(), d.unbiased_variance(),
                    distributions::t_quantile(d.m + d.n - 2, 1 - rank_tail(options)), std::min(d.m, d.n));
  else
    test.estimate = (1 + d.delta()) / 2;
  if (shift_always || all <= shift_limit) add_shift(test, first, second, exact, options);
  return test;
}

MannWhitney clustered_mann_whitney(std::span<const double> values, std::span<const std::int32_t> group,
                                   std::span<const std::int32_t> cluster, const RankTestOptions& options) {
  require_equal_length(values.size(), cluster.size(), "the values", "cluster");
  const std::vector<std::string> labels(options.labels.begin(), options.labels.end());
  auto test = rank_test_begun<MannWhitney>("mann-whitney obuchowski", options);
  test.n = static_cast<std::int64_t>(values.size());
  const Clusters clusters(cluster);
  test.clusters = clusters.count;
  const std::vector<GroupOfValues> groups = values_by_group(values, group, labels);
  if (groups.size() < 2) {
    test.not_estimable = {"one of the groups has no observation", "其中一组没有观测值"};
    return test;
  }
  const std::vector<double> first = sorted(groups[0].values), second = sorted(groups[1].values);
  const Dominance d = dominance(first, second);
  const double delta = d.delta(), superiority = (1 + delta) / 2;
  const double variance = obuchowski_variance(centred_components(values, group, first, second, superiority),
                                              group, clusters, d.m, d.n);
  if (!(variance > 0)) {
    test.not_estimable = variance < 0
                             ? Wording{"each group needs observations from at least two clusters",
                                       "每组的观测值至少要来自两个群"}
                             : Wording{"the clusters do not differ, so there is no variance between them",
                                       "各群之间没有差异，无法估计方差"};
    return test;
  }
  test.statistic = static_cast<double>(d.doubled_wins) / 2;
  test.u_first = d.m * d.n - test.statistic;
  test.groups = {ranked_group(labels[0], first, test.u_first + d.m * (d.m + 1) / 2),
                 ranked_group(labels[1], second, test.statistic + d.n * (d.n + 1) / 2)};
  normal_rank_p(test, delta / 2, std::sqrt(variance), 0, options.alternative);
  add_superiority(test, delta, 4 * variance, distributions::normal_quantile(1 - rank_tail(options)),
                  std::min(d.m, d.n));
  if (values.size() <= shift_limit)
    test.shift = median_entry(DifferenceTable{first, second}, static_cast<std::int64_t>(d.m * d.n));
  return test;
}

SignedRank signed_rank(std::span<const double> differences, const RankTestOptions& options, ZeroMethod zeros,
                       std::span<const std::int32_t> cluster) {
  require_finite(differences, "the differences");
  if (!cluster.empty())
    require_equal_length(differences.size(), cluster.size(), "the differences", "cluster");
  auto test =
      rank_test_begun<SignedRank>(zeros == ZeroMethod::pratt ? "wilcoxon pratt" : "wilcoxon", options);
  test.n = static_cast<std::int64_t>(differences.size());
  const SignedRanks s = signed_ranks(differences, zeros);
  test.zeros = s.zeros;
  const Clusters clusters(cluster);
  test.clusters = clusters.count;
  if (s.differences.empty()) {
    test.not_estimable = {"no difference is other than 0", "没有不为 0 的差值"};
    return test;
  }
  if (!cluster.empty() && clusters.count < 2) {
    test.not_estimable = {"all differences come from one cluster", "所有差值来自同一个群"};
    return test;
  }
  std::int64_t positive = 0, all = 0;
  double squares = 0;
  for (std::size_t i = 0; i < s.doubled.size(); ++i) {
    all += s.doubled[i];
    if (s.differences[i] > 0) positive += s.doubled[i];
    squares += static_cast<double>(s.doubled[i]) * static_cast<double>(s.doubled[i]);
  }
  test.statistic = static_cast<double>(positive) / 2;
  test.negative_ranks = static_cast<double>(all - positive) / 2;
  test.rank_biserial = static_cast<double>(2 * positive - all) / static_cast<double>(all);
  const double excess = test.statistic - static_cast<double>(all) / 4;
  if (!cluster.empty()) {
    test.estimator += " clustered";
    normal_rank_p(test, excess, std::sqrt(clustered_squares(s, clusters)) / 4, 0, options.alternative);
    test.estimate =
        median_entry(WalshTable{sorted(s.differences)},
                     static_cast<std::int64_t>(s.differences.size() * (s.differences.size() + 1) / 2));
    return test;
  }
  const std::size_t n = s.differences.size();
  const double work = options.method == RankMethod::exact ? signed_rank_work(s.doubled) : 0;
  const bool exact = takes_exact(options, n, n, work);
  if (exact) {
    test.method = "exact";
    test.p_value = exact_rank_p(signed_rank_distribution(s.doubled), positive, options.alternative);
  } else
    normal_rank_p(test, excess, std::sqrt(squares) / 4, options.continuity ? 0.5 : 0, options.alternative);
  add_pseudomedian(test, s.differences, exact, options);
  return test;
}

KruskalWallis kruskal_wallis(std::span<const double> values, std::span<const std::int32_t> group,
                             const std::vector<std::string>& labels, double level) {
  require_level(level);
  const std::vector<GroupOfValues> groups = values_by_group(values, group, labels);
  KruskalWallis test;
  test.estimator = "kruskal-wallis";
  test.level = level;
  test.n = static_cast<std::int64_t>(values.size());
  if (groups.size() < 2) {
    test.not_estimable = {"there are fewer than two groups with observations", "有观测值的组不足两个"};
    return test;
  }
  std::vector<double> pooled;
  for (const GroupOfValues& g : groups) pooled.insert(pooled.end(), g.values.begin(), g.values.end());
  const Ranks ranks = midranks(pooled);
  const auto n = static_cast<double>(test.n);
  double between = 0;
  std::size_t at = 0;
  for (const GroupOfValues& g : groups) {
    std::int64_t doubled = 0;
    for (std::size_t i = 0; i < g.values.size(); ++i) doubled += ranks.doubled[at++];
    test.groups.push_back(ranked_group(g.label, g.values, static_cast<double>(doubled) / 2));
    between += static_cast<double>(g.values.size()) * std::pow(test.groups.back().mean_rank - (n + 1) / 2, 2);
  }
  const double correction = 1 - ranks.ties / (n * (n * n - 1));
  if (!(correction > 0)) {
    test.not_estimable = all_values_equal;
    return test;
  }
  test.statistic = 12 / (n * (n + 1)) * between / correction;
  test.df = static_cast<double>(groups.size()) - 1;
  test.p_value = distributions::chi_square_upper(test.df, test.statistic);
  test.estimate = test.statistic / (n - 1);
  return test;
}

Friedman friedman(std::span<const std::span<const double>> treatments, const std::vector<std::string>& labels,
                  double level) {
  require_level(level);
  Friedman test;
  test.estimator = "friedman";
  test.level = level;
  const std::size_t k = treatments.size();
  require_equal_length(k, labels.size(), "the treatments", "their labels");
  for (std::size_t t = 0; t < k; ++t) {
    require_finite(treatments[t], labels[t]);
    require_equal_length(treatments[0].size(), treatments[t].size(), labels[0], labels[t]);
  }
  const std::size_t blocks = k == 0 ? 0 : treatments[0].size();
  test.n = static_cast<std::int64_t>(blocks);
  if (k < 2 || blocks < 2) {
    test.not_estimable = {"there are fewer than two treatments or two blocks", "处理或区组不足两个"};
    return test;
  }
  std::vector<double> sums(k), block(k);
  double squares = 0; // of doubled ranks about their mean
  const auto mean = static_cast<double>(k + 1);
  for (std::size_t b = 0; b < blocks; ++b) {
    for (std::size_t t = 0; t < k; ++t) block[t] = treatments[t][b];
    const Ranks ranks = midranks(block);
    for (std::size_t t = 0; t < k; ++t) {
      const auto r = static_cast<double>(ranks.doubled[t]);
      sums[t] += r;
      squares += (r - mean) * (r - mean);
    }
  }
  double between = 0;
  for (std::size_t t = 0; t < k; ++t) {
    test.groups.push_back(ranked_group(labels[t], treatments[t], sums[t] / 2));
    between += std::pow(sums[t] - static_cast<double>(blocks) * mean, 2);
  }
  if (squares == 0) {
    test.not_estimable = {"all values within each block are equal", "每个区组内取值全部相同"};
    return test;
  }
  test.df = static_cast<double>(k - 1);
  test.statistic = test.df * between / squares;
  test.p_value = distributions::chi_square_upper(test.df, test.statistic);
  test.estimate = test.statistic / (static_cast<double>(blocks) * test.df);
  return test;
}

Wording in_words(const MannWhitney& test) {
  if (!test.not_estimable.empty())
    return no_answer_in_words("Mann-Whitney test", " Mann-Whitney 检验结果", test);
  const Wording size = n_in_words(test);
  const std::string &a = test.groups[0].group, &b = test.groups[1].group;
  const Wording interval = interval_words(test, test.low, test.high, reasons::one_in_group);
  const std::string share = readable(test.estimate), p = "U = " + readable(test.statistic) + ", " +
                                                         readable_p(test.p_value) + " (" + test.method + ")";
  return {"A value of " + b + " is larger than one of " + a + " with probability " + share +
              ", equal ones counting half (" + interval.en + "); " + p + "; " + size.en + ".",
          b + " 的取值大于 " + a + " 的概率为 " + share + "（相等计一半；" + interval.zh + "）；" + p + "；" +
              size.zh + "。"};
}

Wording in_words(const SignedRank& test) {
  if (!test.not_estimable.empty()) return no_answer_in_words("signed-rank test", "符号秩检验结果", test);
  const Wording size = n_in_words(test);
  const std::string level = readable_level(test.level), low = readable(test.low), high = readable(test.high);
  const std::string value = readable(test.estimate), zeros = std::to_string(test.zeros);
  const std::string tail =
      "W = " + readable(test.statistic) + ", " + readable_p(test.p_value) + " (" + test.method + ")";
  const bool interval = !std::isnan(test.low);
  return {"The differences lie about " + value + " (pseudomedian" +
              (interval ? "; " + level + " % interval " + low + " to " + high : "") + "); " + tail + "; " +
              size.en + ", " + zeros + " of them 0.",
          "差值的伪中位数为 " + value +
              (interval ? "（" + level + "% 置信区间 " + low + " 至 " + high + "）" : "") + "；" + tail +
              "；" + size.zh + "，其中 " + zeros + " 个为 0。"};
}

Wording in_words(const KruskalWallis& test) {
  if (!test.not_estimable.empty())
    return no_answer_in_words("Kruskal-Wallis test", " Kruskal-Wallis 检验结果", test);
  const Wording size = n_in_words(test);
  const std::string k = std::to_string(test.groups.size()),
                    tail = "H" + chi_square_words(test.df, test.statistic, test.p_value);
  return {"Of the differences in rank the share " + readable(test.estimate) + " lies between the " + k +
              " groups (epsilon squared); " + tail + "; " + size.en + ".",
          k + " 个组之间的差异解释了秩次差异的 " + readable(test.estimate) + "（epsilon 平方）；" + tail +
              "；" + size.zh + "。"};
}

Wording in_words(const Friedman& test) {
  if (!test.not_estimable.empty()) return no_answer_in_words("Friedman test", " Friedman 检验结果", test);
  const Wording size = n_in_words(test);
  const std::string k = std::to_string(test.groups.size()),
                    tail = "χ²" + chi_square_words(test.df, test.statistic, test.p_value);
  return {"The blocks agree on the order of the " + k + " treatments to the degree " +
              readable(test.estimate) + " (Kendall's W, 0 to 1); " + tail + "; " + size.en + " blocks.",
          "各区组对 " + k + " 个处理的排序一致程度为 " + readable(test.estimate) + "（Kendall W，0 至 1）；" +
              tail + "；" + size.zh + " 个区组。"};
}

} // namespace aftercourse::statistics
