// Rows of a kind from Python's plain values: dicts, or objects of ac.facts. As strict as JSON: nothing is
// guessed.
#pragma once

#include "bind.hpp"

namespace aftercourse::python {

/// Reads the rows into the batch, which keeps every fault with its row (from 1), field and reason. Lets other
/// threads run, and `progress` stop it, now and then. Raises TypeError when `rows` is no iterable.
void record_rows(Batch& batch, const std::string& kind, py::handle rows, const Callback& progress);

/// The fields of an amendment. Throws DataError AC2033 with every fault.
std::vector<std::pair<std::string, Value>> amended_fields(const Kind& kind, const std::string& id,
                                                          const py::dict& fields);

} // namespace aftercourse::python
