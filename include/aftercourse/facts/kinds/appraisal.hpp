// Appraisal: One party's appraisal of a person's work after training.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;
struct Person;

enum class AppraisalRelation : std::uint8_t { superior, peer, self, learner, supervision_group };
BOOST_DESCRIBE_ENUM(AppraisalRelation, superior, peer, self, learner, supervision_group)

struct Appraisal {
  static constexpr About about{"appraisal", "工作表现评估",
                               "One party's appraisal of a person's work after training."};
  static constexpr std::array respondents{std::string_view("appraiser")};

  std::string id;
  Ref<Person> person;
  AppraisalRelation relation{};
  Date date;
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Person>> appraiser{};
  std::optional<Decimal> attitude{};
  std::optional<Decimal> ability{};
  std::optional<Decimal> results{};
  std::optional<Decimal> score{};
  std::optional<Personal<std::string>> strengths{};
  std::optional<Personal<std::string>> weaknesses{};
  std::optional<Personal<std::string>> suggestions{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(Appraisal, (),
                      (id, person, relation, date, enrolment, appraiser, attitude, ability, results, score,
                       strengths, weaknesses, suggestions, tasks, period))

} // namespace aftercourse
