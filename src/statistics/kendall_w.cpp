#include <aftercourse/statistics/kendall_w.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

struct ConcordanceRanking {
  std::vector<double> rank; ///< mid-ranks
  double ties = 0;          ///< Σ (t³ − t)
};

ConcordanceRanking concordance_ranking(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  ConcordanceRanking ranking{std::vector<double>(values.size())};
  for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    const double mid = static_cast<double>(from + to + 1) / 2, t = static_cast<double>(to - from);
    for (std::size_t i = from; i < to; ++i) ranking.rank[order[i]] = mid;
    ranking.ties += t * t * t - t;
  }
  return ranking;
}

struct MeanRankCorrelation {
  double plain = no_value, fisher = no_value;
};

/// Spearman's correlation averaged over the pairs of raters: as it is, and as Fisher's z = artanh r.
MeanRankCorrelation mean_rank_correlation(const std::vector<ConcordanceRanking>& rankings, double n) {
  double sum = 0, z = 0, pairs = 0;
  const auto squares = [n](const ConcordanceRanking& r) { return (n * n * n - n - r.ties) / 12; };
  for (const ConcordanceRanking& a : rankings) {
    if (!(squares(a) > 0)) return {};
    for (const ConcordanceRanking* b = rankings.data(); b != &a; ++b, ++pairs) {
      double product = 0;
      for (std::size_t i = 0; i < a.rank.size(); ++i)
        product += (a.rank[i] - (n + 1) / 2) * (b->rank[i] - (n + 1) / 2);
      const double r = product / std::sqrt(squares(a) * squares(*b));
      sum += r;
      z += std::atanh(std::clamp(r, -1.0, 1.0));
    }
  }
  return {sum / pairs, std::tanh(z / pairs)};
}

} // namespace

KendallW kendall_w(std::span<const std::span<const double>> raters) {
  if (raters.empty()) throw InvalidArgument("AC5507", "there is no column of ratings");
  for (std::size_t j = 0; j < raters.size(); ++j) {
    require_equal_length(raters[0].size(), raters[j].size(), "the first rater",
                         "rater " + std::to_string(j + 1));
    require_finite(raters[j], "rater " + std::to_string(j + 1));
  }
  KendallW w;
  w.estimator = "Kendall's W";
  w.n = static_cast<std::int64_t>(raters[0].size());
  w.raters = static_cast<std::int64_t>(raters.size());
  if (w.n < 2 || w.raters < 2) {
    w.not_estimable = {"it takes two units and two raters", "至少需要两个对象和两位评分者"};
    return w;
  }
  const auto n = static_cast<double>(w.n), m = static_cast<double>(w.raters);
  std::vector<ConcordanceRanking> rankings;
  std::vector<double> sums(raters[0].size(), 0.0);
  double ties = 0, squares = 0;
  for (const auto column : raters) {
    const ConcordanceRanking& r = rankings.emplace_back(concordance_ranking(column));
    ties += r.ties;
    for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += r.rank[i];
  }
  for (const double s : sums) squares += (s - m * (n + 1) / 2) * (s - m * (n + 1) / 2);
  const double greatest = m * m * (n * n * n - n) - m * ties;
  if (!(greatest > 0)) {
    w.not_estimable = {"no rater tells the units apart", "没有评分者区分各对象"};
    return w;
  }
  w.estimate = 12 * squares / greatest;
  w.df = n - 1;
  w.chi_square = m * w.df * w.estimate;
  w.p_value = distributions::chi_square_upper(w.df, w.chi_square);
  const MeanRankCorrelation mean = mean_rank_correlation(rankings, n);
  w.mean_rank_correlation = mean.plain;
  w.mean_rank_correlation_z = mean.fisher;
  return w;
}

Wording in_words(const KendallW& w) {
  const std::string raters = std::to_string(w.raters), p = readable_p(w.p_value);
  return coefficient_in_words(w, {"Kendall's W", "Kendall 和谐系数（W）"},
                              {raters + " raters; " + p, raters + " 位评分者；" + p});
}

} // namespace aftercourse::statistics
