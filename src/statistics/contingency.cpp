#include <aftercourse/statistics/contingency.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/t_test.hpp>

#include "cluster_covariance.hpp"
#include "distributions.hpp"
#include "fisher.hpp"
#include "grouped.hpp"
#include "noncentral.hpp"

namespace aftercourse::statistics {

namespace {

constexpr double fewest_expected = 5;

/// The table without its empty rows and columns, and its margins.
struct FilledTable {
  CountTable table;
  std::vector<double> rows, columns;
  double total = 0;
};

FilledTable filled(const CountTable& given) {
  require_equal_length(given.counts.size(), given.rows.size(), "the table", "its row labels");
  std::vector<double> rows(given.rows.size()), columns(given.columns.size());
  for (std::size_t r = 0; r < rows.size(); ++r) {
    require_equal_length(given.counts[r].size(), columns.size(), "a row of the table", "the column labels");
    require_finite(given.counts[r], "the table");
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (given.counts[r][c] < 0) throw InvalidArgument("AC5504", "a count of the table is negative");
      rows[r] += given.counts[r][c];
      columns[c] += given.counts[r][c];
    }
  }
  FilledTable out;
  for (std::size_t c = 0; c < columns.size(); ++c)
    if (columns[c] > 0) out.table.columns.push_back(given.columns[c]), out.columns.push_back(columns[c]);
  for (std::size_t r = 0; r < rows.size(); ++r) {
    if (!(rows[r] > 0)) continue;
    out.table.rows.push_back(given.rows[r]);
    out.rows.push_back(rows[r]);
    out.total += rows[r];
    auto& row = out.table.counts.emplace_back();
    for (std::size_t c = 0; c < columns.size(); ++c)
      if (columns[c] > 0) row.push_back(given.counts[r][c]);
  }
  return out;
}

const Wording one_row_or_column{"the table has fewer than two rows or columns that hold anything",
                                "表中有数据的行或列不足两个"};

void note_expected(ChiSquare& test, double expected) {
  test.smallest_expected =
      std::isnan(test.smallest_expected) ? expected : std::min(test.smallest_expected, expected);
  if (expected < fewest_expected) ++test.expected_below_5;
}

/// p, the effect size √(χ² / (n shape)) and its interval.
void finish_chi_square(ChiSquare& test, double n, double shape) {
  test.p_value = distributions::chi_square_upper(test.df, test.statistic);
  test.estimate = std::sqrt(test.statistic / (n * shape));
  const Limits lambda = noncentral_chi_square_limits(test.statistic, test.df, test.level);
  test.low = std::min(1.0, std::sqrt(lambda.low / (n * shape)));
  test.high = std::sqrt(lambda.high / (n * shape));
}

std::int64_t whole_count(double count) {
  if (count != std::floor(count) || count > 1e15)
    throw InvalidArgument("AC5504",
                          "an exact test needs whole counts, and there is one of " + readable(count));
  return static_cast<std::int64_t>(count);
}

struct ScoreInterval {
  double low, high;
};

/// Wilson (1927).
ScoreInterval wilson(double yes, double n, double z) {
  const double p = yes / n, z2 = z * z, middle = p + z2 / (2 * n);
  const double reach = z * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n)), below = 1 + z2 / n;
  return {yes == 0 ? 0 : (middle - reach) / below, yes == n ? 1 : (middle + reach) / below};
}

/// Newcombe (1998), p. 2639: the estimated correlation of the pairs, with a continuity correction when
/// positive.
double phi_of_pairs(double both, double lost, double gained, double neither) {
  const double margins = (both + lost) * (gained + neither) * (both + gained) * (lost + neither);
  if (margins == 0) return 0;
  const double n = both + lost + gained + neither, product = both * neither - lost * gained;
  return (product > 0 ? std::max(0.0, product - n / 2) : product) / std::sqrt(margins);
}

