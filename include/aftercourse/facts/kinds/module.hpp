// Module: A part of a long programme.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;
struct Programme;

struct Module {
  static constexpr About about{"module", "培训模块", "A part of a long programme."};
  static constexpr std::array ordered{Ordered{"starts", "ends"}};

  std::string id;
  Ref<Programme> programme;
  std::string title;
  Date starts;
  Date ends;
  std::optional<Ref<Person>> lecturer{};
};
BOOST_DESCRIBE_STRUCT(Module, (), (id, programme, title, starts, ends, lecturer))

} // namespace aftercourse
