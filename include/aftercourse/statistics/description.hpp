// Description: what one looks at first of a column of numbers - how many, where, how spread, what shape -
// with the interval of the mean.
//
// All sums are compensated and taken around the mean, so a huge offset or length costs no digit. Weights are
// sampling weights: mean, sd and shape are those of the population they stand for, the standard error is
// linearised. With clusters the interval of the mean is robust to what observations of a cluster have in
// common: t with G - 1 degrees of freedom. Pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

struct DescribeOptions {
  double level = 0.95;
  std::span<const double> weights{};        ///< empty: all equal
  std::span<const std::int32_t> clusters{}; ///< codes; empty: independent observations
};

struct Description : Answer {
  double mean = no_value, standard_error = no_value;
  double low = no_value, high = no_value; ///< interval of the mean: t with `df`
  double df = no_value;
  double sd = no_value, variance = no_value; ///< with n - 1; weighted: sum w (x - mean)^2 / sum w · n/(n-1)
  double min = no_value, q1 = no_value, median = no_value, q3 = no_value, max = no_value; ///< type 7
  double skewness = no_value; ///< k3/k2^1.5, the G1 of Joanes & Gill (1998, The Statistician 47:183); n >= 3
  double kurtosis = no_value; ///< excess, k4/k2^2, their G2; n >= 4
  double sum = no_value;      ///< weighted: sum of weight times value
  double sum_of_weights = no_value; ///< n without weights
};
BOOST_DESCRIBE_STRUCT(Description, (Answer),
                      (mean, standard_error, low, high, df, sd, variance, min, q1, median, q3, max, skewness,
                       kurtosis, sum, sum_of_weights))

/// n counts the observations of positive weight. One observation has no spread and no interval; values that
/// are all equal have sd 0 and no interval, skewness or kurtosis: `not_estimable` says so. "description".
/// Throws InvalidArgument AC5501 to AC5503, AC5504 for a negative weight.
Description describe(std::span<const double> values, const DescribeOptions& options = {});

/// The correlation of a series with itself, `lag` places on: sum (x_t - m)(x_{t+lag} - m) / sum (x_t - m)^2
/// (Box & Jenkins; NIST StRD certifies lag 1).
struct AutocorrelationAt {
  std::int64_t lag = 0;
  double correlation = no_value;
};
BOOST_DESCRIBE_STRUCT(AutocorrelationAt, (), (lag, correlation))
struct Autocorrelation : Answer {
  std::vector<AutocorrelationAt> lags; ///< from 1
  double bound = no_value; ///< ± z/√n: beyond it a correlation is not chance where there is none at all
};
BOOST_DESCRIBE_STRUCT(Autocorrelation, (Answer), (lags, bound))
/// Values in order of time. Throws InvalidArgument AC5504 unless 1 <= lags < n.
Autocorrelation autocorrelation(std::span<const double> values, std::int64_t lags = 1, double level = 0.95);

Wording in_words(const Description& description);
Wording in_words(const Autocorrelation& correlation);

} // namespace aftercourse::statistics