void newcombe_pairs(McNemar& test, double both, double neither, double z) {
  const double gained = static_cast<double>(test.gained), lost = static_cast<double>(test.lost);
  const double n = both + neither + gained + lost, p1 = test.share_first, p2 = test.share_second;
  const ScoreInterval s1 = wilson(both + lost, n, z), s2 = wilson(both + gained, n, z);
  const double phi = phi_of_pairs(both, lost, gained, neither);
  const auto reach = [phi](double x, double y) {
    return std::sqrt(std::max(0.0, x * x - 2 * phi * x * y + y * y));
  };
  test.low = test.estimate - reach(p2 - s2.low, s1.high - p1);
  test.high = test.estimate + reach(s2.high - p2, p1 - s1.low);
}

double beta_quantile(double a, double b, double p) {
  return quantile(boost::math::beta_distribution<double, distributions::Quiet>(a, b), p);
}

/// gained / lost with the limits of Clopper & Pearson's interval for the share of gained among the changed.
void add_pair_odds(McNemar& test) {
  const double g = static_cast<double>(test.gained), l = static_cast<double>(test.lost),
               tail = (1 - test.level) / 2;
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const auto odds = [](double p) { return p == 1 ? infinite : p / (1 - p); };
  test.odds_ratio = l == 0 ? infinite : g / l;
  test.odds_ratio_low = g == 0 ? 0 : odds(beta_quantile(g, l + 1, tail));
  test.odds_ratio_high = l == 0 ? infinite : odds(beta_quantile(g + 1, l, 1 - tail));
}

void add_pair_p_values(McNemar& test) {
  const double g = static_cast<double>(test.gained), l = static_cast<double>(test.lost), changed = g + l;
  const boost::math::binomial_distribution<double, distributions::Quiet> half(changed, 0.5);
  const double least = std::min(g, l), below = cdf(half, least);
  test.exact_p_value = std::min(1.0, 2 * below);
  test.mid_p_value = std::min(1.0, 2 * below - pdf(half, least));
  test.chi_square = (g - l) * (g - l) / changed;
  test.chi_square_p_value = distributions::chi_square_upper(1, test.chi_square);
  test.corrected_chi_square = std::pow(std::max(0.0, std::abs(g - l) - 1), 2) / changed;
  test.corrected_p_value = distributions::chi_square_upper(1, test.corrected_chi_square);
}

constexpr std::array<std::string_view, 4> mcnemar_method_names{"exact", "mid-p", "chi-square", "corrected"};

/// Weighted counts of the four cells.
struct RiskCounts {
  std::array<double, 2> n{}, yes{};
  double share(std::size_t g) const { return yes[g] / n[g]; }
};

double risk_value(RiskMeasure measure, double p1, double p2) {
  switch (measure) {
  case RiskMeasure::odds_ratio:
    return p2 / (1 - p2) / (p1 / (1 - p1));
  case RiskMeasure::risk_ratio:
    return p2 / p1;
  case RiskMeasure::risk_difference:
    break;
  }
  return p2 - p1;
}

/// d measure (its log for a ratio) / d share of a group, but for its sign.
double risk_slope(RiskMeasure measure, double p) {
  switch (measure) {
  case RiskMeasure::odds_ratio:
    return 1 / (p * (1 - p));
  case RiskMeasure::risk_ratio:
    return 1 / p;
  case RiskMeasure::risk_difference:
    break;
  }
  return 1;
}

/// The variance without clusters or weights: p (1 - p) / n of each share.
double plain_risk_variance(RiskMeasure measure, const RiskCounts& counts) {
  double out = 0;
  for (std::size_t g = 0; g < 2; ++g)
    out += std::pow(risk_slope(measure, counts.share(g)), 2) * counts.share(g) * (1 - counts.share(g)) /
           counts.n[g];
  return out;
}

struct RiskSpread {
  double variance = 0, df = std::numeric_limits<double>::infinity();
};

