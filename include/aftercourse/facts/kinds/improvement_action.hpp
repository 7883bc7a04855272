// ImprovementAction: A measure against a problem; it names who is responsible, until when and what it should
// achieve.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct CourseVersion;
struct Finding;
struct Person;
struct Unit;

struct ImprovementAction {
  static constexpr About about{
      "improvement action", "改进措施",
      "A measure against a problem; it names who is responsible, until when and what it should achieve."};
  static constexpr std::array ordered{Ordered{"decided", "due"}};

  std::string id;
  Ref<Unit> unit;     ///< responsible department
  Ref<Person> person; ///< responsible person
  Date decided;
  Date due;
  std::string expected_effect;
  std::optional<std::string> title{};
  std::optional<Ref<Finding>> finding{};
  std::optional<Date> completed{};
  std::optional<Ref<CourseVersion>> course_version{};
  std::optional<Ref<Person>> lecturer{};
};
BOOST_DESCRIBE_STRUCT(ImprovementAction, (),
                      (id, unit, person, decided, due, expected_effect, title, finding, completed,
                       course_version, lecturer))

} // namespace aftercourse
