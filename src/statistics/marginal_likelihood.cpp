#include "marginal_likelihood.hpp"

#include <cmath>
#include <vector>

namespace aftercourse::statistics {

namespace {

using Eigen::ArrayXd;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd logits_at(const MarginalPoint& point, const ArrayXd& nodes) { // items × nodes
  MatrixXd logits = point.discriminations() * nodes.matrix().transpose();
  logits.colwise() += point.intercepts();
  return logits;
}

MatrixXd chances_right(const MatrixXd& logits) { return (1 + (-logits).array().exp()).inverse().matrix(); }

/// log(1 + exp(x)), without overflow.
MatrixXd log_one_plus_exp(const MatrixXd& x) {
  return (x.array().max(0) + (1 + (-x.array().abs()).exp()).log()).matrix();
}

} // namespace

MarginalLikelihood::MarginalLikelihood(const AnswerPatterns& patterns, int nodes) : patterns_(patterns) {
  constexpr double weightless = 1e-24;
  const NormalQuadrature all = normal_quadrature(nodes);
  std::vector<Index> kept;
  for (Index k = 0; k < all.node.size(); ++k)
    if (all.weight(k) >= weightless) kept.push_back(k);
  grid_ = {all.node(kept), all.weight(kept)};
}

MarginalPoint MarginalLikelihood::at(VectorXd parameters) const {
  MarginalPoint point{std::move(parameters), 0, VectorXd(patterns_.times.size()), {}};
  const MatrixXd logits = logits_at(point, grid_.node), wrong = log_one_plus_exp(logits);
  point.posterior.noalias() = logits.transpose() * patterns_.right;
  if (patterns_.answered.size() > 0) point.posterior.noalias() -= wrong.transpose() * patterns_.answered;
  VectorXd base = grid_.weight.log().matrix();
  if (patterns_.answered.size() == 0) base -= wrong.colwise().sum().transpose();
  for (Index p = 0; p < point.posterior.cols(); ++p) {
    auto column = point.posterior.col(p);
    column += base;
    const double most = column.maxCoeff();
    column = (column.array() - most).exp().matrix();
    const double sum = column.sum();
    column /= sum;
    point.log_chance(p) = most + std::log(sum);
  }
  point.log_likelihood = point.log_chance.dot(patterns_.times);
  return point;
}

MarginalLikelihood::Powers MarginalLikelihood::expected_products(const MarginalPoint& point,
                                                                 const MatrixXd& right) const {
  const MatrixXd& x = patterns_.right;
  const VectorXd persons = point.posterior * patterns_.times; // expected at each node
  const MatrixXd right_at = (x * patterns_.times.asDiagonal()) * point.posterior.transpose();
  Powers powers;
  for (int m = 0; m < 3; ++m) {
    const VectorXd scale = grid_.node.pow(m).matrix();
    const VectorXd moment = patterns_.times.cwiseProduct(point.posterior.transpose() * scale);
    const MatrixXd cross = right_at * scale.asDiagonal() * right.transpose();
    powers[static_cast<std::size_t>(m)] =
        (x * moment.asDiagonal()) * x.transpose() - cross - cross.transpose() +
        (right * persons.cwiseProduct(scale).asDiagonal()) * right.transpose();
  }
  return powers;
}

MarginalLikelihood::Powers MarginalLikelihood::expected_products_of_answered(const MarginalPoint& point,
                                                                             const MatrixXd& right) const {
  const MatrixXd &x = patterns_.right, &answered = patterns_.answered;
  const MatrixXd counted = x * patterns_.times.asDiagonal();
  Powers powers;
  for (int m = 0; m < 3; ++m) {
    const VectorXd scale = grid_.node.pow(m).matrix();
    const VectorXd moment = patterns_.times.cwiseProduct(point.posterior.transpose() * scale);
    const MatrixXd expected = answered.cwiseProduct((right * scale.asDiagonal()) * point.posterior);
    const MatrixXd cross = counted * expected.transpose();
    powers[static_cast<std::size_t>(m)] =
        (x * moment.asDiagonal()) * x.transpose() - cross - cross.transpose();
  }
  for (Index k = 0; k < right.cols(); ++k) {
    const VectorXd persons = patterns_.times.cwiseProduct(point.posterior.row(k).transpose());
    const MatrixXd both = ((answered * persons.asDiagonal()) * answered.transpose())
                              .cwiseProduct(right.col(k) * right.col(k).transpose());
    double scale = 1;
    for (MatrixXd& power : powers) {
      power += scale * both;
      scale *= grid_.node(k);
    }
  }
  return powers;
}

MarginalCurvature MarginalLikelihood::curvature(const MarginalPoint& point) const {
  const Index items = patterns_.right.rows();
  const bool complete = patterns_.answered.size() == 0;
  const ArrayXd& node = grid_.node;
  const MatrixXd right = chances_right(logits_at(point, node)); // items × nodes
  MarginalCurvature c;
  c.scores.resize(2 * items, patterns_.right.cols());
  const VectorXd ability = point.posterior.transpose() * node.matrix();
  c.scores.topRows(items).noalias() = patterns_.right - right * point.posterior;
  c.scores.bottomRows(items).noalias() =
      patterns_.right * ability.asDiagonal() - (right * node.matrix().asDiagonal()) * point.posterior;
  if (!complete) {
    c.scores.topRows(items).array() *= patterns_.answered.array();
    c.scores.bottomRows(items).array() *= patterns_.answered.array();
  }
  c.gradient = c.scores * patterns_.times;
  c.outer = (c.scores * patterns_.times.asDiagonal()) * c.scores.transpose();

  MatrixXd persons =
      MatrixXd::Ones(items, 1) * (point.posterior * patterns_.times).transpose(); // items × nodes
  if (!complete) persons = (patterns_.answered * patterns_.times.asDiagonal()) * point.posterior.transpose();
  const MatrixXd spread =
      persons.cwiseProduct(right).cwiseProduct(MatrixXd::Ones(items, node.size()) - right);
  Powers blocks = complete ? expected_products(point, right) : expected_products_of_answered(point, right);
  for (int m = 0; m < 3; ++m) {
    MatrixXd& block = blocks[static_cast<std::size_t>(m)];
    block = -block;
    block.diagonal() += spread * node.pow(m).matrix();
  }
  c.information = c.outer;
  c.information.topLeftCorner(items, items) += blocks[0];
  c.information.topRightCorner(items, items) += blocks[1];
  c.information.bottomLeftCorner(items, items) += blocks[1].transpose();
  c.information.bottomRightCorner(items, items) += blocks[2];
  return c;
}

ArrayXd MarginalLikelihood::mean(const MarginalPoint& point) const {
  return (point.posterior.transpose() * grid_.node.matrix()).array();
}

ArrayXd MarginalLikelihood::sd(const MarginalPoint& point) const {
  const ArrayXd squares = (point.posterior.transpose() * grid_.node.square().matrix()).array();
  return (squares - mean(point).square()).max(0).sqrt();
}

} // namespace aftercourse::statistics
