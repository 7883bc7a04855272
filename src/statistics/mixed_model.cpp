#include <aftercourse/statistics/mixed_model.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "distributions.hpp"
#include "mixed_deviance.hpp"
#include "mixed_search.hpp"

namespace aftercourse::statistics {

namespace {

using Index = Eigen::Index;
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// The covariance of the estimated T and of log sigma^2: that of theta by the second derivatives of the
/// profiled criterion, to which the profiled sigma adds.
struct ParameterCovariance {
  std::vector<std::size_t> free; ///< parameters that are not held at zero
  Matrix theta;                  ///< of those
  Vector with_log_variance;
  double log_variance = no_value;

  /// The variance of a function with these derivatives.
  double of(const Vector& by_theta, double by_log_variance) const {
    return by_theta.dot(theta * by_theta) + 2 * by_log_variance * by_theta.dot(with_log_variance) +
           by_log_variance * by_log_variance * log_variance;
  }
};

/// Fills an answer from a fit. What needs the deviance at its minimum comes first; the covariance of the
/// parameters moves it.
class MixedAnswer {
 public:
  MixedAnswer(MixedModel& model, MixedDesign& design, MixedDeviance& deviance, const MixedMinimum& minimum,
              const Design& fixed, std::span<const RandomTerm> random, const MixedModelOptions& options)
      : model_(model), design_(design), deviance_(deviance), minimum_(minimum), fixed_(fixed),
        random_(random), options_(options), variance_(deviance.residual() / deviance.degrees()),
        t_(deviance.relative_factors()), fixed_inverse_(deviance.fixed_inverse()),
        normal_(distributions::normal_quantile((1 + options.level) / 2)) {
    const auto p = static_cast<Index>(design.fixed);
    to_caller_ = design.r.triangularView<Eigen::Upper>().solve(Matrix::Identity(p, p));
  }

  void fill() {
    fill_criterion();
    fill_components();
    for (std::size_t f = 0; f < design_.factors.size(); ++f) fill_random(f);
    fill_fitted();
    fill_fixed();
    const std::vector<Matrix> slopes = deviance_.slopes_of_fixed_inverse();
    const ParameterCovariance covariance = parameter_covariance();
    add_sd_intervals(covariance);
    add_degrees_of_freedom(covariance, slopes);
    model_.evaluations = deviance_.evaluations();
  }

 private:
  void fill_criterion() {
    model_.criterion = minimum_.value;
    if (!design_.weights.empty())
      model_.criterion +=
          static_cast<double>(design_.observations) * std::log(design_.mean_weight) - design_.sum_log_weights;
    if (options_.restricted) model_.criterion += 2 * design_.r.diagonal().array().log().sum();
    model_.parameters = static_cast<std::int64_t>(design_.fixed + deviance_.parameters() + 1);
    model_.log_likelihood = -model_.criterion / 2;
    model_.aic = model_.criterion + 2 * static_cast<double>(model_.parameters);
    model_.bic = model_.criterion +
                 std::log(static_cast<double>(design_.observations)) * static_cast<double>(model_.parameters);
    model_.residual_sd = std::sqrt(variance_ * design_.mean_weight);
  }

  std::vector<std::string> names_of(std::size_t factor) const {
    std::vector<std::string> names;
    if (random_[factor].intercept) names.push_back("intercept");
    for (const DesignColumn& slope : random_[factor].slopes) names.push_back(slope.name);
    return names;
  }

  void fill_components() {
    double explained = 0;
    for (const Matrix& t : t_) explained += t.squaredNorm();
    for (std::size_t f = 0; f < t_.size(); ++f) {
      const std::vector<std::string> names = names_of(f);
      const Matrix root = design_.factors[f].basis * t_[f], g = variance_ * root * root.transpose();
      for (Index i = 0; i < g.rows(); ++i)
        model_.components.push_back(
            {random_[f].factor, names[static_cast<std::size_t>(i)], g(i, i), std::sqrt(g(i, i))});
      if (random_[f].correlated) add_correlations(random_[f].factor, names, g);
      const Matrix theta = semidefinite_root(g) / model_.residual_sd;
      for (Index j = 0; j < g.cols(); ++j)
        for (Index i = j; i < (random_[f].correlated ? g.rows() : j + 1); ++i)
          model_.theta.push_back(theta(i, j));
      RandomTermFit& effects = model_.terms.emplace_back();
      effects.factor = random_[f].factor;
      effects.levels = static_cast<std::int64_t>(design_.factors[f].levels);
      effects.icc = t_[f].squaredNorm() / (explained + 1);
      effects.singular = minimum_.singular[f];
      model_.singular = model_.singular || effects.singular;
    }
    model_.components.push_back(
        {"residual", "", model_.residual_sd * model_.residual_sd, model_.residual_sd});
  }