/// CR1 over the sums of the influences w (y - p) slope / Σw by cluster.
RiskSpread clustered_risk_spread(RiskMeasure measure, const RiskCounts& counts,
                                 std::span<const std::uint8_t> yes, std::span<const std::int32_t> group,
                                 const Clusters& clusters, std::span<const double> weights) {
  const bool own = clusters.empty();
  const std::size_t g = own ? yes.size() : static_cast<std::size_t>(clusters.count);
  std::vector<double> sum(g);
  for (std::size_t i = 0; i < yes.size(); ++i) {
    const auto side = static_cast<std::size_t>(group[i]);
    const double w = weights.empty() ? 1 : weights[i];
    const double u =
        w * (yes[i] - counts.share(side)) * risk_slope(measure, counts.share(side)) / counts.n[side];
    sum[own ? i : static_cast<std::size_t>(clusters.of[i])] += side == 1 ? u : -u;
  }
  const auto n = static_cast<std::int64_t>(yes.size()), count = static_cast<std::int64_t>(g);
  double squares = 0;
  for (const double s : sum) squares += s * s;
  return {cr1_factor(n, 2, count) * squares, static_cast<double>(own ? n - 2 : count - 1)};
}

const char* risk_name(RiskMeasure measure) {
  constexpr std::array names{"odds ratio", "risk ratio", "risk difference"};
  return names[static_cast<std::size_t>(measure)];
}

void add_risk_interval(RiskComparison& out, RiskMeasure measure, const RiskCounts& counts,
                       const RiskSpread& spread, bool plain) {
  const double p1 = counts.share(0), p2 = counts.share(1);
  out.estimate = risk_value(measure, p1, p2);
  out.standard_error = std::sqrt(spread.variance);
  const double critical = distributions::t_quantile(spread.df, 1 - (1 - out.level) / 2);
  const bool ratio = measure != RiskMeasure::risk_difference;
  const double middle = ratio ? std::log(out.estimate) : out.estimate, reach = critical * out.standard_error;
  if (out.standard_error > 0) // shares of 0 and 1 have none: their difference is no sure thing
    out.p_value = std::min(1.0, 2 * distributions::t_upper(spread.df, std::abs(middle) / out.standard_error));
  if (ratio) {
    out.low = std::exp(middle - reach);
    out.high = std::exp(middle + reach);
  } else if (plain) {
    const ScoreInterval a = wilson(counts.yes[0], counts.n[0], critical),
                        b = wilson(counts.yes[1], counts.n[1], critical);
    out.low = out.estimate - std::hypot(p2 - b.low, a.high - p1);
    out.high = out.estimate + std::hypot(b.high - p2, p1 - a.low);
  } else {
    out.low = middle - reach;
    out.high = middle + reach;
  }
}

} // namespace

ChiSquare chi_square(const CountTable& given, bool yates, double level) {
  require_level(level);
  const FilledTable f = filled(given);
  const std::size_t rows = f.rows.size(), columns = f.columns.size();
  if (yates && (given.rows.size() != 2 || given.columns.size() != 2))
    throw InvalidArgument("AC5504", "the correction of Yates is for tables of two rows and two columns");
  ChiSquare test;
  test.estimator = yates ? "chi-square yates" : "chi-square";
  test.level = level;
  test.n = static_cast<std::int64_t>(std::llround(f.total));
  if (rows < 2 || columns < 2) {
    test.not_estimable = one_row_or_column;
    return test;
  }
  CompensatedSum sum;
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      const double observed = f.table.counts[r][c], expected = f.rows[r] / f.total * f.columns[c];
      const double difference =
          std::abs(observed - expected) - (yates ? std::min(0.5, std::abs(observed - expected)) : 0);
      sum.add(difference * difference / expected);
      note_expected(test, expected);
      const double spread = expected * (1 - f.rows[r] / f.total) * (1 - f.columns[c] / f.total);
      test.cells.push_back({f.table.rows[r], f.table.columns[c], observed, expected,
                            (observed - expected) / std::sqrt(spread)});
    }
  test.statistic = sum.value();
  test.df = static_cast<double>((rows - 1) * (columns - 1));
  finish_chi_square(test, f.total, static_cast<double>(std::min(rows, columns) - 1));
  test.high = std::min(1.0, test.high);
  return test;
}

