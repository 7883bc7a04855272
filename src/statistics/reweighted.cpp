#include "reweighted.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "moments.hpp"

namespace aftercourse::statistics {

namespace {

constexpr int most_iterations = 100;
constexpr int first_look_for_separation = 8;

/// log(1 + e^x).
double softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

double x_log_x(double x) { return x > 0 ? x * std::log(x) : 0; }

double unit_deviance(Family family, double y, double eta) {
  if (family == Family::binomial && (y == 0 || y == 1)) return 2 * softplus(y == 0 ? eta : -eta);
  if (family == Family::binomial)
    return 2 * (x_log_x(y) + x_log_x(1 - y) + y * softplus(-eta) + (1 - y) * softplus(eta));
  return 2 * (x_log_x(y) - y * eta - y + std::exp(eta));
}

double first_predictor(Family family, double y, double w) {
  if (family == Family::poisson) return std::log(y + 0.1);
  const double share = (w * y + 0.5) / (w + 1);
  return std::log(share / (1 - share));
}

/// The variance of the outcome and (outcome - mean) / variance, without cancellation near 0 and 1.
std::pair<double, double> working(Family family, double y, double eta) {
  if (family == Family::poisson) {
    const double mean = std::exp(eta);
    return {mean, y / mean - 1};
  }
  const double small = std::exp(-std::abs(eta)), likely = 1 / (1 + small), unlikely = small * likely;
  const double p = eta > 0 ? likely : unlikely, q = eta > 0 ? unlikely : likely;
  return {p * q, y / p - (1 - y) / q};
}

} // namespace

Reweighted::Reweighted(Family family, const Observations& rows, const Design& design,
                       const Eigen::VectorXd& start)
    : family_(family), rows_(rows), design_(&design) {
  begin(start);
  bool last = false; // one step more when nothing moves: the covariance is that of the solution itself
  while (iterations_ < most_iterations) {
    const Eigen::VectorXd before = predictor_, coefficients_before = coefficients_;
    step();
    if (state_ == State::collinear) return;
    if (!std::isfinite(deviance_)) return;
    if (last) {
      state_ = State::fitted;
      return;
    }
    Eigen::VectorXd moved = predictor_ - before;
    for (Eigen::Index i = 0; i < moved.size(); ++i)
      if (!(weight(i) > 0)) moved(i) = 0;
    if (moved.size() == 0 || moved.cwiseAbs().maxCoeff() < 1e-8) last = true;
    if (iterations_ > first_look_for_separation && !last) {
      moved_ = coefficients_ - coefficients_before;
      if (find_separation(moved)) return;
    }
  }
}

void Reweighted::begin(const Eigen::VectorXd& start) {
  const auto n = static_cast<Eigen::Index>(rows_.outcome.size());
  predictor_ = start;
  if (start.size() != n) {
    predictor_.resize(n);
    for (Eigen::Index i = 0; i < n; ++i) predictor_(i) = first_predictor(family_, outcome(i), weight(i));
  }
  weights_.resize(n);
  response_.resize(n);
  coefficients_ = Eigen::VectorXd::Zero(static_cast<Eigen::Index>(design_->parameters()));
  deviance_ = std::numeric_limits<double>::infinity();
}

void Reweighted::step() {
  ++iterations_;
  const Eigen::Index n = predictor_.size();
  for (Eigen::Index i = 0; i < n; ++i) {
    const auto [variance, residual] = working(family_, outcome(i), predictor_(i));
    weights_(i) = weight(i) * variance;
    response_(i) = predictor_(i) - offset(i) + residual;
  }
  squares_.emplace(*design_, std::span(response_.data(), static_cast<std::size_t>(n)),
                   std::span(weights_.data(), static_cast<std::size_t>(n)), LeastSquares::Accuracy::quick);
  if (!squares_->collinear().empty()) {
    state_ = iterations_ == 1 ? State::collinear : State::unfinished;
    deviance_ = no_value;
    return;
  }
  Eigen::VectorXd next = response_ - squares_->residuals();
  for (Eigen::Index i = 0; i < n; ++i) next(i) += offset(i);
  double deviance = deviance_at(next);
  // A step that leaves the likelihood worse is halved (McCullagh and Nelder's algorithm may overshoot).
  for (int half = 0; half < 30 && !(deviance <= deviance_ * (1 + 1e-10) + 1e-10); ++half) {
    next = 0.5 * (next + predictor_);
    deviance = deviance_at(next);
  }
  coefficients_ = squares_->coefficients();
  predictor_ = std::move(next);
  deviance_ = deviance;
}

double Reweighted::deviance_at(const Eigen::VectorXd& predictor) const {
  return compensated_sum(rows_.outcome.size(), [&](std::size_t at) {
    const auto i = static_cast<Eigen::Index>(at);
    return weight(i) > 0 ? weight(i) * unit_deviance(family_, outcome(i), predictor(i)) : 0.0;
  });
}

/// Along a direction of separation the predictor of no observation moves against its outcome: up where that
/// is certain to happen, down where it is certain not to, and not at all where both are possible.
bool Reweighted::find_separation(const Eigen::VectorXd& direction) {
  const double scale = direction.cwiseAbs().maxCoeff(), against = 1e-6 * scale;
  if (scale < 0.3) return false;
  bool complete = true;
  for (Eigen::Index i = 0; i < direction.size(); ++i) {
    if (!(weight(i) > 0)) continue;
    const bool up = family_ == Family::binomial && outcome(i) == 1, down = outcome(i) == 0;
    const double along = up ? direction(i) : -direction(i);
    if (up || down ? along < -against : std::abs(along) > against) return false;
    complete = complete && (up || down) && along > 1e-3 * scale;
  }
  state_ = State::separated;
  completely_ = complete;
  for (std::size_t j = 0; j < design_->parameters(); ++j) {
    double largest = 1;
    if (const std::size_t first = design_->intercept() ? 1 : 0; j >= first) {
      const auto [low, high] = std::ranges::minmax(design_->columns()[j - first].values);
      largest = high - low > 0 ? high - low : std::abs(high);
    }
    if (std::abs(moved_(static_cast<Eigen::Index>(j))) * largest > 1e-3 * scale) separating_.push_back(j);
  }
  return true;
}

double Reweighted::pearson() const {
  return compensated_sum(rows_.outcome.size(), [&](std::size_t at) {
    const auto i = static_cast<Eigen::Index>(at);
    const auto [variance, residual] = working(family_, outcome(i), predictor_(i));
    return weight(i) > 0 ? weight(i) * variance * residual * residual : 0.0;
  });
}

double Reweighted::log_likelihood() const {
  return compensated_sum(rows_.outcome.size(), [&](std::size_t at) {
    const auto i = static_cast<Eigen::Index>(at);
    const double w = weight(i), y = outcome(i), eta = predictor_(i);
    if (!(w > 0)) return 0.0;
    if (family_ == Family::poisson) return w * (y * eta - std::exp(eta) - std::lgamma(y + 1));
    const double ways =
        y > 0 && y < 1 ? std::lgamma(w + 1) - std::lgamma(w * y + 1) - std::lgamma(w * (1 - y) + 1) : 0;
    return ways - w * (y * softplus(-eta) + (1 - y) * softplus(eta));
  });
}

} // namespace aftercourse::statistics
