// Withdrawal: A learner left a programme before its end.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;

struct Withdrawal {
  static constexpr About about{"withdrawal", "退出", "A learner left a programme before its end."};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  std::optional<std::string> reason{};
};
BOOST_DESCRIBE_STRUCT(Withdrawal, (), (id, enrolment, date, reason))

} // namespace aftercourse
