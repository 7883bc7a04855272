#include <aftercourse/statistics/survey.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "linearisation.hpp"
#include "sentence.hpp"
#include "share_interval.hpp"
#include "weighted_moments.hpp"

namespace aftercourse::statistics {

namespace {

enum class Quantity : std::uint8_t { mean, total, share, ratio };

const Wording everything_drawn{"everything was drawn", "已全部抽取"};

[[noreturn]] void reject_design(const std::string& why) { throw InvalidArgument("AC5504", why); }

/// The sample of a design: units with their populations, and a weight for each observation.
struct Sampled {
  PrimaryUnits units;
  std::vector<double> weights;
  std::vector<std::int32_t> stratum_of; ///< by observation, numbered as units.strata; empty: there is one
  bool finite = false;                  ///< some population is known
};

void check_survey_columns(std::size_t n, const SurveyDesign& d) {
  const auto length = [&](std::size_t size, const char* name) {
    if (size != 0) require_equal_length(size, n, name, "the values");
  };
  length(d.weights.size(), "weights");
  length(d.strata.size(), "strata");
  length(d.clusters.size(), "cluster");
  length(d.populations.size(), "population");
  require_finite(d.weights, "weights");
  require_finite(d.populations, "population");
  if (std::ranges::any_of(d.weights, [](double w) { return w < 0; })) reject_design("a weight is negative");
}

/// Each stratum's population, which all of its observations tell.
void read_populations(Sampled& s, std::span<const double> populations) {
  for (std::size_t i = 0; i < populations.size(); ++i) {
    const std::size_t h = s.stratum_of.empty() ? 0 : static_cast<std::size_t>(s.stratum_of[i]);
    double& known = s.units.strata[h].population;
    if (known == 0) known = populations[i];
    if (populations[i] != known || !(known > 0))
      reject_design("a stratum has one population, greater than 0; observation " + std::to_string(i + 1) +
                    " has " + readable(populations[i]));
  }
  for (const UnitStratum& h : s.units.strata)
    if (!populations.empty() && h.population < h.drawn)
      reject_design("a stratum of " + readable(h.population) + " cannot have " + readable(h.drawn) +
                    " drawn");
  s.finite = !populations.empty();
}

Sampled sampled(std::size_t n, const SurveyDesign& d) {
  check_survey_columns(n, d);
  Sampled s;
  s.units = primary_units(n, d.strata, d.clusters);
  if (!d.strata.empty()) {
    s.stratum_of.resize(n);
    for (std::size_t i = 0; i < n; ++i)
      s.stratum_of[i] = static_cast<std::int32_t>(s.units.stratum_of(s.units.unit_of(i)));
  }
  read_populations(s, d.populations);
  s.weights.assign(d.weights.begin(), d.weights.end());
  if (!s.weights.empty()) return s;
  s.weights.resize(n, 1);
  for (std::size_t i = 0; s.finite && i < n; ++i) {
    const UnitStratum& h =
        s.units.strata[s.stratum_of.empty() ? 0 : static_cast<std::size_t>(s.stratum_of[i])];
    s.weights[i] = h.population / h.drawn;
  }
  return s;
}

std::string quantity_name(Quantity q) {
  switch (q) {
  case Quantity::mean:
    return "mean";
  case Quantity::total:
    return "total";
  case Quantity::share:
    return "share";
  case Quantity::ratio:
    break;
  }
  return "ratio";
}

/// The interval around the estimate, or the reason why there is none.
void add_survey_interval(SurveyEstimate& e, LinearisedVariance v, bool share, const SurveyOptions& options) {
  if (!std::isfinite(v.variance)) return void(e.not_estimable = reasons::too_large);
  // What rounding leaves of no variation is none.
  if (std::sqrt(v.variance) <= 8 * std::numeric_limits<double>::epsilon() * std::abs(e.estimate))
    v.variance = 0;
  e.standard_error = std::sqrt(v.variance);
  e.df = v.df;
  e.lonely_strata = v.lonely;
  if (v.complete) return void(e.not_estimable = everything_drawn);
  if (v.df < 1) return void(e.not_estimable = e.clusters > 0 ? reasons::one_cluster : reasons::one);
  if (share) {
    const ShareBounds b = share_bounds({e.estimate, v.variance, v.df, e.n}, options.interval, e.level);
    e.low = b.low, e.high = b.high;
  } else if (v.variance > 0) {
    const double half = distributions::t_quantile(v.df, 0.5 + e.level / 2) * e.standard_error;
    e.low = e.estimate - half, e.high = e.estimate + half;
  }
  if (!std::isnan(e.low)) return;
  const bool extreme = share && (e.estimate <= 0 || e.estimate >= 1);
  e.not_estimable = extreme          ? Wording{"the share is 0 or 1", "比例为0或1"}
                    : e.clusters > 0 ? reasons::no_variation
                                     : reasons::equal;
}

SurveyEstimate begun_survey(Quantity q, bool share, const SurveyOptions& options) {
  require_level(options.level);
  SurveyEstimate e;
  e.estimator =
      "survey " + quantity_name(q) + " (" + (share ? name_of(options.interval) : std::string("Taylor")) + ")";
  e.level = options.level;
  return e;
}

std::string survey_stratum_name(const SurveyOptions& options, std::int32_t code) {
  const auto at = static_cast<std::size_t>(code);
  return at < options.stratum_names.size() ? options.stratum_names[at] : std::to_string(code);
}

/// The strata as the sample shows them. A ratio has no sd.
std::vector<StratumEstimate> strata_of(const Sampled& s, std::span<const double> y, std::span<const double> x,
                                       const SurveyDesign& d, const SurveyOptions& options) {
  const std::size_t count = s.units.strata.size();
  struct Part {
    std::vector<double> y, w;
    double x = 0;
    std::int32_t code = 0;
  };
  std::vector<Part> parts(count);
  for (std::size_t i = 0; i < y.size(); ++i) {
    Part& p = parts[s.stratum_of.empty() ? 0 : static_cast<std::size_t>(s.stratum_of[i])];
    p.y.push_back(y[i]);
    p.w.push_back(s.weights[i]);
    if (!x.empty()) p.x += s.weights[i] * x[i];
    if (!d.strata.empty()) p.code = d.strata[i];
  }
  std::vector<std::pair<std::int32_t, StratumEstimate>> rows;
  for (std::size_t h = 0; h < count; ++h) {
    const WeightedMoments m = weighted_moments(parts[h].y, parts[h].w);
    const UnitStratum& u = s.units.strata[h];
    StratumEstimate row;
    row.stratum = d.strata.empty() ? "all" : survey_stratum_name(options, parts[h].code);
    row.n = m.n;
    row.clusters = d.clusters.empty() ? 0 : static_cast<std::int64_t>(u.drawn);
    if (u.population > 0) row.population = u.population;
    row.weight = m.weight;
    if (x.empty()) {
      if (m.n > 0) row.mean = m.mean;
      if (m.n > 1) row.sd = m.sd();
    } else if (parts[h].x != 0) {
      row.mean = m.mean * m.weight / parts[h].x;
    }
    rows.emplace_back(parts[h].code, std::move(row));
  }
  std::ranges::stable_sort(rows, {}, &std::pair<std::int32_t, StratumEstimate>::first);
  std::vector<StratumEstimate> out;
  for (auto& row : rows) out.push_back(std::move(row.second));
  return out;
}

SurveyEstimate survey_estimated(Quantity q, std::span<const double> y, std::span<const double> x,
                                const SurveyDesign& d, const SurveyOptions& options) {
  const bool share = q == Quantity::share;
  SurveyEstimate e = begun_survey(q, share, options);
  require_finite(y, "the values");
  require_finite(x, "the denominators");
  if (y.empty()) return without(std::move(e), reasons::nothing);
  const Sampled s = sampled(y.size(), d);
  const WeightedMoments m = weighted_moments(y, s.weights);
  e.n = m.n;
  e.clusters = d.clusters.empty() ? 0 : static_cast<std::int64_t>(s.units.count);
  e.strata = static_cast<std::int64_t>(s.units.strata.size());
  if (m.n == 0) return without(std::move(e), reasons::no_weight);
  e.by_stratum = strata_of(s, y, x, d, options);
  const double below = x.empty() ? m.weight : weighted_moments(x, s.weights).mean * m.weight;
  if (below == 0) return without(std::move(e), {"the denominators add up to 0", "分母之和为0"});
  e.estimate = q == Quantity::total ? m.mean * m.weight : m.mean * m.weight / below;

  std::vector<double> z(y.size()); // each observation's part of the linearised estimator
  CompensatedSum spread;           // and its weighted square around it, for the simple random sample
  for (std::size_t i = 0; i < y.size(); ++i) {
    const double off = x.empty() ? m.deviation(y[i]) : y[i] - e.estimate * x[i];
    z[i] = q == Quantity::total ? s.weights[i] * y[i] : s.weights[i] * off / below;
    spread.add(s.weights[i] * off * off);
  }
  const LinearisedVariance v = variance_of_sum(s.units, z);
  add_survey_interval(e, v, share, options);
  const double n = static_cast<double>(m.n), scale = q == Quantity::total ? m.weight : m.weight / below;
  const double left = s.finite ? 1 - n / m.weight : 1;
  const double simple = spread.value() / m.weight / (n - 1) * scale * scale * left;
  if (m.n > 1 && simple > 0 && !m.constant()) {
    e.design_effect = v.variance / simple;
    e.effective_n = n / e.design_effect;
  }
  return e;
}

void require_shares(std::span<const double> values) {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] != 0 && values[i] != 1)
      reject_design("a share is of values that are 0 or 1; value " + std::to_string(i + 1) + " is " +
                    readable(values[i]));
}

} // namespace

