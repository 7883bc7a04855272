// Expectation: what a text must be where it stands - in the file, or as the value of a parameter used there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <aftercourse/calendar/period.hpp>
#include <aftercourse/policy/condition.hpp>

namespace aftercourse::reading {

struct Expectation {
  enum class Use : std::uint8_t { period, length, share, value };
  Use use = Use::value;             ///< length: a period longer than nothing
  FieldType type = FieldType::text; ///< value
  std::vector<std::string> labels;  ///< value of a category
  bool positive = false;            ///< value: a number above zero

  /// "a period such as `5 working days`".
  std::string form() const;
};

struct ParameterUse {
  Expectation expectation;
  Location at;
};

/// The text read as expected, or nothing.
std::optional<Period> meaning_as_period(std::string_view text, const Expectation& e);
std::optional<Decimal> meaning_as_share(std::string_view text, const Expectation& e);
std::optional<Value> meaning_as_value(std::string_view text, const Expectation& e);
bool fits(std::string_view text, const Expectation& e);

} // namespace aftercourse::reading
