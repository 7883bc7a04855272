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

namespace {

/// N_h / n_h.
double weight(const Stratum& s) {
  return s.population == 0 ? 1 : static_cast<double>(s.population) / static_cast<double>(s.drawn);
}
bool complete(const Stratum& s) { return s.population != 0 && s.population <= s.drawn; }

/// What a stratum adds to the variance of Y - R X.
double variance_of(const Stratum& s, double ratio) {
  const double drawn = static_cast<double>(s.drawn), w = weight(s);
  double sum = 0, squares = 0;
  for (const ClusterTotals& c : s.clusters) {
    const double z = w * (c.y - ratio * c.x);
    sum += z;
    squares += z * z;
  }
  const double left = s.population == 0 ? 1 : 1 - drawn / static_cast<double>(s.population);
  if (s.drawn < 2) return left * squares;
  return left * drawn / (drawn - 1) * std::max(0.0, squares - sum * sum / drawn);
}

/// The interval around a ratio with that standard error, or why there is none.
Bounds interval_of(double ratio, double error, std::size_t freedom, double level, bool share,
                   const std::string& kind, const std::string& label) {
  const auto not_estimable = [&](const char* reason) -> Bounds {
    return {{}, {}, kind + ": not estimable, " + reason};
  };
  if (freedom < 1) return not_estimable("fewer than two clusters");
  if (share && (ratio <= 0 || ratio >= 1)) return not_estimable("the share is 0 or 1");
  if (error <= 0) return not_estimable("no variation between clusters");
  const double t =
      boost::math::quantile(boost::math::students_t(static_cast<double>(freedom)), 0.5 + level / 2);
  if (!share) return {ratio - t * error, ratio + t * error, label};
  const double centre = std::log(ratio / (1 - ratio)), half = t * error / (ratio * (1 - ratio));
  const auto expit = [](double v) { return 1 / (1 + std::exp(-v)); };
  return {expit(centre - half), expit(centre + half), label};
}

struct RatioVariance {
  double ratio = 0, error = 0;
  std::size_t freedom = 0;
};

/// Nothing when the denominator is 0.
std::optional<RatioVariance> ratio_of(std::span<const Stratum> strata) {
  double y = 0, x = 0;
  for (const Stratum& s : strata)
    for (const ClusterTotals& c : s.clusters) {
      y += weight(s) * c.y;
      x += weight(s) * c.x;
    }
  if (x == 0) return std::nullopt;
  RatioVariance out{y / x, 0, 0};
  double variance = 0;
  std::size_t drawn = 0, sampled = 0; // in strata that are not complete
  for (const Stratum& s : strata) {
    if (complete(s)) continue;
    variance += variance_of(s, out.ratio);
    drawn += s.drawn;
    ++sampled;
  }
  out.error = std::sqrt(variance) / std::abs(x);
  out.freedom = drawn - sampled;
  return out;
}

std::string counted(std::size_t n, const char* what) { return std::to_string(n) + " " + what; }

std::string design_label(const std::vector<Stratum>& strata) {
  std::size_t drawn = 0, population = 0;
  for (const Stratum& s : strata) {
    drawn += s.drawn;
    population += s.population;
  }
  if (population == 0) return "design (" + counted(drawn, "clusters, no draw recorded)");
  return "design (" + counted(strata.size(), strata.size() == 1 ? "stratum, " : "strata, ") +
         counted(drawn, "of ") + counted(population, "clusters)");
}

} // namespace

RatioEstimate stratified_ratio(const std::vector<Stratum>& strata, double level, bool share) {
  const auto r = ratio_of(strata);
  if (!r) return {{}, {{}, {}, "design: not estimable, nothing was verified"}};
  if (std::ranges::all_of(strata, complete)) return {r->ratio, {{}, {}, "design: everything was drawn"}};
  return {r->ratio,
          interval_of(r->ratio, r->error, r->freedom, level, share, "design", design_label(strata))};
}

Bounds cluster_interval(std::span<const ClusterTotals> clusters, double level, bool share) {
  Stratum all;
  for (const ClusterTotals& c : clusters)
    if (c.x != 0) all.clusters.push_back(c);
  all.drawn = all.clusters.size();
  const auto r = ratio_of(std::span(&all, 1));
  if (!r) return {{}, {}, "process: not estimable, fewer than two clusters"};
  return interval_of(r->ratio, r->error, r->freedom, level, share, "process",
                     "process (" + counted(all.drawn, "clusters)"));
}

} // namespace aftercourse
