// Violation: Somebody broke a rule of a group.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Group;
struct Person;

struct Violation {
  static constexpr About about{"violation", "违规", "Somebody broke a rule of a group."};

  std::string id;
  Ref<Person> person;
  Date date;
  std::string category;
  std::optional<bool> serious{};
  std::optional<Ref<Group>> group{};
  std::optional<Personal<std::string>> description{};
};
BOOST_DESCRIBE_STRUCT(Violation, (), (id, person, date, category, serious, group, description))

} // namespace aftercourse
