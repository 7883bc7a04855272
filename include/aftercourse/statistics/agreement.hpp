// Agreement of any number of raters beyond chance, with missing ratings and weights: (p_a − p_e)/(1 − p_e),
// where p_a is the weighted agreement of two ratings of one unit, averaged over units, and p_e what chance
// would give. The coefficients differ in p_e alone:
//   brennan_prediger  every category is equally likely (Randolph's free-marginal kappa): Σ w / q²
//   gwet              AC1 and, weighted, AC2: Σ w · Σ π_k (1 − π_k) / (q (q − 1))
//   fleiss            the raters share one distribution π (two raters: Scott's pi): Σ w_kl π_k π_l
//   conger            each rater has a distribution of his own (two raters: Cohen's kappa)
//   krippendorff      alpha: as fleiss over units with two ratings or more, with a correction for small
//   samples percent           p_e = 0
// The standard error is that of the linearised coefficient over units, so missing ratings and clusters of
// units need no other formula; the interval is ± t(n − 1), with clusters t(G − 1), and never goes beyond 1.
// Source: Gwet, Handbook of Inter-Rater Reliability, 4th ed. (2014), chapters 2 to 5; Gwet (2008) British
// Journal of Mathematical and Statistical Psychology 61:29. R's irrCAC prints the same numbers.
// Pure functions; raters who never rated the same unit, or ratings that are all alike, are not estimable.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/ratings.hpp>

namespace aftercourse::statistics {

enum class AgreementCoefficient : std::uint8_t {
  percent,
  brennan_prediger,
  conger,
  fleiss,
  gwet,
  krippendorff
};
BOOST_DESCRIBE_ENUM(AgreementCoefficient, percent, brennan_prediger, conger, fleiss, gwet, krippendorff)

struct AgreementOptions {
  Weighting weighting = Weighting::none;
  SquareMatrix weights = {}; ///< of agreement, 1 on the diagonal; empty: by `weighting`
  bool divide_by_n = false;  ///< the variance over n instead of n − 1, as irrCAC does for cross tables
  std::span<const std::int32_t> clusters = {}; ///< one a unit; empty: every unit by itself
  double level = 0.95;
};

/// n: units with at least one rating (krippendorff: two); missing: units without.
struct Agreement : Estimate {
  double observed = no_value;  ///< p_a
  double by_chance = no_value; ///< p_e
  std::int64_t raters = 0;     ///< 0: only counts are known
  std::int64_t categories = 0;
};
BOOST_DESCRIBE_STRUCT(Agreement, (Estimate), (observed, by_chance, raters, categories))

/// Throws InvalidArgument AC5504 for conger over counts (who rated is unknown), AC5502 for weights or
/// clusters of another size.
Agreement agreement(const Ratings& ratings, AgreementCoefficient coefficient,
                    const AgreementOptions& options = {});

/// Gwet's AC1, or AC2 when weighted.
inline Agreement gwet_ac(const Ratings& ratings, const AgreementOptions& options = {}) {
  return agreement(ratings, AgreementCoefficient::gwet, options);
}

/// One coefficient among others over the same ratings.
struct AgreementRow {
  std::string coefficient;
  double estimate = no_value, standard_error = no_value, low = no_value, high = no_value;
  double observed = no_value, by_chance = no_value;
  Wording not_estimable;
};
BOOST_DESCRIBE_STRUCT(AgreementRow, (),
                      (coefficient, estimate, standard_error, low, high, observed, by_chance, not_estimable))

/// All coefficients side by side, and Light's: the mean of Cohen's kappa over all pairs of raters, each pair
/// over the units that both rated (Light 1971, Psychological Bulletin 76:365).
struct RaterAgreement : Answer {
  std::int64_t raters = 0, categories = 0;
  std::vector<AgreementRow> coefficients;
};
BOOST_DESCRIBE_STRUCT(RaterAgreement, (Answer), (raters, categories, coefficients))

RaterAgreement rater_agreement(const Ratings& ratings, const AgreementOptions& options = {});

Wording in_words(const Agreement& agreement);
Wording in_words(const RaterAgreement& agreement);

} // namespace aftercourse::statistics
