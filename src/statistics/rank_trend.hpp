// The parts of the trend tests: a series by seasons, Kendall's score with its variance, the Sen slope of
// parts.
#pragma once

#include <string>
#include <vector>

#include <aftercourse/statistics/trend_series.hpp>

namespace aftercourse::statistics {

/// One season, by time and then value.
struct TrendPart {
  std::string season;
  std::vector<double> time, values;
};

/// The seasons of a series; one without. With a period the times become whole periods.
std::vector<TrendPart> trend_parts(const TrendSeries& series);

/// Kendall's S of a part, with what belongs to it.
struct TrendScore {
  std::int64_t n = 0;
  double s = 0;
  double pairs = 0;           ///< n (n - 1) / 2
  double tau_denominator = 0; ///< of tau-b
  double variance = 0; ///< with ties in time and value (Kendall 1970, Rank Correlation Methods, eq. 5.3)
};
/// O(n log n) (Knight 1966).
TrendScore trend_score(const TrendPart& part);

/// (S - sign S) / √variance.
double trend_z(double s, double variance);

/// Middle ranks, 1 the smallest.
std::vector<double> middle_ranks(const std::vector<double>& values);

/// The slopes of given rank (0 the smallest, ascending) among the pairs of different times within the parts.
class PairSlopes {
 public:
  explicit PairSlopes(const std::vector<TrendPart>& parts);

  std::int64_t count() const noexcept { return count_; }
  double at(std::int64_t rank) const;
  double median() const;

 private:
  struct Counts {
    std::int64_t below, at_most;
  };
  Counts counts(double slope) const;
  std::vector<double> between(double low, double high) const;
  double select(std::int64_t rank) const;

  const std::vector<TrendPart>& parts_;
  std::int64_t count_ = 0;
  double least_ = 0, greatest_ = 0;
  mutable std::vector<double> all_; // of few pairs
};

} // namespace aftercourse::statistics
