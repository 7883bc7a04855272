#include "sandwich.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <utility>

#include <Eigen/Cholesky>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"

namespace aftercourse::statistics {

namespace {

constexpr std::array<std::pair<Covariance, std::string_view>, 8> covariance_names{
    {{Covariance::automatic, "automatic"},
     {Covariance::classical, "classical"},
     {Covariance::hc0, "HC0"},
     {Covariance::hc1, "HC1"},
     {Covariance::hc2, "HC2"},
     {Covariance::hc3, "HC3"},
     {Covariance::cr1, "CR1"},
     {Covariance::newey_west, "Newey-West"}}};

bool same_letters(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
    return std::tolower(x == '_' ? '-' : x) == std::tolower(y == '_' ? '-' : y);
  });
}

} // namespace

std::string_view name_of(Covariance covariance) noexcept {
  return covariance_names[static_cast<std::size_t>(covariance)].second;
}

Covariance covariance_named(std::string_view name) {
  std::string known;
  for (const auto& [value, spelling] : covariance_names) {
    if (same_letters(spelling, name)) return value;
    known += (known.empty() ? "" : ", ") + std::string(spelling);
  }
  throw InvalidArgument("AC5504", "a covariance is one of " + known + "; this is " + std::string(name));
}

Covariance chosen_covariance(Covariance covariance, std::span<const std::int32_t> cluster) {
  if (covariance == Covariance::automatic) return cluster.empty() ? Covariance::classical : Covariance::cr1;
  if (covariance == Covariance::cr1 && cluster.empty())
    throw InvalidArgument("AC5504", "the covariance CR1 needs the clusters of the observations");
  return covariance;
}

void require_observations(const Observations& rows, const Design& design) {
  const std::size_t n = rows.outcome.size();
  require_equal_length(n, design.rows(), "the outcome", "the design");
  if (!rows.weights.empty()) require_equal_length(n, rows.weights.size(), "the outcome", "the weights");
  if (!rows.offset.empty()) require_equal_length(n, rows.offset.size(), "the outcome", "the offset");
  if (!rows.cluster.empty()) require_equal_length(n, rows.cluster.size(), "the outcome", "the clusters");
  require_finite(rows.weights, "the weights");
  require_finite(rows.offset, "the offset");
  const auto negative = std::ranges::find_if(rows.weights, [](double w) { return w < 0; });
  if (negative != rows.weights.end())
    throw InvalidArgument("AC5504", "a weight is 0 or more; weight " +
                                        std::to_string(negative - rows.weights.begin() + 1) + " is negative");
}

Eigen::MatrixXd heteroskedastic_meat(const Eigen::MatrixXd& basis, const Eigen::VectorXd& residuals,
                                     Covariance kind, std::int64_t n) {
  Eigen::ArrayXd factor = residuals.array();
  if (kind == Covariance::hc2 || kind == Covariance::hc3) {
    Eigen::ArrayXd rest = 1 - basis.rowwise().squaredNorm().array();
    rest = (rest < 1e-12).select(no_value, rest);
    factor /= kind == Covariance::hc2 ? rest.sqrt() : rest;
  }
  const Eigen::MatrixXd scores = factor.matrix().asDiagonal() * basis;
  Eigen::MatrixXd meat = scores.transpose() * scores;
  const auto size = static_cast<double>(n);
  if (kind == Covariance::hc1) meat *= size / (size - static_cast<double>(basis.cols()));
  return meat;
}

Eigen::MatrixXd clustered_meat(const Eigen::MatrixXd& basis, const Eigen::VectorXd& residuals,
                               const Clusters& clusters, std::int64_t n) {
  const Eigen::MatrixXd sums = cluster_sums(residuals.asDiagonal() * basis, clusters);
  return cr1_factor(n, basis.cols(), clusters.count) * (sums.transpose() * sums);
}

Eigen::MatrixXd newey_west_meat(const Eigen::MatrixXd& basis, const Eigen::VectorXd& residuals,
                                std::int64_t lag) {
  const Eigen::MatrixXd scores = residuals.asDiagonal() * basis;
  Eigen::MatrixXd meat = scores.transpose() * scores;
  for (Eigen::Index l = 1; l <= lag; ++l) {
    const Eigen::MatrixXd lagged =
        scores.bottomRows(scores.rows() - l).transpose() * scores.topRows(scores.rows() - l);
    meat += (1 - static_cast<double>(l) / static_cast<double>(lag + 1)) * (lagged + lagged.transpose());
  }
  return meat;
}

double Reference::two_sided(double statistic) const {
  return std::min(1.0, 2 * distributions::t_upper(df, std::abs(statistic)));
}

double Reference::reach(double level) const { return -distributions::t_quantile(df, (1 - level) / 2); }

void Reference::finish(Coefficient& c, double level) const {
  c.statistic = c.estimate / c.standard_error;
  c.p_value = std::isnan(c.statistic) ? no_value : two_sided(c.statistic);
  const double reached = reach(level) * c.standard_error;
  c.low = c.estimate - reached;
  c.high = c.estimate + reached;
}

void wald_test(TermTest& test, const Eigen::VectorXd& estimates, const Eigen::MatrixXd& covariance,
               double df) {
  test.df = estimates.size();
  // Scaled to a diagonal of ones, so that what is called singular does not hang on units.
  const Eigen::VectorXd sd = covariance.diagonal().cwiseSqrt();
  const Eigen::MatrixXd correlation =
      sd.cwiseInverse().asDiagonal() * covariance * sd.cwiseInverse().asDiagonal();
  const Eigen::LDLT<Eigen::MatrixXd> factor(correlation);
  const auto q = static_cast<double>(test.df);
  if (!correlation.allFinite() || !(factor.vectorD().minCoeff() > 1e-12)) return;
  const Eigen::VectorXd z = estimates.cwiseQuotient(sd);
  const double square = z.dot(factor.solve(z));
  test.statistic = std::isinf(df) ? square : square / q;
  test.p_value =
      std::isinf(df) ? distributions::chi_square_upper(q, square) : distributions::f_upper(q, df, square / q);
}

std::vector<std::vector<double>> rows_of(const Eigen::MatrixXd& matrix) {
  std::vector<std::vector<double>> rows;
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    std::vector<double>& row = rows.emplace_back();
    for (Eigen::Index j = 0; j < matrix.cols(); ++j) row.push_back(matrix(i, j));
  }
  return rows;
}

} // namespace aftercourse::statistics
