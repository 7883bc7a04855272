// Item bias (differential item functioning) after Mantel and Haenszel: whether a reference and a focal group
// of equal total score get an item right equally often. The common odds ratio over the strata of equal score,
// the ETS delta −2.35 ln α (negative: harder for the focal group) and the ETS classes:
//   A  negligible: the test does not reject equality at 5 %, or |Δ| < 1
//   C  large: |Δ| ≥ 1.5 and |Δ| greater than 1 at 5 % (one-sided: |Δ| − 1.645 s.e. > 1)
//   B  moderate: all between
// Source: Holland and Thayer (1988) in Wainer and Braun, Test Validity, chapter 9 (chi-square with the
// continuity correction of ½); classes: Dorans and Holland (1993) in Holland and Wainer, Differential Item
// Functioning, chapter 3; standard error of ln α: Robins, Breslow and Greenland (1986) Biometrics 42:311. The
// score includes the item itself, as both advise. Pure function; strata in which one group is missing, or all
// or none are right, say nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct ItemBiasRow {
  std::string item;                                              ///< its number, from 1
  double odds_ratio = no_value, low = no_value, high = no_value; ///< above 1: easier for the reference group
  double delta = no_value, delta_error = no_value;
  double chi_square = no_value, p_value = no_value;
  std::string ets_class; ///< A, B or C, with + when it favours the focal group, − the reference; empty: none
  std::int64_t strata = 0; ///< that say something
  Wording not_estimable;
};
BOOST_DESCRIBE_STRUCT(ItemBiasRow, (),
                      (item, odds_ratio, low, high, delta, delta_error, chi_square, p_value, ets_class,
                       strata, not_estimable))

struct ItemBias : Answer {
  std::int64_t reference_n = 0, focal_n = 0;
  std::vector<ItemBiasRow> items;
};
BOOST_DESCRIBE_STRUCT(ItemBias, (Answer), (reference_n, focal_n, items))

/// One column an item, 1 right and 0 wrong; `focal`: 1 for members of the focal group. Strata: equal sums.
/// Throws InvalidArgument AC5501 to AC5504, AC5507.
ItemBias item_bias(std::span<const std::span<const double>> items, std::span<const std::int32_t> focal,
                   double level = 0.95);

Wording in_words(const ItemBias& bias);

} // namespace aftercourse::statistics
