// Organisation: A company: the host's own, or a customer's.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Organisation {
  static constexpr About about{"organisation", "组织", "A company: the host's own, or a customer's."};

  std::string id;
  std::string name;               ///< its full name
  std::optional<bool> customer{}; ///< whether it is a customer's
};
BOOST_DESCRIBE_STRUCT(Organisation, (), (id, name, customer))

} // namespace aftercourse
