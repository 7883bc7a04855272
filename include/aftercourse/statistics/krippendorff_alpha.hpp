// Krippendorff's alpha: 1 − D_o/D_e, the disagreement within units against that between all ratings, for any
// number of raters, missing ratings and any level of measurement. Units with fewer than two ratings say
// nothing and are left out. The distance of two ratings:
//   nominal 1 when they differ; ordinal (mean rank − mean rank)², the ranks those among all pairable ratings;
//   interval (c − k)²; ratio ((c − k)/(c + k))², for numbers that are not negative
// Source: Krippendorff (2011) Computing Krippendorff's Alpha-Reliability, sections B to E.
// The standard error is that of the linearised coefficient over units and the interval ± t(n − 1), at most 1:
// Gwet (2014) section 3.4 and R's irrCAC. With clusters of units it is ± t(G − 1).
// Pure function. All ratings alike, or no unit with two, is not estimable.
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/statistics/answer.hpp>
#include <aftercourse/statistics/ratings.hpp>

namespace aftercourse::statistics {

enum class Measurement : std::uint8_t { nominal, ordinal, interval, ratio };
BOOST_DESCRIBE_ENUM(Measurement, nominal, ordinal, interval, ratio)

struct KrippendorffOptions {
  Measurement measurement = Measurement::nominal;
  bool divide_by_n = false; ///< the variance over n instead of n − 1, as irrCAC does for cross tables
  std::span<const std::int32_t> clusters = {}; ///< one a unit; empty: every unit by itself
  double level = 0.95;
};

/// n: units with two ratings or more; missing: units with fewer.
struct KrippendorffAlpha : Estimate {
  std::string measurement;                 ///< its name
  double observed_disagreement = no_value; ///< D_o
  double expected_disagreement = no_value; ///< D_e
  std::int64_t pairable = 0;               ///< ratings in the units that count
  std::int64_t raters = 0;                 ///< 0: only counts are known
  std::int64_t categories = 0;
};
BOOST_DESCRIBE_STRUCT(KrippendorffAlpha, (Estimate),
                      (measurement, observed_disagreement, expected_disagreement, pairable, raters,
                       categories))

/// Throws InvalidArgument AC5504 when interval or ratio are asked for categories that are no numbers (without
/// scores), or ratio for a negative number; AC5502 for clusters of another length.
KrippendorffAlpha krippendorff_alpha(const Ratings& ratings, const KrippendorffOptions& options = {});

Wording in_words(const KrippendorffAlpha& alpha);

} // namespace aftercourse::statistics
