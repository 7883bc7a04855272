#include <aftercourse/statistics/cronbach_alpha.hpp>

#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

Eigen::Map<const Eigen::MatrixXd> alpha_matrix(const ItemCovariance& c) {
  const auto k = static_cast<Eigen::Index>(c.items);
  return {c.values.data(), k, k};
}

double alpha_of(double k, double trace, double sum) {
  return k > 1 && sum > 0 ? k / (k - 1) * (1 - trace / sum) : no_value;
}

std::vector<AlphaItem> alpha_items(const ItemCovariance& covariance) {
  const auto v = alpha_matrix(covariance);
  const double k = static_cast<double>(v.rows()), sum = v.sum(), trace = v.trace();
  std::vector<AlphaItem> items;
  for (Eigen::Index i = 0; i < v.rows(); ++i) {
    AlphaItem item;
    item.item = covariance.name(static_cast<std::size_t>(i));
    item.variance = v(i, i);
    const double with_total = v.col(i).sum(), with_rest = with_total - v(i, i);
    const double rest = sum - 2 * with_total + v(i, i); // variance of the sum of the others
    if (v(i, i) > 0 && sum > 0) item.item_total = with_total / std::sqrt(v(i, i) * sum);
    if (v(i, i) > 0 && rest > 0) item.item_rest = with_rest / std::sqrt(v(i, i) * rest);
    item.alpha_if_dropped = alpha_of(k - 1, trace - v(i, i), rest);
    items.push_back(item);
  }
  return items;
}

/// Duhachek and Iacobucci (2004), eq. (3): √(Q/n).
double alpha_standard_error(const Eigen::Ref<const Eigen::MatrixXd>& v, double n) {
  const double k = static_cast<double>(v.rows()), sum = v.sum(), trace = v.trace();
  const double squares = v.squaredNorm(), through = v.rowwise().sum().squaredNorm(); // tr V² and 1'V²1
  const double q = 2 * k * k / ((k - 1) * (k - 1) * sum * sum * sum) *
                   (sum * (squares + trace * trace) - 2 * trace * through);
  return std::sqrt(std::max(0.0, q) / n);
}

/// 1 − Σ e_i²/s², with e_i² what the other items cannot predict of item i.
double guttman_lambda6(const Eigen::Ref<const Eigen::MatrixXd>& v) {
  const Eigen::LDLT<Eigen::MatrixXd> factor(v);
  if (factor.info() != Eigen::Success || !(factor.rcond() > 1e-13) || !factor.isPositive()) return no_value;
  const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(v.rows(), v.cols()));
  return 1 - inverse.diagonal().cwiseInverse().sum() / v.sum();
}

} // namespace

CronbachAlpha cronbach_alpha(const ItemCovariance& covariance, double level) {
  require_level(level);
  CronbachAlpha alpha;
  alpha.estimator = "Cronbach's alpha";
  alpha.level = level;
  alpha.n = covariance.n;
  alpha.items = static_cast<std::int64_t>(covariance.items);
  if (alpha.n < 2 || alpha.items < 2) {
    alpha.not_estimable = {"it takes two items and two persons", "至少需要两个题目和两名受访者"};
    return alpha;
  }
  const auto v = alpha_matrix(covariance);
  const double k = static_cast<double>(alpha.items), n = static_cast<double>(alpha.n);
  if (!v.allFinite() || !std::isfinite(v.squaredNorm())) {
    alpha.not_estimable = too_far_apart;
    return alpha;
  }
  alpha.per_item = alpha_items(covariance);
  if (!(v.sum() > 1e-14 * v.trace())) {
    alpha.not_estimable = {"the sum of the items does not vary", "各题目之和没有变化"};
    return alpha;
  }
  alpha.estimate = alpha_of(k, v.trace(), v.sum());
  alpha.standard_error = alpha_standard_error(v, n);
  alpha.low = 1 - (1 - alpha.estimate) * distributions::f_quantile(n - 1, (n - 1) * (k - 1), (1 + level) / 2);
  alpha.high =
      1 - (1 - alpha.estimate) * distributions::f_quantile(n - 1, (n - 1) * (k - 1), (1 - level) / 2);
  if (v.diagonal().minCoeff() > 0) { // every item varies
    const ItemCovariance correlations = covariance.correlations();
    const auto r = alpha_matrix(correlations);
    alpha.standardised = alpha_of(k, k, r.sum());
    alpha.mean_correlation = (r.sum() - k) / (k * (k - 1));
    alpha.guttman_lambda6 = guttman_lambda6(r);
  }
  return alpha;
}

Wording in_words(const CronbachAlpha& alpha) {
  const std::string items = std::to_string(alpha.items);
  return coefficient_in_words(alpha, {"Cronbach's alpha", "Cronbach α 系数"},
                              {items + " items", items + " 个题目"});
}

} // namespace aftercourse::statistics
