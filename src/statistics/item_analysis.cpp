#include <aftercourse/statistics/item_analysis.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <aftercourse/base/error.hpp>

#include "moments.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

/// Deviations from the mean; all 0 when the values differ by rounding only.
std::vector<double> deviations(std::span<const double> values) {
  const Moments m = moments(values);
  std::vector<double> out;
  for (const double x : values) out.push_back(m.constant() ? 0 : (x - m.mean) - m.rest);
  return out;
}

double mean_product(std::span<const double> a, std::span<const double> b) { // over n − 1
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return a.size() > 1 ? sum / static_cast<double>(a.size() - 1) : no_value;
}

/// Sums of marks such as 0.3 + 0.9 leave rounding behind, which is no variance.
std::vector<double> rest_of(std::span<const double> total, std::span<const double> item) {
  std::vector<double> rest;
  for (std::size_t i = 0; i < total.size(); ++i) rest.push_back(total[i] - item[i]);
  return rest;
}

std::vector<double> totals_of(std::span<const std::span<const double>> marks) {
  std::vector<double> totals(marks[0].size(), 0.0);
  for (const auto item : marks)
    for (std::size_t i = 0; i < item.size(); ++i) totals[i] += item[i];
  return totals;
}

ItemRow row_of_item(std::size_t j, std::span<const double> marks, std::span<const double> total,
                    double greatest) {
  ItemRow row;
  row.item = std::to_string(j + 1);
  row.greatest_mark = greatest;
  row.mean = moments(marks).mean;
  if (greatest > 0) row.facility = row.mean / greatest;
  std::vector<double> x = deviations(marks), rest = deviations(rest_of(total, marks));
  const std::vector<double> all = deviations(total);
  row.variance = mean_product(x, x);
  row.sd = std::sqrt(row.variance);
  row.rest_variance = mean_product(rest, rest);
  row.covariance = mean_product(x, rest);
  row.effective_weight = mean_product(x, all); // for now the covariance with the total
  if (row.variance > 0 && mean_product(all, all) > 0)
    row.item_total = row.effective_weight / std::sqrt(row.variance * mean_product(all, all));
  std::ranges::sort(x);
  std::ranges::sort(rest);
  row.greatest_covariance = mean_product(x, rest);
  if (row.variance > 0 && row.rest_variance > 0)
    row.discrimination_index = 100 * row.covariance / std::sqrt(row.variance * row.rest_variance);
  if (row.greatest_covariance > 0)
    row.discriminative_efficiency = 100 * row.covariance / row.greatest_covariance;
  return row;
}

/// Turns covariances with the total into weights.
void set_weights(std::vector<ItemRow>& items) {
  double sum = 0, greatest = 0;
  for (const ItemRow& row : items) {
    if (row.effective_weight > 0) sum += std::sqrt(row.effective_weight);
    greatest += row.greatest_mark;
  }
  for (ItemRow& row : items) {
    row.effective_weight =
        row.effective_weight >= 0 && sum > 0 ? 100 * std::sqrt(row.effective_weight) / sum : no_value;
    if (greatest > 0) row.intended_weight = 100 * row.greatest_mark / greatest;
  }
}

/// Fisher's k statistics: k₃/k₂^1.5 and k₄/k₂².
void set_shape(ItemAnalysis& analysis, std::span<const double> totals) {
  double m2 = 0, m3 = 0, m4 = 0;
  for (const double d : deviations(totals)) {
    m2 += d * d;
    m3 += d * d * d;
    m4 += d * d * d * d;
  }
  const auto n = static_cast<double>(totals.size());
  m2 /= n, m3 /= n, m4 /= n;
  const double k2 = n / (n - 1) * m2;
  if (!(k2 > 0)) return;
  if (n > 2) analysis.skewness = n * n * m3 / ((n - 1) * (n - 2)) / std::pow(k2, 1.5);
  if (n > 3)
    analysis.kurtosis =
        n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2) / ((n - 1) * (n - 2) * (n - 3)) / (k2 * k2);
}

