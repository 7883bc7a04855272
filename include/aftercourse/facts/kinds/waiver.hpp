// Waiver: Somebody entitled to it waived a task.
#pragma once

#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Person;

struct Waiver {
  static constexpr About about{"waiver", "豁免", "Somebody entitled to it waived a task."};

  std::string id;
  std::string task; ///< the task's id
  Date date;
  Ref<Person> approver;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Waiver, (), (id, task, date, approver, reason))

} // namespace aftercourse