  void add_correlations(const std::string& factor, const std::vector<std::string>& names, const Matrix& g) {
    for (Index j = 0; j < g.cols(); ++j)
      for (Index i = j + 1; i < g.rows(); ++i)
        model_.correlations.push_back({factor, names[static_cast<std::size_t>(j)],
                                       names[static_cast<std::size_t>(i)],
                                       g(i, j) / std::sqrt(g(i, i) * g(j, j))});
  }

  void fill_random(std::size_t f) {
    const MixedFactor& factor = design_.factors[f];
    const auto k = static_cast<Index>(factor.columns);
    const std::vector<std::string> names = names_of(f);
    const Matrix root = factor.basis * t_[f], g = variance_ * root * root.transpose();
    const Vector& spherical = deviance_.spherical_effects();
    const Vector mean_row = to_caller_.transpose() * design_.mean_row;
    const double mean = (design_.outcome_on_q + deviance_.fixed_effects()).dot(mean_row);
    const double mean_variance = mean_row.dot(fixed_inverse_ * mean_row);
    const Eigen::LLT<Matrix> fixed_factor(fixed_inverse_);
    std::vector<RandomEffect>& effects = model_.random[random_[f].factor];
    effects.reserve(effects.size() + factor.effects());
    for (std::size_t level = 0; level < factor.levels; ++level) {
      const Vector estimate =
          root * spherical.segment(static_cast<Index>(factor.first) + static_cast<Index>(level) * k, k);
      const Matrix inverse = deviance_.inverse_at(f, level),
                   with_fixed = deviance_.inverse_with_fixed(f, level);
      const Matrix error = variance_ * root * inverse * root.transpose();
      const Matrix half = fixed_factor.matrixL().solve((root * with_fixed).transpose());
      for (Index i = 0; i < k; ++i) {
        RandomEffect& effect = effects.emplace_back();
        effect.level = random_[f].levels[static_cast<std::size_t>(factor.code_of[level])];
        effect.name = names[static_cast<std::size_t>(i)];
        effect.estimate = estimate[i];
        effect.conditional_sd = std::sqrt(std::max(error(i, i) - variance_ * half.col(i).squaredNorm(), 0.0));
        effect.standard_error = std::sqrt(std::max(error(i, i), 0.0));
        effect.low = effect.estimate - normal_ * effect.standard_error;
        effect.high = effect.estimate + normal_ * effect.standard_error;
        effect.reliability = g(i, i) > 0 ? std::max(1 - error(i, i) / g(i, i), 0.0) : 0;
        effect.observations = factor.observations[level];
        if (i > 0 || !random_[f].intercept) continue;
        effect.mean = mean + estimate[i];
        effect.mean_error = std::sqrt(std::max(
            error(i, i) + variance_ * (mean_variance + 2 * (root * with_fixed).row(i).dot(mean_row)), 0.0));
      }
    }
  }

  void fill_fitted() {
    const auto p = static_cast<Index>(design_.fixed);
    Vector fitted = design_.q.leftCols(p) * (design_.outcome_on_q + deviance_.fixed_effects());
    const Vector effects = deviance_.effects();
    for (const MixedFactor& factor : design_.factors)
      for (std::size_t i = 0; i < design_.observations; ++i)
        for (std::size_t c = 0; c < factor.columns; ++c)
          fitted[static_cast<Index>(i)] +=
              factor.z[i * factor.columns + c] *
              effects[static_cast<Index>(factor.first +
                                         static_cast<std::size_t>(factor.level_of[i]) * factor.columns + c)];
    for (std::size_t i = 0; i < design_.observations; ++i)
      model_.fitted[design_.used[i]] =
          fitted[static_cast<Index>(i)] / (design_.weights.empty() ? 1.0 : std::sqrt(design_.weights[i]));
  }

  void fill_fixed() {
    const Vector estimates = to_caller_ * (design_.outcome_on_q + deviance_.fixed_effects());
    const Matrix covariance = variance_ * to_caller_ * fixed_inverse_ * to_caller_.transpose();
    for (std::size_t j = 0; j < design_.fixed; ++j) {
      const auto at = static_cast<Index>(j);
      FixedEffect& effect = model_.fixed.emplace_back();
      effect.name = fixed_.parameter(j);
      effect.estimate = estimates[at];
      effect.standard_error = std::sqrt(covariance(at, at));
      effect.statistic = effect.estimate / effect.standard_error;
    }
  }

  ParameterCovariance parameter_covariance() {
    ParameterCovariance covariance;
    for (std::size_t i = 0; i < deviance_.parameters(); ++i) {
      const MixedDeviance::Entry& e = deviance_.entries()[i];
      if (!t_[e.factor].col(static_cast<Index>(e.column)).isZero(0)) covariance.free.push_back(i);
    }
    const auto count = static_cast<Index>(covariance.free.size());
    Vector slope(count);
    for (Index i = 0; i < count; ++i)
      slope[i] =
          deviance_.slope_of_log_residual()[static_cast<Index>(covariance.free[static_cast<std::size_t>(i)])];
    if (count > 0) {
      const Eigen::SelfAdjointEigenSolver<Matrix> eigen(
          second_derivatives(deviance_, minimum_.theta, covariance.free));
      const double least = 1e-9 * eigen.eigenvalues().cwiseAbs().maxCoeff();
      const Vector sizes =
          (eigen.eigenvalues().array() > least).select(2 * eigen.eigenvalues().cwiseInverse(), 0.0);
      covariance.theta = eigen.eigenvectors() * sizes.asDiagonal() * eigen.eigenvectors().transpose();
    } else {
      covariance.theta.resize(0, 0);
    }
    covariance.with_log_variance = covariance.theta * slope;
    covariance.log_variance = 2 / deviance_.degrees() + slope.dot(covariance.with_log_variance);
    return covariance;
  }

