#include <aftercourse/statistics/buhlmann_straub.hpp>

#include <algorithm>
#include <cmath>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "moments.hpp"

namespace aftercourse::statistics {

namespace {

void require_credibility_columns(std::span<const double> values, std::span<const std::int32_t> group,
                                 std::span<const std::string> labels, std::span<const double> weights) {
  require_finite(values, "the values");
  require_finite(weights, "the weights");
  require_equal_length(values.size(), group.size(), "the values", "the groups");
  if (!weights.empty()) require_equal_length(values.size(), weights.size(), "the values", "the weights");
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (group[i] < 0 || static_cast<std::size_t>(group[i]) >= labels.size())
      throw InvalidArgument("AC5504", "the group of row " + std::to_string(i + 1) + " has no label");
    if (!weights.empty() && weights[i] < 0)
      throw InvalidArgument("AC5504",
                            "a weight is 0 or more; weight " + std::to_string(i + 1) + " is negative");
  }
}

/// The rows of one group: weighted mean, and squared deviations from it.
struct CredibilityRows {
  std::vector<double> values, weights;

  CredibilityGroup summary(const std::string& label, double& squares) const {
    const std::size_t n = values.size();
    CredibilityGroup g;
    g.group = label;
    g.n = static_cast<std::int64_t>(n);
    g.weight = compensated_sum(n, [&](std::size_t i) { return weights[i]; });
    const double near = compensated_sum(n, [&](std::size_t i) { return weights[i] * values[i]; }) / g.weight;
    const double rest = compensated_sum(n, [&](std::size_t i) { return weights[i] * (values[i] - near); });
    g.mean = near + rest / g.weight;
    squares += compensated_sum(
        n, [&](std::size_t i) { return weights[i] * (values[i] - g.mean) * (values[i] - g.mean); });
    return g;
  }
};

/// The weighted mean of the groups' means.
template <class WeightOf>
double mean_of_means(const std::vector<CredibilityGroup>& groups, const WeightOf& weight_of) {
  const double weights = compensated_sum(groups.size(), [&](std::size_t i) { return weight_of(groups[i]); });
  return compensated_sum(groups.size(),
                         [&](std::size_t i) { return weight_of(groups[i]) * groups[i].mean; }) /
         weights;
}

template <class WeightOf>
double squares_of_means(const std::vector<CredibilityGroup>& groups, double centre,
                        const WeightOf& weight_of) {
  return compensated_sum(groups.size(), [&](std::size_t i) {
    const double d = groups[i].mean - centre;
    return weight_of(groups[i]) * d * d;
  });
}

double own_weight(const CredibilityGroup& g) { return g.weight; }

double unbiased_between(const BuhlmannStraub& model) {
  const std::vector<CredibilityGroup>& groups = model.groups;
  const double total = compensated_sum(groups.size(), [&](std::size_t i) { return groups[i].weight; });
  const double squared =
      compensated_sum(groups.size(), [&](std::size_t i) { return groups[i].weight * groups[i].weight; });
  const double centre = mean_of_means(groups, own_weight);
  const double scatter = squares_of_means(groups, centre, own_weight);
  return total / (total * total - squared) *
         (scatter - static_cast<double>(groups.size() - 1) * model.within);
}

/// The fixed point, from the unbiased estimate or the plain variance of the means.
double iterative_between(const BuhlmannStraub& model, double start) {
  const std::vector<CredibilityGroup>& groups = model.groups;
  const double plain = squares_of_means(groups, mean_of_means(groups, [](const auto&) { return 1.0; }),
                                        [](const auto&) { return 1.0; });
  double between = start > 0 ? start : plain;
  for (int step = 0; step < 10000 && between > 0; ++step) {
    const auto z = [&](const CredibilityGroup& g) { return g.weight / (g.weight + model.within / between); };
    const double next =
        squares_of_means(groups, mean_of_means(groups, z), z) / static_cast<double>(groups.size() - 1);
    const bool settled = std::abs(next - between) <= 1e-15 * between;
    between = next < 1e-12 * plain ? 0 : next;
    if (settled) break;
  }
  return between;
}

void fill_credibility(BuhlmannStraub& model) {
  double sum = 0;
  for (CredibilityGroup& g : model.groups) {
    g.credibility = model.between > 0 ? g.weight / (g.weight + model.within / model.between) : 0;
    sum += g.credibility;
  }
  model.collective = model.between > 0
                         ? mean_of_means(model.groups, [](const auto& g) { return g.credibility; })
                         : mean_of_means(model.groups, own_weight);
  const double total =
      compensated_sum(model.groups.size(), [&](std::size_t i) { return model.groups[i].weight; });
  const double reach = distributions::normal_quantile(0.5 + model.level / 2);
  for (CredibilityGroup& g : model.groups) {
    const double rest = 1 - g.credibility;
    g.premium = model.collective + g.credibility * (g.mean - model.collective);
    g.standard_error = model.between > 0 ? std::sqrt(model.between * rest * (1 + rest / sum))
                                         : std::sqrt(model.within / total); // of the collective mean itself
    g.low = g.premium - reach * g.standard_error;
    g.high = g.premium + reach * g.standard_error;
  }
}

} // namespace

