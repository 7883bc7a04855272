// FollowUpItem: What a learner said on one topic of a follow-up.
#pragma once

#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct FollowUp;

struct FollowUpItem {
  static constexpr About about{"follow-up item", "回访记录项",
                               "What a learner said on one topic of a follow-up."};

  std::string id;
  Ref<FollowUp> follow_up;
  std::string topic;
  std::optional<Personal<std::string>> answer{};
  std::optional<Decimal> rating{};
};
BOOST_DESCRIBE_STRUCT(FollowUpItem, (), (id, follow_up, topic, answer, rating))

} // namespace aftercourse