SurveyEstimate stratified_mean(std::span<const double> values, const SurveyDesign& design,
                               const SurveyOptions& options) {
  return survey_estimated(Quantity::mean, values, {}, design, options);
}

SurveyEstimate stratified_total(std::span<const double> values, const SurveyDesign& design,
                                const SurveyOptions& options) {
  return survey_estimated(Quantity::total, values, {}, design, options);
}

SurveyEstimate stratified_share(std::span<const double> values, const SurveyDesign& design,
                                const SurveyOptions& options) {
  require_finite(values, "the values");
  require_shares(values);
  return survey_estimated(Quantity::share, values, {}, design, options);
}

SurveyEstimate stratified_ratio(std::span<const double> numerators, std::span<const double> denominators,
                                const SurveyDesign& design, const SurveyOptions& options) {
  require_equal_length(numerators.size(), denominators.size(), "the numerators", "the denominators");
  return survey_estimated(Quantity::ratio, numerators, denominators, design, options);
}

namespace {

void check_summary(const StratumSummary& h, bool share) {
  const auto finite = [&](double value, const char* name) {
    require_finite(std::span(&value, 1), std::string(name) + " of stratum " + h.stratum);
  };
  finite(h.population, "the population");
  finite(h.mean, "the mean");
  if (h.n < 1) reject_design("stratum " + h.stratum + " has no observation");
  if (h.population < static_cast<double>(h.n))
    reject_design("stratum " + h.stratum + " of " + readable(h.population) + " cannot have " +
                  std::to_string(h.n) + " drawn");
  if (h.sd < 0 || std::isinf(h.sd))
    reject_design("the sd of stratum " + h.stratum + " is negative or infinite");
  if (share && (h.mean < 0 || h.mean > 1))
    reject_design("the share of stratum " + h.stratum + " is not within 0 and 1");
}

/// sd^2 with n - 1; NaN when one observation tells nothing of it.
double variance_within(const StratumSummary& h, bool share) {
  const double n = static_cast<double>(h.n);
  if (share) return h.n > 1 ? n / (n - 1) * h.mean * (1 - h.mean) : no_value;
  return h.sd * h.sd;
}

SurveyEstimate from_summaries(Quantity q, std::span<const StratumSummary> strata,
                              const SurveyOptions& options) {
  const bool share = q == Quantity::share;
  SurveyEstimate e = begun_survey(q, share, options);
  e.strata = static_cast<std::int64_t>(strata.size());
  if (strata.empty()) return without(std::move(e), reasons::nothing);
  CompensatedSum population, sum, between;
  for (const StratumSummary& h : strata) {
    check_summary(h, share);
    population.add(h.population);
    sum.add(h.population * h.mean);
    e.n += h.n;
  }
  const double scale = q == Quantity::total ? 1 : 1 / population.value();
  e.estimate = sum.value() * scale;
  LinearisedVariance v;
  v.complete = true;
  CompensatedSum within; // of the whole population, for the simple random sample
  for (const StratumSummary& h : strata) {
    const double s2 = variance_within(h, share), n = static_cast<double>(h.n);
    const double off = h.mean - sum.value() / population.value();
    within.add(h.population * ((h.n > 1 ? s2 * (n - 1) / n : 0) + off * off));
    e.by_stratum.push_back({h.stratum, h.n, 0, h.population, h.population, h.mean, std::sqrt(s2)});
    if (n >= h.population) continue;
    v.complete = false;
    v.variance += h.population * h.population * (1 - n / h.population) * s2 / n * scale * scale;
    v.df += n - 1;
    if (h.n == 1) ++v.lonely;
  }
  if (std::isnan(v.variance)) {
    e.lonely_strata = v.lonely;
    return without(std::move(e), {"a stratum of one observation tells nothing of its spread",
                                  "某层只有一个观测，无法估计离散程度"});
  }
  add_survey_interval(e, v, share, options);
  const double all = static_cast<double>(e.n);
  const double simple = within.value() / population.value() / (all - 1) * (1 - all / population.value()) *
                        (q == Quantity::total ? population.value() * population.value() : 1);
  if (e.n > 1 && simple > 0) {
    e.design_effect = v.variance / simple;
    e.effective_n = all / e.design_effect;
  }
  return e;
}

} // namespace

