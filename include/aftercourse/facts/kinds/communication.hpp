// Communication: Something was sent or announced to somebody, perhaps with a date to reply by.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;
struct Programme;
struct Session;
struct Unit;

enum class CommunicationChannel : std::uint8_t { phone, email, notice, group, meeting, letter, other };
BOOST_DESCRIBE_ENUM(CommunicationChannel, phone, email, notice, group, meeting, letter, other)

struct Communication {
  static constexpr About about{
      "communication", "沟通",
      "Something was sent or announced to somebody, perhaps with a date to reply by."};
  static constexpr std::array ordered{Ordered{"date", "reply_by"}};

  std::string id;
  Date date;                             ///< when it was sent
  std::optional<std::string> audience{}; ///< learners, employing-department, management ...
  std::optional<std::string> purpose{};
  std::optional<CommunicationChannel> channel{};
  std::optional<Date> reply_by{};
  std::optional<Date> replied{};
  std::optional<AnyRef> concerning{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Session>> session{};
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Unit>> unit{};
  std::optional<Ref<Person>> person{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Communication, (),
                      (id, date, audience, purpose, channel, reply_by, replied, concerning, programme,
                       session, enrolment, unit, person, tasks, period))

} // namespace aftercourse
