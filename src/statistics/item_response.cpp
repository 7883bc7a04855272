#include <aftercourse/statistics/item_response.hpp>

#include <algorithm>
#include <cmath>

#include <Eigen/Cholesky>
#include <Eigen/Core>

#include <aftercourse/base/error.hpp>

#include "cluster_covariance.hpp"
#include "distributions.hpp"
#include "marginal_likelihood.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

enum class Slopes : std::uint8_t { own, common, fixed };

/// Which parameters are free: all = free_to_all · free + constant.
struct FreeParameters {
  MatrixXd to_all;
  VectorXd constant;

  FreeParameters(Slopes slopes, double fixed, Index items) {
    const Index free = slopes == Slopes::own ? 2 * items : slopes == Slopes::common ? items + 1 : items;
    to_all = MatrixXd::Zero(2 * items, free);
    to_all.topLeftCorner(items, items).setIdentity();
    constant = VectorXd::Zero(2 * items);
    if (slopes == Slopes::own) to_all.bottomRightCorner(items, items).setIdentity();
    if (slopes == Slopes::common) to_all.bottomRightCorner(items, 1).setOnes();
    if (slopes == Slopes::fixed) constant.tail(items).setConstant(fixed);
  }
  VectorXd all(const VectorXd& free) const { return to_all * free + constant; }
};

enum class FitEnd : std::uint8_t { converged, unbounded, flat, lost };

struct ItemFit {
  VectorXd free;
  MarginalPoint point;
  MarginalCurvature curvature;
  FitEnd end = FitEnd::lost;
  std::int64_t steps = 0;
};

/// Newton's step; where the information is not positive, the step of the scores' outer product.
VectorXd uphill(const MarginalCurvature& c, const FreeParameters& f) {
  const VectorXd gradient = f.to_all.transpose() * c.gradient;
  const Eigen::LLT<MatrixXd> newton(f.to_all.transpose() * c.information * f.to_all);
  if (newton.info() == Eigen::Success) return newton.solve(gradient);
  MatrixXd outer = f.to_all.transpose() * c.outer * f.to_all;
  outer.diagonal() *= 1 + 1e-6;
  outer.diagonal().array() += 1e-9;
  return outer.llt().solve(gradient);
}

FitEnd end_of(const ItemFit& fit, bool fixed) {
  constexpr double unbounded = 40, flat = 1e-4;
  const auto slopes = fit.point.discriminations().cwiseAbs();
  if (!fit.free.allFinite() || slopes.maxCoeff() > unbounded) return FitEnd::unbounded;
  return !fixed && slopes.maxCoeff() < flat ? FitEnd::flat : FitEnd::lost;
}

/// Climbs until the likelihood can rise by no more than `tolerance`, and takes that last step too.
void climb(const MarginalLikelihood& likelihood, const FreeParameters& f, double tolerance, ItemFit& fit) {
  constexpr std::int64_t most_steps = 200;
  const bool fixed = f.to_all.cols() == f.to_all.rows() / 2;
  fit.point = likelihood.at(f.all(fit.free));
  fit.end = FitEnd::lost;
  for (; fit.steps < most_steps; ++fit.steps) {
    fit.curvature = likelihood.curvature(fit.point);
    const VectorXd step = uphill(fit.curvature, f);
    const double rise = step.dot(f.to_all.transpose() * fit.curvature.gradient);
    if (!std::isfinite(rise)) return;
    double size = std::min(1.0, 2 / std::max(1e-300, step.cwiseAbs().maxCoeff()));
    MarginalPoint next = likelihood.at(f.all(fit.free + size * step));
    const double slack = 1e-12 * std::abs(fit.point.log_likelihood);
    while (!(next.log_likelihood >= fit.point.log_likelihood - slack) && size > 1e-6) {
      size /= 4;
      next = likelihood.at(f.all(fit.free + size * step));
    }
    fit.free += size * step;
    fit.point = std::move(next);
    if (rise < tolerance) {
      fit.end = FitEnd::converged;
      return;
    }
    if (const FitEnd end = end_of(fit, fixed); end != FitEnd::lost) {
      fit.end = end;
      return;
    }
  }
}