SurveyEstimate stratified_mean(std::span<const StratumSummary> strata, const SurveyOptions& options) {
  return from_summaries(Quantity::mean, strata, options);
}

SurveyEstimate stratified_total(std::span<const StratumSummary> strata, const SurveyOptions& options) {
  return from_summaries(Quantity::total, strata, options);
}

SurveyEstimate stratified_share(std::span<const StratumSummary> strata, const SurveyOptions& options) {
  return from_summaries(Quantity::share, strata, options);
}

SurveyEstimate stratified_ratio(std::span<const DrawnClusters> strata, bool share,
                                const SurveyOptions& options) {
  SurveyEstimate e = begun_survey(share ? Quantity::share : Quantity::ratio, share, options);
  PrimaryUnits units;
  std::vector<double> z;
  CompensatedSum y, x, observations;
  const auto weight = [](const DrawnClusters& h) {
    return h.population == 0 ? 1 : static_cast<double>(h.population) / static_cast<double>(h.drawn);
  };
  for (const DrawnClusters& h : strata) {
    if (h.drawn < h.clusters.size()) reject_design("a stratum has more clusters than were drawn");
    e.clusters += static_cast<std::int64_t>(h.drawn);
    units.strata.push_back({static_cast<double>(h.drawn), static_cast<double>(h.population)});
    for (const ClusterTotals& c : h.clusters) {
      y.add(weight(h) * c.y);
      x.add(weight(h) * c.x);
      observations.add(c.x);
      units.stratum.push_back(static_cast<std::int32_t>(units.strata.size()) - 1);
    }
  }
  units.count = units.stratum.size();
  e.strata = static_cast<std::int64_t>(strata.size());
  e.n = share ? std::llround(observations.value()) : e.clusters;
  if (x.value() == 0) return without(std::move(e), {"the denominators add up to 0", "分母之和为0"});
  e.estimate = y.value() / x.value();
  for (const DrawnClusters& h : strata)
    for (const ClusterTotals& c : h.clusters) z.push_back(weight(h) * (c.y - e.estimate * c.x) / x.value());
  add_survey_interval(e, variance_of_total(units, z), share, options);
  return e;
}

Wording in_words(const SurveyEstimate& e) {
  const bool share = e.estimator.starts_with("survey share"), total = e.estimator.starts_with("survey total"),
             ratio = e.estimator.starts_with("survey ratio");
  const Wording what = share   ? Wording{"share", "比例"}
                       : total ? Wording{"total", "总计"}
                       : ratio ? Wording{"ratio", "比率"}
                               : Wording{"mean", "均值"};
  Wording begin{"The " + what.en + " in the population is estimated at " + readable(e.estimate),
                "总体" + what.zh + "的估计为" + readable(e.estimate)};
  if (e.strata > 1) {
    begin.en += " from " + std::to_string(e.strata) + " strata";
    begin.zh += "（" + std::to_string(e.strata) + "层）";
  }
  return sentence(begin, e);
}

} // namespace aftercourse::statistics
