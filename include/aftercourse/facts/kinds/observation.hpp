// Observation: A learner was observed at work: were the taught methods used?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;

struct Observation {
  static constexpr About about{"observation", "行为观察",
                               "A learner was observed at work: were the taught methods used?"};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  std::optional<bool> method_used{};
  std::optional<std::string> corrected{}; ///< wrong operations corrected on the spot
  std::optional<bool> feedback_given{};   ///< the feedback conversation took place
  std::optional<Ref<Person>> observer{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Observation, (),
                      (id, enrolment, date, method_used, corrected, feedback_given, observer, tasks, period))

} // namespace aftercourse
