// Meeting: A meeting was held.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;
struct Programme;
struct Unit;

struct Meeting {
  static constexpr About about{"meeting", "会议", "A meeting was held."};

  std::string id;
  Date date;
  std::optional<std::string> topic{};
  std::optional<Ref<Unit>> unit{};
  std::optional<Ref<Programme>> programme{};
  std::vector<Ref<Person>> participants{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Meeting, (), (id, date, topic, unit, programme, participants, tasks, period))

} // namespace aftercourse
