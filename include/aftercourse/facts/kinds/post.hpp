// Post: Something published in a group.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Group;
struct Person;

struct Post {
  static constexpr About about{"post", "群消息", "Something published in a group."};

  std::string id;
  Ref<Group> group;
  Date date;
  std::optional<Ref<Person>> person{};
  std::optional<std::string> category{}; ///< course, homework, share, notice ...
  std::optional<std::string> title{};
  std::optional<bool> released{}; ///< reviewed and released
  std::optional<bool> confidential{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Post, (),
                      (id, group, date, person, category, title, released, confidential, tasks, period))

} // namespace aftercourse
