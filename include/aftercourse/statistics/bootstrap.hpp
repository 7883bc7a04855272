// Bootstrap: the interval of a mean, share, ratio, median or difference of means from the sample itself,
// drawn again and again - whole clusters at a time, so that what observations of a cluster have in common
// stays in.
//
// The same input and seed give the same answer on every machine: numbers come from SplitMix64 (Steele, Lea &
// Flood 2014, OOPSLA, figure 18), turned into places by Lemire's (2019, ACM TOMACS 29:3) unbiased method. For
// a difference each group is drawn by itself, unless a cluster lies in both: then all clusters are drawn
// together. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// percentile: between quantiles (1 ± level)/2 of the replicates. bca: the same quantiles corrected for bias
/// and acceleration (Efron 1987, JASA 82:171; acceleration by the jackknife over clusters, for two groups
/// Davison & Hinkley 1997, Bootstrap Methods and their Application, eq. 5.23). Both read the (R + 1)p-th
/// replicate, linear between.
enum class BootstrapInterval : std::uint8_t { bca, percentile };
inline constexpr std::array<std::string_view, 2> bootstrap_interval_names{"bca", "percentile"};
/// Throws InvalidArgument AC5504 that lists the names.
BootstrapInterval bootstrap_interval_from_text(std::string_view name);

struct BootstrapOptions {
  BootstrapInterval interval = BootstrapInterval::bca;
  std::int64_t replicates = 9999;
  std::uint64_t seed = 1;
  double level = 0.95;
};

struct Bootstrap : Estimate {  ///< standard_error: the sd of the replicates
  double bias = no_value;      ///< mean of the replicates minus the estimate
  std::int64_t replicates = 0; ///< those that gave a number
  std::int64_t seed = 0;
  double bias_correction = no_value, acceleration = no_value; ///< of bca
};
BOOST_DESCRIBE_STRUCT(Bootstrap, (Estimate), (bias, replicates, seed, bias_correction, acceleration))

/// What the columns of a bootstrap have in common; empty: every observation a cluster, weights equal.
struct BootstrapSample {
  std::span<const std::int32_t> clusters{}; ///< codes
  std::span<const double> weights{};        ///< sampling weights, kept with their observations
};

/// Not estimable with fewer than two clusters (in a group that is drawn by itself), or where all replicates
/// are alike or lie on one side of the estimate. Throw InvalidArgument AC5501 to AC5504; replicates are 100
/// to 10^7.
Bootstrap bootstrap_mean(std::span<const double> values, const BootstrapSample& sample = {},
                         const BootstrapOptions& options = {});
/// Second minus first; group 0 or 1.
Bootstrap bootstrap_difference(std::span<const double> values, std::span<const std::int32_t> group,
                               const BootstrapSample& sample = {}, const BootstrapOptions& options = {});
/// sum of numerators over sum of denominators.
Bootstrap bootstrap_ratio(std::span<const double> numerators, std::span<const double> denominators,
                          const BootstrapSample& sample = {}, const BootstrapOptions& options = {});
/// Takes no weights.
Bootstrap bootstrap_median(std::span<const double> values, const BootstrapSample& sample = {},
                           const BootstrapOptions& options = {});

Wording in_words(const Bootstrap& bootstrap);

} // namespace aftercourse::statistics
