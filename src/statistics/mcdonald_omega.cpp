#include <aftercourse/statistics/mcdonald_omega.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <Eigen/Eigenvalues>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// One factor over correlations R: R ≈ λλ' + diag ψ. Σ⁻¹ = Ψ⁻¹ − vv'/(1 + λ'v) with v = Ψ⁻¹λ.
struct OneFactor {
  VectorXd loading, unique;

  MatrixXd inverse() const {
    const VectorXd v = loading.cwiseQuotient(unique);
    MatrixXd w = v * v.transpose() / -(1 + loading.dot(v));
    w.diagonal() += unique.cwiseInverse();
    return w;
  }
  /// log |Σ| + tr R Σ⁻¹; F but for what does not depend on the model.
  double discrepancy(const MatrixXd& r) const {
    if (!(unique.minCoeff() > 0)) return std::numeric_limits<double>::infinity();
    const VectorXd v = loading.cwiseQuotient(unique);
    const double c = 1 + loading.dot(v);
    return unique.array().log().sum() + std::log(c) + r.diagonal().cwiseQuotient(unique).sum() -
           v.dot(r * v) / c;
  }
};

/// The expected information of (λ, ψ) per person: ½ tr Σ⁻¹ ∂Σ Σ⁻¹ ∂Σ.
MatrixXd factor_information(const OneFactor& f, const MatrixXd& w) {
  const Index k = f.loading.size();
  const VectorXd u = w * f.loading;
  MatrixXd information(2 * k, 2 * k);
  information.topLeftCorner(k, k) = u * u.transpose() + w * f.loading.dot(u);
  information.topRightCorner(k, k) = w * u.asDiagonal();
  information.bottomLeftCorner(k, k) = information.topRightCorner(k, k).transpose();
  information.bottomRightCorner(k, k) = w.cwiseAbs2() / 2;
  return information;
}

OneFactor first_factor(const MatrixXd& r) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(r);
  const Index k = r.rows();
  const double above = std::max(0.1, eigen.eigenvalues()(k - 1) - 1);
  OneFactor f;
  f.loading = eigen.eigenvectors().col(k - 1) * std::sqrt(above);
  f.loading = f.loading.cwiseMin(0.95).cwiseMax(-0.95);
  f.unique = VectorXd::Ones(k) - f.loading.cwiseAbs2();
  return f;
}

enum class FactorEnd : std::uint8_t { converged, heywood, lost };

/// Fisher scoring with steps halved until F falls, no uniqueness shrinking more than tenfold at once.
FactorEnd fit_one_factor(OneFactor& f, const MatrixXd& r) {
  constexpr int most_steps = 500;
  constexpr double no_uniqueness = 1e-6;
  const Index k = r.rows();
  for (int step = 0; step < most_steps; ++step) {
    const MatrixXd w = f.inverse();
    MatrixXd model = f.loading * f.loading.transpose();
    model.diagonal() += f.unique;
    const MatrixXd residual = w * (r - model) * w;
    VectorXd gradient(2 * k);
    gradient.head(k) = residual * f.loading;
    gradient.tail(k) = residual.diagonal() / 2;
    if (f.unique.minCoeff() < no_uniqueness) return FactorEnd::heywood;
    if (gradient.cwiseAbs().maxCoeff() < 1e-11) return FactorEnd::converged;
    const Eigen::LDLT<MatrixXd> information(factor_information(f, w));
    const VectorXd move = information.solve(gradient);
    if (!move.allFinite()) return FactorEnd::lost;
    double size = 1;
    for (Index j = 0; j < k; ++j)
      if (move(k + j) < 0) size = std::min(size, 0.9 * f.unique(j) / -move(k + j));
    const double now = f.discrepancy(r);
    OneFactor next;
    do {
      next = {f.loading + size * move.head(k), f.unique + size * move.tail(k)};
      size /= 2;
    } while (next.discrepancy(r) > now + 1e-13 * std::abs(now) && size > 1e-10);
    if (size <= 1e-10) return gradient.cwiseAbs().maxCoeff() < 1e-7 ? FactorEnd::converged : FactorEnd::lost;
    f = next;
  }
  return FactorEnd::lost;
}

double omega_of(const VectorXd& loading, const VectorXd& unique) {
  const double common = loading.sum() * loading.sum();
  return common / (common + unique.sum());
}

/// Covariance of (λ, ψ) over n persons, and the standard error of omega and of the loadings by the delta
/// method.
struct OmegaErrors {
  double omega = no_value;
  VectorXd loading;
};

/// `scale`: the items' standard deviations, to which loadings and omega refer.
OmegaErrors errors_in_units(const OneFactor& f, const MatrixXd& covariance, const VectorXd& scale) {
  const Index k = f.loading.size();
  const double a = f.loading.dot(scale), b = f.unique.dot(scale.cwiseAbs2()), all = a * a + b;
  VectorXd slope(2 * k);
  slope.head(k) = 2 * a * b / (all * all) * scale;
  slope.tail(k) = -a * a / (all * all) * scale.cwiseAbs2();
  return {std::sqrt(slope.dot(covariance * slope)),
          covariance.diagonal().head(k).cwiseSqrt().cwiseProduct(scale)};
}

