#include <aftercourse/statistics/conditional_rasch.hpp>

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// What the likelihood needs: how often each item was right and how many persons have each score.
struct ConditionalData {
  VectorXd right;
  VectorXd persons; ///< by score 0 to items
};

/// γ_r: the sum over all sets of r items of the product of their easiness, leaving out up to two items.
VectorXd symmetric_functions(const VectorXd& easiness, Index without = -1, Index nor = -1) {
  VectorXd gamma = VectorXd::Zero(easiness.size() + 1);
  gamma(0) = 1;
  Index used = 0;
  for (Index j = 0; j < easiness.size(); ++j) {
    if (j == without || j == nor) continue;
    ++used;
    for (Index r = used; r > 0; --r) gamma(r) += easiness(j) * gamma(r - 1);
  }
  return gamma;
}

struct ConditionalPoint {
  double log_likelihood = 0;
  VectorXd gradient;
  MatrixXd information; ///< of rank items − 1: a shift of all changes nothing
};

double conditional_likelihood(const ConditionalData& data, const VectorXd& beta) {
  const VectorXd gamma = symmetric_functions(beta.array().exp().matrix());
  double sum = beta.dot(data.right);
  for (Index r = 1; r < data.right.size(); ++r) sum -= data.persons(r) * std::log(gamma(r));
  return sum;
}

ConditionalPoint conditional_point(const ConditionalData& data, const VectorXd& beta) {
  const Index k = beta.size();
  const VectorXd easiness = beta.array().exp().matrix(), gamma = symmetric_functions(easiness);
  MatrixXd chance(k, k); // of being right, item × score
  for (Index j = 0; j < k; ++j) {
    const VectorXd rest = symmetric_functions(easiness, j);
    for (Index r = 1; r < k; ++r) chance(j, r) = easiness(j) * rest(r - 1) / gamma(r);
  }
  const VectorXd persons = data.persons.segment(1, k - 1);
  ConditionalPoint point{conditional_likelihood(data, beta), data.right - chance.rightCols(k - 1) * persons,
                         MatrixXd::Zero(k, k)};
  for (Index j = 0; j < k; ++j)
    for (Index l = 0; l <= j; ++l) {
      const VectorXd rest = l < j ? symmetric_functions(easiness, j, l) : VectorXd();
      double sum = 0;
      for (Index r = 1; r < k; ++r) {
        const double both = l == j  ? chance(j, r)
                            : r < 2 ? 0
                                    : easiness(j) * easiness(l) * rest(r - 2) / gamma(r);
        sum += data.persons(r) * (both - chance(j, r) * chance(l, r));
      }
      point.information(j, l) = point.information(l, j) = sum;
    }
  return point;
}

/// The inverse within the easinesses that sum to 0.
MatrixXd inverse_of_sum_zero(const MatrixXd& information) {
  const Index k = information.rows();
  const MatrixXd shift = MatrixXd::Constant(k, k, 1.0 / static_cast<double>(k));
  const double size = information.trace() / static_cast<double>(k);
  const Eigen::LDLT<MatrixXd> factor(information + size * shift);
  if (factor.info() != Eigen::Success || !(factor.rcond() > 1e-12) || !factor.isPositive()) return {};
  return factor.solve(MatrixXd::Identity(k, k)) - shift / size;
}

struct ConditionalFit {
  VectorXd beta;
  MatrixXd covariance; ///< empty: there is no maximum
  double log_likelihood = no_value;
};

ConditionalFit fit_conditional(const ConditionalData& data) {
  const double n = data.persons.sum();
  ConditionalFit fit;
  fit.beta = (data.right.array() / (n - data.right.array())).log().matrix();
  fit.beta.array() -= fit.beta.mean();
  for (int step = 0; step < 100; ++step) {
    const ConditionalPoint point = conditional_point(data, fit.beta);
    const MatrixXd inverse = inverse_of_sum_zero(point.information);
    if (inverse.size() == 0 || fit.beta.cwiseAbs().maxCoeff() > 25) return fit;
    const VectorXd move = inverse * point.gradient;
    double size = 1;
    while (size > 1e-6 && !(conditional_likelihood(data, fit.beta + size * move) >=
                            point.log_likelihood - 1e-12 * std::abs(point.log_likelihood)))
      size /= 2;
    fit.beta += size * move;
    fit.beta.array() -= fit.beta.mean();
    if (move.dot(point.gradient) > 1e-14) continue;
    fit.covariance = inverse;
    fit.log_likelihood = conditional_likelihood(data, fit.beta);
    return fit;
  }
  return fit;
}

