// DevelopmentPlan: A learner's own plan: goals, path, actions.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;

struct DevelopmentPlan {
  static constexpr About about{"development plan", "个人发展计划",
                               "A learner's own plan: goals, path, actions."};

  std::string id;
  Ref<Person> person;
  Date date;
  std::optional<std::string> short_term{}; ///< 1 to 2 years
  std::optional<std::string> long_term{};  ///< 3 to 5 years
  std::optional<Ref<DevelopmentPlan>> replaces{};
  std::optional<Ref<Enrolment>> enrolment{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(DevelopmentPlan, (),
                      (id, person, date, short_term, long_term, replaces, enrolment, tasks, period))

} // namespace aftercourse
