// Guidance: A person was coached or advised.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;

struct Guidance {
  static constexpr About about{"guidance", "辅导", "A person was coached or advised."};

  std::string id;
  Ref<Person> person;
  Date date;
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Person>> adviser{};
  std::optional<std::string> advice{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Guidance, (), (id, person, date, enrolment, adviser, advice, tasks, period))

} // namespace aftercourse
