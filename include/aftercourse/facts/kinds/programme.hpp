// Programme: A course held for a group of learners over a span of days.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Course;
struct CourseVersion;
struct Person;
struct Unit;

enum class ProgrammeMode : std::uint8_t { internal, external, online };
BOOST_DESCRIBE_ENUM(ProgrammeMode, internal, external, online)

struct Programme {
  static constexpr About about{"programme", "培训项目",
                               "A course held for a group of learners over a span of days."};
  static constexpr std::array ordered{Ordered{"starts", "ends"}};

  std::string id;
  std::string title;
  Date starts;
  Date ends; ///< last day
  std::optional<Ref<Course>> course{};
  std::optional<Ref<CourseVersion>> course_version{};
  std::optional<Ref<Unit>> unit{}; ///< the department it is held for
  std::optional<Ref<Person>> lecturer{};
  std::optional<std::string> category{}; ///< onboarding, job skill, management, professional knowledge ...
  std::optional<ProgrammeMode> mode{};
  std::optional<bool> important{}; ///< worth a site visit
};
BOOST_DESCRIBE_STRUCT(Programme, (),
                      (id, title, starts, ends, course, course_version, unit, lecturer, category, mode,
                       important))

} // namespace aftercourse
