// RoleAssignment: A person holds a role ("training-supervisor") for a span of time, everywhere or within one
// unit and below.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;
struct Programme;
struct Unit;

struct RoleAssignment {
  static constexpr About about{"role assignment", "角色指派",
                               "A person holds a role (\"training-supervisor\") for a span of time, "
                               "everywhere or within one unit and below."};
  static constexpr std::array ordered{Ordered{"starts", "ends"}};

  std::string id;
  std::string role;
  Ref<Person> person;
  Date starts;
  std::optional<Date> ends{};
  std::optional<Ref<Unit>> unit{};           ///< where it holds; everywhere when missing
  std::optional<Ref<Programme>> programme{}; ///< for one programme only
};
BOOST_DESCRIBE_STRUCT(RoleAssignment, (), (id, role, person, starts, ends, unit, programme))

} // namespace aftercourse
