#include <aftercourse/statistics/weakness.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/minima.hpp>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

struct BetaPrior {
  double a = 0.5, b = 0.5;
};

/// log of the beta-binomial likelihood, but for what does not depend on the prior.
double beta_binomial(std::span<const WeaknessRow> rows, BetaPrior prior) {
  const auto log_beta = [](double a, double b) {
    return std::lgamma(a) + std::lgamma(b) - std::lgamma(a + b);
  };
  double sum = 0;
  for (const WeaknessRow& row : rows) {
    const auto right = static_cast<double>(row.right), n = static_cast<double>(row.n);
    sum += log_beta(prior.a + right, prior.b + n - right) - log_beta(prior.a, prior.b);
  }
  return sum;
}

/// The most likely prior, over log(a + b) and for each the logit of the mean.
BetaPrior empirical_prior(std::span<const WeaknessRow> rows) {
  std::int64_t n = 0, right = 0;
  for (const WeaknessRow& row : rows) {
    n += row.n;
    right += row.right;
  }
  if (rows.size() < 2 || right == 0 || right == n) return {};
  const auto prior_at = [](double logit, double log_size) {
    const double mean = 1 / (1 + std::exp(-logit)), size = std::exp(log_size);
    return BetaPrior{mean * size, (1 - mean) * size};
  };
  constexpr int bits = 26; // half of a double's digits: what a minimum can tell
  const double share = static_cast<double>(right) / static_cast<double>(n),
               middle = std::log(share / (1 - share));
  const auto best_logit = [&](double log_size) {
    return boost::math::tools::brent_find_minima(
        [&](double logit) { return -beta_binomial(rows, prior_at(logit, log_size)); }, middle - 4, middle + 4,
        bits);
  };
  const double log_size =
      boost::math::tools::brent_find_minima([&](double s) { return best_logit(s).second; }, std::log(0.1),
                                            std::log(1e4), bits)
          .first;
  return prior_at(best_logit(log_size).first, log_size);
}

void set_posterior(WeaknessRow& row, BetaPrior prior, const WeaknessOptions& options) {
  const auto right = static_cast<double>(row.right), n = static_cast<double>(row.n);
  const boost::math::beta_distribution<double, distributions::Quiet> posterior(prior.a + right,
                                                                               prior.b + n - right);
  row.share = right / n;
  row.prior_a = prior.a;
  row.prior_b = prior.b;
  row.posterior_mean = boost::math::mean(posterior);
  row.low = boost::math::quantile(posterior, (1 - options.level) / 2);
  row.high = boost::math::quantile(boost::math::complement(posterior, (1 - options.level) / 2));
  row.probability_below = boost::math::cdf(posterior, options.pass_mark);
}

void require_codes(std::span<const std::int32_t> codes, std::size_t names, const char* what) {
  for (const std::int32_t code : codes)
    if (code < 0 || code >= static_cast<std::int32_t>(names))
      throw InvalidArgument("AC5504", "code " + std::to_string(code) + " is no " + what);
}

/// The answers of every key point and group that has one.
std::map<std::int32_t, std::vector<WeaknessRow>> counted_answers(std::span<const double> right,
                                                                 std::span<const std::int32_t> point,
                                                                 std::span<const std::int32_t> group,
                                                                 std::span<const std::string> points,
                                                                 std::span<const std::string> groups) {
  std::map<std::pair<std::int32_t, std::int32_t>, WeaknessRow> cells;
  for (std::size_t i = 0; i < right.size(); ++i) {
    WeaknessRow& row = cells[{point[i], group[i]}];
    if (row.n == 0) {
      row.point = points[static_cast<std::size_t>(point[i])];
      row.group = groups[static_cast<std::size_t>(group[i])];
    }
    ++row.n;
    row.right += right[i] == 1;
  }
  std::map<std::int32_t, std::vector<WeaknessRow>> by_point;
  for (auto& [key, row] : cells) by_point[key.first].push_back(std::move(row));
  return by_point;
}

} // namespace

Weakness weakness(std::span<const double> right, std::span<const std::int32_t> point,
                  std::span<const std::int32_t> group, std::span<const std::string> points,
                  std::span<const std::string> groups, const WeaknessOptions& options) {
  require_level(options.level);
  require_equal_length(right.size(), point.size(), "the answers", "their key points");
  require_equal_length(right.size(), group.size(), "the answers", "their groups");
  if (std::ranges::any_of(right, [](double x) { return x != 0 && x != 1; }))
    throw InvalidArgument("AC5504", "an answer is right (1) or wrong (0)");
  if (!(options.pass_mark > 0 && options.pass_mark < 1))
    throw InvalidArgument("AC5504", "the pass mark is a share between 0 and 1");
  if (options.prior == WeaknessPrior::stated &&
      !(options.a > 0 && options.b > 0 && std::isfinite(options.a + options.b)))
    throw InvalidArgument("AC5504", "both numbers of a beta prior are above 0");
  require_codes(point, points.size(), "key point");
  require_codes(group, groups.size(), "group");
  Weakness answer;
  answer.estimator =
      options.prior == WeaknessPrior::empirical ? "beta-binomial, empirical Bayes" : "beta-binomial";
  answer.level = options.level;
  answer.pass_mark = options.pass_mark;
  answer.n = static_cast<std::int64_t>(right.size());
  if (right.empty()) {
    answer.not_estimable = {"there is no answer", "没有作答记录"};
    return answer;
  }
  for (auto& [code, rows] : counted_answers(right, point, group, points, groups)) {
    BetaPrior prior;
    if (options.prior == WeaknessPrior::stated) prior = {options.a, options.b};
    if (options.prior == WeaknessPrior::empirical) prior = empirical_prior(rows);
    for (WeaknessRow& row : rows) {
      set_posterior(row, prior, options);
      answer.rows.push_back(std::move(row));
    }
  }
  std::ranges::stable_sort(answer.rows, std::ranges::greater{}, &WeaknessRow::probability_below);
  return answer;
}

Wording in_words(const Weakness& weakness) {
  const Wording size = size_in_words(weakness);
  if (!weakness.not_estimable.empty())
    return {"No weakness: " + weakness.not_estimable.en + ".",
            "无法判断薄弱点：" + weakness.not_estimable.zh + "。"};
  const WeaknessRow& worst = weakness.rows.front();
  const std::string p = readable(worst.probability_below), mark = readable_level(weakness.pass_mark);
  const std::string right = std::to_string(worst.right), n = std::to_string(worst.n);
  return {"Weakest is " + worst.group + " at " + worst.point + ": " + right + " of " + n +
              " right, the share is below " + mark + " % with probability " + p + "; " + size.en + ".",
          "最薄弱的是 " + worst.group + " 的“" + worst.point + "”：" + n + " 题答对 " + right +
              " 题，正确率低于 " + mark + "% 的概率为 " + p + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
