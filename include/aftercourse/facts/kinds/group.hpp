// Group: A training group, supervision group or another standing group of people.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Programme;
struct Unit;

struct Group {
  static constexpr About about{"group", "群组",
                               "A training group, supervision group or another standing group of people."};

  std::string id;
  std::string name;
  std::optional<std::string> purpose{};
  std::optional<Ref<Unit>> unit{};
  std::optional<Ref<Programme>> programme{};
};
BOOST_DESCRIBE_STRUCT(Group, (), (id, name, purpose, unit, programme))

} // namespace aftercourse
