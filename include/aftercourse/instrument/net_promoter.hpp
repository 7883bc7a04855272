// NetPromoter: the share of those who would recommend (9 or 10 of 10) less the share of those who would not
// (0 to 6) (Reichheld 2003, Harvard Business Review 81(12):46).
#pragma once

#include <cstdint>
#include <span>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse {

struct NetPromoter : statistics::Estimate { ///< estimate and interval: -1 to 1; a score of 48 is 0.48
  std::int64_t promoters = 0, passives = 0, detractors = 0;
};
BOOST_DESCRIBE_STRUCT(NetPromoter, (statistics::Estimate), (promoters, passives, detractors))

/// `answers` are whole numbers from 0 to 10, NaN for missing. The variance is that of a difference of two
/// multinomial shares, (p + d - (p - d)^2) / n, the interval normal (Goodman 1964, Annals of Mathematical
/// Statistics 35:716), cut at -1 and 1. Not estimable without answers. Throws InvalidArgument AC5805 for any
/// other answer, AC5503 for the level.
NetPromoter net_promoter(std::span<const double> answers, double level = 0.95);
Wording in_words(const NetPromoter& score);

} // namespace aftercourse
