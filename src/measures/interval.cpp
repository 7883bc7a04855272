#include "interval.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace aftercourse {

Bounds wilson_interval(std::int64_t successes, std::int64_t n, double level) {
  const double z = boost::math::quantile(boost::math::normal(), 0.5 + level / 2);
  const double count = static_cast<double>(n), p = static_cast<double>(successes) / count;
  const double centre = 2 * count * p + z * z;
  const double half = z * std::sqrt(z * z + 4 * count * p * (1 - p));
  const double below = 2 * (count + z * z);
  return {std::clamp((centre - half) / below, 0.0, 1.0), std::clamp((centre + half) / below, 0.0, 1.0),
          "wilson"};
}

Bounds cluster_interval(std::span<const ClusterTotals> clusters, double level, bool share, double fraction,
                        const std::string& name) {
  double y = 0, x = 0;
  std::size_t m = 0;
  for (const ClusterTotals& c : clusters) {
    y += c.y;
    x += c.x;
    m += c.x != 0 ? 1 : 0;
  }
  if (m < 2) return {{}, {}, name + ": not estimable, fewer than two clusters"};
  const double ratio = y / x, count = static_cast<double>(m);
  double residuals = 0;
  for (const ClusterTotals& c : clusters) residuals += (c.y - ratio * c.x) * (c.y - ratio * c.x);
  const double variance = (1 - fraction) * count / (count - 1) * residuals / (x * x);
  if (variance <= 0 && fraction < 1) return {{}, {}, name + ": not estimable, no variation between clusters"};
  const double t = boost::math::quantile(boost::math::students_t(count - 1), 0.5 + level / 2);
  const double error = std::sqrt(variance);
  const std::string label = name + " (" + std::to_string(m) + " clusters)";
  if (!share) return {ratio - t * error, ratio + t * error, label};
  if (ratio <= 0 || ratio >= 1) return {{}, {}, name + ": not estimable, the share is 0 or 1"};
  const double centre = std::log(ratio / (1 - ratio)), half = t * error / (ratio * (1 - ratio));
  const auto expit = [](double v) { return 1 / (1 + std::exp(-v)); };
  return {expit(centre - half), expit(centre + half), label};
}

} // namespace aftercourse
