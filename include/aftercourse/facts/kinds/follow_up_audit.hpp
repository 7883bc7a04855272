// FollowUpAudit: One item of a follow-up record checked by asking again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct FollowUp;
struct Person;

enum class FollowUpAuditResult : std::uint8_t { right, wrong, could_not_be_verified };
BOOST_DESCRIBE_ENUM(FollowUpAuditResult, right, wrong, could_not_be_verified)

struct FollowUpAudit {
  static constexpr About about{"follow-up audit", "回访抽查",
                               "One item of a follow-up record checked by asking again."};

  std::string id;
  Ref<FollowUp> follow_up;
  Date date;
  std::string item; ///< the topic or field that was checked
  FollowUpAuditResult result{};
  std::optional<Ref<Person>> auditor{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(FollowUpAudit, (), (id, follow_up, date, item, result, auditor, tasks, period))

} // namespace aftercourse
