#include <aftercourse/statistics/multiplicity.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string>

#include <aftercourse/base/error.hpp>

#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

/// The m p-values of the tests that were made, ascending, and the corrected ones. Rank i counts from 1.
using SortedPs = std::vector<double>;

template <class Factor>
SortedPs step_up(const SortedPs& p, const Factor& factor) {
  SortedPs out(p.size());
  double least = 1;
  for (std::size_t i = p.size(); i-- > 0;)
    out[i] = least = std::min(least, factor(static_cast<double>(i + 1)) * p[i]);
  return out;
}

SortedPs holm_adjusted(const SortedPs& p) {
  const double m = static_cast<double>(p.size());
  SortedPs out(p.size());
  double most = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    out[i] = most = std::max(most, std::min(1.0, (m - static_cast<double>(i)) * p[i]));
  return out;
}

/// Wright's form of Hommel's procedure: for each size j of a set of hypotheses the Simes bound of the j
/// largest p-values, lent to the smaller ones.
SortedPs hommel_adjusted(const SortedPs& p) {
  const std::size_t m = p.size();
  const double all = static_cast<double>(m);
  double simes = 1;
  for (std::size_t i = 0; i < m; ++i) simes = std::min(simes, all * p[i] / static_cast<double>(i + 1));
  SortedPs out(m, simes), lent(m, simes);
  for (std::size_t j = m; j-- > 2;) {
    const double size = static_cast<double>(j);
    const std::size_t small = m - j + 1; // the j - 1 largest stand from here
    double bound = size * p[small] / 2;
    for (std::size_t i = small + 1; i < m; ++i)
      bound = std::min(bound, size * p[i] / static_cast<double>(i - small + 2));
    for (std::size_t i = 0; i < small; ++i) lent[i] = std::min(size * p[i], bound);
    for (std::size_t i = small; i < m; ++i) lent[i] = lent[m - j];
    for (std::size_t i = 0; i < m; ++i) out[i] = std::max(out[i], lent[i]);
  }
  for (std::size_t i = 0; i < m; ++i) out[i] = std::min(1.0, std::max(out[i], p[i]));
  return out;
}

SortedPs two_stage(const SortedPs& bh, double alpha) {
  const double m = static_cast<double>(bh.size());
  const auto rejected =
      static_cast<double>(std::ranges::count_if(bh, [&](double p) { return p <= alpha / (1 + alpha); }));
  // Where the first stage rejects nothing or everything it is the last.
  const double nulls = rejected == 0 || rejected == m ? m : m - rejected;
  SortedPs out(bh);
  for (double& p : out) p = std::min(1.0, p * (nulls / m) * (1 + alpha));
  return out;
}

SortedPs adjusted_ps(const SortedPs& p, Adjustment method, double alpha) {
  const double m = static_cast<double>(p.size());
  const auto bh = [&] { return step_up(p, [&](double i) { return m / i; }); };
  switch (method) {
  case Adjustment::bonferroni: {
    SortedPs out(p);
    for (double& v : out) v = std::min(1.0, m * v);
    return out;
  }
  case Adjustment::hochberg:
    return step_up(p, [&](double i) { return m - i + 1; });
  case Adjustment::hommel:
    return hommel_adjusted(p);
  case Adjustment::bh:
    return bh();
  case Adjustment::by: {
    double harmonic = 0;
    for (std::size_t i = p.size(); i > 0; --i) harmonic += 1 / static_cast<double>(i);
    return step_up(p, [&](double i) { return harmonic * m / i; });
  }
  case Adjustment::bky:
    return two_stage(bh(), alpha);
  case Adjustment::holm:
    break;
  }
  return holm_adjusted(p);
}

} // namespace

Adjustment adjustment_from_text(std::string_view name) {
  std::string lower(name), known;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (std::size_t i = 0; i < adjustment_names.size(); ++i) {
    if (adjustment_names[i] == lower) return static_cast<Adjustment>(i);
    known += (i == 0 ? "" : ", ") + std::string(adjustment_names[i]);
  }
  throw InvalidArgument("AC5504", "p-values are corrected by one of " + known + "; this is \"" +
                                      std::string(name) + "\"");
}

AdjustedPs adjust_p_values(std::span<const double> p, Adjustment method, double level) {
  require_level(level);
  AdjustedPs out;
  out.estimator = "adjusted p (" + std::string(adjustment_names[static_cast<std::size_t>(method)]) + ")";
  out.level = level;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i] < 0 || p[i] > 1)
      throw InvalidArgument("AC5504", "a p-value lies within 0 and 1; p-value " + std::to_string(i + 1) +
                                          " is " + readable(p[i]));
    out.tests.push_back({p[i], no_value, false});
    if (!std::isnan(p[i])) order.push_back(i);
  }
  out.n = static_cast<std::int64_t>(order.size());
  out.missing = static_cast<std::int64_t>(p.size() - order.size());
  if (order.empty()) return without(std::move(out), {"there is no p-value", "没有p值"});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
  SortedPs sorted;
  for (const std::size_t i : order) sorted.push_back(p[i]);
  const SortedPs adjusted = adjusted_ps(sorted, method, 1 - level);
  // 1 - 0.95 is a little more than 0.05 in binary; a p-value of exactly 0.05 is meant to be rejected.
  const double alpha = (1 - level) * (1 + 1e-12);
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    AdjustedP& test = out.tests[order[rank]];
    test.adjusted = adjusted[rank];
    test.rejected = test.adjusted <= alpha;
    out.rejected += test.rejected ? 1 : 0;
  }
  return out;
}

Wording in_words(const AdjustedPs& a) {
  if (!a.not_estimable.empty())
    return {"Not estimable: " + a.not_estimable.en + ".", "无法估计：" + a.not_estimable.zh + "。"};
  const std::string alpha = readable(1 - a.level), rejected = std::to_string(a.rejected),
                    n = std::to_string(a.n);
  return {rejected + " of " + n + " hypotheses are rejected at " + alpha + " after correction for " + n +
              " tests.",
          "校正" + n + "次检验后，在" + alpha + "水平上拒绝" + rejected + "个假设。"};
}

} // namespace aftercourse::statistics
