// Questionnaire: An instrument sent out to a programme's learners, open for a span of days.
#pragma once

#include <array>
#include <optional>
#include <string>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct Programme;

struct Questionnaire {
  static constexpr About about{"questionnaire", "问卷发放",
                               "An instrument sent out to a programme's learners, open for a span of days."};
  static constexpr std::array ordered{Ordered{"opens", "closes"}};

  std::string id;
  std::string instrument;
  Date opens;
  Date closes; ///< last day to answer
  std::optional<Ref<Programme>> programme{};
};
BOOST_DESCRIBE_STRUCT(Questionnaire, (), (id, instrument, opens, closes, programme))

} // namespace aftercourse
