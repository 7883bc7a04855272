// Attendance: Whether a learner was present at a session.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Session;

struct Attendance {
  static constexpr About about{"attendance", "出勤", "Whether a learner was present at a session."};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  bool present{};
  std::optional<Ref<Session>> session{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Attendance, (), (id, enrolment, date, present, session, tasks, period))

} // namespace aftercourse
