// ApplicationCase: A case in which what was learnt solved a real problem.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;

struct ApplicationCase {
  static constexpr About about{"application case", "应用案例",
                               "A case in which what was learnt solved a real problem."};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  std::string problem;
  std::optional<std::string> outcome{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(ApplicationCase, (), (id, enrolment, date, problem, outcome, tasks, period))

} // namespace aftercourse
