// Coverage: which of the course's key points a marking scheme examines, and by how much.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <aftercourse/assessment/scheme.hpp>
#include <aftercourse/base/language.hpp>

namespace aftercourse {

struct KeyPointCoverage {
  std::string key_point;
  Title title;
  std::vector<std::string> items; ///< that examine it, in the scheme's order
  Decimal marks;                  ///< of those items; an item on two key points counts in full for each
  double share = 0; ///< of the total score that rests on those items, 0 to 1: component weight x marks /
                    ///< marks of the component
};
BOOST_DESCRIBE_STRUCT(KeyPointCoverage, (), (key_point, title, items, marks, share))

struct Coverage {
  std::vector<KeyPointCoverage> key_points;    ///< every key point of the course, also those not examined
  std::vector<std::string> not_examined;       ///< key points without an item
  std::vector<std::string> without_key_points; ///< items that examine none
  std::int64_t examined = 0;                   ///< key points with an item
  std::int64_t total = 0;                      ///< key points of the course; 0: the scheme names none
};
BOOST_DESCRIBE_STRUCT(Coverage, (), (key_points, not_examined, without_key_points, examined, total))

Coverage coverage(const Scheme& scheme);
Wording in_words(const Coverage& coverage);

} // namespace aftercourse
