// CourseVersion: One version of a course's content.
#pragma once

#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Course;

struct CourseVersion {
  static constexpr About about{"course version", "课程版本", "One version of a course's content."};

  std::string id;
  Ref<Course> course;
  std::string version;
  Date released;
};
BOOST_DESCRIBE_STRUCT(CourseVersion, (), (id, course, version, released))

} // namespace aftercourse