VectorXd start_of(const AnswerPatterns& patterns, Slopes slopes) {
  const Index items = patterns.right.rows();
  const VectorXd right = patterns.right * patterns.times;
  const VectorXd all = patterns.answered.size() == 0 ? VectorXd::Constant(items, patterns.times.sum())
                                                     : VectorXd(patterns.answered * patterns.times);
  const Eigen::ArrayXd share = (right.array() + 0.5) / (all.array() + 1);
  const Index free = slopes == Slopes::own ? 2 * items : slopes == Slopes::common ? items + 1 : items;
  VectorXd start = VectorXd::Ones(free);
  start.head(items) =
      1.15 * (share / (1 - share)).log().matrix(); // the spread of θ flattens a marginal curve
  return start;
}

/// A coarse grid leads near the maximum at a fraction of the cost.
ItemFit fit_items(const AnswerPatterns& patterns, const FreeParameters& f, Slopes slopes,
                  std::int64_t nodes) {
  constexpr int coarse = 15;
  ItemFit fit;
  fit.free = start_of(patterns, slopes);
  if (nodes > coarse) {
    climb(MarginalLikelihood(patterns, coarse), f, 1e-2, fit);
    if (fit.end == FitEnd::lost) fit.free = start_of(patterns, slopes);
  }
  climb(MarginalLikelihood(patterns, static_cast<int>(nodes)), f, 1e-11, fit);
  return fit;
}

/// Of all parameters. With clusters: B M B, M from the clusters' sums of scores.
MatrixXd covariance_of(const ItemFit& fit, const FreeParameters& f, const AnswerPatterns& patterns,
                       const ItemResponseOptions& options, std::int64_t& count) {
  const Index free = f.to_all.cols();
  const Eigen::LLT<MatrixXd> information(f.to_all.transpose() * fit.curvature.information * f.to_all);
  if (information.info() != Eigen::Success || !(information.rcond() > 1e-12)) return {};
  MatrixXd covariance = information.solve(MatrixXd::Identity(free, free));
  if (!options.clusters.empty()) {
    std::vector<std::int32_t> codes;
    std::vector<Index> pattern;
    std::vector<double> weight;
    for (std::size_t i = 0; i < patterns.of_person.size(); ++i) {
      if (patterns.of_person[i] < 0) continue;
      codes.push_back(options.clusters[i]);
      pattern.push_back(patterns.of_person[i]);
      weight.push_back(options.weights.empty() ? 1 : options.weights[i]);
    }
    const Clusters clusters(codes);
    count = clusters.count;
    if (count < 2) return {};
    MatrixXd scores = fit.curvature.scores.transpose()(pattern, Eigen::all) * f.to_all;
    scores.array().colwise() *= Eigen::Map<const Eigen::ArrayXd>(weight.data(), scores.rows());
    const MatrixXd sums = cluster_sums(scores, clusters);
    const double g = static_cast<double>(count);
    covariance = g / (g - 1) * covariance * sums.transpose() * sums * covariance;
  }
  return f.to_all * covariance * f.to_all.transpose();
}

struct ModeOfAbility {
  double at = 0, error = 0;
};

/// The most likely θ given the answers and its prior; the curve is concave, so Newton's method finds it.
ModeOfAbility mode_of_ability(const AnswerPatterns& patterns, Index p, const MarginalPoint& point,
                              double start) {
  const auto d = point.intercepts(), a = point.discriminations();
  ModeOfAbility mode{start, 1};
  for (int step = 0; step < 50; ++step) {
    double slope = -mode.at, curve = 1;
    for (Index j = 0; j < d.size(); ++j) {
      if (patterns.answered.size() > 0 && patterns.answered(j, p) == 0) continue;
      const double right = 1 / (1 + std::exp(-(d(j) + a(j) * mode.at)));
      slope += a(j) * (patterns.right(j, p) - right);
      curve += a(j) * a(j) * right * (1 - right);
    }
    mode.error = 1 / std::sqrt(curve);
    const double move = std::clamp(slope / curve, -1.0, 1.0);
    mode.at += move;
    if (std::abs(move) < 1e-9) break;
  }
  return mode;
}

