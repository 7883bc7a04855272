// TTest: is a mean, or the difference of two, other than supposed? One sample, pairs, two groups (Student
// with one variance for both, Welch with one each), two groups from their summaries, and the form for
// observations that hang together in clusters or carry weights.
//
// The estimate is always second minus first (pairs: after minus before). With fewer than two observations
// where a variance is needed, or no variance, the answer says so: see answer.hpp. Pure functions.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/alternative.hpp>
#include <aftercourse/statistics/answer.hpp>

namespace aftercourse::statistics {

/// What a t test needs of a group. Also its own report of it.
struct GroupSummary {
  std::string group;
  std::int64_t n = 0;
  double mean = no_value, sd = no_value; ///< sd with n - 1; NaN for a single observation
};
BOOST_DESCRIBE_STRUCT(GroupSummary, (), (group, n, mean, sd))

struct TTest : Estimate {
  double statistic = no_value, df = no_value, p_value = no_value;
  std::string alternative = "two-sided";
  double null_value = 0;            ///< the mean or difference under the null hypothesis
  std::vector<GroupSummary> groups; ///< one for one sample, else first and second; pairs: before, after
};
BOOST_DESCRIBE_STRUCT(TTest, (Estimate), (statistic, df, p_value, alternative, null_value, groups))

struct TTestOptions {
  Alternative alternative = Alternative::two_sided;
  double null_value = 0;
  double level = 0.95;
  std::array<std::string, 2> labels{"first", "second"}; ///< of the groups; one sample uses the first
};

/// t = (mean - null) / (sd / √n), df n - 1. "t one-sample".
TTest one_sample_t(std::span<const double> values, const TTestOptions& options = {});
/// The one-sample test of the differences after - before. "t paired".
TTest paired_t(std::span<const double> before, std::span<const double> after,
               const TTestOptions& options = {});
/// Equal variances, df n1 + n2 - 2 (Student 1908; Fisher 1925). One observation in one group is enough.
TTest student_t(std::span<const double> first, std::span<const double> second,
                const TTestOptions& options = {});
/// Unequal variances, df of Welch (1947, Biometrika 34:28-35) and Satterthwaite (1946).
TTest welch_t(std::span<const double> first, std::span<const double> second,
              const TTestOptions& options = {});

/// The same two from n, mean and sd of the groups. Labels are those of the summaries.
/// Throws InvalidArgument AC5504 for n below 1 or an sd below 0.
TTest student_t(const GroupSummary& first, const GroupSummary& second, const TTestOptions& options = {});
TTest welch_t(const GroupSummary& first, const GroupSummary& second, const TTestOptions& options = {});
TTest one_sample_t(const GroupSummary& sample, const TTestOptions& options = {});

/// Observations in clusters, with weights, or both: the (weighted) mean, or the difference of two when
/// `group` (0 or 1 for each value) is given, with the sandwich variance CR1 = G/(G-1) (N-1)/(N-K) Σ u_g² over
/// clusters g (Liang & Zeger 1986; Cameron & Miller 2015, Journal of Human Resources 50:317-372, section
/// II.B) and t with G - 1 degrees of freedom. `cluster` empty: every observation by itself (HC1, N - K).
/// `weights` empty: all 1; a value of weight 0 does not count. Each group needs two clusters.
TTest clustered_t(std::span<const double> values, std::span<const std::int32_t> group,
                  std::span<const std::int32_t> cluster, std::span<const double> weights = {},
                  const TTestOptions& options = {});

Wording in_words(const TTest& test);

} // namespace aftercourse::statistics