/// The ability at which the expected score is `score`.
ScoreAbility ability_at(const VectorXd& difficulty, Index score, double n) {
  ScoreAbility row{.score = score, .n = std::llround(n)};
  if (score == 0 || score == difficulty.size()) return row;
  double theta = 0, spread = 0;
  for (int step = 0; step < 200; ++step) {
    const Eigen::ArrayXd right = (1 + (difficulty.array() - theta).exp()).inverse();
    spread = (right * (1 - right)).sum();
    const double move = std::clamp((static_cast<double>(score) - right.sum()) / spread, -1.0, 1.0);
    theta += move;
    if (std::abs(move) < 1e-12) break;
  }
  row.ability = theta;
  row.standard_error = 1 / std::sqrt(spread);
  return row;
}

void require_conditional(std::span<const std::span<const double>> items, double level) {
  require_level(level);
  if (items.empty()) throw InvalidArgument("AC5507", "there is no column of items");
  for (std::size_t j = 0; j < items.size(); ++j) {
    const std::string name = "item " + std::to_string(j + 1);
    require_equal_length(items[0].size(), items[j].size(), "the first item", name);
    require_finite(items[j], name);
    if (std::ranges::any_of(items[j], [](double x) { return x != 0 && x != 1; }))
      throw InvalidArgument("AC5504", "an answer is right (1) or wrong (0); " + name + " has another number");
  }
}

/// The shares of all items, and those that some got right and some wrong.
std::vector<std::size_t> conditional_items(ConditionalRasch& model,
                                           std::span<const std::span<const double>> items) {
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j < items.size(); ++j) {
    double right = 0;
    for (const double x : items[j]) right += x;
    ConditionalItem& row = model.items.emplace_back();
    row.item = std::to_string(j + 1);
    if (!items[j].empty()) row.share_right = right / static_cast<double>(items[j].size());
    if (right > 0 && right < static_cast<double>(items[j].size()))
      kept.push_back(j);
    else
      row.not_estimable = {"all answers are the same: the difficulty is without bound",
                           "作答全部相同，难度没有界限"};
  }
  return kept;
}

} // namespace

ConditionalRasch conditional_rasch(std::span<const std::span<const double>> items, double level) {
  require_conditional(items, level);
  ConditionalRasch model;
  model.estimator = "Rasch, conditional ML";
  model.level = level;
  model.n = static_cast<std::int64_t>(items[0].size());
  const std::vector<std::size_t> kept = conditional_items(model, items);
  if (kept.size() < 2) {
    model.not_estimable = {"it takes 2 items that some got right and some wrong",
                           "至少需要 2 个有人答对也有人答错的题目"};
    return model;
  }
  const auto k = static_cast<Index>(kept.size());
  ConditionalData data{VectorXd::Zero(k), VectorXd::Zero(k + 1)};
  for (std::size_t i = 0; i < items[0].size(); ++i) {
    Index score = 0;
    for (const std::size_t j : kept) score += items[j][i] == 1;
    data.persons(score) += 1;
    for (Index j = 0; j < k && score < k; ++j) data.right(j) += items[kept[static_cast<std::size_t>(j)]][i];
  }
  const double telling = data.persons.segment(1, k - 1).sum();
  const ConditionalFit fit = telling > 0 && data.right.minCoeff() > 0 && data.right.maxCoeff() < telling
                                 ? fit_conditional({data.right, data.persons})
                                 : ConditionalFit{};
  if (fit.covariance.size() == 0) {
    model.not_estimable = {
        "some items were always harder than the others, so their difficulties have no bound",
        "部分题目总是难于其他题目，难度没有界限"};
    return model;
  }
  model.log_likelihood = fit.log_likelihood;
  model.parameters = k - 1;
  const double z = distributions::normal_quantile((1 + level) / 2);
  for (Index j = 0; j < k; ++j) {
    ConditionalItem& row = model.items[kept[static_cast<std::size_t>(j)]];
    row.difficulty = -fit.beta(j);
    row.standard_error = std::sqrt(fit.covariance(j, j));
    row.low = row.difficulty - z * row.standard_error;
    row.high = row.difficulty + z * row.standard_error;
  }
  for (Index score = 0; score <= k; ++score)
    model.scores.push_back(ability_at(-fit.beta, score, data.persons(score)));
  return model;
}

Wording in_words(const ConditionalRasch& model) {
  const Wording size = size_in_words(model);
  if (!model.not_estimable.empty())
    return {"No Rasch model: " + model.not_estimable.en + " (" + size.en + ").",
            "无法拟合 Rasch 模型：" + model.not_estimable.zh + "（" + size.zh + "）。"};
  const std::string items = std::to_string(model.items.size()), fit = readable(model.log_likelihood);
  return {"Rasch model over " + items + " items by conditional likelihood (log " + fit + "); " + size.en +
              ".",
          items + " 个题目的 Rasch 模型，条件似然（对数 " + fit + "）；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