double median_total(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t n = values.size(), half = n / 2;
  return n % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

void set_consistency(ItemAnalysis& analysis) {
  const auto p = static_cast<double>(analysis.items.size());
  double sum = 0;
  for (const ItemRow& row : analysis.items) sum += row.variance;
  if (analysis.n <= 2 || p <= 1 || !(analysis.sd > 0)) return;
  analysis.internal_consistency = 100 * p / (p - 1) * (1 - sum / (analysis.sd * analysis.sd));
  analysis.error_ratio = 100 * std::sqrt(std::max(0.0, 1 - analysis.internal_consistency / 100));
  analysis.standard_error = analysis.error_ratio * analysis.sd / 100;
}

/// Who belongs to the upper and the lower group.
struct OuterGroups {
  std::vector<char> upper, lower;
  double upper_n = 0, lower_n = 0;

  OuterGroups(std::span<const double> totals, double share)
      : upper(totals.size(), 0), lower(totals.size(), 0) {
    std::vector<double> sorted(totals.begin(), totals.end());
    std::ranges::sort(sorted);
    const auto size = static_cast<std::size_t>(std::ceil(share * static_cast<double>(totals.size()) - 1e-9));
    if (size == 0 || sorted[size - 1] >= sorted[sorted.size() - size]) return; // the groups would overlap
    for (std::size_t i = 0; i < totals.size(); ++i) {
      upper_n += upper[i] = totals[i] >= sorted[sorted.size() - size];
      lower_n += lower[i] = totals[i] <= sorted[size - 1];
    }
  }
};

OptionRow row_of_option(const Choices& item, std::size_t option, const OuterGroups& groups,
                        std::span<const double> total_deviations) {
  OptionRow row{
      .item = item.item, .option = item.options[option], .right = item.options[option] == item.right};
  std::vector<double> chosen;
  double upper = 0, lower = 0;
  for (std::size_t i = 0; i < item.codes.size(); ++i) {
    chosen.push_back(item.codes[i] == static_cast<std::int32_t>(option));
    row.n += static_cast<std::int64_t>(chosen.back());
    upper += chosen.back() * groups.upper[i];
    lower += chosen.back() * groups.lower[i];
  }
  row.share = static_cast<double>(row.n) / static_cast<double>(chosen.size());
  if (groups.upper_n > 0) {
    row.upper_share = upper / groups.upper_n;
    row.lower_share = lower / groups.lower_n;
    row.discrimination = row.upper_share - row.lower_share;
  }
  const std::vector<double> d = deviations(chosen);
  const double scale = std::sqrt(mean_product(d, d) * mean_product(total_deviations, total_deviations));
  if (scale > 0) row.point_biserial = mean_product(d, total_deviations) / scale;
  return row;
}

} // namespace

ItemAnalysis item_analysis(std::span<const std::span<const double>> marks, std::span<const double> greatest) {
  if (marks.empty()) throw InvalidArgument("AC5507", "there is no column of marks");
  require_equal_length(marks.size(), greatest.size(), "the items", "their greatest marks");
  require_finite(greatest, "the greatest marks");
  if (std::ranges::any_of(greatest, [](double g) { return g < 0; }))
    throw InvalidArgument("AC5504", "a greatest mark is not negative");
  for (std::size_t j = 0; j < marks.size(); ++j) {
    require_equal_length(marks[0].size(), marks[j].size(), "the first item", "item " + std::to_string(j + 1));
    require_finite(marks[j], "item " + std::to_string(j + 1));
  }
  ItemAnalysis analysis;
  analysis.estimator = "item analysis, Moodle's definitions";
  analysis.n = static_cast<std::int64_t>(marks[0].size());
  if (analysis.n == 0) {
    analysis.not_estimable = {"there is no attempt", "没有作答记录"};
    return analysis;
  }
  const std::vector<double> totals = totals_of(marks);
  for (std::size_t j = 0; j < marks.size(); ++j)
    analysis.items.push_back(row_of_item(j, marks[j], totals, greatest[j]));
  set_weights(analysis.items);
  const std::vector<double> d = deviations(totals);
  analysis.mean = moments(totals).mean;
  analysis.median = median_total(totals);
  analysis.sd = std::sqrt(mean_product(d, d));
  set_shape(analysis, totals);
  set_consistency(analysis);
  std::map<double, std::int64_t> frequency;
  for (const double total : totals) ++frequency[std::round(total * 1e9) / 1e9];
  for (const auto& [total, n] : frequency) analysis.totals.push_back({total, n});
  return analysis;
}

void add_distractors(ItemAnalysis& analysis, std::span<const std::span<const double>> marks,
                     std::span<const Choices> choices, double share) {
  if (!(share > 0 && share <= 0.5))
    throw InvalidArgument("AC5504", "the upper and lower groups have a share above 0 and at most 0.5 each");
  if (marks.empty() || marks[0].empty()) return;
  std::vector<double> totals = totals_of(marks);
  for (double& total : totals) total = std::round(total * 1e9) / 1e9; // 0.3 + 0.6 and 0.9 are one total
  const OuterGroups groups(totals, share);
  const std::vector<double> d = deviations(totals);
  analysis.upper_n = static_cast<std::int64_t>(groups.upper_n);
  analysis.lower_n = static_cast<std::int64_t>(groups.lower_n);
  for (const Choices& item : choices) {
    require_equal_length(totals.size(), item.codes.size(), "the marks", "the choices of " + item.item);
    for (const std::int32_t code : item.codes)
      if (code < -1 || code >= static_cast<std::int32_t>(item.options.size()))
        throw InvalidArgument("AC5504", "code " + std::to_string(code) + " is no option of " + item.item);
    for (std::size_t option = 0; option < item.options.size(); ++option)
      analysis.options.push_back(row_of_option(item, option, groups, d));
  }
}

Wording in_words(const ItemAnalysis& analysis) {
  const Wording size = size_in_words(analysis);
  if (!analysis.not_estimable.empty())
    return {"No item analysis: " + analysis.not_estimable.en + ".",
            "无法做项目分析：" + analysis.not_estimable.zh + "。"};
  const std::string items = std::to_string(analysis.items.size()), mean = readable(analysis.mean);
  Wording words{items + " items, mean total " + mean, items + " 个题目，平均总分 " + mean};
  if (std::isfinite(analysis.internal_consistency)) {
    words.en += "; internal consistency " + readable(analysis.internal_consistency) + " %, standard error " +
                readable(analysis.standard_error) + " marks";
    words.zh += "；内部一致性 " + readable(analysis.internal_consistency) + "%，标准误 " +
                readable(analysis.standard_error) + " 分";
  }
  return {words.en + "; " + size.en + ".", words.zh + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
