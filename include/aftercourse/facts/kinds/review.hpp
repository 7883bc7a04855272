// Review: Somebody reviewed work, a post or a plan.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct DevelopmentPlan;
struct Person;
struct Post;
struct Submission;

struct Review {
  static constexpr About about{"review", "评审", "Somebody reviewed work, a post or a plan."};

  std::string id;
  Date date;
  std::optional<Ref<Submission>> submission{};
  std::optional<Ref<Post>> post{};
  std::optional<Ref<DevelopmentPlan>> development_plan{};
  std::optional<Ref<Person>> reviewer{};
  std::optional<std::string> outcome{};
  std::optional<Decimal> attainment{}; ///< share of the goals reached
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Review, (),
                      (id, date, submission, post, development_plan, reviewer, outcome, attainment, tasks,
                       period))

} // namespace aftercourse
