#include <aftercourse/statistics/equivalence.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <aftercourse/base/error.hpp>

#include "distributions.hpp"
#include "restricted_shares.hpp"
#include "sentence.hpp"

namespace aftercourse::statistics {

namespace {

Equivalence begun_equivalence(const Estimate& difference, double low, double high, double level) {
  require_level(level);
  if (level <= 0.5)
    throw InvalidArgument("AC5503", "the level of an equivalence test lies between 0.5 and 1; this is " +
                                        readable(level));
  require_finite(std::array{low, high}, "the margins");
  if (!(low < high)) throw InvalidArgument("AC5504", "the lower margin is below the upper one");
  Equivalence out;
  static_cast<Answer&>(out) = difference;
  out.level = 1 - 2 * (1 - level);
  out.estimator = "equivalence (two one-sided tests, " + difference.estimator + ")";
  out.estimate = difference.estimate;
  out.standard_error = difference.standard_error;
  out.margin_low = low, out.margin_high = high;
  return out;
}

void conclude(Equivalence& e) {
  e.p_value = std::max(e.p_low, e.p_high);
  e.equivalent = e.p_value <= (1 - e.level) / 2 * (1 + 1e-12);
}

/// By the estimate, its standard error and degrees of freedom (infinite: normal).
Equivalence by_standard_error(Equivalence e, double df) {
  if (!e.not_estimable.empty() || !(e.standard_error > 0)) {
    if (e.not_estimable.empty()) e.not_estimable = reasons::equal;
    return e;
  }
  e.statistic_low = (e.estimate - e.margin_low) / e.standard_error;
  e.statistic_high = (e.estimate - e.margin_high) / e.standard_error;
  if (std::isfinite(df)) e.df = df;
  e.p_low = distributions::t_upper(df, e.statistic_low);
  e.p_high = distributions::t_upper(df, -e.statistic_high);
  const double half = distributions::t_quantile(df, 0.5 + e.level / 2) * e.standard_error;
  e.low = e.estimate - half, e.high = e.estimate + half;
  conclude(e);
  return e;
}

} // namespace

Equivalence equivalence_of_means(const TTest& test, double low, double high, double level) {
  return by_standard_error(begun_equivalence(test, low, high, level), test.df);
}

Equivalence equivalence_of_proportions(const ProportionDifference& taylor, double low, double high,
                                       double level) {
  return by_standard_error(begun_equivalence(taylor, low, high, level), taylor.df);
}

Equivalence equivalence_of_proportions(const ProportionGroup& first, const ProportionGroup& second,
                                       double low, double high, DifferenceMethod method, double level) {
  if (method != DifferenceMethod::miettinen_nurminen && method != DifferenceMethod::wald)
    throw InvalidArgument("AC5504", "equivalence of proportions goes by miettinen_nurminen or wald");
  if (!(low > -1 && high < 1)) throw InvalidArgument("AC5504", "the margins of shares lie between -1 and 1");
  require_level(level);
  const ProportionDifference d = proportion_difference(
      first, second, {.method = method, .level = std::clamp(2 * level - 1, 1e-9, 1 - 1e-15)});
  Equivalence e = begun_equivalence(d, low, high, level);
  if (!e.not_estimable.empty()) return e;
  if (method == DifferenceMethod::wald)
    return by_standard_error(std::move(e), std::numeric_limits<double>::infinity());
  const TwoShares t{static_cast<double>(second.successes), static_cast<double>(second.n),
                    static_cast<double>(first.successes), static_cast<double>(first.n)};
  e.statistic_low = score_of_difference(t, low, true);
  e.statistic_high = score_of_difference(t, high, true);
  e.p_low = distributions::normal_upper(e.statistic_low);
  e.p_high = distributions::normal_upper(-e.statistic_high);
  e.low = d.low, e.high = d.high;
  conclude(e);
  return e;
}

Wording in_words(const Equivalence& e) {
  const std::string from = readable(e.margin_low), to = readable(e.margin_high), p = readable_p(e.p_value);
  const Wording shown =
      e.equivalent ? Wording{"lies within", "在"} : Wording{"is not shown to lie within", "未证明在"};
  return sentence({"The difference of " + readable(e.estimate) + " " + shown.en + " the margins " + from +
                       " and " + to + ", " + p,
                   "差值" + readable(e.estimate) + shown.zh + "等效界限" + from + "至" + to + "之内，" + p},
                  e);
}

} // namespace aftercourse::statistics