ChiSquare goodness_of_fit(std::span<const double> counts, std::span<const double> shares,
                          const std::vector<std::string>& labels, double level) {
  require_level(level);
  require_equal_length(counts.size(), labels.size(), "the counts", "their labels");
  if (!shares.empty())
    require_equal_length(counts.size(), shares.size(), "the counts", "the expected shares");
  require_finite(counts, "the counts");
  require_finite(shares, "the expected shares");
  double total = 0, whole = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < 0) throw InvalidArgument("AC5504", "a count is negative");
    if (!shares.empty() && !(shares[i] > 0))
      throw InvalidArgument("AC5504", "the expected share of " + labels[i] + " is not above 0");
    total += counts[i];
    whole += shares.empty() ? 1 : shares[i];
  }
  ChiSquare test;
  test.estimator = "chi-square goodness of fit";
  test.level = level;
  test.n = static_cast<std::int64_t>(std::llround(total));
  if (counts.size() < 2 || total == 0) {
    test.not_estimable = {"there are fewer than two categories, or no observation",
                          "类别不足两个，或没有观测值"};
    return test;
  }
  CompensatedSum sum;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const double share = (shares.empty() ? 1 : shares[i]) / whole, expected = total * share,
                 off = counts[i] - expected;
    sum.add(off * off / expected);
    note_expected(test, expected);
    test.cells.push_back({labels[i], "", counts[i], expected, off / std::sqrt(expected * (1 - share))});
  }
  test.statistic = sum.value();
  test.df = static_cast<double>(counts.size() - 1);
  finish_chi_square(test, total, 1);
  return test;
}

FisherExact fisher_exact(const CountTable& given, Alternative alternative, double level) {
  require_level(level);
  const bool two_by_two = given.rows.size() == 2 && given.columns.size() == 2;
  if (!two_by_two && alternative != Alternative::two_sided)
    throw InvalidArgument("AC5504", "a one-sided test is for tables of two rows and two columns");
  const FilledTable f = filled(given);
  FisherExact test;
  test.estimator = two_by_two ? "fisher exact" : "fisher-freeman-halton";
  test.level = level;
  test.alternative = name_of(alternative);
  test.n = static_cast<std::int64_t>(f.total);
  std::vector<std::vector<std::int64_t>> counts;
  for (const auto& row : f.table.counts)
    std::transform(row.begin(), row.end(), std::back_inserter(counts.emplace_back()), whole_count);
  if (f.rows.size() < 2 || f.columns.size() < 2) {
    test.not_estimable = one_row_or_column;
    return test;
  }
  if (!two_by_two) {
    test.p_value = network_p_value(counts);
    if (test.p_value < 0)
      throw InvalidArgument("AC5504", "the exact test of this table takes too much work; use chi_square");
    return test;
  }
  const TwoByTwo table(counts[0][0], counts[0][1], counts[1][0], counts[1][1]);
  const double tail = alternative == Alternative::two_sided ? (1 - level) / 2 : 1 - level;
  test.p_value = table.p_value(alternative);
  test.estimate = table.odds_ratio();
  test.low = alternative == Alternative::less ? 0 : table.lower_bound(tail);
  test.high =
      alternative == Alternative::greater ? std::numeric_limits<double>::infinity() : table.upper_bound(tail);
  return test;
}

