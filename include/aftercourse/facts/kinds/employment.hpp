// Employment: A person holds a post in a unit for a span of time. A transfer ends one and starts another.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;
struct Unit;

struct Employment {
  static constexpr About about{
      "employment", "任职",
      "A person holds a post in a unit for a span of time. A transfer ends one and starts another."};
  static constexpr std::array ordered{Ordered{"starts", "ends"}};

  std::string id;
  Ref<Person> person;
  Ref<Unit> unit;
  Date starts;
  std::optional<Date> ends{}; ///< last day; open while it lasts
  std::optional<std::string> post{};
  std::optional<std::string> grade{};
  std::optional<Ref<Person>> superior{}; ///< the next step of the reporting line
};
BOOST_DESCRIBE_STRUCT(Employment, (), (id, person, unit, starts, ends, post, grade, superior))

} // namespace aftercourse
