// AssessmentResult: The mark of one attempt of a learner at an examination, homework, project or practice.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Enrolment;

enum class AssessmentResultGrade : std::uint8_t { excellent, good, pass, fail };
BOOST_DESCRIBE_ENUM(AssessmentResultGrade, excellent, good, pass, fail)

struct AssessmentResult {
  static constexpr About about{
      "assessment result", "考核成绩",
      "The mark of one attempt of a learner at an examination, homework, project or practice."};
  static constexpr std::array ordered{Ordered{"score", "maximum"}};

  std::string id;
  Ref<Enrolment> enrolment;
  Date date;
  Decimal score;
  std::optional<Decimal> maximum{};       ///< the score cannot exceed it
  std::optional<std::string> component{}; ///< examination, homework, project, practice
  std::optional<std::int64_t> attempt{};
  std::optional<bool> passed{};
  std::optional<AssessmentResultGrade> grade{};
  std::vector<std::string> key_points{}; ///< of the course, covered by this assessment
  std::vector<std::string> tasks{};      ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{};   ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(AssessmentResult, (),
                      (id, enrolment, date, score, maximum, component, attempt, passed, grade, key_points,
                       tasks, period))

} // namespace aftercourse