  void add_sd_intervals(const ParameterCovariance& covariance) {
    const auto add = [&](VarianceComponent& component, double variance_of_log) {
      const double factor = std::exp(normal_ * std::sqrt(variance_of_log));
      component.low = component.sd / factor;
      component.high = component.sd * factor;
    };
    std::size_t at = 0;
    for (std::size_t f = 0; f < t_.size(); ++f) {
      const Matrix &basis = design_.factors[f].basis, root = basis * t_[f];
      for (Index c = 0; c < root.rows(); ++c, ++at) {
        const double size = root.row(c).squaredNorm();
        if (!(size > 0)) continue;
        Vector slope = Vector::Zero(static_cast<Index>(covariance.free.size()));
        for (std::size_t i = 0; i < covariance.free.size(); ++i) {
          const MixedDeviance::Entry& e = deviance_.entries()[covariance.free[i]];
          if (e.factor == f)
            slope[static_cast<Index>(i)] =
                basis(c, static_cast<Index>(e.row)) * root(c, static_cast<Index>(e.column)) / size;
        }
        add(model_.components[at], covariance.of(slope, 0.5));
      }
    }
    add(model_.components.back(), covariance.log_variance / 4);
  }

  /// Satterthwaite (1946), as Kuznetsova, Brockhoff and Christensen (2017), J. Statistical Software
  /// 82(13), 3.1, do.
  void add_degrees_of_freedom(const ParameterCovariance& covariance, const std::vector<Matrix>& slopes) {
    for (std::size_t j = 0; j < design_.fixed; ++j) {
      FixedEffect& effect = model_.fixed[j];
      const Eigen::RowVectorXd row = to_caller_.row(static_cast<Index>(j));
      const double variance = effect.standard_error * effect.standard_error;
      Vector slope(static_cast<Index>(covariance.free.size()));
      for (Index i = 0; i < slope.size(); ++i)
        slope[i] = variance_ * row.dot(row * slopes[covariance.free[static_cast<std::size_t>(i)]]);
      effect.df = 2 * variance * variance / covariance.of(slope, variance);
      if (!(effect.df > 0)) continue;
      effect.p_value = 2 * distributions::t_upper(effect.df, std::abs(effect.statistic));
      const double reach =
          distributions::t_quantile(effect.df, (1 + options_.level) / 2) * effect.standard_error;
      effect.low = effect.estimate - reach;
      effect.high = effect.estimate + reach;
    }
  }

  MixedModel& model_;
  MixedDesign& design_;
  MixedDeviance& deviance_;
  const MixedMinimum& minimum_;
  const Design& fixed_;
  std::span<const RandomTerm> random_;
  const MixedModelOptions& options_;
  double variance_; ///< of a residual of weight 1, weights having mean 1
  std::vector<Matrix> t_;
  Matrix fixed_inverse_, to_caller_;
  double normal_;
};

const Wording nothing_left{
    "the random effects explain the outcome entirely: no variance is left for the residuals",
    "随机效应完全解释了结果变量，没有剩余方差"};
const Wording no_minimum{"the search did not converge", "迭代未收敛"};

} // namespace

MixedModel mixed_model(const Observations& rows, const Design& fixed, std::span<const RandomTerm> random,
                       const MixedModelOptions& options) {
  require_level(options.level);
  MixedModel model;
  model.estimator = options.restricted ? "linear mixed model, REML" : "linear mixed model, ML";
  model.level = options.level;
  MixedDesign design = read_design(rows, fixed, random);
  model.n = static_cast<std::int64_t>(design.observations);
  model.not_estimable = design.not_estimable;
  if (!model.not_estimable.empty()) return model;
  model.clusters = model.n;
  for (const MixedFactor& factor : design.factors)
    model.clusters = std::min(model.clusters, static_cast<std::int64_t>(factor.levels));
  MixedDeviance deviance(design, options.restricted);
  const MixedMinimum minimum = least_deviance(deviance);
  if (minimum.unbounded)
    model.not_estimable = nothing_left;
  else if (!minimum.converged)
    model.not_estimable = no_minimum;
  if (!model.not_estimable.empty()) return model;
  model.fitted.assign(rows.outcome.size(), no_value);
  MixedAnswer(model, design, deviance, minimum, fixed, random, options).fill();
  return model;
}

} // namespace aftercourse::statistics
