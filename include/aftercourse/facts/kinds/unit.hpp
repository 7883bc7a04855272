// Unit: A department or another part of an organisation; units form a tree.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Organisation;

struct Unit {
  static constexpr About about{"unit", "部门",
                               "A department or another part of an organisation; units form a tree."};

  std::string id;
  std::string name;
  std::optional<Ref<Organisation>> organisation{};
  std::optional<Ref<Unit>> parent{}; ///< the unit above
};
BOOST_DESCRIBE_STRUCT(Unit, (), (id, name, organisation, parent))

} // namespace aftercourse
