// InstrumentResponse: One filled-in instrument, with or without a known person behind it.
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
struct Programme;
struct Questionnaire;
struct Unit;

struct InstrumentResponse {
  static constexpr About about{"instrument response", "问卷回答",
                               "One filled-in instrument, with or without a known person behind it."};
  static constexpr std::array respondents{std::string_view("person")};

  std::string id;
  std::string instrument;
  std::optional<std::string> version{}; ///< of the instrument
  std::optional<Date> date{};
  std::optional<Decimal> score{}; ///< overall mark
  std::optional<Ref<Questionnaire>> questionnaire{};
  std::optional<Ref<Programme>> programme{};
  std::optional<Ref<Enrolment>> enrolment{};
  std::optional<Ref<Person>> person{};   ///< who answered, when known
  std::optional<Ref<Person>> lecturer{}; ///< who was rated
  std::optional<Ref<Person>> subject{};  ///< who was appraised
  std::optional<std::string> role{};     ///< of the appraiser, as the instrument names it
  std::optional<Decimal> seconds{};      ///< it took to answer
  std::optional<Ref<Unit>> unit{};
  std::optional<std::int64_t> recommend{}; ///< 0 to 10
  std::optional<Personal<std::string>> comment{};
  std::vector<std::string> tasks{};    ///< the ids of the tasks it is meant for, when that is known
  std::optional<std::string> period{}; ///< the period it is meant for ("2026-07"), when it names one
};
BOOST_DESCRIBE_STRUCT(InstrumentResponse, (),
                      (id, instrument, version, date, score, questionnaire, programme, enrolment, person,
                       lecturer, subject, role, seconds, unit, recommend, comment, tasks, period))

} // namespace aftercourse
