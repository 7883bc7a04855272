#include <aftercourse/statistics/linear_regression.hpp>

#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

#include <Eigen/LU>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "least_squares.hpp"
#include "model_words.hpp"
#include "sandwich.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

double count_as_real(std::int64_t count) { return static_cast<double>(count); }

/// Newey and West (1994) Rev. Econ. Studies 61:631, the rule of thumb for Bartlett weights.
std::int64_t linear_lag(const LinearOptions& options, std::int64_t n) {
  const std::int64_t lag = options.lag >= 0
                               ? options.lag
                               : static_cast<std::int64_t>(4 * std::pow(count_as_real(n) / 100, 2.0 / 9));
  if (lag >= n && n > 0)
    throw InvalidArgument("AC5504", "the lag of Newey-West is below the number of observations, " +
                                        std::to_string(n) + "; this is " + std::to_string(lag));
  return lag;
}

/// A fitted linear model on its way to an answer.
class LinearFit {
 public:
  LinearFit(LinearRegression& model, const Observations& rows, const Design& design,
            const LeastSquares& squares, const LinearOptions& options,
            const std::optional<Clusters>& clusters)
      : model_(model), rows_(rows), design_(design), squares_(squares), options_(options),
        clusters_(clusters), p_(static_cast<Eigen::Index>(design.parameters())),
        first_(design.intercept() ? 1 : 0) {}

  void finish(Covariance covariance) {
    if (!std::isfinite(squares_.residual_sum()) || !std::isfinite(squares_.total_sum()))
      return void(model_.not_estimable = reasons::too_large);
    sums_of_squares();
    if (!estimate_covariance(covariance)) return;
    coefficients();
    tests(covariance);
    likelihood();
    if (options_.observations) observations();
  }

 private:
  double weight(Eigen::Index i) const {
    return rows_.weights.empty() ? 1 : rows_.weights[static_cast<std::size_t>(i)];
  }

  void sums_of_squares() {
    model_.df_model = static_cast<double>(p_ - first_);
    model_.df_residual = count_as_real(model_.n) - static_cast<double>(p_);
    model_.df = model_.clusters > 0 ? count_as_real(model_.clusters - 1) : model_.df_residual;
    model_.ss_residual = squares_.residual_sum();
    model_.ss_model = std::max(0.0, squares_.total_sum() - squares_.residual_sum());
    model_.residual_sd = std::sqrt(model_.ss_residual / model_.df_residual);
    model_.condition_number = squares_.condition_number();
    if (!(squares_.total_sum() > 0)) return;
    const double left = model_.ss_residual / squares_.total_sum();
    model_.r_squared = 1 - left;
    model_.adjusted_r_squared =
        1 - left * (count_as_real(model_.n) - static_cast<double>(first_)) / model_.df_residual;
  }

  /// False when there is none, and then the model says why.
  bool estimate_covariance(Covariance covariance) {
    Eigen::MatrixXd half;
    if (covariance == Covariance::classical) {
      half = squares_.root() * model_.residual_sd;
      covariance_ = half * half.transpose();
      return true;
    }
    const Eigen::MatrixXd basis = squares_.basis();
    Eigen::VectorXd residuals = squares_.residuals();
    for (Eigen::Index i = 0; i < residuals.size(); ++i) residuals(i) *= std::sqrt(weight(i));
    Eigen::MatrixXd meat;
    if (covariance == Covariance::cr1)
      meat = clustered_meat(basis, residuals, *clusters_, model_.n);
    else if (covariance == Covariance::newey_west)
      meat = newey_west_meat(basis, residuals, model_.lag);
    else
      meat = heteroskedastic_meat(basis, residuals, covariance, model_.n);
    covariance_ = squares_.root() * meat * squares_.root().transpose();
    if (covariance_.allFinite()) return covariance != Covariance::cr1 || clusters_tell();
    model_.not_estimable = {
        "an observation determines a coefficient alone (leverage 1), so its residual tells nothing",
        "某个观测值独自决定了一个系数（杠杆值为 1），其残差不含信息"};
    return false;
  }