void set_abilities(ItemResponseModel& model, const MarginalLikelihood& likelihood,
                   const AnswerPatterns& patterns, const MarginalPoint& point) {
  const Eigen::ArrayXd mean = likelihood.mean(point), sd = likelihood.sd(point);
  const double n = patterns.times.sum();
  for (Index p = 0; p < mean.size(); ++p) {
    const ModeOfAbility mode = mode_of_ability(patterns, p, point, mean(p));
    model.patterns.push_back({patterns.texts[static_cast<std::size_t>(p)], patterns.times(p),
                              patterns.answered.size() == 0 ? n * std::exp(point.log_chance(p)) : no_value,
                              mean(p), sd(p), mode.at, mode.error});
  }
  for (std::size_t i = 0; i < patterns.of_person.size(); ++i) {
    const std::int32_t p = patterns.of_person[i];
    model.ability[i] = p < 0 ? no_value : mean(p);
    model.ability_sd[i] = p < 0 ? no_value : sd(p);
  }
}

/// The same model with θ turned round.
VectorXd reflected(VectorXd parameters) {
  parameters.tail(parameters.size() / 2) *= -1;
  return parameters;
}

void set_parameters(ItemParameters& item, const MarginalPoint& point, const MatrixXd& covariance, Index j,
                    double level) {
  const Index items = point.intercepts().size();
  const double d = point.intercepts()(j), a = point.discriminations()(j);
  const double var_d = covariance(j, j), var_a = covariance(items + j, items + j),
               both = covariance(j, items + j);
  item.intercept = d;
  item.intercept_error = std::sqrt(var_d);
  item.discrimination = a;
  item.discrimination_error = std::sqrt(std::max(0.0, var_a));
  if (std::abs(a) < 1e-8) return;
  item.difficulty = -d / a;
  item.difficulty_error = std::sqrt(std::max(0.0, var_d + item.difficulty * item.difficulty * var_a +
                                                      2 * item.difficulty * both)) /
                          std::abs(a);
  const double z = distributions::normal_quantile((1 + level) / 2);
  item.difficulty_low = item.difficulty - z * item.difficulty_error;
  item.difficulty_high = item.difficulty + z * item.difficulty_error;
}

const Wording all_were_right{"all answers are right: the difficulty is without bound",
                             "全部答对，难度没有下限"};
const Wording all_were_wrong{"all answers are wrong: the difficulty is without bound",
                             "全部答错，难度没有上限"};
const Wording nobody_answered{"nobody answered", "无人作答"};

void require_answer(double answer, std::size_t item) {
  if (answer == 0 || answer == 1) return;
  const std::string where = "item " + std::to_string(item + 1);
  if (std::isinf(answer)) throw InvalidArgument("AC5501", where + " has an infinite value");
  throw InvalidArgument("AC5504",
                        "an answer is right (1) or wrong (0); " + where + " has " + readable(answer));
}

/// Counts every item and says which have a difficulty at all.
std::vector<std::size_t> items_to_fit(ItemResponseModel& model,
                                      std::span<const std::span<const double>> items,
                                      std::span<const double> weights) {
  std::vector<std::size_t> kept;
  for (std::size_t j = 0; j < items.size(); ++j) {
    double n = 0, right = 0;
    for (std::size_t i = 0; i < items[j].size(); ++i) {
      if (std::isnan(items[j][i])) continue;
      require_answer(items[j][i], j);
      const double w = weights.empty() ? 1 : weights[i];
      n += w;
      right += w * items[j][i];
    }
    ItemParameters& item = model.items.emplace_back();
    item.item = std::to_string(j + 1);
    item.n = std::llround(n);
    if (n > 0) item.share_right = right / n;
    item.not_estimable = !(n > 0)     ? nobody_answered
                         : right == n ? all_were_right
                         : right == 0 ? all_were_wrong
                                      : Wording{};
    if (item.not_estimable.empty()) kept.push_back(j);
  }
  return kept;
}

