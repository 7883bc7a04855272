// Whether an answer can be one to its item.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <aftercourse/instrument/response.hpp>

namespace aftercourse {

struct WrongAnswer {
  std::string reason;
  const char* code;
};

std::optional<WrongAnswer> refusal_of(const InstrumentItem& item, const ItemAnswer& answer);
std::optional<WrongAnswer> refusal_of_value(const InstrumentItem& item, Decimal value);
/// Throws DataError AC5820; the message shows the first faults.
[[noreturn]] void refuse_responses(std::string message, std::vector<Fault> faults);

} // namespace aftercourse
