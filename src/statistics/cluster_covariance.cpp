#include "cluster_covariance.hpp"

#include <limits>
#include <unordered_map>

namespace aftercourse::statistics {

Clusters::Clusters(std::span<const std::int32_t> codes, std::span<const double> weights) {
  of.reserve(codes.size());
  std::unordered_map<std::int32_t, std::int32_t> number;
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!weights.empty() && !(weights[i] > 0)) {
      of.push_back(0);
      continue;
    }
    const auto [found, added] = number.try_emplace(codes[i], count);
    if (added) ++count;
    of.push_back(found->second);
  }
}

Eigen::MatrixXd cluster_sums(const Eigen::Ref<const Eigen::MatrixXd>& scores, const Clusters& clusters) {
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(clusters.count, scores.cols());
  for (Eigen::Index column = 0; column < scores.cols(); ++column)
    for (Eigen::Index i = 0; i < scores.rows(); ++i)
      sums(clusters.of[static_cast<std::size_t>(i)], column) += scores(i, column);
  return sums;
}

double cr1_factor(std::int64_t n, std::int64_t parameters, std::int64_t clusters) {
  if (clusters < 2 || n <= parameters) return std::numeric_limits<double>::infinity();
  const auto g = static_cast<double>(clusters);
  return g / (g - 1) * static_cast<double>(n - 1) / static_cast<double>(n - parameters);
}

} // namespace aftercourse::statistics
