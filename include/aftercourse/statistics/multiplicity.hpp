// Multiplicity: p-values of several tests, corrected for there being several. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// m tests, p(1) <= … <= p(m). The first four bound the chance of any false finding (family-wise error), the
/// others the expected share of false ones among the findings (false discovery rate).
enum class Adjustment : std::uint8_t {
  bonferroni, ///< m p
  holm,       ///< step down: max over j <= i of (m - j + 1) p(j) (Holm 1979, Scandinavian J. Statistics 6:65)
  hochberg,   ///< step up: min over j >= i of (m - j + 1) p(j); independent tests (1988, Biometrika 75:800)
  hommel,     ///< closed Simes tests; independent tests (1988, Biometrika 75:383; Wright 1992, Biometrics
              ///< 48:1005)
  bh,         ///< step up: min over j >= i of m p(j)/j (Benjamini & Hochberg 1995, JRSS B 57:289)
  by,         ///< bh times sum 1/j: any dependence (Benjamini & Yekutieli 2001, Annals of Statistics 29:1165)
  bky, ///< bh times (1 + α) m0/m, m0 what bh at α/(1 + α) does not reject: two stages (Benjamini, Krieger
       ///< & Yekutieli 2006, Biometrika 93:491, definition 6); α = 1 - level
};
/// In the order of the methods, as options write them.
inline constexpr std::array<std::string_view, 7> adjustment_names{"bonferroni", "holm", "hochberg", "hommel",
                                                                  "bh",         "by",   "bky"};
/// Reads such a name, in any case ("BH"). Throws InvalidArgument AC5504 that lists the names.
Adjustment adjustment_from_text(std::string_view name);

struct AdjustedP {
  double p_value = no_value, adjusted = no_value;
  bool rejected = false; ///< adjusted <= 1 - level
};
BOOST_DESCRIBE_STRUCT(AdjustedP, (), (p_value, adjusted, rejected))

struct AdjustedPs : Answer {
  std::vector<AdjustedP> tests; ///< in the order given
  std::int64_t rejected = 0;
};
BOOST_DESCRIBE_STRUCT(AdjustedPs, (Answer), (tests, rejected))

/// A NaN is a test that could not be made: it stays NaN, counts as missing and not among the m. Throws
/// InvalidArgument AC5504 for a p-value outside 0 to 1; AC5503.
AdjustedPs adjust_p_values(std::span<const double> p, Adjustment method = Adjustment::holm,
                           double level = 0.95);

Wording in_words(const AdjustedPs& tests);

} // namespace aftercourse::statistics
