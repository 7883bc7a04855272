// ContactAttempt: An attempt to reach a learner.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;

enum class ContactAttemptChannel : std::uint8_t { phone, email, questionnaire, visit, meeting, other };
BOOST_DESCRIBE_ENUM(ContactAttemptChannel, phone, email, questionnaire, visit, meeting, other)

struct ContactAttempt {
  static constexpr About about{"contact attempt", "联系尝试", "An attempt to reach a learner."};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  ContactAttemptChannel channel{};
  bool reached{};
  std::optional<Ref<Person>> by{};
  std::optional<std::string> reason{};
};
BOOST_DESCRIBE_STRUCT(ContactAttempt, (), (id, enrolment, date, channel, reached, by, reason))

} // namespace aftercourse
