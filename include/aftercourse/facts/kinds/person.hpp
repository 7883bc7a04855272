// Person: Someone who learns, teaches, leads or is a contact; also people outside the company, without
// employment.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Organisation;

struct Person {
  static constexpr About about{"person", "人员",
                               "Someone who learns, teaches, leads or is a contact; also people outside the "
                               "company, without employment."};

  std::string id;
  Personal<std::string> name;
  std::optional<bool> external{}; ///< not employed by the host's organisation
  std::optional<Ref<Organisation>> organisation{};
  std::optional<Personal<std::string>> email{};
  std::optional<Personal<std::string>> phone{};
};
BOOST_DESCRIBE_STRUCT(Person, (), (id, name, external, organisation, email, phone))

} // namespace aftercourse