McNemarMethod mcnemar_method_from_text(std::string_view name) {
  const auto at = std::find(mcnemar_method_names.begin(), mcnemar_method_names.end(), name);
  if (at == mcnemar_method_names.end())
    throw InvalidArgument("AC5504", "'" + std::string(name) +
                                        "' is no method; there are exact, mid-p, chi-square, corrected");
  return static_cast<McNemarMethod>(at - mcnemar_method_names.begin());
}

McNemar mcnemar(std::span<const std::uint8_t> first, std::span<const std::uint8_t> second,
                McNemarMethod method, double level, std::span<const std::int32_t> cluster) {
  require_level(level);
  require_equal_length(first.size(), second.size(), "the first", "the second");
  if (!cluster.empty()) require_equal_length(first.size(), cluster.size(), "the pairs", "cluster");
  McNemar test;
  test.estimator = cluster.empty() ? "mcnemar" : "mcnemar obuchowski";
  test.method = mcnemar_method_names[static_cast<std::size_t>(method)];
  test.level = level;
  test.n = static_cast<std::int64_t>(first.size());
  double both = 0, neither = 0;
  for (std::size_t i = 0; i < first.size(); ++i) {
    if (first[i] && second[i]) ++both;
    if (!first[i] && !second[i]) ++neither;
    if (!first[i] && second[i]) ++test.gained;
    if (first[i] && !second[i]) ++test.lost;
  }
  const Clusters clusters(cluster);
  test.clusters = clusters.count;
  if (first.empty()) {
    test.not_estimable = {"there are no pairs", "没有配对数据"};
    return test;
  }
  if (!cluster.empty() && clusters.count < 2) {
    test.not_estimable = {"all pairs come from one cluster", "所有配对来自同一个群"};
    return test;
  }
  const double n = static_cast<double>(test.n), changed = static_cast<double>(test.gained + test.lost);
  test.share_first = (both + static_cast<double>(test.lost)) / n;
  test.share_second = (both + static_cast<double>(test.gained)) / n;
  test.estimate = static_cast<double>(test.gained - test.lost) / n;
  if (cluster.empty()) {
    newcombe_pairs(test, both, neither, distributions::normal_quantile(1 - (1 - level) / 2));
    if (changed == 0) {
      test.p_value = test.exact_p_value = test.mid_p_value = 1; // nobody changed: no more extreme is possible
      return test;
    }
    add_pair_p_values(test);
    add_pair_odds(test);
    const std::array by_method{test.exact_p_value, test.mid_p_value, test.chi_square_p_value,
                               test.corrected_p_value};
    test.p_value = by_method[static_cast<std::size_t>(method)];
    return test;
  }
  std::vector<double> change(first.size()), by_cluster(static_cast<std::size_t>(clusters.count));
  for (std::size_t i = 0; i < change.size(); ++i) {
    change[i] = second[i] - static_cast<double>(first[i]);
    by_cluster[static_cast<std::size_t>(clusters.of[i])] += change[i];
  }
  TTestOptions options;
  options.level = level;
  const TTest interval = clustered_t(change, {}, cluster, {}, options);
  double squares = 0;
  for (const double s : by_cluster) squares += s * s;
  if (!interval.not_estimable.empty() || squares == 0) {
    test.not_estimable = {"the clusters do not differ, so there is no variance between them",
                          "各群之间没有差异，无法估计方差"};
    test.estimate = no_value;
    return test;
  }
  test.method = "chi-square";
  const double g = clusters.count, sum = static_cast<double>(test.gained - test.lost);
  test.chi_square = sum * sum / (g / (g - 1) * squares);
  test.p_value = test.chi_square_p_value = distributions::chi_square_upper(1, test.chi_square);
  test.standard_error = interval.standard_error;
  test.low = interval.low;
  test.high = interval.high;
  return test;
}

