// ProgressReport: A learner reports gains, application and difficulties.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;

struct ProgressReport {
  static constexpr About about{"progress report", "学习应用汇报",
                               "A learner reports gains, application and difficulties."};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  std::optional<std::string> gains{};
  std::optional<std::string> difficulties{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(ProgressReport, (), (id, enrolment, date, gains, difficulties, tasks, period))

} // namespace aftercourse
