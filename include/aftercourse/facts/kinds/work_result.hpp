// WorkResult: A measured result of a person's or unit's work.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;
struct Unit;

struct WorkResult {
  static constexpr About about{"work result", "工作业绩", "A measured result of a person's or unit's work."};

  std::string id;
  std::string measure;
  Decimal value;
  Date date; ///< last day it covers
  std::optional<Ref<Person>> person{};
  std::optional<Ref<Unit>> unit{};
  std::optional<Ref<Enrolment>> enrolment{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(WorkResult, (), (id, measure, value, date, person, unit, enrolment, tasks, period))

} // namespace aftercourse