BuhlmannStraub buhlmann_straub(std::span<const double> values, std::span<const std::int32_t> group,
                               std::span<const std::string> labels, std::span<const double> weights,
                               const CredibilityOptions& options) {
  require_level(options.level);
  require_credibility_columns(values, group, labels, weights);
  BuhlmannStraub model;
  model.level = options.level;
  model.estimator = options.between == BetweenVariance::unbiased ? "Bühlmann-Straub, unbiased"
                                                                 : "Bühlmann-Straub, iterative";
  std::vector<CredibilityRows> rows(labels.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double w = weights.empty() ? 1 : weights[i];
    if (!(w > 0)) continue;
    rows[static_cast<std::size_t>(group[i])].values.push_back(values[i]);
    rows[static_cast<std::size_t>(group[i])].weights.push_back(w);
    ++model.n;
  }
  double squares = 0, freedom = 0;
  for (std::size_t label = 0; label < labels.size(); ++label) {
    if (rows[label].values.empty()) continue;
    model.groups.push_back(rows[label].summary(labels[label], squares));
    freedom += static_cast<double>(rows[label].values.size()) - 1;
  }
  model.clusters = static_cast<std::int64_t>(model.groups.size());
  if (model.groups.size() < 2) {
    model.not_estimable = {"credibility compares groups, and there are fewer than two",
                           "可信度需要至少两个组"};
  } else if (freedom < 1) {
    model.not_estimable = {"no group has two observations, so the variance within groups is unknown",
                           "没有一个组有两个观测值，无法估计组内方差"};
  } else {
    model.within = squares / freedom;
    double between = unbiased_between(model);
    if (options.between == BetweenVariance::iterative) between = iterative_between(model, between);
    model.between_negative = between < 0;
    model.between = std::max(0.0, between);
    fill_credibility(model);
  }
  return model;
}

Wording in_words(const BuhlmannStraub& model) {
  const std::string n = std::to_string(model.n), k = std::to_string(model.groups.size());
  if (!model.not_estimable.empty())
    return {"No credibility model: " + model.not_estimable.en + " (n = " + n + ").",
            "无法建立可信度模型：" + model.not_estimable.zh + "（n = " + n + "）。"};
  if (!(model.between > 0))
    return {"The " + k + " groups do not differ beyond chance (n = " + n +
                "): each is best predicted by the common mean " + readable(model.collective) + ".",
            k + " 个组的差异不超出偶然（n = " + n + "）：各组的最佳预测都是总均值 " +
                readable(model.collective) + "。"};
  const auto [least, most] = std::ranges::minmax_element(model.groups, {}, &CredibilityGroup::credibility);
  return {"The means of " + k + " groups (n = " + n + ") are drawn towards " + readable(model.collective) +
              "; they keep between " + readable(100 * least->credibility) + " % (" + least->group + ") and " +
              readable(100 * most->credibility) + " % (" + most->group + ") of their own.",
          k + " 个组（n = " + n + "）的均值向 " + readable(model.collective) + " 收缩；各组自身保留 " +
              readable(100 * least->credibility) + "%（" + least->group + "）至 " +
              readable(100 * most->credibility) + "%（" + most->group + "）。"};
}

} // namespace aftercourse::statistics
