// Quantile: the value below which a given share of a column lies, in the nine definitions of Hyndman & Fan
// (1996, The American Statistician 50:361), type 7 by default, with an interval.
//
// Independent observations: the interval lies between two order statistics and needs no distribution (David &
// Nagaraja 2003, Order Statistics, 3rd ed., section 7.1). Weights or clusters: Woodruff's (1952, JASA
// 47:635): the interval of the share at or below the estimate, by Taylor's linearisation and t, is turned
// into values (R survey's svyquantile with interval.type "mean", qrule "hf7"). A bound for which there are
// too few observations is NaN. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct QuantileOptions {
  int type = 7; ///< 1 to 9; with weights 7 only
  double level = 0.95;
  std::span<const double> weights{};        ///< sampling weights; empty: all equal
  std::span<const std::int32_t> clusters{}; ///< codes; empty: independent observations
};

struct QuantileEstimate {
  double probability = 0, estimate = no_value, low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(QuantileEstimate, (), (probability, estimate, low, high))

struct Quantiles : Answer {
  std::vector<QuantileEstimate> quantiles; ///< in the order asked for
};
BOOST_DESCRIBE_STRUCT(Quantiles, (Answer), (quantiles))

/// Throws InvalidArgument AC5501 to AC5503, AC5504 for a type other than 1 to 9, a probability outside 0 to 1
/// or a negative weight.
Quantiles quantiles(std::span<const double> values, std::span<const double> probabilities,
                    const QuantileOptions& options = {});

/// Of values in ascending order, at least one.
double quantile_of_sorted(std::span<const double> sorted, double probability, int type = 7);

Wording in_words(const Quantiles& quantiles);

} // namespace aftercourse::statistics
