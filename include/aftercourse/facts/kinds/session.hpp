// Session: One meeting of a programme: a day, a lecture.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Module;
struct Person;
struct Programme;

struct Session {
  static constexpr About about{"session", "课次", "One meeting of a programme: a day, a lecture."};
  static constexpr std::array ordered{Ordered{"starts", "ends"}};

  std::string id;
  Ref<Programme> programme;
  Date starts;
  std::optional<Date> ends{};
  std::optional<Ref<Module>> module{};
  std::optional<std::string> title{};
  std::optional<Ref<Person>> lecturer{};
  std::optional<std::string> room{};
};
BOOST_DESCRIBE_STRUCT(Session, (), (id, programme, starts, ends, module, title, lecturer, room))

} // namespace aftercourse
