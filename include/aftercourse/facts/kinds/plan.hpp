// Plan: A plan was made: what, how, when and by whom.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Programme;
struct Unit;

struct Plan {
  static constexpr About about{"plan", "跟踪计划", "A plan was made: what, how, when and by whom."};

  std::string id;
  Date date;
  std::optional<std::string> title{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Unit>> unit{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Plan, (), (id, date, title, programme, unit, tasks, period))

} // namespace aftercourse
