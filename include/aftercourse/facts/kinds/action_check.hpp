// ActionCheck: An improvement action was looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct ImprovementAction;
struct Person;

enum class ActionCheckStatus : std::uint8_t { on_track, slipping, done, stopped };
BOOST_DESCRIBE_ENUM(ActionCheckStatus, on_track, slipping, done, stopped)

struct ActionCheck {
  static constexpr About about{"action check", "措施检查", "An improvement action was looked at."};

  std::string id;
  Ref<ImprovementAction> improvement_action;
  Date date;
  ActionCheckStatus status{};
  std::optional<Decimal> effect{}; ///< the measured effect
  std::optional<Ref<Person>> by{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(ActionCheck, (), (id, improvement_action, date, status, effect, by, tasks, period))

} // namespace aftercourse
