// Answer: what every answer of this floor says of itself - which estimator, over how many observations and
// clusters, what was left out - and Estimate, an answer that is one number with its uncertainty.
//
// The rules that all functions keep:
//   - They take clean columns: finite numbers, equal lengths, codes within their labels. What is not is an
//     InvalidArgument (AC5501 to AC5503). complete.hpp leaves out what is missing, and counts it.
//   - A wrong argument is an error. Data too poor for an answer (one observation, no variance, separation, a
//     singular design, no convergence) is an answer that says so: `not_estimable` gives the reason and the
//     numbers are NaN. There is never a number that only looks like one.
//   - Answers are values: plain structs described with Boost.Describe, so that result.hpp can hand any of
//     them to another language. `in_words(answer)` says it in a sentence.
// Functions are pure and thread-safe; they keep nothing of the spans they are given.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include <boost/describe.hpp>

#include <aftercourse/base/language.hpp>

namespace aftercourse::statistics {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

struct Answer {
  std::string estimator;     ///< the variant, as docs/estimators.md names it
  std::int64_t n = 0;        ///< observations that counted
  std::int64_t missing = 0;  ///< observations left out because something of them was missing
  std::int64_t clusters = 0; ///< independent groups of observations; 0: every observation by itself
  double level = 0.95;       ///< of the intervals
  Wording not_estimable;     ///< why there is no number; empty when there is one
};
BOOST_DESCRIBE_STRUCT(Answer, (), (estimator, n, missing, clusters, level, not_estimable))

struct Estimate : Answer {
  double estimate = no_value, standard_error = no_value, low = no_value, high = no_value;
};
BOOST_DESCRIBE_STRUCT(Estimate, (Answer), (estimate, standard_error, low, high))

/// Throws InvalidArgument AC5501 naming the first value that is not finite.
void require_finite(std::span<const double> values, std::string_view name);
/// Throws InvalidArgument AC5502 when two columns differ in length.
void require_equal_length(std::size_t a, std::size_t b, std::string_view name_a, std::string_view name_b);
/// Throws InvalidArgument AC5503 unless 0 < level < 1, with tails that a double can tell from nothing.
void require_level(double level);

/// A number as a person reads it in a sentence: four significant digits at most ("1,794", "0.0123"), never
/// rounded to 0 or 1 when it is not ("< 0.0001").
std::string readable(double value);
/// "p = 0.0079", "p < 0.0001".
std::string readable_p(double p);
/// 95 for 0.95, 99.9 for 0.999.
std::string readable_level(double level);

} // namespace aftercourse::statistics