  /// A coefficient that is the mean of whole clusters leaves residuals that sum to 0 in each of them: its
  /// variance is rounding, not 0. False when that is so of every slope.
  bool clusters_tell() {
    constexpr double rounding = 1e-20;
    Eigen::Index silent = 0;
    for (Eigen::Index j = 0; j < p_; ++j) {
      const double alone = squares_.root().row(j).squaredNorm() * model_.residual_sd * model_.residual_sd;
      if (covariance_(j, j) > rounding * alone || !(alone > 0)) continue;
      covariance_.row(j).setConstant(no_value);
      covariance_.col(j).setConstant(no_value);
      if (j >= first_) ++silent;
    }
    if (silent == 0 || silent < p_ - first_) return true;
    model_.not_estimable = silent_clusters;
    return false;
  }

  void coefficients() {
    const Reference reference{model_.df};
    for (Eigen::Index j = 0; j < p_; ++j) {
      LinearCoefficient c;
      c.name = design_.parameter(static_cast<std::size_t>(j));
      c.estimate = squares_.coefficients()(j);
      c.standard_error = std::sqrt(covariance_(j, j));
      reference.finish(c, options_.level);
      if (j >= first_) {
        c.vif = squares_.column_sums()(j) * squares_.root().row(j).squaredNorm();
        if (first_ == 1 && squares_.total_sum() > 0)
          c.standardized = c.estimate * std::sqrt(squares_.column_sums()(j) / squares_.total_sum());
      }
      model_.coefficients.push_back(std::move(c));
    }
    model_.covariance_matrix = rows_of(covariance_);
  }

  void tests(Covariance covariance) {
    if (p_ > first_) {
      if (covariance == Covariance::classical) {
        model_.f = (model_.ss_model / model_.df_model) / (model_.ss_residual / model_.df_residual);
        model_.f_p_value = distributions::f_upper(model_.df_model, model_.df_residual, model_.f);
      } else {
        TermTest all;
        wald_test(all, squares_.coefficients().tail(p_ - first_),
                  covariance_.bottomRightCorner(p_ - first_, p_ - first_), model_.df);
        model_.f = all.statistic;
        model_.f_p_value = all.p_value;
      }
    }
    std::vector<Eigen::Index> of_term;
    for (std::size_t term = 0; term < design_.terms().size(); ++term) {
      of_term.clear();
      for (std::size_t j = 0; j < design_.columns().size(); ++j)
        if (design_.columns()[j].term == term) of_term.push_back(static_cast<Eigen::Index>(j) + first_);
      if (of_term.empty()) continue;
      TermTest test{design_.terms()[term]};
      wald_test(test, squares_.coefficients()(of_term), covariance_(of_term, of_term), model_.df);
      const Eigen::MatrixXd centred = squares_.triangle().bottomRows(p_ - first_);
      const Eigen::MatrixXd columns = centred(Eigen::all, of_term),
                            inverse = squares_.root()(of_term, Eigen::all);
      test.gvif =
          (columns.transpose() * columns).determinant() * (inverse * inverse.transpose()).determinant();
      model_.terms.push_back(std::move(test));
    }
  }

  void likelihood() {
    const double n = count_as_real(model_.n);
    double logs = 0;
    for (const double w : rows_.weights) logs += w > 0 ? std::log(w) : 0;
    model_.log_likelihood =
        0.5 * (logs - n * (std::log(2 * std::numbers::pi) + 1 - std::log(n) + std::log(model_.ss_residual)));
    model_.aic = -2 * model_.log_likelihood + 2 * static_cast<double>(p_ + 1);
    model_.bic = -2 * model_.log_likelihood + std::log(n) * static_cast<double>(p_ + 1);
  }

