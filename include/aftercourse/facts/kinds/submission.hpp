// Submission: Work or a document handed in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;
struct Programme;
struct Unit;

struct Submission {
  static constexpr About about{"submission", "提交", "Work or a document handed in."};

  std::string id;
  Date date;
  std::optional<std::string> title{};
  std::optional<Date> due{};
  std::optional<AnyRef> concerning{};
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Person>> person{};
  std::optional<Ref<Unit>> unit{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Submission, (),
                      (id, date, title, due, concerning, enrolment, programme, person, unit, tasks, period))

} // namespace aftercourse
