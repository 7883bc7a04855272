// GroupMembership: A person belongs to a group for a span of time.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Group;
struct Person;

struct GroupMembership {
  static constexpr About about{"group membership", "群成员",
                               "A person belongs to a group for a span of time."};
  static constexpr std::array ordered{Ordered{"starts", "ends"}};

  std::string id;
  Ref<Group> group;
  Ref<Person> person;
  Date starts;
  std::optional<Date> ends{};
  std::optional<std::string> role{};
};
BOOST_DESCRIBE_STRUCT(GroupMembership, (), (id, group, person, starts, ends, role))

} // namespace aftercourse
