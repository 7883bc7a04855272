// Decision: A person's decision on anything submitted.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;

enum class DecisionOutcome : std::uint8_t {
  accepted,
  returned,
  rejected,
  upheld,
  overturned,
  removed,
  escalated
};
BOOST_DESCRIBE_ENUM(DecisionOutcome, accepted, returned, rejected, upheld, overturned, removed, escalated)

struct Decision {
  static constexpr About about{"decision", "决定", "A person's decision on anything submitted."};

  std::string id;
  AnyRef concerning;
  Date date;
  DecisionOutcome outcome{};
  std::optional<Ref<Person>> decided_by{};
  std::optional<std::string> reason{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Decision, (), (id, concerning, date, outcome, decided_by, reason, tasks, period))

} // namespace aftercourse
