// Enrolment: A person takes part in a programme: the learner of that programme.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;
struct Programme;
struct Unit;

struct Enrolment {
  static constexpr About about{"enrolment", "报名",
                               "A person takes part in a programme: the learner of that programme."};

  std::string id;
  Ref<Programme> programme;
  Ref<Person> person;
  std::optional<Date> date{};      ///< when enrolled
  std::optional<Ref<Unit>> unit{}; ///< the learner's unit at that time
};
BOOST_DESCRIBE_STRUCT(Enrolment, (), (id, programme, person, date, unit))

} // namespace aftercourse
