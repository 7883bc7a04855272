// Nonresponse: who did not answer, how they differ from those who did, and how far the missing answers could
// move a result.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <aftercourse/statistics/answer.hpp>

namespace aftercourse {

/// What is known of everybody who was asked: numbers, or categories as codes into labels.
struct Characteristic {
  std::string name;
  std::vector<double> numbers;     ///< one of the two; NaN: not known
  std::vector<std::int32_t> codes; ///< -1: not known
  std::vector<std::string> labels;
};

/// One number, or one label of a category.
struct ResponderDifference {
  std::string characteristic, label;                                       ///< label: of a category
  std::int64_t n_responders = 0, n_others = 0;                             ///< known
  double responders = statistics::no_value, others = statistics::no_value; ///< means or shares
  double difference = statistics::no_value; ///< standardised; NaN when neither group varies, or one is empty
};
BOOST_DESCRIBE_STRUCT(ResponderDifference, (),
                      (characteristic, label, n_responders, n_others, responders, others, difference))

/// Standardised differences, responders minus others: (m1 - m0) / sqrt((s1^2 + s0^2) / 2) with sample
/// variances for numbers, and (p1 - p0) / sqrt((p1 (1 - p1) + p0 (1 - p0)) / 2) for shares (Austin 2009,
/// Statistics in Medicine 28:3083, equations 1 and 2). Above 0.1 in size is commonly taken for a difference
/// that matters. Throws InvalidArgument AC5805 for columns of another length than `responded`, and for codes
/// without a label.
std::vector<ResponderDifference> compare_responders(const std::vector<bool>& responded,
                                                    std::span<const Characteristic> characteristics);

Wording in_words(const ResponderDifference& difference);

/// Between what a mean can lie if those who did not answer had all answered lowest, or highest (Manski 1989,
/// Journal of Human Resources 24:343). Nothing is assumed about them.
struct MissingBounds : statistics::Answer {
  double observed = statistics::no_value; ///< mean of the answers
  double worst = statistics::no_value, best = statistics::no_value;
};
BOOST_DESCRIBE_STRUCT(MissingBounds, (statistics::Answer), (observed, worst, best))

/// `answers` lie within min and max; `missing` more were asked. For a share the answers are 0 and 1. Throws
/// InvalidArgument AC5805 for an answer outside the range, max not above min, or fewer than none missing.
MissingBounds missing_bounds(std::span<const double> answers, std::int64_t missing, double min, double max);
Wording in_words(const MissingBounds& bounds);

} // namespace aftercourse
