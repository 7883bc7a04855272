// FollowUp: A follow-up with one learner after (or during) a programme.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;

enum class FollowUpChannel : std::uint8_t { phone, email, questionnaire, visit, meeting, other };
BOOST_DESCRIBE_ENUM(FollowUpChannel, phone, email, questionnaire, visit, meeting, other)

struct FollowUp {
  static constexpr About about{"follow-up", "培训回访",
                               "A follow-up with one learner after (or during) a programme."};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  FollowUpChannel channel{};
  bool reached{};                    ///< someone who was not reached is no evidence, only an attempt
  std::vector<std::string> topics{}; ///< what was asked, as a policy's `asks` names it
  std::optional<Ref<Person>> by{};
  std::optional<Personal<std::string>> notes{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(FollowUp, (), (id, enrolment, date, channel, reached, topics, by, notes, tasks, period))

} // namespace aftercourse
