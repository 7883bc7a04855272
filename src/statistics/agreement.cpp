#include <aftercourse/statistics/agreement.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include <aftercourse/base/error.hpp>
#include <aftercourse/statistics/cohen_kappa.hpp>

#include "linearised.hpp"
#include "reliability_words.hpp"

namespace aftercourse::statistics {

namespace {

/// What every coefficient needs of the units that somebody rated.
struct RatedUnits {
  std::vector<std::size_t> unit;
  std::vector<double> times, ratings;
  std::vector<double> agreeing; ///< weighted agreement over ordered pairs of a unit's ratings
  std::vector<double> shares;   ///< π: the mean over units of the share of a unit's ratings in each category
  double n = 0, n_two = 0, agreed = 0;
};

double agreeing_pairs(const Ratings& ratings, std::size_t unit, std::span<const double> row,
                      const SquareMatrix& w) {
  double sum = 0;
  if (ratings.codes.empty()) {
    for (std::size_t a = 0; a < row.size(); ++a)
      for (std::size_t b = 0; row[a] > 0 && b < row.size(); ++b)
        sum += row[a] * (row[b] - (a == b ? 1 : 0)) * w(a, b);
    return sum;
  }
  const auto codes = std::span(ratings.codes).subspan(unit * ratings.raters, ratings.raters);
  for (std::size_t a = 0; a < codes.size(); ++a)
    for (std::size_t b = 0; codes[a] >= 0 && b < codes.size(); ++b)
      if (a != b && codes[b] >= 0)
        sum += w(static_cast<std::size_t>(codes[a]), static_cast<std::size_t>(codes[b]));
  return sum;
}

RatedUnits rated_units(const Ratings& ratings, const SquareMatrix& w) {
  RatedUnits units;
  units.shares.assign(ratings.categories, 0.0);
  std::vector<double> row(ratings.categories);
  for (std::size_t i = 0; i < ratings.units; ++i) {
    std::ranges::fill(row, 0.0);
    const double size = ratings.count(i, row), times = ratings.times_of(i);
    if (!(size > 0) || !(times > 0)) continue;
    units.unit.push_back(i);
    units.times.push_back(times);
    units.ratings.push_back(size);
    units.agreeing.push_back(agreeing_pairs(ratings, i, row, w));
    units.n += times;
    for (std::size_t c = 0; c < row.size(); ++c) units.shares[c] += times * row[c] / size;
    if (size < 2) continue;
    units.n_two += times;
    units.agreed += times * units.agreeing.back() / (size * (size - 1));
  }
  for (double& share : units.shares) share /= units.n;
  return units;
}

/// ChanceAgreement agreement p_e and what each unit adds to it; the mean of `of` is p_e.
struct ChanceAgreement {
  double value = 0;
  std::vector<double> of; ///< empty: the ratings have no part in it
};

/// `value` of each category, averaged over a unit's ratings.
std::vector<double> mean_over_ratings(const Ratings& ratings, const RatedUnits& units,
                                      std::span<const double> value) {
  std::vector<double> means, row(ratings.categories);
  for (std::size_t i = 0; i < units.unit.size(); ++i) {
    std::ranges::fill(row, 0.0);
    ratings.count(units.unit[i], row);
    means.push_back(std::inner_product(row.begin(), row.end(), value.begin(), 0.0) / units.ratings[i]);
  }
  return means;
}

ChanceAgreement chance_of_gwet(const Ratings& ratings, const RatedUnits& units, double all_weights) {
  const auto q = static_cast<double>(ratings.categories);
  const double factor = all_weights / (q * (q - 1));
  ChanceAgreement chance;
  std::vector<double> value;
  for (const double share : units.shares) {
    chance.value += factor * share * (1 - share);
    value.push_back(factor * (1 - share));
  }
  chance.of = mean_over_ratings(ratings, units, value);
  return chance;
}

ChanceAgreement chance_of_fleiss(const Ratings& ratings, const RatedUnits& units, const SquareMatrix& w) {
  ChanceAgreement chance;
  std::vector<double> value(w.size, 0.0);
  for (std::size_t a = 0; a < w.size; ++a)
    for (std::size_t b = 0; b < w.size; ++b) {
      chance.value += w(a, b) * units.shares[a] * units.shares[b];
      value[a] += (w(a, b) + w(b, a)) / 2 * units.shares[b];
    }
  chance.of = mean_over_ratings(ratings, units, value);
  return chance;
}

/// One rater's distribution over the categories, and how often he rated.
struct RaterShares {
  std::vector<double> share;
  double n = 0;
};

std::vector<RaterShares> rater_shares(const Ratings& ratings, const RatedUnits& units) {
  std::vector<RaterShares> raters(ratings.raters, {std::vector<double>(ratings.categories, 0.0)});
  for (std::size_t i = 0; i < units.unit.size(); ++i)
    for (std::size_t r = 0; r < ratings.raters; ++r)
      if (const std::int32_t code = ratings.codes[units.unit[i] * ratings.raters + r]; code >= 0) {
        raters[r].share[static_cast<std::size_t>(code)] += units.times[i];
        raters[r].n += units.times[i];
      }
  for (RaterShares& rater : raters)
    for (double& share : rater.share) share = rater.n > 0 ? share / rater.n : 0;
  return raters;
}

/// p_e is the mean over ordered pairs of different raters of Σ w_kl p_gk p_hl; `others` of a category is what
/// choosing it would add to a rater's part.
ChanceAgreement chance_of_conger(const Ratings& ratings, const RatedUnits& units, const SquareMatrix& w) {
  const std::vector<RaterShares> raters = rater_shares(ratings, units);
  const auto r =
      static_cast<double>(std::ranges::count_if(raters, [](const RaterShares& g) { return g.n > 0; }));
  std::vector<double> total(w.size, 0.0);
  for (const RaterShares& g : raters)
    for (std::size_t c = 0; c < w.size; ++c) total[c] += g.share[c];
  ChanceAgreement chance;
  chance.of.assign(units.unit.size(), 0.0);
  for (std::size_t g = 0; g < raters.size(); ++g) {
    if (!(raters[g].n > 0)) continue;
    std::vector<double> others(w.size, 0.0);
    double mean = 0;
    for (std::size_t a = 0; a < w.size; ++a) {
      for (std::size_t b = 0; b < w.size; ++b)
        others[a] += (w(a, b) + w(b, a)) / 2 * (total[b] - raters[g].share[b]);
      mean += raters[g].share[a] * others[a];
    }
    chance.value += mean / (r * (r - 1));
    for (std::size_t i = 0; i < units.unit.size(); ++i) {
      const std::int32_t code = ratings.codes[units.unit[i] * ratings.raters + g];
      const double own =
          code < 0 ? 0 : units.n / raters[g].n * (others[static_cast<std::size_t>(code)] - mean);
      chance.of[i] += (mean + own) / (r * (r - 1));
    }
  }
  return chance;
}

ChanceAgreement chance_of(AgreementCoefficient coefficient, const Ratings& ratings, const RatedUnits& units,
                          const SquareMatrix& w) {
  const double all = std::accumulate(w.values.begin(), w.values.end(), 0.0);
  const auto q = static_cast<double>(w.size);
  switch (coefficient) {
  case AgreementCoefficient::brennan_prediger:
    return {all / (q * q), {}};
  case AgreementCoefficient::gwet:
    return chance_of_gwet(ratings, units, all);
  case AgreementCoefficient::fleiss:
    return chance_of_fleiss(ratings, units, w);
  case AgreementCoefficient::conger:
    return chance_of_conger(ratings, units, w);
  case AgreementCoefficient::percent:
  case AgreementCoefficient::krippendorff:
    break;
  }
  return {};
}

Influences influences_on(const RatedUnits& units, const ChanceAgreement& chance, double coefficient) {
  Influences influences{.of = {}, .times = units.times, .unit = units.unit, .n = units.n};
  const double beyond = 1 - chance.value;
  for (std::size_t i = 0; i < units.unit.size(); ++i) {
    const double r = units.ratings[i];
    double u =
        r < 2 ? 0 : units.n / units.n_two * (units.agreeing[i] / (r * (r - 1)) - chance.value) / beyond;
    if (!chance.of.empty()) u -= 2 * (1 - coefficient) * (chance.of[i] - chance.value) / beyond;
    influences.of.push_back(u);
  }
  return influences;
}

constexpr std::array coefficient_names{"percent agreement", "Brennan-Prediger", "Conger's kappa",
                                       "Fleiss' kappa",     "Gwet's AC1",       "Krippendorff's alpha"};

std::string coefficient_name(AgreementCoefficient coefficient, const SquareMatrix& w,
                             const Ratings& ratings) {
  const bool weighted = std::ranges::any_of(w.values, [](double v) { return v != 0 && v != 1; });
  if (coefficient == AgreementCoefficient::gwet) return weighted ? "Gwet's AC2" : "Gwet's AC1";
  const bool two = ratings.raters == 2;
  std::string name = coefficient_names[static_cast<std::size_t>(coefficient)];
  if (two && coefficient == AgreementCoefficient::conger) name = "Cohen's kappa";
  if (two && coefficient == AgreementCoefficient::fleiss) name = "Scott's pi";
  return weighted ? name + ", weighted" : name;
}

SquareMatrix agreement_weights_for(const Ratings& ratings, const AgreementOptions& options) {
  if (options.weights.size == 0) return agreement_weights(options.weighting, ratings.categories);
  require_agreement_weights(options.weights, ratings.categories);
  return options.weights;
}

/// Alpha with distances 1 − w, which is what irrCAC's weighted alpha is.
void set_weighted_alpha(Agreement& answer, const Ratings& ratings, const RatedUnits& rated,
                        const SquareMatrix& w, const AgreementOptions& options) {
  AlphaUnits units;
  std::vector<double> row(w.size), shares(w.size, 0.0), to_all(w.size, 0.0);
  double all = 0, expected = 0;
  for (std::size_t i = 0; i < rated.unit.size(); ++i) {
    const double r = rated.ratings[i];
    if (r < 2) continue;
    units.ratings.push_back(r);
    units.within.push_back(r * (r - 1) - rated.agreeing[i]);
    units.times.push_back(rated.times[i]);
    units.unit.push_back(rated.unit[i]);
    std::ranges::fill(row, 0.0);
    all += rated.times[i] * ratings.count(rated.unit[i], row);
    for (std::size_t c = 0; c < row.size(); ++c) shares[c] += rated.times[i] * row[c];
  }
  for (std::size_t a = 0; a < w.size; ++a) {
    for (std::size_t b = 0; b < w.size; ++b) to_all[a] += (1 - (w(a, b) + w(b, a)) / 2) * shares[b] / all;
    expected += shares[a] / all * to_all[a];
  }
  if (!(expected > 0)) return;
  for (const std::size_t unit : units.unit) {
    std::ranges::fill(row, 0.0);
    ratings.count(unit, row);
    units.to_all.push_back(std::inner_product(row.begin(), row.end(), to_all.begin(), 0.0));
  }
  const AlphaParts parts = alpha_of_units(std::move(units), expected);
  answer.estimate = parts.alpha;
  answer.observed = 1 - parts.observed;
  answer.by_chance = 1 - expected;
  answer.missing += answer.n - std::llround(parts.n);
  answer.n = std::llround(parts.n);
  set_linearised_interval(answer, parts.influences, parts.centre, options.divide_by_n, options.clusters);
}

const Wording no_pair_of_ratings{"no unit was rated by two raters", "没有一个对象由两位评分者评分"};
const Wording ratings_all_alike{"all ratings are alike, so chance alone gives full agreement",
                                "所有评分都相同，仅凭机遇即完全一致"};

const Wording no_kappa_of_a_pair{"two of the raters have no kappa: no unit in common, or one category only",
                                 "有两位评分者无法计算 Kappa：没有共同对象，或只用了一个类别"};

void require_agreement_possible(const Ratings& ratings, AgreementCoefficient coefficient,
                                const AgreementOptions& options) {
  require_level(options.level);
  if (coefficient == AgreementCoefficient::conger && ratings.codes.empty() && ratings.units > 0)
    throw InvalidArgument("AC5504",
                          "Cohen's and Conger's kappa need to know who rated; there are counts only");
  if (!options.clusters.empty())
    require_equal_length(ratings.units, options.clusters.size(), "the ratings", "the clusters");
}

Agreement agreement_over(const Ratings& ratings, const RatedUnits& units, const SquareMatrix& w,
                         AgreementCoefficient coefficient, const AgreementOptions& options) {
  Agreement answer;
  answer.estimator = coefficient_name(coefficient, w, ratings);
  answer.level = options.level;
  answer.n = std::llround(units.n);
  answer.missing = std::llround(ratings.all_times()) - answer.n;
  answer.raters = static_cast<std::int64_t>(ratings.raters);
  answer.categories = static_cast<std::int64_t>(ratings.categories);
  if (!(units.n_two > 0)) {
    answer.not_estimable = no_pair_of_ratings;
    return answer;
  }
  if (units.n < 1) return without(std::move(answer), less_than_one_unit);
  if (coefficient == AgreementCoefficient::krippendorff)
    set_weighted_alpha(answer, ratings, units, w, options);
  else if (const ChanceAgreement chance = chance_of(coefficient, ratings, units, w); chance.value < 1) {
    answer.observed = units.agreed / units.n_two;
    answer.by_chance = chance.value;
    answer.estimate = (answer.observed - chance.value) / (1 - chance.value);
    set_linearised_interval(answer, influences_on(units, chance, answer.estimate), answer.estimate,
                            options.divide_by_n, options.clusters);
  }
  if (!std::isfinite(answer.estimate)) answer.not_estimable = ratings_all_alike;
  return answer;
}

} // namespace

Agreement agreement(const Ratings& ratings, AgreementCoefficient coefficient,
                    const AgreementOptions& options) {
  require_agreement_possible(ratings, coefficient, options);
  const SquareMatrix w = agreement_weights_for(ratings, options);
  return agreement_over(ratings, rated_units(ratings, w), w, coefficient, options);
}

RaterAgreement rater_agreement(const Ratings& ratings, const AgreementOptions& options) {
  require_agreement_possible(ratings, AgreementCoefficient::percent, options);
  const SquareMatrix w = agreement_weights_for(ratings, options);
  const RatedUnits units = rated_units(ratings, w);
  RaterAgreement all;
  all.estimator = "agreement of raters";
  all.level = options.level;
  all.raters = static_cast<std::int64_t>(ratings.raters);
  all.categories = static_cast<std::int64_t>(ratings.categories);
  for (const AgreementCoefficient c :
       {AgreementCoefficient::percent, AgreementCoefficient::brennan_prediger, AgreementCoefficient::conger,
        AgreementCoefficient::fleiss, AgreementCoefficient::gwet, AgreementCoefficient::krippendorff}) {
    if (c == AgreementCoefficient::conger && ratings.codes.empty()) continue;
    const Agreement a = agreement_over(ratings, units, w, c, options);
    all.coefficients.push_back(
        {a.estimator, a.estimate, a.standard_error, a.low, a.high, a.observed, a.by_chance, a.not_estimable});
    if (c != AgreementCoefficient::percent) continue;
    all.n = a.n;
    all.missing = a.missing;
    all.clusters = a.clusters;
    all.not_estimable = a.not_estimable;
  }
  if (ratings.raters > 2) {
    AgreementRow& light = all.coefficients.emplace_back();
    light.coefficient = "Light's kappa";
    light.estimate = light_kappa(ratings, w);
    if (std::isnan(light.estimate)) light.not_estimable = no_kappa_of_a_pair;
  }
  return all;
}

Wording in_words(const Agreement& agreement) {
  return coefficient_in_words(
      agreement, {agreement.estimator, agreement.estimator + " 系数"},
      {"observed agreement " + readable(agreement.observed), "实际一致率 " + readable(agreement.observed)});
}

Wording in_words(const RaterAgreement& agreement) {
  const Wording size = size_in_words(agreement);
  if (!agreement.not_estimable.empty())
    return {"No agreement of raters: " + agreement.not_estimable.en + " (" + size.en + ").",
            "无法计算评分者一致性：" + agreement.not_estimable.zh + "（" + size.zh + "）。"};
  Wording list;
  for (const AgreementRow& row : agreement.coefficients) {
    const std::string& name = row.coefficient;
    list.en += (list.en.empty() ? "" : ", ") + name + " " + readable(row.estimate);
    list.zh += (list.zh.empty() ? "" : "，") + (name.starts_with("percent") ? "一致百分率" : name) + " " +
               readable(row.estimate);
  }
  return {"Agreement of the raters: " + list.en + "; " + size.en + ".",
          "评分者一致性：" + list.zh + "；" + size.zh + "。"};
}

} // namespace aftercourse::statistics