/// The likelihood of items that have nothing in common.
double independent_likelihood(const AnswerPatterns& patterns) {
  const VectorXd right = patterns.right * patterns.times;
  const bool complete = patterns.answered.size() == 0;
  double sum = 0;
  for (Index j = 0; j < right.size(); ++j) {
    const double n = complete ? patterns.times.sum() : patterns.answered.row(j).dot(patterns.times);
    sum += right(j) * std::log(right(j) / n) + (n - right(j)) * std::log1p(-right(j) / n);
  }
  return sum;
}

Wording reason_of_fit(const ItemFit& fit, Slopes slopes) {
  if (fit.end == FitEnd::flat)
    return {"the answers of a person hang together no more than chance would have it",
            "同一人的作答之间没有超过机遇的关联"};
  if (fit.end == FitEnd::unbounded)
    return slopes == Slopes::own
               ? Wording{"the discrimination of an item grows without bound", "某一题目的区分度无限增大"}
               : Wording{"the discrimination grows without bound", "区分度无限增大"};
  return {"the maximum of the likelihood was not found", "未能找到似然函数的最大值"};
}

void require_items(std::span<const std::span<const double>> items, const ItemResponseOptions& options) {
  require_level(options.level);
  if (items.empty()) throw InvalidArgument("AC5507", "there is no column of items");
  for (std::size_t j = 1; j < items.size(); ++j)
    require_equal_length(items[0].size(), items[j].size(), "the first item", "item " + std::to_string(j + 1));
  if (options.nodes < 3 || options.nodes > 401)
    throw InvalidArgument("AC5504",
                          "the quadrature has 3 to 401 nodes, not " + std::to_string(options.nodes));
  if (!options.clusters.empty())
    require_equal_length(items[0].size(), options.clusters.size(), "the items", "the clusters");
  if (options.weights.empty()) return;
  require_equal_length(items[0].size(), options.weights.size(), "the items", "the weights");
  require_finite(options.weights, "the weights");
  if (std::ranges::any_of(options.weights, [](double w) { return w < 0; }))
    throw InvalidArgument("AC5504", "a weight is not negative");
}

