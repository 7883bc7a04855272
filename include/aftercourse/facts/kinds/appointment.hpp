// Appointment: A visit or meeting agreed beforehand.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;
struct Programme;
struct Unit;

struct Appointment {
  static constexpr About about{"appointment", "预约", "A visit or meeting agreed beforehand."};
  static constexpr std::array ordered{Ordered{"date", "takes_place"}};

  std::string id;
  Date date; ///< when it was agreed
  Date takes_place;
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Unit>> unit{};
  std::optional<Ref<Person>> with{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Appointment, (),
                      (id, date, takes_place, enrolment, programme, unit, with, tasks, period))

} // namespace aftercourse
