// Report: A written report was handed in.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Programme;
struct Unit;

struct Report {
  static constexpr About about{"report", "报告", "A written report was handed in."};

  std::string id;
  Date date;
  std::optional<std::string> title{};
  std::optional<AnyRef> concerning{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Unit>> unit{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Report, (), (id, date, title, concerning, programme, enrolment, unit, tasks, period))

} // namespace aftercourse