  void observations() {
    const Eigen::MatrixXd basis = squares_.basis();
    const Eigen::VectorXd residuals = squares_.residuals();
    const double df = model_.df_residual, variance = model_.ss_residual / df;
    double steps = 0;
    for (Eigen::Index i = 0; i < residuals.size(); ++i) {
      ObservationFit fit;
      fit.residual = residuals(i);
      fit.fitted = rows_.outcome[static_cast<std::size_t>(i)] - residuals(i);
      fit.leverage = basis.row(i).squaredNorm();
      const double e = std::sqrt(weight(i)) * residuals(i), rest = 1 - fit.leverage;
      if (weight(i) > 0 && rest > 1e-12) {
        fit.standardized = e / std::sqrt(variance * rest);
        const double others = (model_.ss_residual - e * e / rest) / (df - 1);
        if (df > 1) fit.studentized = e / std::sqrt(others * rest);
        fit.cook = fit.standardized * fit.standardized * fit.leverage / (rest * static_cast<double>(p_));
      }
      if (i > 0) steps += (residuals(i) - residuals(i - 1)) * (residuals(i) - residuals(i - 1));
      model_.observations.push_back(fit);
    }
    model_.durbin_watson = steps / residuals.squaredNorm();
  }

  LinearRegression& model_;
  const Observations& rows_;
  const Design& design_;
  const LeastSquares& squares_;
  const LinearOptions& options_;
  const std::optional<Clusters>& clusters_;
  Eigen::Index p_, first_;
  Eigen::MatrixXd covariance_;
};

} // namespace

LinearRegression linear_regression(const Observations& rows, const Design& design,
                                   const LinearOptions& options) {
  require_level(options.level);
  require_observations(rows, design);
  const Covariance covariance = chosen_covariance(options.covariance, rows.cluster);
  LinearRegression model;
  model.estimator = rows.weights.empty() ? "ordinary least squares" : "weighted least squares";
  model.covariance = name_of(covariance);
  model.level = options.level;

  std::optional<LeastSquares> squares;
  std::optional<Design> reduced;
  const Design* used = &design;
  squares.emplace(design, rows.outcome, rows.weights);
  model.n = squares->n();
  std::optional<Clusters> clusters;
  if (covariance == Covariance::cr1) {
    clusters.emplace(rows.cluster, rows.weights);
    model.clusters = clusters->count;
  }
  if (covariance == Covariance::newey_west) model.lag = linear_lag(options, model.n);
  model.collinear = collinear_columns(design, squares->collinear());
  if (options.drop_collinear && !model.collinear.empty()) {
    reduced.emplace(design.without(columns_of(design, squares->collinear())));
    used = &*reduced;
    squares.emplace(*used, rows.outcome, rows.weights);
  }
  model.not_estimable =
      why_not_estimable(model, static_cast<std::int64_t>(used->parameters()), !squares->collinear().empty());
  if (model.not_estimable.empty())
    LinearFit(model, rows, *used, *squares, options, clusters).finish(covariance);
  return model;
}

Wording in_words(const LinearRegression& model) {
  if (!model.not_estimable.empty())
    return {"No linear regression: " + model.not_estimable.en + " (" + model_size(model).en + ").",
            "无法做线性回归：" + model.not_estimable.zh + "（" + model_size(model).zh + "）。"};
  Wording words{"Linear regression", "线性回归"};
  if (!std::isnan(model.r_squared)) {
    words.en += " explains " + readable(100 * model.r_squared) +
                " % of the variance (R² = " + readable(model.r_squared);
    words.zh += "解释了方差的 " + readable(100 * model.r_squared) + "%（R² = " + readable(model.r_squared);
    if (!std::isnan(model.f_p_value)) {
      const std::string f = "F(" + readable(model.df_model) + ", " +
                            readable(model.clusters > 0 ? model.df : model.df_residual) +
                            ") = " + readable(model.f) + ", " + readable_p(model.f_p_value);
      words.en += "; " + f;
      words.zh += "；" + f;
    }
    words.en += ")";
    words.zh += "）";
  }
  add_coefficients<LinearRegression, LinearCoefficient>(words, model, model.coefficients,
                                                        &LinearCoefficient::estimate, &LinearCoefficient::low,
                                                        &LinearCoefficient::high);
  return words;
}

} // namespace aftercourse::statistics
