#include "share_interval.hpp"

#include <cmath>

#include <boost/math/special_functions/beta.hpp>

#include "distributions.hpp"

namespace aftercourse::statistics {

ShareBounds beta_bounds(double x, double n, double level) {
  const double tail = (1 - level) / 2;
  ShareBounds out{0, 1, n};
  if (x > 0) out.low = boost::math::ibeta_inv(x, n - x + 1, tail, distributions::Quiet());
  if (x < n) out.high = boost::math::ibetac_inv(x + 1, n - x, tail, distributions::Quiet());
  return out;
}

ShareBounds share_bounds(const DesignShare& s, ShareInterval method, double level) {
  if (s.df < 1 || s.n < 2) return {};
  const bool extreme = s.share <= 0 || s.share >= 1;
  if (s.variance <= 0 && !(extreme && method == ShareInterval::korn_graubard)) return {};
  const double below = 0.5 + level / 2, t = distributions::t_quantile(s.df, below);
  if (method == ShareInterval::taylor) {
    const double half = t * std::sqrt(s.variance);
    return {s.share - half, s.share + half, no_value};
  }
  if (method == ShareInterval::logit) {
    if (extreme) return {};
    const double centre = std::log(s.share / (1 - s.share));
    const double half = t * std::sqrt(s.variance) / (s.share * (1 - s.share));
    return {1 / (1 + std::exp(half - centre)), 1 / (1 + std::exp(-half - centre)), no_value};
  }
  const double observations = static_cast<double>(s.n);
  const double ratio = distributions::t_quantile(observations - 1, below) / t;
  const double effective = extreme ? observations : s.share * (1 - s.share) / s.variance;
  const double n = effective * ratio * ratio;
  return beta_bounds(n * s.share, n, level);
}

const char* name_of(ShareInterval method) {
  switch (method) {
  case ShareInterval::logit:
    return "logit";
  case ShareInterval::taylor:
    return "Taylor";
  case ShareInterval::korn_graubard:
    break;
  }
  return "Korn-Graubard";
}

} // namespace aftercourse::statistics
