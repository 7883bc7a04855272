// InstrumentAnswer: The answer to one item of an instrument.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/facts/describe.hpp>

namespace aftercourse {

struct InstrumentResponse;

struct InstrumentAnswer {
  static constexpr About about{"instrument answer", "问卷项", "The answer to one item of an instrument."};
  static constexpr std::array respondents{std::string_view("response.person"), std::string_view("response")};

  std::string id;
  Ref<InstrumentResponse> response;
  std::string item;
  std::optional<Decimal> value{};
  std::optional<Personal<std::string>> text{};
  std::vector<std::string> choices{};
  std::optional<bool> not_applicable{}; ///< the person said that the item does not concern them
};
BOOST_DESCRIBE_STRUCT(InstrumentAnswer, (), (id, response, item, value, text, choices, not_applicable))

} // namespace aftercourse