ItemResponseModel fit_model(std::span<const std::span<const double>> items, Slopes slopes, double fixed,
                            const ItemResponseOptions& options) {
  require_items(items, options);
  ItemResponseModel model;
  model.estimator = slopes == Slopes::own ? "two-parameter logistic, marginal ML" : "Rasch, marginal ML";
  model.level = options.level;
  model.nodes = options.nodes;
  model.ability.assign(items[0].size(), no_value);
  model.ability_sd.assign(items[0].size(), no_value);
  const std::vector<std::size_t> kept = items_to_fit(model, items, options.weights);
  const std::size_t fewest = slopes == Slopes::own ? 3 : slopes == Slopes::common ? 2 : 1;
  if (kept.size() < fewest) {
    const std::string need = std::to_string(fewest);
    model.n = static_cast<std::int64_t>(items[0].size());
    model.not_estimable = {"it takes " + need + " items that some got right and some wrong",
                           "至少需要 " + need + " 个有人答对也有人答错的题目"};
    return model;
  }
  std::vector<std::span<const double>> columns;
  for (const std::size_t j : kept) columns.push_back(items[j]);
  const AnswerPatterns patterns = answer_patterns(columns, options.weights);
  const double n = patterns.times.sum();
  model.n = std::llround(n);
  model.missing = static_cast<std::int64_t>(std::ranges::count(patterns.of_person, -1));
  const FreeParameters free(slopes, fixed, static_cast<Index>(kept.size()));
  ItemFit fit = fit_items(patterns, free, slopes, options.nodes);
  model.steps = fit.steps;
  if (slopes != Slopes::fixed && fit.end == FitEnd::converged &&
      fit.point.log_likelihood < independent_likelihood(patterns) + 1e-6)
    fit.end = FitEnd::flat;
  MatrixXd covariance;
  if (fit.end == FitEnd::converged) covariance = covariance_of(fit, free, patterns, options, model.clusters);
  if (covariance.size() == 0) {
    model.not_estimable = reason_of_fit(fit, slopes);
    return model;
  }
  if (fit.point.discriminations().sum() < 0) { // θ and −θ fit alike: more ability answers better
    fit.point =
        MarginalLikelihood(patterns, static_cast<int>(options.nodes)).at(reflected(fit.point.parameters));
    covariance.topRightCorner(covariance.rows() / 2, covariance.cols() / 2) *= -1;
    covariance.bottomLeftCorner(covariance.rows() / 2, covariance.cols() / 2) *= -1;
  }
  model.parameters = free.to_all.cols();
  model.log_likelihood = fit.point.log_likelihood;
  model.aic = 2 * static_cast<double>(model.parameters) - 2 * model.log_likelihood;
  model.bic = std::log(n) * static_cast<double>(model.parameters) - 2 * model.log_likelihood;
  for (std::size_t j = 0; j < kept.size(); ++j)
    set_parameters(model.items[kept[j]], fit.point, covariance, static_cast<Index>(j), options.level);
  set_abilities(model, MarginalLikelihood(patterns, static_cast<int>(options.nodes)), patterns, fit.point);
  return model;
}

} // namespace

ItemResponseModel two_parameter_logistic(std::span<const std::span<const double>> items,
                                         const ItemResponseOptions& options) {
  return fit_model(items, Slopes::own, 1, options);
}

ItemResponseModel rasch(std::span<const std::span<const double>> items, std::optional<double> discrimination,
                        const ItemResponseOptions& options) {
  if (discrimination && !(*discrimination > 0 && *discrimination <= 20))
    throw InvalidArgument("AC5504", "a fixed discrimination is above 0 and at most 20");
  return fit_model(items, discrimination ? Slopes::fixed : Slopes::common, discrimination.value_or(1),
                   options);
}

Wording in_words(const ItemResponseModel& model) {
  const Wording size = size_in_words(model);
  const std::string items = std::to_string(model.items.size());
  if (!model.not_estimable.empty())
    return {"No item response model: " + model.not_estimable.en + " (" + size.en + ").",
            "无法拟合项目反应模型：" + model.not_estimable.zh + "（" + size.zh + "）。"};
  const ItemParameters *easiest = nullptr, *hardest = nullptr;
  for (const ItemParameters& item : model.items) {
    if (std::isnan(item.difficulty)) continue;
    if (easiest == nullptr || item.difficulty < easiest->difficulty) easiest = &item;
    if (hardest == nullptr || item.difficulty > hardest->difficulty) hardest = &item;
  }
  Wording words{model.estimator + " over " + items + " items",
                items + " 个题目的项目反应模型（" + model.estimator + "）"};
  if (hardest != nullptr) {
    words.en += "; hardest is item " + hardest->item + " (difficulty " + readable(hardest->difficulty) +
                "), easiest item " + easiest->item + " (" + readable(easiest->difficulty) + ")";
    words.zh += "；最难的是题目 " + hardest->item + "（难度 " + readable(hardest->difficulty) +
                "），最易的是题目 " + easiest->item + "（" + readable(easiest->difficulty) + "）";
  }
  const std::string fit = "log likelihood " + readable(model.log_likelihood);
  return {words.en + "; " + fit + "; " + size.en + ".",
          words.zh + "；对数似然 " + readable(model.log_likelihood) + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
