// Rectification: What was done about a finding.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Finding;
struct Person;

struct Rectification {
  static constexpr About about{"rectification", "整改", "What was done about a finding."};

  std::string id;
  Ref<Finding> finding;
  Date date;
  std::optional<std::string> text{};
  std::optional<Ref<Person>> by{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Rectification, (), (id, finding, date, text, by, tasks, period))

} // namespace aftercourse