/// Standardised loadings λ/√(λ² + ψ) move with ψ too: ∂ = (1 − λ²) ∂λ − λ/2 ∂ψ where λ² + ψ = 1.
OmegaErrors errors_standardised(const OneFactor& f, const MatrixXd& covariance) {
  const Index k = f.loading.size();
  MatrixXd standardise = MatrixXd::Zero(k, 2 * k);
  standardise.leftCols(k).diagonal() = VectorXd::Ones(k) - f.loading.cwiseAbs2();
  standardise.rightCols(k).diagonal() = -f.loading / 2;
  const MatrixXd of_loadings = standardise * covariance * standardise.transpose();
  const double a = f.loading.sum(), b = f.unique.sum(), all = a * a + b;
  const VectorXd slope = (VectorXd::Constant(k, 2 * a * b) + 2 * a * a * f.loading) / (all * all);
  return {std::sqrt(slope.dot(of_loadings * slope)), of_loadings.diagonal().cwiseSqrt()};
}

void set_fit_of_one_factor(McDonaldOmega& omega, const OneFactor& f, const MatrixXd& r) {
  const double k = static_cast<double>(omega.items), n = static_cast<double>(omega.n);
  const double log_determinant = 2 * r.llt().matrixLLT().diagonal().array().log().sum();
  omega.discrepancy = std::max(0.0, f.discrepancy(r) - log_determinant - k);
  omega.df = k * (k - 3) / 2;
  if (!(omega.df > 0)) return;
  omega.chi_square = (n - 1 - (2 * k + 5) / 6 - 2.0 / 3) * omega.discrepancy;
  omega.p_value = distributions::chi_square_upper(omega.df, omega.chi_square);
  omega.rmsea = std::sqrt(std::max(0.0, omega.discrepancy / omega.df - 1 / (n - 1)));
}

Wording reason_without_omega(const ItemCovariance& c) {
  if (c.items < 3) return {"one factor needs three items", "单因子模型至少需要三个题目"};
  if (c.n <= static_cast<std::int64_t>(c.items))
    return {"there are no more persons than items", "受访者人数不多于题目数"};
  for (std::size_t i = 0; i < c.items; ++i)
    if (!std::isfinite(c(i, i))) return too_far_apart;
  for (std::size_t i = 0; i < c.items; ++i)
    if (!(c(i, i) > 0))
      return {"item " + std::to_string(i + 1) + " does not vary",
              "第 " + std::to_string(i + 1) + " 题没有变化"};
  return {};
}

Wording reason_of_end(FactorEnd end, const OneFactor& f, const ItemCovariance& c) {
  if (end == FactorEnd::lost) return {"the one-factor model did not converge", "单因子模型不收敛"};
  Index item = 0;
  f.unique.minCoeff(&item);
  const std::string name = c.name(static_cast<std::size_t>(item));
  return {"a Heywood case: item " + name + " would have no variance of its own",
          "出现 Heywood 情形：题目 " + name + " 没有独特方差"};
}

} // namespace

McDonaldOmega mcdonald_omega(const ItemCovariance& covariance, double level) {
  require_level(level);
  McDonaldOmega omega;
  omega.estimator = "McDonald's omega";
  omega.level = level;
  omega.n = covariance.n;
  omega.items = static_cast<std::int64_t>(covariance.items);
  omega.not_estimable = reason_without_omega(covariance);
  if (!omega.not_estimable.empty()) return omega;
  const auto k = static_cast<Index>(covariance.items);
  const ItemCovariance correlations = covariance.correlations();
  const MatrixXd r = Eigen::Map<const MatrixXd>(correlations.values.data(), k, k);
  if (!(Eigen::SelfAdjointEigenSolver<MatrixXd>(r, Eigen::EigenvaluesOnly).eigenvalues()(0) > 1e-10)) {
    omega.not_estimable = {"one item follows from the others", "某一题目可由其他题目推出"};
    return omega;
  }
  OneFactor f = first_factor(r);
  if (const FactorEnd end = fit_one_factor(f, r); end != FactorEnd::converged) {
    omega.not_estimable = reason_of_end(end, f, covariance);
    return omega;
  }
  VectorXd scale(k);
  for (Index j = 0; j < k; ++j)
    scale(j) = std::sqrt(covariance(static_cast<std::size_t>(j), static_cast<std::size_t>(j)));
  if (f.loading.dot(scale) < 0) f.loading = -f.loading;
  const MatrixXd errors = factor_information(f, f.inverse()).ldlt().solve(MatrixXd::Identity(2 * k, 2 * k)) /
                          static_cast<double>(omega.n);
  const OmegaErrors e =
      covariance.standardised ? errors_standardised(f, errors) : errors_in_units(f, errors, scale);
  omega.standardised = omega_of(f.loading, f.unique);
  omega.estimate = omega_of(f.loading.cwiseProduct(scale), f.unique.cwiseProduct(scale.cwiseAbs2()));
  omega.standard_error = e.omega;
  const double z = distributions::normal_quantile((1 + level) / 2);
  omega.low = omega.estimate - z * e.omega;
  omega.high = std::min(1.0, omega.estimate + z * e.omega);
  for (Index j = 0; j < k; ++j)
    omega.per_item.push_back({covariance.name(static_cast<std::size_t>(j)), f.loading(j) * scale(j),
                              e.loading(j), f.loading(j), f.unique(j)});
  set_fit_of_one_factor(omega, f, r);
  return omega;
}

Wording in_words(const McDonaldOmega& omega) {
  const std::string items = std::to_string(omega.items);
  return coefficient_in_words(omega, {"McDonald's omega", "McDonald ω 系数"},
                              {items + " items", items + " 个题目"});
}

} // namespace aftercourse::statistics
