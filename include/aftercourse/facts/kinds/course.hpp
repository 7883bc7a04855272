// Course: What is taught, independently of when.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Course {
  static constexpr About about{"course", "课程", "What is taught, independently of when."};

  std::string id;
  std::string title;
  std::optional<std::string> level{};
  std::vector<std::string> key_points{}; ///< what must be learnt and examined
};
BOOST_DESCRIBE_STRUCT(Course, (), (id, title, level, key_points))

} // namespace aftercourse
