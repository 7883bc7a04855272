// What a form tool exported, as Python gives it to an engine or a batch.
#pragma once

#include <aftercourse/engine/engine.hpp>

#include "bind.hpp"

namespace aftercourse::python {

struct GivenResponses {
  std::map<std::string, std::string> columns;
  std::string occurrence, prefix, separator, choice_separator;
  std::optional<std::vector<std::string>> missing;
};

/// Throws InvalidArgument AC5805 for a separator that is not one character.
ResponseColumns response_columns(const GivenResponses& given);
void record_responses(Batch& batch, const py::object& csv, const Instrument& instrument,
                      const GivenResponses& given);

} // namespace aftercourse::python