RiskComparison compare_risks(RiskMeasure measure, std::span<const std::uint8_t> yes,
                             std::span<const std::int32_t> group, std::span<const std::int32_t> cluster,
                             std::span<const double> weights, double level,
                             const std::array<std::string, 2>& labels) {
  require_level(level);
  require_equal_length(yes.size(), group.size(), "the outcome", "group");
  if (!cluster.empty()) require_equal_length(yes.size(), cluster.size(), "the outcome", "cluster");
  if (!weights.empty()) require_equal_length(yes.size(), weights.size(), "the outcome", "weights");
  require_finite(weights, "weights");
  RiskComparison out;
  const bool plain = cluster.empty() && weights.empty();
  out.estimator = std::string(risk_name(measure)) + (!cluster.empty() ? " CR1" : plain ? "" : " HC1");
  out.level = level;
  out.n = static_cast<std::int64_t>(yes.size());
  out.first = labels[0];
  out.second = labels[1];
  RiskCounts counts;
  std::array<std::int64_t, 2> sizes{};
  for (std::size_t i = 0; i < yes.size(); ++i) {
    const auto g = static_cast<std::size_t>(group[i]);
    if (g > 1) throw InvalidArgument("AC5504", "a group code is 0 or 1, not " + std::to_string(group[i]));
    const double w = weights.empty() ? 1 : weights[i];
    if (w < 0) throw InvalidArgument("AC5504", "weight " + std::to_string(i + 1) + " is negative");
    ++sizes[g];
    counts.n[g] += w;
    counts.yes[g] += yes[i] ? w : 0;
  }
  out.n_first = sizes[0];
  out.n_second = sizes[1];
  const Clusters clusters(cluster);
  out.clusters = clusters.count;
  if (!(counts.n[0] > 0) || !(counts.n[1] > 0)) {
    out.not_estimable = {"one of the groups has no observation", "其中一组没有观测值"};
    return out;
  }
  const double p1 = counts.share(0), p2 = counts.share(1);
  const bool none = p1 == 0 || p2 == 0, all = p1 == 1 || p2 == 1;
  out.share_first = p1;
  out.share_second = p2;
  if ((measure == RiskMeasure::odds_ratio && (none || all)) || (measure == RiskMeasure::risk_ratio && none)) {
    out.not_estimable = {"a cell of the table is empty; fisher_exact gives an exact interval",
                         "表中有空单元格；fisher_exact 可给出精确区间"};
    return out;
  }
  if (measure == RiskMeasure::risk_ratio && plain && p1 == 1 && p2 == 1) {
    out.not_estimable = {"both shares are 1, so nothing tells how far their ratio could be chance",
                         "两组比例均为 1，无法判断比值是否出于偶然"};
    return out;
  }
  const RiskSpread spread = plain ? RiskSpread{plain_risk_variance(measure, counts)}
                                  : clustered_risk_spread(measure, counts, yes, group, clusters, weights);
  if (!plain && !(spread.variance > 0 && std::isfinite(spread.variance))) {
    out.not_estimable = {"there is no variance between the clusters", "群间没有方差"};
    return out;
  }
  add_risk_interval(out, measure, counts, spread, plain);
  return out;
}

Wording in_words(const ChiSquare& test) {
  if (!test.not_estimable.empty()) return no_answer_in_words("chi-square test", "卡方检验结果", test);
  const Wording size = n_in_words(test);
  const std::string level = readable_level(test.level), low = readable(test.low), high = readable(test.high);
  const std::string tail =
      "χ²(" + readable(test.df) + ") = " + readable(test.statistic) + ", " + readable_p(test.p_value);
  const bool fit = test.estimator == "chi-square goodness of fit";
  Wording out{std::string(fit ? "The counts depart from the expected shares by w = "
                              : "The strength of association is V = ") +
                  readable(test.estimate) + " (" + level + " % interval " + low + " to " + high + "); " +
                  tail + "; " + size.en + ".",
              std::string(fit ? "计数偏离预期份额的程度 w = " : "关联强度 V = ") + readable(test.estimate) +
                  "（" + level + "% 置信区间 " + low + " 至 " + high + "）；" + tail + "；" + size.zh + "。"};
  if (test.expected_below_5 == 0) return out;
  const std::string few = std::to_string(test.expected_below_5), cells = std::to_string(test.cells.size());
  out.en += " In " + few + " of " + cells + " cells fewer than 5 were expected: fisher_exact is safer.";
  out.zh += cells + " 个单元格中有 " + few + " 个期望频数不足 5：宜用 fisher_exact。";
  return out;
}

Wording in_words(const FisherExact& test) {
  if (!test.not_estimable.empty()) return no_answer_in_words("exact test", "精确检验结果", test);
  const Wording size = n_in_words(test);
  const std::string p = readable_p(test.p_value);
  if (std::isnan(test.estimate))
    return {"Independence of rows and columns: exact " + p + "; " + size.en + ".",
            "行与列独立性：精确 " + p + "；" + size.zh + "。"};
  const std::string level = readable_level(test.level), low = readable(test.low), high = readable(test.high);
  return {"The odds ratio is " + readable(test.estimate) + " (" + level + " % interval " + low + " to " +
              high + "); exact " + p + "; " + size.en + ".",
          "比值比为 " + readable(test.estimate) + "（" + level + "% 置信区间 " + low + " 至 " + high +
              "）；精确 " + p + "；" + size.zh + "。"};
}

Wording in_words(const McNemar& test) {
  if (!test.not_estimable.empty()) return no_answer_in_words("McNemar test", " McNemar 检验结果", test);
  const Wording size = n_in_words(test);
  const std::string level = readable_level(test.level), low = readable(test.low), high = readable(test.high);
  const std::string gained = std::to_string(test.gained), lost = std::to_string(test.lost);
  const std::string tail = readable_p(test.p_value) + " (" + test.method + ")";
  return {"The share of yes went from " + readable(test.share_first) + " to " + readable(test.share_second) +
              ", by " + readable(test.estimate) + " (" + level + " % interval " + low + " to " + high +
              "): " + gained + " gained it, " + lost + " lost it; " + tail + "; " + size.en + " pairs.",
          "“是”的比例由 " + readable(test.share_first) + " 变为 " + readable(test.share_second) + "，变化 " +
              readable(test.estimate) + "（" + level + "% 置信区间 " + low + " 至 " + high + "）：" + gained +
              " 对由否变是，" + lost + " 对由是变否；" + tail + "；" + size.zh + " 对。"};
}

Wording in_words(const RiskComparison& r) {
  if (!r.not_estimable.empty()) return no_answer_in_words("comparison of shares", "比例比较", r);
  const Wording size = n_in_words(r);
  const bool ratio = !r.estimator.starts_with("risk difference"), odds = r.estimator.starts_with("odds");
  const std::string level = readable_level(r.level), low = readable(r.low), high = readable(r.high),
                    value = readable(r.estimate);
  const std::string p = readable_p(r.p_value),
                    shares = readable(r.share_second) + " / " + readable(r.share_first);
  const Wording tail = std::isnan(r.p_value)
                           ? Wording{"no p-value: both shares are 0 or 1", "无 p 值：两组比例均为 0 或 1"}
                           : Wording{p, p};
  return {"The " +
              std::string(odds    ? "odds ratio"
                          : ratio ? "risk ratio"
                                  : "risk difference") +
              " of " + r.second + " against " + r.first + " is " + value + " (" + level + " % interval " +
              low + " to " + high + "; shares " + shares + "); " + tail.en + "; " + size.en + ".",
          r.second + " 对 " + r.first + " 的" +
              std::string(odds    ? "比值比"
                          : ratio ? "风险比"
                                  : "风险差") +
              "为 " + value + "（" + level + "% 置信区间 " + low + " 至 " + high + "；比例 " + shares +
              "）；" + tail.zh + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
